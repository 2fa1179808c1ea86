package io.github.qsmaven.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qsmaven.catalog.CatalogFallback;
import io.github.qsmaven.catalog.CatalogQuery;
import io.github.qsmaven.catalog.ReadProgress;
import io.github.qsmaven.catalog.SchemaDetailsReader;
import io.github.qsmaven.catalog.TableProbe;
import io.github.qsmaven.connection.Sessions;
import io.github.qsmaven.files.BaseFolder;
import io.github.qsmaven.files.SqlFile;
import io.github.qsmaven.lock.LockFile;
import io.github.qsmaven.model.Cause;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.NameFilter;
import io.github.qsmaven.model.TableType;
import io.github.qsmaven.sql.PlaceholderKind;
import io.github.qsmaven.testing.HeardLog;
import io.github.qsmaven.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlCausesTest {
  private static final String SCHEMA =
      """
      CREATE TYPE mood AS ENUM ('sad', 'ok');
      CREATE TYPE address AS (street text, zip text);
      CREATE TABLE customers (id bigint PRIMARY KEY, name text, mood mood, home address);
      CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint, total numeric(10,2), placed date);
      CREATE TABLE archive (id bigint, total numeric(10,2));
      CREATE VIEW open_orders AS SELECT id, total FROM orders;
      CREATE FUNCTION taxed(numeric) RETURNS numeric LANGUAGE sql AS 'SELECT $1';
      """;

  @TempDir Path folder;

  private TestDatabase database;

  @BeforeEach
  void createTables() throws Exception {
    database = new TestDatabase(SCHEMA);
  }

  private LockFile lockFile() {
    return new LockFile(new BaseFolder(folder), null);
  }

  private void lock(String sql) throws Exception {
    try (Sessions sessions = new Sessions()) {
      new LockSchema(
              sessions,
              new CatalogFallback(null, 1_000),
              new SchemaDetailsReader(1_000),
              new TableProbe(),
              ReadProgress.NONE)
          .run(
              new LockRequest(
                  database.target(),
                  new CatalogQuery(List.of(), EnumSet.allOf(TableType.class), NameFilter.ALL),
                  false,
                  new Expectations(List.of(), List.of(), ""),
                  new ProjectSql(
                      List.of(new SqlFile("a.sql", sql)),
                      null,
                      EnumSet.allOf(PlaceholderKind.class),
                      Map.of()),
                  false,
                  lockFile(),
                  List.of()),
              new HeardLog());
    }
  }

  private List<Finding> check(String sql) throws Exception {
    return new SqlProject(folder, database.target())
        .check(new SqlFile("a.sql", sql))
        .result()
        .findings();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SELECT total FROM orders              | ALTER TABLE orders DROP COLUMN total CASCADE             | QS502 column gone orders.total
          SELECT total FROM orders              | ALTER TABLE orders RENAME COLUMN total TO amount         | QS502 column gone orders.total
          SELECT o.id FROM orders o             | DROP TABLE orders CASCADE                                | QS501 table gone orders
          SELECT o.id FROM orders o             | ALTER TABLE orders RENAME TO purchases                   | QS501 table gone orders
          SELECT name, total FROM customers, orders | ALTER TABLE orders ADD COLUMN name text              | QS507 column added orders.name
          SELECT 1 FROM archive WHERE id + 1 > 2 | ALTER TABLE archive ALTER COLUMN id TYPE text           | QS503 type changed archive.id
          SELECT 1 FROM customers WHERE mood = 'sad' | ALTER TYPE mood RENAME VALUE 'sad' TO 'low'         | QS503 type changed customers.mood
          SELECT (home).zip FROM customers      | ALTER TYPE address DROP ATTRIBUTE zip                    | QS502 column gone customers.home.zip
          INSERT INTO archive SELECT id, total FROM orders | ALTER TABLE archive DROP COLUMN total         | QS502 column gone archive.total
          SELECT taxed(total) FROM orders       | DROP FUNCTION taxed(numeric)                             | the statement was valid when the lock was written
          """)
  void theSchemaMovedUnderAStatementOfTheLock(String sql, String change, String why)
      throws Exception {
    lock(sql);
    database.execute(change);

    List<Finding> findings = check("-- moved\n" + sql.toLowerCase(java.util.Locale.ROOT) + ";");

    assertThat(findings).hasSize(1);
    assertThat(findings.get(0).cause()).isEqualTo(Cause.SCHEMA);
    assertThat(findings.get(0).why())
        .contains("the schema has changed, not your SQL: " + why)
        .doesNotContain(", QS");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SELECT total FROM orders              | SELECT totl FROM orders
          SELECT o.id FROM orders o             | SELECT o.id FROM ordrs o
          SELECT id FROM orders                 | SELECT id, FROM orders
          SELECT name, total FROM customers, orders | SELECT id, name, total FROM customers, orders
          SELECT 1 FROM orders WHERE id = 2     | SELECT 1 FROM orders WHERE placed = true
          SELECT 1 FROM customers WHERE mood = 'sad' | SELECT 1 FROM customers WHERE mood = 'glad'
          SELECT (home).zip FROM customers      | SELECT (home).town FROM customers
          INSERT INTO archive SELECT id, total FROM orders | INSERT INTO archive SELECT id, total, placed FROM orders
          SELECT taxed(total) FROM orders       | SELECT taxd(total) FROM orders
          SELECT sum(total) FROM orders         | SELECT id, sum(total) FROM orders
          """)
  void theSqlWasChanged(String before, String after) throws Exception {
    lock(before);
    database.execute("ALTER TABLE orders ADD COLUMN note text");

    List<Finding> findings = check(after);

    assertThat(findings).hasSize(1);
    assertThat(findings.get(0).cause()).isEqualTo(Cause.SQL);
    assertThat(findings.get(0).why()).contains("this SQL is new or was changed");
  }

  @Test
  void withoutALockNothingIsSaidOfTheCause() throws Exception {
    assertThat(check("SELECT totl FROM orders"))
        .singleElement()
        .satisfies(finding -> assertThat(finding.cause()).isNull());
  }

  @Test
  void aDamagedLockHidesNoFinding() throws Exception {
    Files.createDirectories(lockFile().path().getParent());
    Files.writeString(lockFile().path(), "<<<<<<< HEAD\n");

    assertThat(check("SELECT totl FROM orders"))
        .singleElement()
        .satisfies(finding -> assertThat(finding.cause()).isNull());
  }
}
