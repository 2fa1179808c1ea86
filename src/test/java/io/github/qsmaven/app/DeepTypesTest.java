package io.github.qsmaven.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.qsmaven.catalog.CatalogFallback;
import io.github.qsmaven.catalog.CatalogQuery;
import io.github.qsmaven.catalog.SchemaDetailsReader;
import io.github.qsmaven.connection.Sessions;
import io.github.qsmaven.contract.ContractOutput;
import io.github.qsmaven.contract.ContractOutput.IfExists;
import io.github.qsmaven.files.BaseFolder;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.Column;
import io.github.qsmaven.model.ColumnType;
import io.github.qsmaven.model.FieldCount;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.FindingCode;
import io.github.qsmaven.model.Goal;
import io.github.qsmaven.model.SchemaDetails;
import io.github.qsmaven.model.TableName;
import io.github.qsmaven.model.TypeShape;
import io.github.qsmaven.model.Unchecked;
import io.github.qsmaven.report.CheckReport;
import io.github.qsmaven.report.ResultView;
import io.github.qsmaven.report.site.SitePage;
import io.github.qsmaven.report.site.SiteSink;
import io.github.qsmaven.report.text.Colors;
import io.github.qsmaven.report.text.ConsoleFormat;
import io.github.qsmaven.settings.Secret;
import io.github.qsmaven.testing.AllFormats;
import io.github.qsmaven.testing.HeardLog;
import io.github.qsmaven.testing.TestDatabase;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Types that are nested too deep, or that have too many fields when they are expanded. */
class DeepTypesTest {
  private static final int MOST_BYTES = 8 << 20;

  private static TestDatabase database;

  @TempDir Path folder;

  /** In transactions of 500 types each, since each takes locks. */
  private static void addTypes(List<String> sql, String prefix, int count, String fields) {
    for (int i = 0; i < count; i += 500) {
      sql.add(
          "DO $$ BEGIN FOR i IN %d..%d LOOP EXECUTE 'CREATE TYPE %s' || i || ' AS (%s)'; END LOOP; END $$"
              .formatted(i, Math.min(i + 500, count) - 1, prefix, fields));
    }
  }

  /**
   * Nests types that are there, the fields of each being of the one before. CREATE TYPE would
   * expand them all, to see whether one contains itself.
   */
  private static String nest(String prefix) {
    return """
        UPDATE pg_attribute a SET atttypid = inside.oid, attlen = -1, attbyval = false,
          attalign = 'd', attstorage = 'x'
        FROM pg_type outside, pg_type inside
        WHERE outside.typname ~ '^%s[0-9]+$' AND a.attrelid = outside.typrelid
          AND inside.typname = '%s' || (substr(outside.typname, 2)::int - 1)
        """
        .formatted(prefix, prefix);
  }

  @BeforeAll
  static void createTypes() throws SQLException {
    List<String> sql = new ArrayList<>();
    addTypes(sql, "t", 27, "a int, b int");
    addTypes(sql, "n", 3_000, "f int");
    sql.add("CREATE DOMAIN d0 AS int");
    for (int i = 1; i < 300; i++) {
      sql.add("CREATE DOMAIN d%s AS d%s".formatted(i, i - 1));
    }
    sql.add("CREATE TYPE address AS (street text, city text)");
    sql.add("CREATE TABLE doubling (id int, address address, wide t26)");
    sql.add("CREATE TABLE nested (id int, deep n2999, deeps n2999[], d d299)");
    sql.add("CREATE TABLE plain (id int, address address, t t3, n n99)");
    sql.add("CREATE TABLE one_more (n n100)");
    sql.add(nest("t"));
    sql.add(nest("n"));
    database = new TestDatabase(sql.toArray(String[]::new));
  }

  private static SchemaDetails read(int pageSize) throws CannotCheckException {
    CatalogQuery query = TestProject.of(Path.of(""), List.of()).query();
    return database.use(
        session -> {
          Catalog catalog = new CatalogFallback(null, pageSize).read(session, query);
          return new SchemaDetailsReader(pageSize).read(session, catalog, catalog.tables());
        });
  }

  private static List<Column> columns(SchemaDetails details, String table) {
    return requireNonNull(details.relations().get(new TableName("public", table))).columns();
  }

