package io.github.qsmaven.app;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.qsmaven.files.SqlFile;
import io.github.qsmaven.model.Change.Broken;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.Severity;
import io.github.qsmaven.report.CheckReport;
import io.github.qsmaven.testing.TestDatabase;
import io.github.qsmaven.testing.TlsPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What drift and the check of SQL say of forty statements after a change is what happens if they
 * are executed then: which of them fail, and which have another result.
 */
class DriftVerdictTest {
  private static final String[] SCHEMA = {
    "DROP SCHEMA public CASCADE",
    "CREATE SCHEMA public",
    "GRANT USAGE ON SCHEMA public TO public",
    "CREATE TYPE mood AS ENUM ('sad', 'ok')",
    "CREATE DOMAIN email AS varchar(100)",
    "CREATE TABLE customers (id int PRIMARY KEY, name text, mail email, mood mood, country"
        + " varchar(2))",
    "CREATE TABLE orders (id bigint PRIMARY KEY, customer_id int REFERENCES customers, total"
        + " numeric(10,2), placed timestamp NOT NULL DEFAULT now(), code varchar(8), tags text[])",
    "CREATE TABLE archive (id bigint, customer_id int, total numeric(10,2), placed timestamp, code"
        + " varchar(8), tags text[])",
    "CREATE TABLE notes (id int, body text)",
    "CREATE VIEW recent AS SELECT id, placed FROM orders",
    "GRANT SELECT ON ALL TABLES IN SCHEMA public TO public"
  };

  private static final List<String> STATEMENTS =
      List.of(
          "SELECT id, total FROM orders",
          "SELECT o.id, o.total * 2 AS twice FROM orders o",
          "SELECT * FROM orders",
          "SELECT count(*) FROM orders",
          "SELECT sum(total) FROM orders GROUP BY customer_id",
          "SELECT code || 'x' AS longer FROM orders",
          "SELECT id FROM orders WHERE placed > now()",
          "SELECT date_trunc('day', placed) AS day FROM orders",
          "SELECT tags[1] AS tag FROM orders",
          "SELECT unnest(tags) AS tag FROM orders",
          "SELECT o.id, c.name FROM orders o JOIN customers c ON c.id = o.customer_id",
          "SELECT name, total FROM orders JOIN customers ON customers.id = customer_id",
          "SELECT orders.id FROM orders JOIN notes ON notes.id = orders.id",
          "SELECT placed, body FROM orders, notes",
          "SELECT total, body FROM orders NATURAL JOIN notes",
          "SELECT id, body FROM orders JOIN notes USING (id)",
          "SELECT id FROM orders UNION ALL SELECT id FROM archive",
          "SELECT * FROM orders UNION ALL SELECT * FROM archive",
          "SELECT id FROM orders WHERE EXISTS (SELECT 1 FROM customers WHERE id = customer_id)",
          "WITH w AS (SELECT id, total FROM orders) SELECT max(total) AS most FROM w",
          "INSERT INTO archive SELECT * FROM orders",
          "INSERT INTO archive (id, total) SELECT id, total FROM orders",
          "INSERT INTO orders (id, customer_id, total) VALUES (1, NULL, 3.5)",
          "INSERT INTO orders VALUES (2, NULL, 1, now(), 'a', NULL)",
          "INSERT INTO customers (id, name) VALUES (1, 'n')",
          "INSERT INTO customers (id, name, mail) VALUES (2, 'n', 'm') RETURNING id",
          "INSERT INTO notes VALUES (1, 'b')",
          "UPDATE orders SET total = 0 WHERE id = 1",
          "UPDATE customers SET name = 'x', country = 'de'",
          "DELETE FROM notes WHERE body = 'x'",
          "DELETE FROM orders WHERE code = 'x' RETURNING total",
          "SELECT name FROM customers ORDER BY mood",
          "SELECT mood FROM customers WHERE mood = 'ok'",
          "SELECT lower(mail) AS mail FROM customers",
          "SELECT mail FROM customers",
          "SELECT country, count(*) AS n FROM customers GROUP BY country",
          "SELECT r.id, r.placed FROM recent r",
          "SELECT c.* FROM customers c",
          "SELECT upper(body) AS body FROM notes",
          "SELECT CASE WHEN total > 1 THEN code ELSE country END AS which FROM orders, customers");

  @TempDir static Path folder;

  private static TestDatabase database;
  private static LockProject project;
  private static List<@Nullable Set<String>> before;

  @BeforeAll
  static void lockSchema() throws Exception {
    database = new TestDatabase(SCHEMA);
    project =
        new LockProject(folder, database.target(), false, List.of(), List.of())
            .with(STATEMENTS.toArray(String[]::new));
    LockResult result = project.lock();
    assertThat(result.rejected()).isEmpty();
    assertThat(result.statements()).isEqualTo(40);
    before = results();
    assertThat(before).doesNotContainNull();
  }

