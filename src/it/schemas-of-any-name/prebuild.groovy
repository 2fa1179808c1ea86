import io.github.qsmaven.testing.Superuser
import java.nio.file.Path

new Superuser(postgresPort as int, Path.of(caFile)).recreateDatabase(
    'schemas',
    'CREATE TABLE not_searched (id int)',
    'CREATE SCHEMA "Sales 2026"',
    'CREATE TABLE "Sales 2026".orders (id int)',
    'CREATE MATERIALIZED VIEW "Sales 2026".order_counts AS SELECT count(*) FROM "Sales 2026".orders',
    'CREATE SCHEMA "a.b"',
    'CREATE TABLE "a.b".orders (id int)',
    'CREATE VIEW "a.b".late_orders AS SELECT * FROM "a.b".orders',
    'CREATE SCHEMA "it\'s ""quoted"""',
    'CREATE TABLE "it\'s ""quoted"""."Orders" (id int)',
    'GRANT USAGE ON SCHEMA "Sales 2026", "a.b", "it\'s ""quoted""" TO PUBLIC',
    'GRANT SELECT ON ALL TABLES IN SCHEMA "Sales 2026", "a.b", "it\'s ""quoted""" TO PUBLIC')
true