  private static Column column(SchemaDetails details, String table, String name) {
    return columns(details, table).stream()
        .filter(column -> column.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static int levels(Column column) {
    return column.fields().stream().mapToInt(field -> 1 + levels(field)).max().orElse(0);
  }

  @Test
  void theFieldsOfATableAreBounded() throws Exception {
    for (int pageSize : new int[] {40_000, 1_500}) {
      SchemaDetails details = read(pageSize);

      List<Column> doubling = columns(details, "doubling");
      assertThat(Column.count(doubling) - doubling.size()).isBetween(9_000, 10_000);
      assertThat(column(details, "doubling", "address").fields()).hasSize(2);
      // All of the upper levels are there: 2 + 4 + ... + 4096.
      assertThat(levels(column(details, "doubling", "wide"))).isBetween(12, 13);
      FieldCount wide = column(details, "doubling", "wide").allLeftOut();
      // Twice for each level: t0 to t26.
      assertThat(wide.fields() + Column.count(doubling) - 3 - 2).isEqualTo((1L << 28) - 2);
      assertThat(column(details, "nested", "deep").allLeftOut())
          .isEqualTo(new FieldCount(2_900, 2_900, false));
      assertThat(levels(column(details, "nested", "deep"))).isEqualTo(100);
      assertThat(levels(column(details, "nested", "deeps"))).isEqualTo(100);
      assertThat(column(details, "nested", "d").type().base().spelling()).isEqualTo("integer");
      assertThat(columns(details, "plain")).allMatch(c -> c.allLeftOut().equals(FieldCount.NONE));
      assertThat(levels(column(details, "plain", "n"))).isEqualTo(100);
      assertThat(column(details, "one_more", "n").allLeftOut())
          .isEqualTo(new FieldCount(1, 1, false));
    }
  }

  @Test
  void everyFormatSaysWhatIsLeftOut() throws Exception {
    CheckReport checked =
        TestProject.of(folder, List.of()).check(database.target(), expected("doubling"));
    SchemaDetails all = read(40_000);
    for (Goal goal : List.of(Goal.CHECK, Goal.LIST_TABLES, Goal.REPORT)) {
      CheckReport report =
          new CheckReport(goal, checked.server(), all, checked.result(), checked.acceptFile());
      for (String word : AllFormats.WORDS) {
        // Neither dbt nor Mermaid shows fields inside columns.
        if (List.of("dbt", "mermaid").contains(word)
            || (goal == Goal.REPORT && !word.equals("html"))
            || (goal == Goal.LIST_TABLES && word.equals("text"))) {
          continue;
        }
        byte[] bytes = AllFormats.bytes(AllFormats.of(goal).create(word), report);
        assertThat(bytes).as(word).hasSizeLessThan(MOST_BYTES);
        assertThat(new String(bytes, UTF_8))
            .as(goal + " " + word)
            .contains("doubling has too many fields: 268")
            .contains("fields on 15 levels of column wide are left out")
            .contains("nested has too many fields: 2900 fields on 2900 levels of column deep")
            .doesNotContain("plain has too many");
      }
      ResultView view = new ResultView(report);
      assertThat(new ConsoleFormat(Colors.NONE).summarize(view, List.of(Path.of("x"))).warnings())
          .anyMatch(line -> line.contains("of column wide are left out."));
      assertThat(siteText(view)).contains("of column wide are left out.");
    }
  }

  /** What the page writes, without Maven's own sink. */
  private static String siteText(ResultView view) {
    StringBuilder text = new StringBuilder();
    SiteSink sink =
        (SiteSink)
            Proxy.newProxyInstance(
                DeepTypesTest.class.getClassLoader(),
                new Class<?>[] {SiteSink.class},
                (proxy, method, arguments) -> {
                  text.append(arguments == null ? "" : Arrays.deepToString(arguments)).append('\n');
                  return null;
                });
    new SitePage(view, "whole").write(sink);
    assertThat(text.length()).isLessThan(MOST_BYTES);
    return text.toString();
  }

  private Expectations expected(String... lines) throws CannotCheckException {
    return new ExpectationSources(new BaseFolder(folder), List.of(), List.of(lines), null, null)
        .read();
  }

  private CheckReport check(String contract) throws CannotCheckException, IOException {
    Path file = folder.resolve("src/main/qs/contract.odcs.yaml");
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        "apiVersion: v3.1.0\nkind: DataContract\nid: x\nversion: 1.0.0\nstatus: draft\nschema:\n"
            + contract);
    return TestProject.of(folder, List.of()).check(database.target());
  }

  @Test
  void whatIsExpectedBelowIsNotCheckedAndNeverMissing() throws Exception {
    String path = "deep" + ".f".repeat(200);
    CheckReport report =
        check(
            "  - name: nested\n    properties:\n      - name: %s\n        logicalType: object\n      - name: deep%s\n        logicalType: object\n      - name: d\n        physicalType: integer\n"
                .formatted(path, ".f".repeat(90)));

    assertThat(report.result().findings())
        .extracting(Finding::code)
        .containsExactly(FindingCode.TYPE_UNKNOWN);
    Finding finding = report.result().findings().get(0);
    assertThat(finding.column()).isEqualTo(path);
    assertThat(finding.why())
        .isEqualTo("2900 fields on 2900 levels of f are left out: its table has too many");
    assertThat(report.result().coverage().unchecked())
        .extracting(Unchecked::what)
        .containsExactly(Unchecked.What.FIELDS);
    assertThat(report.result().coverage().columnsChecked()).isEqualTo(2);
  }

  @Test
  void nestedPropertiesBelowAreNotChecked() throws Exception {
    StringBuilder yaml = new StringBuilder("  - name: doubling\n    properties:\n");
    String indent = "      ";
    for (int level = 0; level < 20; level++) {
      yaml.append(indent).append(level == 0 ? "- name: wide\n" : "- name: b\n");
      if (level < 19) {
        yaml.append(indent).append("  properties:\n");
      }
      indent += "    ";
    }
    CheckReport report = check(yaml.toString());

    assertThat(report.result().findings())
        .extracting(Finding::code)
        .containsExactly(FindingCode.TYPE_UNKNOWN);
    assertThat(report.result().coverage().unchecked()).hasSize(1);
    assertThat(new ResultView(report).sentence()).contains("of 20 columns");
  }

  @Test
  void aContractOfThemIsSmallSaysSoAndIsMet() throws Exception {
    TestProject project = TestProject.of(folder, List.of());
    Path file = folder.resolve("src/main/qs/contract.odcs.yaml");
    InitResult result;
    try (Sessions sessions = new Sessions()) {
      result =
          new Init(sessions, new CatalogFallback(null, 1_000), new SchemaDetailsReader(1_000))
              .run(
                  new InitRequest(
                      database.target(),
                      project.query(),
                      ContractOutput.open(
                          new BaseFolder(folder), file.toString(), IfExists.REPLACE)),
                  new HeardLog());
    }

    String contract = Files.readString(file);
    assertThat(contract.length()).isLessThan(MOST_BYTES);
    assertThat(contract)
        .containsPattern("# Left out: \\d+ fields on 14 levels: the table has too many\\.")
        .contains("# Left out: 2953 fields on 2953 levels, nested deeper than a contract can be.");
    assertThat(result.remarks())
        .anyMatch(remark -> remark.contains("of column wide are left out."))
        .anyMatch(remark -> remark.startsWith("The contract leaves out "));
    CheckReport report = project.check(database.target());
    assertThat(report.result().findings()).isEmpty();
    assertThat(report.result().coverage().unchecked()).isEmpty();
    assertThat(report.result().coverage().columns()).isEqualTo(result.columns());
  }

  @Test
  void aSecretInTheDeepestNameIsFoundInTime() {
    ColumnType type = new ColumnType("t", TypeShape.STRUCT);
    Column column = new Column("of s3cret-s3cret", 1, type, true, null, null, List.of());
    for (int level = 0; level < 100; level++) {
      column = new Column("f", 1, type, true, null, null, List.of(column));
    }
    Column redacted = new TextRedactor(new Secret("s3cret-s3cret"), false).redacted(column);

    assertThat(Column.count(List.of(redacted))).isEqualTo(101);
    assertThat(redacted.toString()).contains("name=of ").doesNotContain("s3cret");
  }
}
