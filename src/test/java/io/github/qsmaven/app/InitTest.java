package io.github.qsmaven.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qsmaven.catalog.CatalogFallback;
import io.github.qsmaven.catalog.CatalogQuery;
import io.github.qsmaven.catalog.SchemaDetailsReader;
import io.github.qsmaven.catalog.TableProbe;
import io.github.qsmaven.check.CheckRules;
import io.github.qsmaven.connection.Sessions;
import io.github.qsmaven.contract.ContractOutput;
import io.github.qsmaven.contract.ContractOutput.IfExists;
import io.github.qsmaven.contract.Contracts;
import io.github.qsmaven.files.BaseFolder;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.CheckResult;
import io.github.qsmaven.model.Column;
import io.github.qsmaven.model.ColumnType;
import io.github.qsmaven.model.ExpectedColumn;
import io.github.qsmaven.model.ExpectedTable;
import io.github.qsmaven.model.ExpectedType;
import io.github.qsmaven.model.FailOn;
import io.github.qsmaven.model.FindingCode;
import io.github.qsmaven.model.Glob;
import io.github.qsmaven.model.Goal;
import io.github.qsmaven.model.NameFilter;
import io.github.qsmaven.model.SchemaDetails;
import io.github.qsmaven.model.Severity;
import io.github.qsmaven.model.SourceTree;
import io.github.qsmaven.model.TableType;
import io.github.qsmaven.report.files.ExecutionFolder;
import io.github.qsmaven.report.files.Formats;
import io.github.qsmaven.report.files.ReportFiles;
import io.github.qsmaven.settings.Target;
import io.github.qsmaven.testing.HeardLog;
import io.github.qsmaven.testing.TestDatabase;
import io.github.qsmaven.testing.queryservice.QueryServiceSimulator;
import io.github.qsmaven.types.TypeComparison;
import io.github.qsmaven.types.TypeVerdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitTest {
  private static final int PAGE = 1_000;

  private static TestDatabase database;

  @TempDir Path folder;

  @BeforeAll
  static void createTables() throws Exception {
    database =
        new TestDatabase(
            "CREATE SCHEMA \"o: #\"",
            "CREATE TYPE mood AS ENUM ('sad', 'glad')",
            "CREATE DOMAIN code AS varchar(5) NOT NULL",
            "CREATE DOMAIN codes AS code[]",
            "CREATE TYPE page AS (name text, \"Two Words\" code, tags text[])",
            "CREATE DOMAIN pages AS page[]",
            "CREATE TYPE web AS (page page, visited page[], at timestamptz)",
            "CREATE TABLE visits (id bigint PRIMARY KEY, web web, webs web[], again pages)",
            "COMMENT ON TABLE visits IS E'two\\nlines: # \\u2028 \\U0001F600'",
            "CREATE TABLE kinds (i integer NOT NULL, v varchar(20), n numeric(10,2), nn numeric,"
                + " t timestamp(3), tt time, d date, c char, tags text[], grid int[][], m mood,"
                + " k code, ks codes, j jsonb, r int4range, b boolean, f real, g double precision,"
                + " s smallint, u uuid, x xml, bits bit(3), o money, iv interval day, y bytea)",
            "COMMENT ON COLUMN kinds.v IS 'null'",
            "CREATE TABLE nothing ()",
            "CREATE TABLE \"it's; \"\"--\" (\"a.b\" int, \"?\" int, \"yes\" int, \"ünï {x,y}\" int,"
                + " \"\\\" int, \"- a: b #\" int, \"12\" int)",
            "CREATE TABLE \"line\nfeed\" (\"col\numn\" int, x int, \"X\" int)",
            "CREATE TABLE \"o: #\".orders (id int)",
            "CREATE VIEW a_view AS SELECT * FROM kinds");
  }

  private static CatalogQuery query(List<String> schemas, String... includes) {
    return new CatalogQuery(
        schemas,
        EnumSet.allOf(TableType.class),
        new NameFilter(Stream.of(includes).map(Glob::new).toList(), List.of()));
  }

  private InitResult init(Target target, CatalogQuery query, IfExists ifThere)
      throws CannotCheckException {
    try (Sessions sessions = new Sessions()) {
      return new Init(sessions, new CatalogFallback(null, PAGE), new SchemaDetailsReader(PAGE))
          .run(
              new InitRequest(
                  target,
                  query,
                  ContractOutput.open(new BaseFolder(folder), contract().toString(), ifThere)),
              new HeardLog());
    }
  }

  private Path contract() {
    return folder.resolve("src/main/qs/contract.odcs.yaml");
  }

  /** What the default of the parameter contracts finds. */
  private List<ExpectedTable> demanded() throws CannotCheckException {
    return new Contracts(new BaseFolder(folder)).read(List.of()).tables();
  }

  private static SchemaDetails structure(Target target, CatalogQuery query)
      throws CannotCheckException {
    return TestDatabase.use(
        target,
        session -> {
          var catalog = new CatalogFallback(null, PAGE).read(session, query);
          return new SchemaDetailsReader(PAGE).read(session, catalog, catalog.tables());
        });
  }

  /** All that a check can hold against a contract, extras among them; also what is not checked. */
  private CheckResult check(Target target, CatalogQuery query) throws CannotCheckException {
    Map<FindingCode, Severity> severities =
        Map.of(FindingCode.EXTRA_COLUMN, Severity.ERROR, FindingCode.EXTRA_TABLE, Severity.ERROR);
    try (Sessions sessions = new Sessions()) {
      return new Check(
              sessions,
              new CatalogFallback(null, PAGE),
              new SchemaDetailsReader(PAGE),
              new TableProbe(),
              Clock.systemUTC())
          .run(
              new CheckRequest(
                  Goal.CHECK,
                  target,
                  query,
                  PendingExpectations.of(new Expectations(demanded(), List.of(), "")),
                  CheckRequest.Scope.EXPECTED_COLUMNS,
                  new CheckRules(true, severities, FailOn.WARNING),
                  ReportFiles.of(
                      ExecutionFolder.of(folder),
                      new Formats(Goal.CHECK, Set.of("text"), SourceTree.NONE))),
              new HeardLog())
          .report()
          .result();
    }
  }

  private void isMetBy(SchemaDetails structure) throws CannotCheckException {
    List<ExpectedTable> demanded = demanded();
    assertThat(demanded)
        .extracting(relation -> relation.name().text())
        .isEqualTo(structure.catalog().tables().stream().map(t -> t.listedName()).toList());
    TypeComparison types = new TypeComparison();
    for (int i = 0; i < demanded.size(); i++) {
      var relation = structure.relations().get(structure.catalog().tables().get(i).name());
      assertThat(relation).isNotNull();
      if (relation != null) {
        areMetBy(types, demanded.get(i).columns(), relation.columns());
      }
    }
  }

  private static void areMetBy(
      TypeComparison types, List<ExpectedColumn> demanded, List<Column> columns) {
    assertThat(demanded).extracting(ExpectedColumn::name).isEqualTo(names(columns));
    for (int i = 0; i < demanded.size(); i++) {
      ExpectedColumn expected = demanded.get(i);
      ColumnType actual = columns.get(i).type();
      assertThat(types.compare(expected.type(), actual).verdict()).isEqualTo(TypeVerdict.MATCH);
      // The physical type decides alone; so that the logical one is right, too.
      String logical = expected.type().logicalType();
      assertThat(types.compare(new ExpectedType(null, logical), actual).verdict())
          .as("%s is %s", actual, logical)
          .isEqualTo(TypeVerdict.MATCH);
      assertThat(Boolean.TRUE.equals(expected.required())).isEqualTo(!columns.get(i).nullable());
      ExpectedColumn items = expected.items();
      List<ExpectedColumn> fields = items == null ? expected.fields() : items.fields();
      if (!fields.isEmpty()) {
        areMetBy(types, fields, columns.get(i).fields());
      }
    }
  }

  private static List<String> names(List<Column> columns) {
    return columns.stream().map(Column::name).toList();
  }

  @Test
  void theContractDemandsWhatIsThere() throws Exception {
    CatalogQuery everything = query(List.of("public", "o: #"));

    InitResult result = init(database.target(), everything, IfExists.REFUSE);

    SchemaDetails structure = structure(database.target(), everything);
    assertThat(result.tables()).isEqualTo(7).isEqualTo(structure.relations().size());
    assertThat(result.existing()).isZero();
    assertThat(result.notRead()).isEmpty();
    isMetBy(structure);
    assertThat(check(database.target(), everything).findings()).isEmpty();
    assertThat(Files.readString(contract()))
        .contains("id: " + database.name(), "required: true", "items:")
        .doesNotContain(TestDatabase.PASSWORD, database.role());
  }

  @Test
  void theSameTablesMakeTheSameContract() throws Exception {
    init(database.target(), query(List.of()), IfExists.REFUSE);
    byte[] first = Files.readAllBytes(contract());

    init(database.target(), query(List.of()), IfExists.REPLACE);

    assertThat(contract()).hasBinaryContent(first);
  }

  @Test
  void tablesAreAddedToAContract() throws Exception {
    init(database.target(), query(List.of(), "kinds"), IfExists.REFUSE);
    String before = Files.readString(contract()) + "# mine\n";
    Files.writeString(contract(), before);

    InitResult result = init(database.target(), query(List.of()), IfExists.MERGE);

    assertThat(result.tables()).isEqualTo(5);
    assertThat(result.existing()).isEqualTo(1);
    String merged = Files.readString(contract());
    assertThat(merged)
        .startsWith(before.substring(0, before.length() - "# mine\n".length()))
        .endsWith("# mine\n");
    assertThat(demanded()).hasSize(6);

    InitResult again = init(database.target(), query(List.of()), IfExists.MERGE);
    assertThat(again.tables()).isZero();
    assertThat(Files.readString(contract())).isEqualTo(merged);
  }

  @Test
  void withoutTablesThereIsNoContract() {
    assertThatThrownBy(() -> init(database.target(), query(List.of(), "none"), IfExists.REFUSE))
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContainingAll("Found no table", "qs:list-tables");
    assertThat(contract()).doesNotExist();
  }

  @Test
  void queryServiceGetsAContractToo() throws Exception {
    try (QueryServiceSimulator server = Sandbox.over(database).start()) {
      Target target = Sandbox.target(server);

      init(target, query(List.of()), IfExists.REFUSE);

      assertThat(Files.readString(contract())).contains("id: \"prod:all?FLATTEN\"");
      assertThat(demanded()).extracting(relation -> relation.name().text()).contains("visits");
      assertThat(check(target, query(List.of())).findings()).isEmpty();
    }
  }
}
