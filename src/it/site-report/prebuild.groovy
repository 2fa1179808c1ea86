import io.github.qsmaven.testing.Superuser
import java.nio.file.Path

new Superuser(postgresPort as int, Path.of(caFile)).recreateDatabase('site',
    'CREATE TYPE address AS (street text, city varchar(40))',
    'CREATE TABLE customers (id bigint PRIMARY KEY, home address, note text)',
    "COMMENT ON TABLE customers IS E'Who buys.\\nWithout <b>prospects</b>.'",
    "COMMENT ON COLUMN customers.note IS 'a | b & c'",
    'CREATE TABLE orders (id bigint NOT NULL, customer bigint REFERENCES customers)',
    'CREATE TABLE "<script>alert(1)</script>" ("<i>x" int)',
    'CREATE TABLE "two\nlines \u202E" (id int)')
true
