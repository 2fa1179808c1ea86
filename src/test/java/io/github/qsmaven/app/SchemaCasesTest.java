package io.github.qsmaven.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qsmaven.model.CheckResult;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contracts and schemas whose types or names are easily confused. */
class SchemaCasesTest {
  @TempDir Path folder;

  private CheckResult check(String contract, String... scripts) throws Exception {
    return check(List.of(), contract, scripts);
  }

  private CheckResult check(List<String> schemas, String contract, String... scripts)
      throws Exception {
    Path file = folder.resolve("src/main/qs/contract.odcs.yaml");
    Files.createDirectories(file.getParent());
    Files.writeString(
        file, TestProject.resource("cases/" + contract + ".odcs.yaml"), StandardCharsets.UTF_8);
    return TestProject.of(folder, schemas).check(database(scripts).target()).result();
  }

  private static TestDatabase database(String... scripts) throws Exception {
    TestDatabase database = new TestDatabase();
    for (String script : scripts) {
      database.execute(TestProject.statements("cases/" + script + ".sql"));
    }
    return database;
  }

  private static List<String> inShort(CheckResult result) {
    return result.findings().stream().map(TestProject::inShort).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "r1      | r1      | QS202 visit.a,QS202 visit.b,QS202 visit.c,QS202 visit.d,QS202 visit.e,"
            + "QS202 visit.f,QS202 visit.g,QS202 visit.h,QS202 visit.i",
        "r1b     | r1      | QS202 visit.a,QS202 visit.b,QS202 visit.d,QS202 visit.e",
        "r2      | r2      | ",
        "r5      | r5      | ",
        "r8      | r8      | QS205 place.d,QS205 place.e",
        "r8b     | r8      | QS202 place.a,QS202 place.d,QS202 place.f",
        "aw-name | aw-name | QS202 humanresources.department.name",
        "anchors | anchors | ",
        "dom     | reports | QS203 d1.b,QS202 d2.sm,QS205 types1.num",
        "kinds   | reports | QS104 d1,QS104 d2"
      })
  void isReportedAsWhatItIs(String contract, String script, String expected) throws Exception {
    List<String> findings = expected == null ? List.of() : List.of(expected.split(",", -1));

    assertThat(inShort(check(contract, script))).containsExactlyInAnyOrderElementsOf(findings);
  }

  @Test
  void whatTheCatalogMakesCertainIsAnError() throws Exception {
    assertThat(inShort(check("r2", "r2", "r2-broken")))
        .containsExactlyInAnyOrder(
            "QS202 site.addr",
            "QS202 site.k",
            "QS202 site.ks",
            "QS202 site.c",
            "QS202 site.cs",
            "QS202 site.d2");
  }

  @Test
  void aContractWithoutLengthsAcceptsEveryLength() throws Exception {
    assertThat(check("r5", "r5", "r5-narrow").findings()).isEmpty();
  }

  /** With lengths in brackets, and the names of domains as the catalog has them, without quotes. */
  @Test
  void theContractOfAnImporterIsMet() throws Exception {
    CheckResult result = check(List.of("stock"), "imported", "imported");

    assertThat(result.findings()).isEmpty();
    assertThat(result.coverage().unchecked()).isEmpty();
    assertThat(result.coverage().columnsChecked()).isEqualTo(13);
  }

  @Test
  void aTypeOfAnotherSystemIsNamed() throws Exception {
    assertThat(check("r8b", "r8").findings())
        .extracting(Finding::why)
        .containsExactly(
            "INT64 is a type of BigQuery, and its logical type integer does not fit the column",
            "NVARCHAR is a type of SQL Server, Oracle or Snowflake, and its logical type string does"
                + " not fit the column",
            "VARIANT is a type of Snowflake or Databricks, and its logical type boolean does not fit"
                + " the column");
  }

  /** Types and tables of the same name in several schemas, and names that contain dots. */
  @ParameterizedTest
  @ValueSource(
      strings = {"r1", "r2", "r5", "r6", "r8", "r9", "aw-name", "anchors", "reports", "vectors"})
  void whatInitWritesIsMetAndToldApart(String script) throws Exception {
    TestDatabase database = database(script);
    for (List<String> schemas : schemasOf(script)) {
      TestProject project = TestProject.of(folder, schemas);
      project.init(database.target(), 1_000);

      CheckResult result = project.check(database.target()).result();

      assertThat(result.findings()).isEmpty();
      assertThat(result.coverage().tablesChecked()).isEqualTo(result.coverage().tables());
      assertThat(result.coverage().columnsChecked()).isEqualTo(result.coverage().columns());
    }
  }

  private static List<List<String>> schemasOf(String script) {
    return switch (script) {
      case "r6" -> List.of(List.of(), List.of("public", "b", "A.a", "c"));
      case "r9" -> List.of(List.of(), List.of("public", "sales"), List.of("sales"));
      case "aw-name" -> List.of(List.of("production", "humanresources", "purchasing"));
      default -> List.of(List.of());
    };
  }
}
