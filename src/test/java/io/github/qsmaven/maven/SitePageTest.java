package io.github.qsmaven.maven;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.CatalogSource;
import io.github.qsmaven.model.CheckResult;
import io.github.qsmaven.model.Checked;
import io.github.qsmaven.model.Column;
import io.github.qsmaven.model.ColumnType;
import io.github.qsmaven.model.Coverage;
import io.github.qsmaven.model.Dataset;
import io.github.qsmaven.model.FailOn;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.FindingCode;
import io.github.qsmaven.model.Goal;
import io.github.qsmaven.model.SchemaDetails;
import io.github.qsmaven.model.Server;
import io.github.qsmaven.model.Severity;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableDetails;
import io.github.qsmaven.model.TableName;
import io.github.qsmaven.model.TableType;
import io.github.qsmaven.model.TypeShape;
import io.github.qsmaven.model.Unchecked;
import io.github.qsmaven.report.CheckReport;
import io.github.qsmaven.report.ResultView;
import io.github.qsmaven.report.site.SitePage;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.maven.doxia.sink.impl.Xhtml5BaseSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class SitePageTest {
  private static final ColumnType TEXT = new ColumnType("text", TypeShape.SCALAR);

  private static Table table(String name) {
    return new Table(new TableName("public", name), TableType.TABLE, true, name);
  }

  private static Column column(String name, String comment, Column... fields) {
    return new Column(name, 1, TEXT, true, null, comment, List.of(fields));
  }

  private static CheckReport report(
      List<Table> tables, List<Column> columns, CheckResult result, TableName... notRead) {
    Map<TableName, TableDetails> relations = new LinkedHashMap<>();
    Map<TableName, String> reasons = new LinkedHashMap<>();
    List.of(notRead).forEach(name -> reasons.put(name, "may not be read by this credential"));
    for (Table table : tables) {
      if (!reasons.containsKey(table.name())) {
        relations.put(table.name(), new TableDetails(table, columns, List.of(), List.of()));
      }
    }
    return new CheckReport(
        Goal.CHECK,
        new Server("qs", "db.example.org", 80, "prod:all", "verify-full", "18.6"),
        new SchemaDetails(
            new Catalog(CatalogSource.PG_CATALOG, List.of("public"), true, tables),
            relations,
            reasons),
        result,
        "src/main/qs/accept.yaml");
  }

  private static CheckResult nothingDemanded() {
    return new CheckResult(List.of(), Coverage.NONE, FailOn.ERROR);
  }

  private static Finding finding(String table, Severity severity, String text) {
    return new Finding(
        FindingCode.TYPE_MISMATCH, severity, table, text, null, text, text, text, List.of(), null);
  }

  /** The page as the site plugin gets it, and as a browser would parse it. */
  private static Document page(CheckReport report) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    return factory
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader("<html>" + html(report) + "</html>")));
  }

  private static String html(CheckReport report) {
    StringWriter out = new StringWriter();
    Xhtml5BaseSink sink = new Xhtml5BaseSink(out);
    new SitePage(new ResultView(report), "qs/schema.html").write(new DoxiaSink(sink));
    sink.flush();
    return out.toString();
  }

  private static List<String> texts(Document page, String element) {
    List<String> texts = new ArrayList<>();
    NodeList nodes = page.getElementsByTagName(element);
    for (int i = 0; i < nodes.getLength(); i++) {
      texts.add(nodes.item(i).getTextContent());
    }
    return texts;
  }

  @Test
  void aSchemaWithoutAContractIsAPicture() throws Exception {
    Document page =
        page(
            report(
                List.of(
                    table("orders"),
                    table("payroll"),
                    table("luma").with(new Dataset("5bac030c", "Luma", null, null))),
                List.of(column("address", "Where.\nIf known.", column("street", "Name"))),
                nothingDemanded(),
                new TableName("public", "payroll")));

    assertThat(texts(page, "h2")).containsExactly("Tables", "Columns");
    assertThat(texts(page, "p"))
        .startsWith(
            "Listed 3 tables. No table is expected, so nothing was checked.",
            "3 tables in database \"prod:all\" at db.example.org:80 (server \"qs\"), read from"
                + " pg_catalog.",
            "As a single page with a search, for sharing: the whole schema.");
    assertThat(texts(page, "td"))
        .containsSequence("luma", "public", "table", "2", "luma", "Luma 5bac030c")
        .containsSequence("payroll", "public", "table", "may not be read by this credential")
        .containsSequence("address", "text", "", "Where.If known.")
        .containsSequence("address.street", "text", "", "Name");
    assertThat(texts(page, "h3")).containsExactly("luma", "orders");
  }

  @Test
  void theFindingsComeFirstTableByTable() throws Exception {
    Coverage coverage =
        new Coverage(
            2,
            3,
            List.of(new Checked("orders", null, null), new Checked("orders", "total", null)),
            List.of(new Unchecked(Unchecked.What.TABLE, "payroll", null, "it may not be read")),
            List.of());

    Document page =
        page(
            report(
                List.of(table("orders")),
                List.of(),
                new CheckResult(
                    List.of(
                        finding("orders", Severity.ERROR, "total"),
                        finding("orders", Severity.WARNING, "note"),
                        finding("people", Severity.WARNING, "name")),
                    coverage,
                    FailOn.ERROR)));

    assertThat(texts(page, "h2")).containsExactly("Findings", "Not checked", "Tables", "Columns");
    assertThat(texts(page, "h3")).startsWith("orders", "people");
    assertThat(texts(page, "p"))
        .startsWith(
            "Failed. Checked 1 of 2 expected tables and 1 of 3 columns: 1 error, 2 warnings; 1"
                + " finding breaks the contract.");
    assertThat(texts(page, "td"))
        .containsSequence(
            "QS202 type mismatch", "total", "total", "total: total", "", "breaks the contract")
        .containsSequence("table", "payroll", "it may not be read");
  }

  @Test
  void theVerdictClaimsNoMoreThanWasChecked() throws Exception {
    Unchecked payroll = new Unchecked(Unchecked.What.TABLE, "payroll", null, "it may not be read");

    Document page =
        page(
            report(
                List.of(table("orders")),
                List.of(),
                new CheckResult(
                    List.of(),
                    new Coverage(1, 0, List.of(), List.of(payroll), List.of()),
                    FailOn.ERROR)));

    assertThat(texts(page, "p").get(0))
        .startsWith("Nothing checked. ")
        .endsWith(
            "no expected table could be checked, so it is unknown whether the contracts are met.")
        .doesNotContain("Passed");
  }

  private static String verdictStyle(CheckResult result) throws Exception {
    Document page = page(report(List.of(table("orders")), List.of(), result));
    return ((Element) page.getElementsByTagName("p").item(0)).getAttribute("style");
  }

  @Test
  void theVerdictHasAColor() throws Exception {
    Coverage checked =
        new Coverage(1, 0, List.of(new Checked("orders", null, null)), List.of(), List.of());
    Coverage unchecked =
        new Coverage(
            1,
            0,
            List.of(),
            List.of(new Unchecked(Unchecked.What.TABLE, "orders", null, "it may not be read")),
            List.of());
    List<Finding> errors = List.of(finding("orders", Severity.ERROR, "total"));
    String red = verdictStyle(new CheckResult(errors, checked, FailOn.ERROR));
    String yellow = verdictStyle(new CheckResult(errors, checked, FailOn.NEVER));
    String green = verdictStyle(new CheckResult(List.of(), checked, FailOn.ERROR));
    String blue = verdictStyle(nothingDemanded());

    assertThat(List.of(red, yellow, green, blue)).doesNotHaveDuplicates();
    assertThat(List.of(red, yellow, green, blue))
        .allSatisfy(
            style -> assertThat(style).contains("border-left: ", "background: #", "; color: #"));
    assertThat(verdictStyle(new CheckResult(List.of(), unchecked, FailOn.ERROR))).isEqualTo(yellow);
  }

  @Test
  void everyTableScrollsInABoxOfItsOwn() throws Exception {
    Document page =
        page(
            report(
                List.of(table("orders")),
                List.of(column("id", "a key")),
                new CheckResult(
                    List.of(finding("orders", Severity.ERROR, "x".repeat(5000))),
                    new Coverage(
                        1,
                        0,
                        List.of(),
                        List.of(new Unchecked(Unchecked.What.TABLE, "payroll", null, "unreadable")),
                        List.of()),
                    FailOn.ERROR)));

    NodeList tables = page.getElementsByTagName("table");
    assertThat(tables.getLength()).isEqualTo(4);
    for (int i = 0; i < tables.getLength(); i++) {
      assertThat(((Element) tables.item(i).getParentNode()).getAttribute("style"))
          .contains("overflow-x: auto");
    }
  }

  @Test
  void aCodeIsALinkToWhatItMeans() throws Exception {
    assertThat(
            html(
                report(
                    List.of(table("orders")),
                    List.of(),
                    new CheckResult(
                        List.of(finding("orders", Severity.ERROR, "total")),
                        Coverage.NONE,
                        FailOn.ERROR))))
        .contains("href=\"" + FindingCode.TYPE_MISMATCH.page() + "\"");
  }

  @Test
  void whatTheBuildLivesWithKeepsItsSeverity() throws Exception {
    Document page =
        page(
            report(
                List.of(table("orders")),
                List.of(),
                new CheckResult(
                    List.of(finding("orders", Severity.ERROR, "total")),
                    new Coverage(
                        1, 0, List.of(new Checked("orders", null, null)), List.of(), List.of()),
                    FailOn.NEVER)));

    assertThat(texts(page, "p").get(0))
        .isEqualTo(
            "Passed, with findings. Checked 1 expected table: 1 error, 0 warnings; none fails the"
                + " build.");
    assertThat(texts(page, "td")).contains("error").doesNotContain("warning");
  }

  @Test
  void aLargeSchemaIsCutAndSaysSo() throws Exception {
    List<Table> tables = new ArrayList<>();
    for (int i = 0; i < SitePage.MOST_TABLES + 7; i++) {
      tables.add(table("t" + (10_000 + i)));
    }
    List<Column> columns = Collections.nCopies(100, column("c", "a column"));

    Document page = page(report(tables, columns, nothingDemanded()));

    assertThat(texts(page, "h3")).hasSize(SitePage.MOST_TABLES);
    assertThat(texts(page, "tr")).hasSizeLessThan(SitePage.MOST_COLUMNS + 2 * SitePage.MOST_TABLES);
    assertThat(texts(page, "p"))
        .contains(
            "7 more tables, too many for this page: see the whole schema.",
            "100 columns, too many for this page: see the whole schema.");
  }

  @Test
  void whatCannotBeSeenIsWrittenOut() {
    assertThat(DoxiaSink.shown("a\n\u202Eb\uD800\uFFFF\\"))
        .isEqualTo("a\\n\\u202Eb\\uD800\\uFFFF\\\\");
  }

  private static void holds(String text) throws Exception {
    String shown = DoxiaSink.shown(text);
    Document page =
        page(
            report(
                List.of(
                    new Table(
                        new TableName(text, text),
                        TableType.TABLE,
                        true,
                        text,
                        new Dataset(text, text, text, text))),
                List.of(column(text, text)),
                new CheckResult(
                    List.of(finding(text, Severity.ERROR, text)),
                    new Coverage(
                        1,
                        1,
                        List.of(),
                        List.of(new Unchecked(Unchecked.What.TYPE, text, text, text)),
                        List.of()),
                    FailOn.ERROR)));

    assertThat(texts(page, "td").stream().map(String::strip))
        .contains(shown.strip(), (shown + "." + shown).strip());
    assertThat(texts(page, "script")).isEmpty();
    assertThat(page.getElementsByTagName("img").getLength()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "it's \"quoted\"",
        "two\nlines",
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "]]>&amp;",
        "::error::pwned",
        "##vso[task.complete]x",
        "bell\u0007 escape\u001B[31m",
        "rtl\u202Etxt",
        "javascript:alert(1)",
        "line\u2028paragraph\u2029",
        "\uFFFE\uFFFF",
        "$velocity ${x} #set($a=1)"
      })
  void hostileTextsStandThereAsText(String text) throws Exception {
    holds(text);
  }

  @Test
  void loneSurrogatesAndLongNamesStandThereToo() throws Exception {
    holds("\uD800");
    holds("a\uDC00b");
    holds("\u00E9".repeat(10_000));
  }

  @Property(tries = 200)
  void anyTextStandsThereAsText(@ForAll String text) throws Exception {
    holds(text);
  }
}
