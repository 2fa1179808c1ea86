package io.github.qsmaven.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import io.github.qsmaven.catalog.CatalogQuery;
import io.github.qsmaven.check.CheckRules;
import io.github.qsmaven.contract.ExpectedTablesReader;
import io.github.qsmaven.files.BaseFolder;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.CatalogSource;
import io.github.qsmaven.model.CheckResult;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.NameFilter;
import io.github.qsmaven.model.Severity;
import io.github.qsmaven.model.TableStatus;
import io.github.qsmaven.model.TableStatus.Presence;
import io.github.qsmaven.model.TableType;
import io.github.qsmaven.model.Unchecked;
import io.github.qsmaven.report.CheckReport;
import io.github.qsmaven.report.JsonSchemas;
import io.github.qsmaven.report.ResultView;
import io.github.qsmaven.report.Verdict;
import io.github.qsmaven.report.text.Colors;
import io.github.qsmaven.report.text.ConsoleFormat;
import io.github.qsmaven.report.text.ConsoleSummary;
import io.github.qsmaven.testing.NameCheck;
import io.github.qsmaven.testing.TableFindings;
import io.github.qsmaven.testing.TestDatabase;
import io.github.qsmaven.testing.queryservice.QueryServiceSimulator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A schema of Query Service that the credential may no longer read. */
class DeniedSchemaTest {
  private static final String WHY =
      "this credential may not use schema sales, so it is unknown whether the table exists";

  private static TestDatabase database;

  @TempDir Path folder;

  @BeforeAll
  static void createTables() throws SQLException {
    database =
        new TestDatabase(
            "CREATE TABLE luma (id int)",
            "CREATE SCHEMA sales",
            "CREATE TABLE sales.orders (id int)",
            "CREATE SCHEMA profile_agg",
            "CREATE VIEW profile_agg.view1 AS SELECT 1 AS x",
            "CREATE SCHEMA readable",
            "CREATE TABLE readable.orders (id int)");
  }

  private static QueryServiceSimulator.Builder dressed() {
    return Sandbox.over(database)
        .container("qsaccel", "profile_agg")
        .denySchema("sales")
        .denySchema("profile_agg");
  }

  private NameCheck list(QueryServiceSimulator server) {
    return new NameCheck(Sandbox.target(server), folder);
  }

  private CheckResult check(QueryServiceSimulator server, String... tables)
      throws CannotCheckException {
    return TestProject.of(folder, List.of())
        .check(
            Sandbox.target(server),
            new Expectations(
                new ExpectedTablesReader(new BaseFolder(folder), false).read(List.of(tables), null),
                List.of(),
                "accept.yaml"))
        .result();
  }

  private static List<String> codes(List<Finding> findings) {
    return findings.stream()
        .map(finding -> finding.code().code() + " " + finding.object() + " " + finding.severity())
        .toList();
  }

  @ParameterizedTest
  @EnumSource
  void itsTablesAreUnknownNotMissing(CatalogSource source) throws Exception {
    try (QueryServiceSimulator server = dressed().start()) {
      CheckReport report =
          list(server)
              .with(source, 1_000)
              .run("luma", "sales.orders", "SALES.Gone", "qsaccel.profile_agg.view1", "readable.no")
              .report();

      assertThat(report.result().coverage().expectedTables())
          .extracting(TableStatus::presence)
          .containsExactly(
              Presence.LISTED,
              Presence.UNKNOWN,
              Presence.UNKNOWN,
              Presence.UNKNOWN,
              Presence.MISSING);
      assertThat(codes(report.result().findings()))
          .containsExactly(
              "QS102 sales.orders WARNING",
              "QS102 SALES.Gone WARNING",
              "QS102 qsaccel.profile_agg.view1 WARNING",
              "QS101 readable.no ERROR");
      assertThat(report.result().findings())
          .extracting(Finding::why)
          .containsExactly(
              WHY,
              WHY,
              WHY.replace("sales", "qsaccel.profile_agg"),
              source.hasSchemas() ? "it is not in schema readable" : "");
      assertThat(report.result().coverage().unchecked())
          .extracting(Unchecked::object, Unchecked::what)
          .hasSize(3);
      assertThat(report.result().coverage().tablesChecked()).isEqualTo(2);
    }
  }

