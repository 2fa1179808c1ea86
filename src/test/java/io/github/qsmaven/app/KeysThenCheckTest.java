package io.github.qsmaven.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.qsmaven.catalog.CatalogQuery;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.NameFilter;
import io.github.qsmaven.model.TableType;
import io.github.qsmaven.report.CheckReport;
import io.github.qsmaven.report.ResultView;
import io.github.qsmaven.report.Verdict;
import io.github.qsmaven.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys, deprecated columns and servers of contracts, on a PostgreSQL server. */
class KeysThenCheckTest {
  private static final CatalogQuery ALL =
      new CatalogQuery(List.of("public", "crm"), EnumSet.allOf(TableType.class), NameFilter.ALL);

  private TestDatabase database;

  @TempDir Path folder;

  @BeforeEach
  void createTables() throws SQLException {
    database =
        new TestDatabase(
            "CREATE SCHEMA crm",
            "CREATE TABLE crm.customers (id bigint PRIMARY KEY, email text UNIQUE DEFERRABLE, land text,"
                + " nick text, tax text, UNIQUE (land, tax))",
            "CREATE UNIQUE INDEX partial ON crm.customers (nick) WHERE id > 9",
            "CREATE UNIQUE INDEX calculated ON crm.customers (lower(nick))",
            "CREATE TABLE orders (id bigint, line int, customer bigint,"
                + " land text, tax text, note varchar(20), CONSTRAINT pk PRIMARY KEY (line, id),"
                + " CONSTRAINT to_customer FOREIGN KEY (customer) REFERENCES crm.customers,"
                + " CONSTRAINT by_tax FOREIGN KEY (tax, land) REFERENCES crm.customers (tax, land))",
            "CREATE UNIQUE INDEX wide ON orders (note) INCLUDE (tax)",
            "CREATE TABLE customers (id bigint PRIMARY KEY)",
            "CREATE TABLE crm.orders (id bigint REFERENCES customers)",
            "CREATE VIEW seen AS SELECT * FROM orders",
            "CREATE TABLE keyed (id int, code text)",
            "CREATE TABLE cases (id int UNIQUE, \"ID\" int UNIQUE, next int,"
                + " CONSTRAINT next FOREIGN KEY (next) REFERENCES cases (\"ID\"))");
    database.execute(
        "GRANT USAGE ON SCHEMA crm TO PUBLIC",
        "GRANT SELECT ON ALL TABLES IN SCHEMA public, crm TO PUBLIC");
  }

  private String init(int pageSize) throws Exception {
    return new TestProject(folder, ALL).init(database.target(), pageSize);
  }

  private CheckReport check() throws CannotCheckException {
    return new TestProject(folder, ALL).check(database.target());
  }

  private void write(String contract) throws Exception {
    Path file = folder.resolve("src/main/qs/contract.odcs.yaml");
    Files.createDirectories(file.getParent());
    Files.writeString(file, contract);
  }

  private static List<String> findings(CheckReport report) {
    return report.result().findings().stream().map(TestProject::inShort).toList();
  }