  /** What the statements return, without the order of the columns; null for one that fails. */
  private static List<@Nullable Set<String>> results() throws SQLException {
    List<@Nullable Set<String>> results = new ArrayList<>();
    try (Connection connection = TlsPostgres.shared().superuser().connection(database.name())) {
      connection.setAutoCommit(false);
      for (String sql : STATEMENTS) {
        results.add(result(connection, sql));
        connection.rollback();
      }
    }
    return results;
  }

  private static @Nullable Set<String> result(Connection connection, String sql) {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.execute();
      Set<String> columns = new TreeSet<>();
      try (ResultSet rows = statement.getResultSet()) {
        if (rows != null) {
          ResultSetMetaData data = rows.getMetaData();
          for (int i = 1; i <= data.getColumnCount(); i++) {
            columns.add(
                "%s %s %d %d"
                    .formatted(
                        data.getColumnLabel(i),
                        data.getColumnTypeName(i),
                        data.getPrecision(i),
                        data.getScale(i)));
          }
        }
      }
      return columns;
    } catch (SQLException e) {
      return null;
    }
  }

  private static Set<String> failing(CheckReport report) {
    Set<String> failing = new TreeSet<>();
    for (Finding finding : report.result().findings()) {
      if (finding.severity() == Severity.ERROR) {
        failing.add(requireNonNull(finding.sql()).statement().file());
      }
    }
    return failing;
  }

  private static Set<String> broken(CheckReport report) {
    Set<String> broken = new TreeSet<>();
    for (Finding finding : report.result().findings()) {
      for (Broken one : requireNonNull(finding.change()).broken()) {
        broken.add(one.statement().file());
      }
    }
    return broken;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ALTER TABLE orders DROP COLUMN total",
        "ALTER TABLE orders RENAME total TO amount",
        "ALTER TABLE orders RENAME customer_id TO customer",
        "ALTER TABLE orders DROP COLUMN code",
        "ALTER TABLE orders ALTER total TYPE text",
        "ALTER TABLE orders ALTER total TYPE numeric(14,2)",
        "ALTER TABLE orders ALTER total TYPE double precision",
        "ALTER TABLE customers ALTER id TYPE bigint",
        "ALTER TABLE orders ALTER code TYPE varchar(20)",
        "ALTER TABLE orders ALTER tags TYPE text",
        "ALTER TABLE orders ADD COLUMN name text",
        "ALTER TABLE orders ADD COLUMN body text",
        "ALTER TABLE notes ADD COLUMN placed timestamp",
        "ALTER TABLE customers ADD COLUMN total numeric",
        "ALTER TABLE archive ADD COLUMN more text",
        "ALTER TABLE customers ALTER mail SET NOT NULL",
        "ALTER TABLE customers ALTER country TYPE int USING NULL",
        "ALTER TABLE customers ALTER mood TYPE text",
        "ALTER TYPE mood RENAME VALUE 'ok' TO 'fine'",
        "DROP TABLE notes",
        "ALTER TABLE notes RENAME TO remarks",
        "DROP VIEW recent",
        "ALTER TABLE customers DROP COLUMN name",
        "ALTER TABLE orders DROP CONSTRAINT orders_customer_id_fkey; DROP TABLE customers",
        "ALTER TABLE archive DROP COLUMN tags",
        "DROP TABLE notes; CREATE TABLE notes (body text, id int); GRANT SELECT ON notes TO public"
      })
  void theVerdictIsWhatHappens(String ddl) throws Exception {
    database.execute(SCHEMA);
    for (String one : ddl.split(";", -1)) {
      database.execute(one);
    }
    List<@Nullable Set<String>> after = results();
    Set<String> fails = new TreeSet<>();
    Set<String> differs = new TreeSet<>();
    for (int i = 0; i < STATEMENTS.size(); i++) {
      String file = project.sql().get(i).path();
      if (after.get(i) == null) {
        fails.add(file);
      }
      if (!requireNonNull(before.get(i)).equals(after.get(i))) {
        differs.add(file);
      }
    }

    assertThat(differs).isNotEmpty();
    assertThat(broken(project.drift())).as("drift").isEqualTo(differs);
    Set<String> atExecution = new TreeSet<>(fails);
    CheckReport sql =
        new SqlProject(folder.resolve("sql"), database.target())
            .check(project.sql().toArray(SqlFile[]::new));
    // A NOT NULL constraint is checked when a statement is executed.
    if (ddl.endsWith("SET NOT NULL")) {
      assertThat(atExecution).isNotEmpty();
      atExecution.clear();
    }
    assertThat(failing(sql)).as("check-sql").isEqualTo(atExecution);
  }
}