  @Test
  void theReportsSaySo() throws Exception {
    try (QueryServiceSimulator server = dressed().start()) {
      CheckReport report = list(server).run("luma", "sales.orders").report();
      ResultView view = new ResultView(report);

      assertThat(view.verdict()).isEqualTo(Verdict.PARTLY_CHECKED);
      assertThat(view.failed()).isFalse();
      ConsoleSummary console = new ConsoleFormat(Colors.NONE).summarize(view, List.of());
      assertThat(console.lines(Duration.ZERO)).contains("Found 1 of 2 expected tables.");
      assertThat(console.warnings()).containsExactly("sales.orders may not be read: " + WHY + ".");
      String json = Files.readString(folder.resolve("tables.json"));
      assertThat(JsonSchemas.of("tables.schema.json").validate(json, InputFormat.JSON)).isEmpty();
      assertThat(json)
          .contains(
              "\"name\" : \"sales.orders\", \"found\" : false, \"listed\" : false,"
                  + " \"readable\" : false, \"unknown\" : true");
      assertThat(json).contains("\"missingTables\" : [ ]");
      assertThat(Files.readString(folder.resolve("tables.md"))).contains(WHY);
      assertThat(Files.readString(folder.resolve("TEST-qs-tables.xml"))).contains(WHY);
    }
  }

  @Test
  void itFailsWhereEachMustBeReadable() throws Exception {
    try (QueryServiceSimulator server = dressed().start()) {
      CheckReport report =
          list(server).with(CheckRules.ofNames(false, true, true)).run("sales.orders").report();

      assertThat(codes(report.result().failing())).containsExactly("QS102 sales.orders ERROR");
      assertThat(
              new ConsoleFormat(Colors.NONE)
                  .summarize(new ResultView(report), List.of(Path.of("tables.txt")))
                  .failureMessage())
          .contains("sales.orders  may not be read: " + WHY + " (failOnUnreadable)")
          .doesNotContain("exists, but");
      assertThat(TableFindings.of(report).missing())
          .singleElement()
          .matches(one -> one.unreadable());
    }
  }

  @Test
  void aCheckCountsThemAsUnchecked() throws Exception {
    try (QueryServiceSimulator server = dressed().start()) {
      CheckResult result = check(server, "luma(id int)", "sales.orders(id int)", "sales.gone");

      assertThat(codes(result.findings()))
          .containsExactly("QS102 sales.gone ERROR", "QS102 sales.orders ERROR");
      assertThat(result.coverage().unchecked())
          .extracting(Unchecked::object)
          .containsExactly("sales.gone", "sales.orders");
      assertThat(result.coverage().unchecked()).allMatch(one -> one.why().endsWith(WHY));
      assertThat(result.coverage().tablesChecked()).isEqualTo(1);
      assertThat(result.coverage().columnsChecked()).isEqualTo(1);
    }
  }

  @Test
  void aBareNameMayBeInADeniedOneOfTheSchemas() throws Exception {
    try (QueryServiceSimulator server = dressed().start()) {
      NameCheck inBoth =
          list(server)
              .with(
                  new CatalogQuery(
                      List.of("readable", "public"), EnumSet.of(TableType.TABLE), NameFilter.ALL));

      assertThat(inBoth.findings("orders", "luma").missing()).isEmpty();
      assertThatThrownBy(
              () ->
                  list(server)
                      .with(
                          new CatalogQuery(
                              List.of("public", "sales"),
                              EnumSet.of(TableType.TABLE),
                              NameFilter.ALL))
                      .run("luma"))
          .isInstanceOf(CannotCheckException.class)
          .hasMessageContainingAll(
              "that do not exist on server",
              "or that this credential may not read: \"sales\".",
              "ask for the permission to read the schema");
    }
  }

  /** The session may be connected to a schema that may no longer be read. */
  @Test
  void whereEveryNameIsDeniedNoneIsMissing() throws Exception {
    try (QueryServiceSimulator server =
        Sandbox.over(database)
            .refuse(Pattern.compile("WHERE 1=0"), "42501", "Permission denied")
            .start()) {
      CheckReport report = list(server).run("luma", "gone").report();

      assertThat(report.result().coverage().expectedTables())
          .extracting(TableStatus::presence)
          .containsExactly(Presence.LISTED, Presence.UNKNOWN);
      assertThat(report.result().findings())
          .singleElement()
          .extracting(Finding::severity, Finding::why)
          .containsExactly(
              Severity.WARNING,
              "the server denies this credential every name without a schema, so it is unknown"
                  + " whether the table exists");
    }
  }
}
