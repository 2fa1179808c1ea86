package io.github.qsmaven.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qsmaven.testing.Superuser;
import io.github.qsmaven.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Changes of a schema with all that PostgreSQL has: each is found as what it is, and only it. */
class DriftCasesTest {
  @TempDir static Path folder;

  private static TestDatabase database;
  private static LockProject project;

  private static void createSchema() throws Exception {
    database.execute(
        "DROP SCHEMA IF EXISTS other CASCADE",
        "DROP SCHEMA public CASCADE",
        "CREATE SCHEMA public",
        "GRANT USAGE ON SCHEMA public TO " + Superuser.identifier(database.role()));
    database.execute(Files.readString(Path.of("src/test/resources/sql/hard-schema.sql")));
    database.execute(
        "GRANT USAGE ON SCHEMA other TO " + Superuser.identifier(database.role()),
        "GRANT SELECT ON ALL TABLES IN SCHEMA public, other TO "
            + Superuser.identifier(database.role()));
  }

  @BeforeAll
  static void lockSchema() throws Exception {
    database = new TestDatabase();
    createSchema();
    project =
        LockProject.ofAll(folder, database.target()).expecting("other.ledger", "other.Odd one");
    LockResult result = project.lock();
    assertThat(result.tables()).isEqualTo(14);
    assertThat(result.remarks()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Tables.
        "DROP TABLE notes|QS501 notes",
        "DROP VIEW nested_view|QS501 nested_view",
        "DROP MATERIALIZED VIEW totals|QS501 totals",
        "DROP TABLE other.ledger|QS501 other.ledger",
        "ALTER TABLE notes RENAME TO remarks|QS501 notes;QS508 remarks",
        "ALTER TABLE notes SET SCHEMA other|QS501 notes",
        "CREATE TABLE extra (a int)|QS508 extra",
        "DROP VIEW nested_view; CREATE TABLE nested_view (id bigint);"
            + " GRANT SELECT ON nested_view TO public|QS510 nested_view",
        "DROP MATERIALIZED VIEW totals; CREATE VIEW totals AS SELECT customer_id, sum(total) AS sum"
            + " FROM orders GROUP BY 1; GRANT SELECT ON totals TO public|QS510 totals",
        "REVOKE SELECT ON notes FROM {role}|QS514 notes",
        "REVOKE USAGE ON SCHEMA other FROM {role}|QS514 other.Odd one;QS514 other.ledger",
        "COMMENT ON TABLE notes IS 'another'|",
        // Columns.
        "ALTER TABLE notes DROP COLUMN body|QS502 notes.body",
        "ALTER TABLE notes DROP COLUMN author|QS502 notes.author",
        "ALTER TABLE notes ADD COLUMN more text|QS507 notes.more",
        "ALTER TABLE notes ADD COLUMN more text NOT NULL DEFAULT ''|QS507 notes.more",
        "ALTER TABLE notes RENAME body TO content|QS502 notes.body;QS512 notes.body",
        "ALTER TABLE customers RENAME \"Mixed Case\" TO mixed_case|"
            + "QS502 customers.Mixed Case;QS512 customers.Mixed Case",
        "ALTER TABLE notes ALTER body SET NOT NULL|QS506 notes.body",
        "ALTER TABLE notes ALTER author DROP NOT NULL|QS505 notes.author",
        "ALTER TABLE customers ALTER mail TYPE text|QS504 customers.mail",
        "ALTER TABLE customers ALTER mail TYPE varchar(50)|QS503 customers.mail",
        "ALTER TABLE notes ALTER body SET DEFAULT 'x'|",
        "COMMENT ON COLUMN notes.body IS 'another'|",
        "DROP TABLE notes; CREATE TABLE notes (id int PRIMARY KEY, body text, author bigint NOT"
            + " NULL); GRANT SELECT ON notes TO public|QS509 notes",
        "ALTER TABLE notes ADD COLUMN gone int; ALTER TABLE notes DROP COLUMN gone|",
        "ALTER TABLE notes ALTER body SET STORAGE EXTERNAL|",
        // Types.
        "ALTER TABLE t ALTER small TYPE int|QS504 t.small",
        "ALTER TABLE t ALTER small TYPE bigint|QS504 t.small",
        "ALTER TABLE t ALTER whole TYPE smallint|QS503 t.whole",
        "ALTER TABLE t ALTER whole TYPE bigint|QS504 t.whole",
        "ALTER TABLE t ALTER whole TYPE numeric|QS503 t.whole",
        "ALTER TABLE t ALTER whole TYPE text|QS503 t.whole",
        "ALTER TABLE t ALTER amount TYPE numeric(12,2)|QS504 t.amount",
        "ALTER TABLE t ALTER amount TYPE numeric(10,4)|QS503 t.amount",
        "ALTER TABLE t ALTER amount TYPE numeric(12,4)|QS504 t.amount",
        "ALTER TABLE t ALTER amount TYPE numeric(8,2)|QS503 t.amount",
        "ALTER TABLE t ALTER amount TYPE numeric|QS504 t.amount",
        "ALTER TABLE t ALTER code TYPE varchar(40)|QS504 t.code",
        "ALTER TABLE t ALTER code TYPE varchar(10)|QS503 t.code",
        "ALTER TABLE t ALTER code TYPE varchar|QS504 t.code",
        "ALTER TABLE t ALTER code TYPE text|QS504 t.code",
        "ALTER TABLE t ALTER r4 TYPE float8|QS504 t.r4",
        "ALTER TABLE t ALTER at TYPE timestamp(6)|QS504 t.at",
        "ALTER TABLE t ALTER at TYPE timestamp(0)|QS503 t.at",
        "ALTER TABLE t ALTER at TYPE timestamptz(3)|QS503 t.at",
        "ALTER TABLE t ALTER bits TYPE bit varying(16)|QS504 t.bits",
        "ALTER TABLE t ALTER tags TYPE text USING ''|QS503 t.tags",
        "ALTER TABLE t ALTER nums TYPE bigint[]|QS504 t.nums",
        "ALTER TABLE t ALTER nums TYPE int[][]|",
        "ALTER TABLE t ALTER doc TYPE jsonb USING doc::jsonb|QS503 t.doc",
        "ALTER TABLE t ALTER valid TYPE text|QS503 t.valid",
        "ALTER TYPE mood ADD VALUE 'great'|"
            + "QS504 customers.mood;QS504 other.ledger.kind;QS504 t.moods",
        "ALTER TYPE mood RENAME VALUE 'ok' TO 'fine'|"
            + "QS503 customers.mood;QS503 other.ledger.kind;QS503 t.moods",
        "ALTER TYPE mood RENAME TO feeling|"
            + "QS503 customers.mood;QS503 other.ledger.kind;QS503 t.moods",
        "ALTER TYPE other.mood RENAME TO shade; ALTER TYPE other.shade SET SCHEMA public|"
            + "QS503 customers.strange",
        "ALTER DOMAIN email RENAME TO mail_address|" + "QS503 customers.mail;QS503 customers.nick",
        "ALTER DOMAIN email SET NOT NULL|QS506 customers.mail;QS506 customers.nick",
        "ALTER DOMAIN amount_of DROP NOT NULL|QS505 customers.credit",
        // Fields.
        "ALTER TYPE address ADD ATTRIBUTE country text|"
            + "QS507 customers.home.country;QS507 t.places[].country",
        "ALTER TYPE address DROP ATTRIBUTE zip|QS502 customers.home.zip;QS502 t.places[].zip",
        "ALTER TABLE t DROP COLUMN places; ALTER TABLE customers DROP COLUMN home|"
            + "QS502 t.places;QS502 customers.home",
        "ALTER TYPE spot ADD ATTRIBUTE alt numeric|"
            + "QS507 customers.home.spot.alt;QS507 t.places[].spot.alt",
        "ALTER TYPE address RENAME ATTRIBUTE zip TO postcode|QS502 customers.home.zip;"
            + "QS512 customers.home.zip;QS502 t.places[].zip;QS512 t.places[].zip",
        // Keys.
        "ALTER TABLE notes DROP CONSTRAINT notes_pkey; ALTER TABLE notes ALTER id DROP NOT NULL|"
            + "QS505 notes.id;QS511 notes",
        "ALTER TABLE customers DROP CONSTRAINT customers_code_key|QS511 customers",
        "ALTER TABLE orders DROP CONSTRAINT orders_customer_id_fkey|QS511 orders",
        "ALTER TABLE notes ADD UNIQUE (body)|QS511 notes",
        "CREATE INDEX ON notes (body)|",
        // Partitions, views, identity.
        "CREATE TABLE events_2031 PARTITION OF events FOR VALUES FROM ('2031-01-01') TO"
            + " ('2032-01-01')|QS508 events_2031",
        "ALTER TABLE events ADD COLUMN kind text|QS507 events.kind;QS507 events_2030.kind",
        "CREATE OR REPLACE VIEW active AS SELECT id, name, 1 AS one FROM customers|QS507 active.one",
        "ALTER TABLE \"Odd \"\"Name\"\"\" RENAME \"select\" TO \"from\"|QS502 Odd \"Name\".select;"
            + "QS512 Odd \"Name\".select",
        "ALTER TABLE orders ALTER id DROP IDENTITY|",
        "VACUUM|",
        "ANALYZE; CREATE SEQUENCE s; CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'|"
      })
  void eachChangeIsFoundAsWhatItIs(String line) throws Exception {
    createSchema();
    List<String> parts = Arrays.asList(line.split("\\|", -1));
    for (String ddl : parts.get(0).split(";", -1)) {
      database.execute(ddl.replace("{role}", Superuser.identifier(database.role())));
    }
    List<String> expected =
        parts.get(1).isEmpty() ? List.of() : List.of(parts.get(1).split(";", -1));

    assertThat(LockProject.inShort(project.drift())).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void theSameSchemaLoadedAgainHasTheSameLock() throws Exception {
    String before = project.text();
    createSchema();
    database.execute("VACUUM");

    assertThat(project.drift().result().findings()).isEmpty();
    assertThat(project.lock().changed()).isFalse();
    assertThat(project.text()).isEqualTo(before);
  }
}
