package io.github.qsmaven.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.Change.Impact;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.Severity;
import io.github.qsmaven.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What must not pass unnoticed. */
class DriftGuardsTest {
  @TempDir Path folder;

  private TestDatabase database;
  private LockProject all;

  @BeforeEach
  void createTables() throws Exception {
    database =
        new TestDatabase(
            "CREATE TABLE orders (id bigint, total numeric)",
            "CREATE SCHEMA sales",
            "CREATE TABLE sales.orders (id bigint)",
            "CREATE TABLE notes (body text)",
            "GRANT USAGE ON SCHEMA sales TO PUBLIC");
    database.searchPath("public, sales");
    all = LockProject.ofAll(folder, database.target());
  }

  private List<Finding> findings(LockProject project) throws Exception {
    return project.drift().result().findings();
  }

  private void replace(String from, String to) throws Exception {
    String text = all.text();
    assertThat(text).contains(from);
    Files.writeString(all.file().path(), text.replace(from, to));
  }

  @Test
  void acceptingInPartKeepsTheOtherTables() throws Exception {
    all.lock();
    String before = all.text();
    LockProject some =
        new LockProject(folder, database.target(), false, List.of("notes"), List.of());

    some.lock("orders");

    assertThat(all.text()).isEqualTo(before);
  }

  @Test
  void aBareNameIsThatOfOneTable() throws Exception {
    LockProject both =
        new LockProject(
            folder, database.target(), false, List.of("orders", "sales.orders"), List.of());
    both.lock();
    database.execute("ALTER TABLE orders ADD note text", "ALTER TABLE sales.orders ADD note text");

    both.lock("orders");

    assertThat(LockProject.inShort(both.drift())).containsExactly("QS507 sales.orders.note");
  }

  @Test
  void comparingNothingIsAnError() throws Exception {
    all.lock();
    String text = all.text();
    int tables = text.indexOf("\"tables\":[");
    Files.writeString(
        all.file().path(),
        text.substring(0, tables) + "\"tables\":[],\"types\":[],\"statements\":[]}");
    LockProject none = new LockProject(folder, database.target(), false, List.of(), List.of());

    assertThatThrownBy(none::drift)
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContaining("Nothing was compared");
  }

  @Test
  void aLockOfAnotherKindOfServerIsAnError() throws Exception {
    all.lock();
    replace("\"server\":\"postgresql\"", "\"server\":\"query-service\"");

    assertThatThrownBy(all::drift)
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContaining("The lock is of no PostgreSQL, but the server is a PostgreSQL");
  }

  @Test
  void aTableThatTheSearchPathNoLongerFindsIsGone() throws Exception {
    all.lock();
    database.searchPath("sales");

    assertThat(LockProject.inShort(all.drift()))
        .contains("QS501 public.notes", "QS501 public.orders");
  }

  @Test
  void aBreakThroughAViewOfTheSameFileIsBreakingHere() throws Exception {
    LockProject project =
        all.with("CREATE TEMP VIEW v AS SELECT * FROM orders; SELECT total FROM v;");
    project.lock();
    database.execute("ALTER TABLE orders RENAME total TO amount");

    assertThat(findings(project))
        .extracting(Finding::change)
        .filteredOn(change -> change != null && change.impact() == Impact.BREAKING_HERE)
        .hasSize(1);
  }

  @Test
  void anInsertThatLeavesOutANewNotNullColumnIsAWarning() throws Exception {
    LockProject project = all.with("INSERT INTO orders (id) SELECT 1");
    project.lock();
    database.execute("ALTER TABLE orders ADD kind text NOT NULL");

    assertThat(findings(project))
        .singleElement()
        .satisfies(one -> assertThat(one.severity()).isEqualTo(Severity.WARNING));
  }
}