  @Test
  void theContractThatIsWrittenIsMetWithAllItsKeys() throws Exception {
    String contract = init(1000);

    assertThat(contract)
        .contains("apiVersion: v3.2.0", "primaryKeyPosition: 2", "unique: true")
        .contains("- to: crm.customers.id", "- crm.customers.tax");
    assertThat(contract.split("unique: true", -1)).hasSize(5);
    CheckReport report = check();
    assertThat(report.result().findings()).isEmpty();
    assertThat(report.result().coverage().unchecked()).isEmpty();
    assertThat(new ResultView(report).verdict()).isEqualTo(Verdict.PASSED);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5})
  void everyPageSizeWritesTheSame(int pageSize) throws Exception {
    assertThat(init(pageSize)).isEqualTo(init(1000));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ALTER TABLE orders DROP CONSTRAINT pk | QS208 orders",
        "ALTER TABLE orders DROP CONSTRAINT pk, ADD PRIMARY KEY (id, line) | QS208 orders",
        "ALTER TABLE orders DROP CONSTRAINT pk, ADD PRIMARY KEY (line, id, customer) | QS208 orders",
        "ALTER TABLE orders DROP CONSTRAINT to_customer | QS210 orders.customer",
        "ALTER TABLE orders DROP CONSTRAINT by_tax | QS210 orders",
        "ALTER TABLE orders DROP CONSTRAINT to_customer, ADD FOREIGN KEY (customer) REFERENCES"
            + " customers | QS210 orders.customer",
        "ALTER TABLE crm.customers DROP CONSTRAINT customers_email_key"
            + " | QS209 crm.customers.email",
        "DROP INDEX wide | QS209 orders.note",
        "DROP INDEX wide; CREATE UNIQUE INDEX wide ON orders (note, tax) | QS209 orders.note",
        "DROP INDEX wide; CREATE UNIQUE INDEX wide ON orders (note) WHERE id > 0"
            + " | QS209 orders.note",
        "DROP INDEX wide; ALTER TABLE orders ADD UNIQUE (note) |",
        "ALTER TABLE cases DROP CONSTRAINT next, ADD FOREIGN KEY (next) REFERENCES cases (id)"
            + " | QS210 cases.next",
      })
  void aChangedKeyIsReportedAsWhatItIsAndNothingElseIs(String change, String finding)
      throws Exception {
    init(1000);
    database.execute(change.split(";", -1));

    assertThat(findings(check())).isEqualTo(finding == null ? List.of() : List.of(finding));
  }

  @Test
  void withoutTheCatalogOfKeysColumnsAreCheckedAndKeysAreNot() throws Exception {
    init(1000);
    database.execute("REVOKE SELECT ON pg_catalog.pg_index FROM PUBLIC");

    CheckReport report = check();

    assertThat(report.result().findings()).isEmpty();
    assertThat(report.result().coverage().columnsChecked()).isPositive();
    assertThat(report.result().coverage().unchecked())
        .hasSize(11)
        .allMatch(one -> one.why().equals("the server does not report keys"));
  }

  @Test
  void aContractOfTheNewestVersionIsReadInFull() throws Exception {
    write(
        """
        apiVersion: v3.2.0
        kind: DataContract
        id: shop
        version: 1.0.0
        schema:
          - name: keyed
            properties:
              - name: id
                physicalType: integer
                deprecated: true
              - name: code
                logicalType: string
                enum:
                  - value: a
                  - value: b
              - {name: total, semanticType: measure, logicalType: number}
        """);

    CheckReport report = check();

    assertThat(report.result().findings())
        .extracting(finding -> finding.code().code(), Finding::object, Finding::actual)
        .containsExactly(tuple("QS211", "keyed.id", "that it is still there"));
    assertThat(report.result().failing()).isEmpty();
    assertThat(report.result().coverage().unchecked())
        .extracting(one -> one.key() + " " + one.object())
        .containsExactly("enum keyed.code", "semanticType keyed.total");
    assertThat(new ResultView(report).verdict()).isEqualTo(Verdict.PARTLY_CHECKED);
  }

  @Test
  void aDeprecatedColumnThatIsGoneIsMissing() throws Exception {
    write(
        """
        apiVersion: v3.2.0
        kind: DataContract
        id: shop
        version: 1.0.0
        schema:
          - name: keyed
            deprecated: true
            properties: [{name: gone, deprecated: true}]
        """);

    assertThat(findings(check())).containsExactly("QS211 keyed", "QS201 keyed.gone");
  }

  @Test
  void aContractAboutAnotherDatabaseIsReported() throws Exception {
    write(
        """
        apiVersion: v3.1.0
        kind: DataContract
        id: shop
        version: 1.0.0
        status: active
        servers:
          - {server: prod, type: postgres, host: db.example.com, port: 5432, database: shop}
        schema: [{name: keyed}]
        """);

    assertThat(findings(check())).containsExactly("QS107 src/main/qs/contract.odcs.yaml");
  }

  @Test
  void theKeysOfAViewAreNotChecked() throws Exception {
    write(
        """
        apiVersion: v3.2.0
        kind: DataContract
        id: shop
        version: 1.0.0
        schema:
          - name: seen
            properties:
              - {name: id, primaryKey: true, unique: true}
              - {name: note, logicalType: string, logicalTypeOptions: {maxLength: 20}}
              - {name: land, logicalType: string, logicalTypeOptions: {maxLength: 20}}
        """);

    CheckReport report = check();

    assertThat(report.result().findings()).isEmpty();
    assertThat(report.result().coverage().unchecked())
        .extracting(one -> one.key() + " " + one.object() + ": " + one.why())
        .containsExactly(
            "primaryKey seen: a view has no keys",
            "unique seen.id: a view has no keys",
            "maxLength seen.land: the type of the column does not ensure it");
  }
}
