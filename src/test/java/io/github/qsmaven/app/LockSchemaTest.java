package io.github.qsmaven.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.Lock;
import io.github.qsmaven.model.LockedStatement;
import io.github.qsmaven.model.LockedStatement.LockedField;
import io.github.qsmaven.model.LockedTable;
import io.github.qsmaven.model.TableName;
import io.github.qsmaven.testing.Superuser;
import io.github.qsmaven.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes into a lock, and what does not. */
class LockSchemaTest {
  private static final String[] TABLES = {
    "CREATE TYPE mood AS ENUM ('sad', 'ok')",
    "CREATE TABLE orders (id bigint PRIMARY KEY, total numeric(10,2) NOT NULL, mood mood)",
    "CREATE TABLE customers (id bigint, name varchar(20))",
    "CREATE TABLE others (id int)",
    "CREATE SCHEMA far",
    "CREATE TABLE far.away (id int)",
    "CREATE TABLE far.total (id int)",
    "CREATE VIEW recent AS SELECT id FROM orders",
    "GRANT USAGE ON SCHEMA far TO public",
    "GRANT SELECT ON ALL TABLES IN SCHEMA public, far TO public"
  };

  @TempDir Path folder;

  private LockProject project(TestDatabase database) {
    return new LockProject(folder, database.target(), false, List.of(), List.of());
  }

  private static Lock read(LockProject project) throws CannotCheckException {
    return Objects.requireNonNull(project.file().read());
  }

  private static List<String> tables(Lock lock) {
    return lock.tables().stream().map(LockedTable::listedName).toList();
  }

  @Test
  void theTablesThatContractsExpectAndStatementsNameAreLocked() throws Exception {
    LockProject project =
        project(new TestDatabase(TABLES))
            .expecting("customers", "not_there")
            .with(
                "SELECT o.total FROM orders o",
                "SELECT id FROM far.away;\nSELECT count(*) FROM pg_catalog.pg_class");

    LockResult result = project.lock();

    assertThat(tables(read(project))).containsExactly("far.away", "customers", "orders");
    assertThat(result.tables()).isEqualTo(3);
    assertThat(result.columns()).isEqualTo(6);
    assertThat(result.statements()).isEqualTo(3);
    assertThat(result.existed()).isFalse();
    assertThat(result.changed()).isTrue();
    assertThat(result.remarks())
        .containsExactly("Not in the lock, since the server does not list them: not_there.");
  }

  @Test
  void aTableIsNamedThroughAViewOfAnEarlierStatement() throws Exception {
    LockProject project =
        project(new TestDatabase(TABLES))
            .with("CREATE TEMP VIEW v AS SELECT id FROM recent; SELECT id FROM v");

    project.lock();

    assertThat(read(project).statements())
        .extracting(LockedStatement::reads)
        .containsOnly(List.of(new TableName("public", "recent")))
        .hasSize(2);
  }

  @Test
  void statementsAreLockedWithWhatTheServerDescribes() throws Exception {
    LockProject project =
        project(new TestDatabase(TABLES))
            .with(
                "SELECT id, total, mood FROM orders WHERE mood = ? AND id > :id",
                "-- the same\nselect ID, total,\n mood from orders where mood = ? AND id > :id",
                "INSERT INTO customers VALUES ($1, $2)",
                "SELECT totl\nFROM orders",
                "SELECT id FROM ${table}",
                "CREATE TABLE x AS SELECT id, id FROM orders",
                "CREATE FUNCTION g() RETURNS int LANGUAGE sql AS 'SELECT 1';\n\nSELECT g()");

    LockResult result = project.lock();

    assertThat(read(project).statements())
        .filteredOn(statement -> statement.notChecked() == null)
        .extracting(LockedStatement::result, LockedStatement::parameters)
        .containsExactlyInAnyOrder(
            tuple(
                List.of(
                    new LockedField("id", "bigint"),
                    new LockedField("total", "numeric(10,2)"),
                    new LockedField("mood", "public.mood")),
                List.of("public.mood", "bigint")),
            tuple(List.of(), List.of("bigint", "character varying")));
    assertThat(result.statements()).isEqualTo(2);
    assertThat(result.notChecked()).isEqualTo(3);
    // Neither a line nor what the server says in its language.
    assertThat(read(project).statements())
        .extracting(LockedStatement::notChecked)
        .filteredOn(Objects::nonNull)
        .allSatisfy(why -> assertThat(why).doesNotContainPattern("line \\d|\"|does not exist"));
    assertThat(result.rejected())
        .extracting(one -> one.at().toString(), LockResult.RejectedStatement::message)
        .containsExactly(
            tuple("s4.sql:1:8", "column \"totl\" does not exist"),
            tuple(
                "s6.sql:1:1",
                "x: expected columns with different names, found two columns named id"));
  }

  @Test
  void aSecondLockIsTheSameInAnotherOrderAndAnotherLocale() throws Exception {
    TestDatabase database = new TestDatabase(TABLES);
    LockProject project =
        LockProject.ofAll(folder, database.target())
            .with("SELECT id FROM orders", "SELECT name FROM customers WHERE id = :id");
    project.lock();
    String first = project.text();
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr"));
      database.execute("VACUUM");
      LockProject again =
          LockProject.ofAll(folder, database.target())
              .with("SELECT name FROM customers\r\nWHERE id = :id", "SELECT id FROM orders");

      assertThat(again.lock().changed()).isFalse();
      assertThat(project.text()).isEqualTo(first);

      Files.delete(project.file().path());
      again.lock();
      assertThat(project.text()).isEqualTo(first).doesNotContain("\r", database.name());
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void oneChangedColumnIsOneChangedLine() throws Exception {
    TestDatabase database = new TestDatabase(TABLES);
    LockProject project = LockProject.ofAll(folder, database.target());
    project.lock();
    List<String> before = project.text().lines().toList();
    database.execute("ALTER TABLE customers ALTER name TYPE varchar(30)");

    LockResult result = project.lock();

    List<String> after = project.text().lines().toList();
    assertThat(after).hasSameSizeAs(before);
    assertThat(after.stream().filter(line -> !before.contains(line))).hasSize(1);
    assertThat(result.changes())
        .extracting(change -> change.code().code() + " " + change.object())
        .containsExactly("QS504 customers.name");
  }

  @Test
  void someChangesCanBeAccepted() throws Exception {
    TestDatabase database = new TestDatabase(TABLES);
    LockProject project =
        LockProject.ofAll(folder, database.target()).with("SELECT id FROM orders");
    project.lock();
    database.execute(
        "ALTER TABLE customers ADD COLUMN mail text",
        "ALTER TABLE orders ADD COLUMN note text",
        "DROP TABLE others");

    assertThat(project.lock("cust*").changes())
        .extracting(change -> change.code().code() + " " + change.object())
        .containsExactly("QS507 customers.mail");
    assertThat(LockProject.inShort(project.drift()))
        .containsExactly("QS507 orders.note", "QS501 others");
    project.lock("public.others");
    assertThat(LockProject.inShort(project.drift())).containsExactly("QS507 orders.note");
    assertThatThrownBy(() -> project.lock("orders", "custmers"))
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContaining("\"custmers\"")
        .hasMessageContaining("did you mean customers?");
  }

  @Test
  void withoutALockNoChangeCanBeAccepted() throws Exception {
    LockProject project = LockProject.ofAll(folder, new TestDatabase(TABLES).target());

    assertThatThrownBy(() -> project.lock("orders"))
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContaining("there is no lock");
    assertThat(project.file().path()).doesNotExist();
  }

  @Test
  void aDamagedLockIsReplacedAndAnotherFileIsNot() throws Exception {
    LockProject project = LockProject.ofAll(folder, new TestDatabase(TABLES).target());
    project.lock();
    String first = project.text();
    Files.writeString(project.file().path(), first.replaceFirst("\n", "\n<<<<<<< HEAD\n"), UTF_8);

    assertThatThrownBy(() -> project.lock("orders")).isInstanceOf(CannotCheckException.class);
    assertThat(project.lock().changed()).isTrue();
    assertThat(project.text()).isEqualTo(first);

    for (String other :
        List.of("{\"name\": \"package\"}", first.replace("\"qsLock\":1", "\"qsLock\":2"))) {
      Files.writeString(project.file().path(), other, UTF_8);
      assertThatThrownBy(project::lock).isInstanceOf(CannotCheckException.class);
      assertThat(project.text()).isEqualTo(other);
    }
  }

  @Test
  void nothingToLockIsAnError() throws Exception {
    LockProject project = project(new TestDatabase(TABLES)).expecting("not_there");

    assertThatThrownBy(project::lock)
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContaining("Found nothing to lock")
        .hasMessageContaining("not_there");
    assertThat(project.file().path()).doesNotExist();
  }

  @Test
  void aTableWithThePasswordInANameIsNotLocked() throws Exception {
    TestDatabase database = new TestDatabase(TABLES);
    String secret = Superuser.identifier("x " + TestDatabase.PASSWORD);
    String type = Superuser.identifier(TestDatabase.PASSWORD);
    database.execute(
        "CREATE TABLE " + secret + " (id int)",
        "CREATE TYPE " + type + " AS ENUM ('a')",
        "CREATE TABLE typed (id " + type + ")",
        "CREATE TABLE commented (id int)",
        "COMMENT ON TABLE commented IS '" + TestDatabase.PASSWORD.replace("'", "''") + "'");
    LockProject project = LockProject.ofAll(folder, database.target());

    LockResult result = project.lock();

    assertThat(tables(read(project)))
        .containsExactly("commented", "customers", "orders", "others", "recent");
    assertThat(result.remarks()).singleElement().asString().contains("2 tables");
    assertThat(project.text()).doesNotContain(TestDatabase.PASSWORD.substring(0, 6));
  }
}
