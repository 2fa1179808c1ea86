package io.github.qsmaven.report.html;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.qsmaven.model.Acceptance;
import io.github.qsmaven.model.CheckResult;
import io.github.qsmaven.model.Checked;
import io.github.qsmaven.model.Coverage;
import io.github.qsmaven.model.FailOn;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.FindingCode;
import io.github.qsmaven.model.Glob;
import io.github.qsmaven.model.Goal;
import io.github.qsmaven.model.SchemaDetails;
import io.github.qsmaven.model.Severity;
import io.github.qsmaven.model.SourcePosition;
import io.github.qsmaven.model.SourceTree;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableDetails;
import io.github.qsmaven.model.TableName;
import io.github.qsmaven.model.TableReference;
import io.github.qsmaven.model.TableStatus;
import io.github.qsmaven.model.TableStatus.Presence;
import io.github.qsmaven.model.TableType;
import io.github.qsmaven.model.Unchecked;
import io.github.qsmaven.report.BuildRun;
import io.github.qsmaven.report.CheckReport;
import io.github.qsmaven.report.CheckReports;
import io.github.qsmaven.report.PageReports;
import io.github.qsmaven.report.ReportScope;
import io.github.qsmaven.report.ResultView;
import io.github.qsmaven.report.SqlReports;
import io.github.qsmaven.report.TablesReports;
import io.github.qsmaven.testing.AllFormats;
import io.github.qsmaven.testing.MissingTable;
import io.github.qsmaven.testing.TableFindings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

class HtmlFormatTest {
  private static final int MOST_BYTES = 15_000_000;

  /** Fails on what is no UTF-8. */
  private static String html(CheckReport report) throws IOException {
    byte[] bytes = AllFormats.bytes(new HtmlFormat(ReportScope.of(Goal.CHECK)), report);
    return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }

  private static JsonNode data(String html, String id) {
    return new ObjectMapper().readTree(group(html, "id=\"data-" + id + "\">(.*?)</script>"));
  }

  private static String group(String html, String regex) {
    Matcher matcher = Pattern.compile(regex, Pattern.DOTALL).matcher(html);
    assertThat(matcher.find()).as(regex).isTrue();
    return requireNonNull(matcher.group(1));
  }

  /** What is read by those who run no scripts, as far as it matters here. */
  private static String text(String html) {
    return group(html, "<body>(.*?)<script")
        .replaceAll("<[^>]*>", " ")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
        .replaceAll("\\s+", " ")
        .replaceAll(" ([.,:)])", "$1");
  }

  private static CheckReport of(FailOn failOn, Coverage coverage, Finding... findings) {
    return new CheckReport(
        Goal.CHECK,
        TablesReports.server(),
        SchemaDetails.of(TablesReports.listing("orders").catalog()),
        new CheckResult(List.of(findings), coverage, failOn),
        "src/main/qs/accept.yaml");
  }

  private static Coverage checked(Unchecked... unchecked) {
    return new Coverage(
        1, 9, CheckReports.mixed().result().coverage().checked(), List.of(unchecked), List.of());
  }

  private static String verdict(CheckReport report) throws IOException {
    return group(html(report), "<p class=\"verdict [a-z]+\"><strong>(.*?)</strong>");
  }

  @Test
  void theVerdictClaimsNoMoreThanWasChecked() throws IOException {
    Finding finding = CheckReports.missing("orders", "placed");
    Unchecked unchecked = new Unchecked(Unchecked.What.TYPE, "orders", "note", "not told");

    assertThat(verdict(of(FailOn.ERROR, checked(), finding))).isEqualTo("Failed");
    assertThat(verdict(of(FailOn.NEVER, checked(), finding))).isEqualTo("Passed, with findings");
    assertThat(verdict(of(FailOn.NEVER, checked(unchecked), finding)))
        .isEqualTo("Passed, but not everything was checked");
    assertThat(verdict(of(FailOn.ERROR, checked()))).isEqualTo("Passed");
    assertThat(
            verdict(of(FailOn.ERROR, new Coverage(1, 9, List.of(), List.of(unchecked), List.of()))))
        .isEqualTo("Nothing checked");
    assertThat(verdict(of(FailOn.ERROR, Coverage.NONE))).isEqualTo("Listed 1 table");
  }

  @Test
  void thePageOfASiteSaysWhatIsBrokenAndFailsNothing() throws IOException {
    CheckReport mixed = CheckReports.mixed();
    CheckReport report =
        new CheckReport(
            Goal.REPORT, mixed.server(), mixed.structure(), mixed.result(), mixed.acceptFile());
    String page = AllFormats.text(new HtmlFormat(ReportScope.of(Goal.CHECK)), report);

    assertThat(text(page))
        .contains(
            "schema", "Contract broken 2 errors in 1 of 3 tables, 1 warning; 1 finding accepted;");
    assertThat(page)
        .contains("<title>Contract broken: prod:all?FLATTEN, schema</title>")
        .doesNotContain("the build.</p>", "Failed");
  }

  @Test
  void withoutScriptsTheFindingsAreThere() throws IOException {
    String text = text(html(CheckReports.mixed()));

    assertThat(text)
        .contains(
            "prod:all?FLATTEN contract check db.example.org:5432",
            "Failed 2 errors in 1 of 3 tables, 1 warning; 1 finding accepted; 2 expectations not",
            "Contract kept 1 of 3 tables &middot; 5 of 9 columns &middot; 2 not checked",
            "Host db.example.org",
            "Port 5432",
            "Read from pg_catalog",
            "Search path public",
            "error QS202 type mismatch total What to do Correct the type in the contract",
            "Expected: integer Found: numeric(10,2) scale 2 Where: src/main/qs/a.odcs.yaml:12:15",
            "error QS201 missing column placed_at What to do Correct the name in the contract",
            "Expected: timestamp Found: no column of that name Did you mean placed_ats ? Where:"
                + " src/main/qs/a.odcs.yaml:17:23",
            "1 accepted finding",
            "Accepted: people.* (until 2026-12-31) people.* src/main/qs/accept.yaml:2:3",
            "2 expectations not checked 1 table: it may not be read payroll 1 type: the server does"
                + " not tell orders.note",
            "needs JavaScript");
  }

  @Test
  void aPassedReportOfAListSaysWhatWasExpected() throws IOException {
    String page =
        AllFormats.text(AllFormats.of(Goal.LIST_TABLES).create("html"), TablesReports.hostile());

    assertThat(text(page))
        .contains("Failed 10 of 20 expected tables are missing.", "10 of 20 tables");
  }

  @Test
  void thePolicyAllowsTheScriptAndTheStyleAndNothingElse() throws Exception {
    String html = html(CheckReports.mixed());

    assertThat(group(html, "Security-Policy\" content=\"(.*?)\">"))
        .isEqualTo(
            "default-src 'none'; script-src '%s'; style-src '%s'; img-src data:; base-uri 'none';"
                    .formatted(
                        hash(group(html, "<script>(.*?)</script>")),
                        hash(group(html, "<style>(.*?)</style>")))
                + " form-action 'none'");
    assertThat(html).doesNotContainPattern("<[^>]* (style|on[a-z]+)=");
  }

  private static String hash(String text) throws Exception {
    return "sha256-"
        + Base64.getEncoder()
            .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
  }

  @Test
  void theTablesAreData() throws IOException {
    String html = html(PageReports.luma());

    assertThat(data(html, "tables").get(1).toString())
        .isEqualTo(
            "[\"public\",\"luma_web_data\",\"table\",5,8,0,1,0,0,\"5bac030c29bb8d12fa992e58\","
                + "\"Luma web data\",\"Events of the shop\",\"'PROFILE'\"]");
    assertThat(data(html, "columns").get(3).toString())
        .isEqualTo(
            "[[[\"id\",0,1,\"nextval('orders_id_seq'::regclass)\"],[\"customer_id\",0,1],"
                + "[\"total\",9,0,0,\"Gross, in the shop's currency\"],[\"placed\",3]],[\"id\"],"
                + "[[\"public\",\"customers\",[\"customer_id\"],[\"id\"],\"orders_customer_fk\"]]]");
    assertThat(data(html, "types").get(9).asString()).isEqualTo("numeric(10,2)");
    assertThat(data(html, "columns").get(2).toString()).isEqualTo("0");
    assertThat(html).contains("<a href=\"#t=public.orders\">");
  }

  @Test
  void findingsAreDataOfTheirTables() throws IOException {
    JsonNode findings = data(html(PageReports.luma()), "findings");

    assertThat(findings.get(0).get(0).toString())
        .isEqualTo("[\"QS202\",\"type mismatch\",\"" + FindingCode.TYPE_MISMATCH.page() + "\"]");
    List<String> rows = new ArrayList<>();
    findings.get(1).forEach(row -> rows.add(row.toString()));
    assertThat(rows)
        .containsExactly(
            "[3,0,0,\"total\",\"integer\",\"numeric(10,2)\",\"numeric(10,2) has digits after the"
                + " point\"]",
            "[3,0,1,\"placed_at\",\"timestamp\",\"no column of that name\",\"\",[\"placed\"]]",
            "[1,1,2,\"web\",\"object\",\"luma_web_data_web\",\"the catalog does not report its"
                + " fields\"]",
            "[0,3,3,\"name\",\"not null\",\"nullable\",\"Filled in by the shop from March on\"]");
  }

  @Test
  void aTableKnowsTheTablesThatReferenceItEvenIfItIsNotRead() throws IOException {
    CheckReport related = PageReports.related(3);
    TableName items = new TableName("public", "items");
    Map<TableName, TableDetails> others = new LinkedHashMap<>(related.structure().relations());
    others.remove(items);
    SchemaDetails unread =
        new SchemaDetails(related.structure().catalog(), others, Map.of(items, "may not be read"));
    CheckReport report =
        new CheckReport(
            Goal.CHECK, related.server(), unread, related.result(), related.acceptFile());

    assertThat(data(html(related), "columns").get(12).get(3).toString()).isEqualTo("[13,14,15]");
    assertThat(data(html(related), "columns").get(0).get(3).toString()).isEqualTo("[12]");
    assertThat(data(html(report), "columns").get(12).toString())
        .isEqualTo("[\"may not be read\",0,0,[13,14,15]]");
    assertThat(data(html(report), "columns").get(0)).hasSize(3);
  }

  @Test
  void aTableThatIsReadThoughNotListedIsShownAsWellAndWhyOneIsNotRead() throws IOException {
    CheckReport luma = PageReports.luma();
    Table invoices = new Table(new TableName("sales", "invoices"), TableType.TABLE, false, null);
    SchemaDetails structure =
        new SchemaDetails(
            TablesReports.of(List.of(invoices), TablesReports.nothingExpected()).catalog(),
            luma.structure().relations(),
            Map.of(invoices.name(), "may not be read by this credential"));

    String html =
        html(
            new CheckReport(
                Goal.CHECK, luma.server(), structure, luma.result(), "src/main/qs/accept.yaml"));

    assertThat(data(html, "tables").get(0).toString())
        .isEqualTo("[\"sales\",\"invoices\",\"table\",0,-1]");
    assertThat(data(html, "columns").get(0).asString())
        .isEqualTo("may not be read by this credential");
    assertThat(data(html, "tables").get(1).toString())
        .isEqualTo(
            "[\"public\",\"customers\",\"table\",7,4,0,0,1,\"Who has ever bought or registered\"]");
  }

  private static final String SHA = "0123456789abcdef0123456789abcdef01234567";
  private static final String REPOSITORY = "https://github.com/acme/shop";

  private static String html(CheckReport report, String project, String branch) throws IOException {
    BuildRun.Ci ci =
        new BuildRun.Ci(
            SHA,
            branch,
            REPOSITORY,
            REPOSITORY + "/actions/runs/7",
            REPOSITORY + "/commit/" + SHA,
            REPOSITORY + "/blob/" + SHA + "/",
            "#L");
    Instant started = Instant.parse("2026-11-26T05:56:12Z");
    BuildRun run = new BuildRun(project, "1.4.0", "1.0.0", started, ci);
    SourcePosition pom = new SourcePosition("pom.xml", 40, 9);
    ReportScope scope =
        new ReportScope(
            report.goal(), "", new SourceTree("/checkout/", "sub/", pom), "check.json", run);
    return AllFormats.text(new HtmlFormat(scope), report);
  }

  @Test
  void theHeadSaysWhenAndOfWhatThePageIsAndLinksToTheCommit() throws IOException {
    String page = html(CheckReports.mixed(), "shop-reports", "main");

    assertThat(text(page))
        .contains(
            "prod:all?FLATTEN contract check of shop-reports 1.4.0",
            "2026-11-26 05:56 UTC &middot; commit 01234567 &middot; CI run",
            "Branch main",
            "Written by qs-maven-plugin 1.0.0, qs:check.");
    assertThat(page)
        .contains(
            "<title>Failed: prod:all?FLATTEN, contract check of shop-reports 1.4.0</title>",
            "<time datetime=\"2026-11-26T05:56:12Z\">",
            "href=\"" + REPOSITORY + "/commit/" + SHA + "\"",
            "href=\"" + REPOSITORY + "/actions/runs/7\"");
  }

  @Test
  void aFindingLinksToItsCodeAndToTheFileAtTheCommit() throws IOException {
    Finding inPom =
        new Finding(
            FindingCode.MISSING_TABLE,
            Severity.ERROR,
            "gone",
            null,
            new SourcePosition("expectedTables[2]", 1, 1),
            "a table",
            "nothing",
            "",
            List.of(),
            null);
    String page = html(of(FailOn.ERROR, checked(), CheckReports.missing("a", "b"), inPom), "x", "");
    String file = REPOSITORY + "/blob/" + SHA + "/sub/";

    assertThat(page)
        .contains(
            "<a rel=\"noopener noreferrer\" href=\""
                + FindingCode.MISSING_COLUMN.page()
                + "\"><bdi>QS201</bdi></a>",
            "href=\"" + file + "src/main/qs/a.odcs.yaml#L17\"><bdi>src/main/qs/a.odcs.yaml</bdi>",
            "href=\"" + file + "pom.xml#L40\"><bdi>expectedTables[2]</bdi>");
    assertThat(html(CheckReports.mixed())).doesNotContain("#L12", "<time", "commit ");
  }

  @Property(tries = 200)
  void noProjectAndNoBranchBreaksOut(@ForAll String name) throws IOException {
    String page = html(CheckReports.mixed(), name, name);

    assertThat(page.split("<script", -1)).hasSize(6);
    assertThat(page.split("</title>", -1)).hasSize(2);
    assertThat(page.split("</h1>", -1)).hasSize(2);
  }

  @Test
  void theBarsAddUp() throws IOException {
    // Of 3 tables and 9 columns, 2 tables and 7 columns were checked; 1 table and 5 columns hold.
    String bars = group(html(CheckReports.mixed()), "<div class=\"bars\">(.*?)</header>");

    assertThat(bars)
        .contains(
            "<rect class=\"good\" x=\"0\" width=\"496\" height=\"10\"/>",
            "<rect class=\"bad\" x=\"500\" width=\"246\" height=\"10\"/>",
            "1 of 3 tables",
            "5 of 9 columns",
            "<a href=\"#unchecked\">2 not checked</a>")
        .doesNotContain("under contract");
    assertThat(html(CheckReports.mixed())).contains("<h3 id=\"unchecked\">");
    assertThat(text(html(PageReports.luma())))
        .contains("Schema under contract 3 of 5 tables &middot; 2 without a contract");
    assertThat(html(TablesReports.listing("orders"))).doesNotContain("class=\"bars\"");
  }

  @Test
  void aTableInASchemaThatWasNotSearchedIsNotTheExpectedOne() throws IOException {
    List<Table> tables =
        List.of(
            new Table(new TableName("archive", "orders"), TableType.TABLE, false, null),
            new Table(new TableName("public", "items"), TableType.TABLE, true, null));
    TableReference orders = new TableReference("orders");
    TableFindings missing =
        new TableFindings(
            List.of(orders, new TableReference("items")),
            Set.of(),
            Set.of(),
            List.of(new MissingTable(orders, List.of())));

    assertThat(text(html(TablesReports.of(tables, missing))))
        .contains("Listed tables that are expected 1 of 2 tables &middot; 1 not expected");
  }

  @Test
  void aBarShowsOneFaultAmongManyThousands() throws IOException {
    List<Checked> checked = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      checked.add(new Checked("t" + i, null, null));
    }
    Coverage coverage = new Coverage(20_000, 0, checked, List.of(), List.of());
    String page = html(of(FailOn.ERROR, coverage, CheckReports.missing("t7", "a")));

    assertThat(page)
        .contains(
            "<rect class=\"bad\" x=\"999\" width=\"1\" height=\"10\"/>", "19,999 of 20,000 tables");
  }

  @Test
  void whatPassesHasNoEmptySection() throws IOException {
    List<Checked> all =
        List.of(new Checked("orders", null, null), new Checked("orders", "id", null));
    Coverage coverage = new Coverage(1, 1, all, List.of(), List.of());
    String page = html(of(FailOn.ERROR, coverage));

    assertThat(text(page)).contains("Passed 1 table and 1 column checked; all match.");
    assertThat(page).doesNotContain("id=\"findings\"", "id=\"filter\"", "<nav", "None.");
    assertThat(text(html(TablesReports.listing("orders"))))
        .contains("Listed 1 table No table is expected, so nothing was checked. Tables");
  }

  @Test
  void aLongTextIsABoxThatTheKeyboardCanScroll() throws IOException {
    String text = "x".repeat(201);

    assertThat(html(of(FailOn.ERROR, checked(), CheckReports.missing("orders", text))))
        .contains("<bdi class=\"long\" tabindex=\"0\">" + text + "</bdi>")
        .doesNotContain("<bdi>" + text);
  }

  @Test
  void whatIsAcceptedIsNoMatch() throws IOException {
    Finding accepted =
        CheckReports.missing("orders", "b").accepted(CheckReports.acceptance("orders.b"));

    assertThat(text(html(of(FailOn.ERROR, checked(), accepted))))
        .contains("checked; all match except for 1 accepted finding.");
  }

  @Test
  void adviceIsOpenForTheFirstFindingOfACodeIfThereAreFew() throws IOException {
    List<Finding> findings = new ArrayList<>();
    for (String column : List.of("a", "b", "c", "d", "e")) {
      findings.add(CheckReports.missing("orders", column));
    }
    String few = html(of(FailOn.ERROR, checked(), findings.toArray(Finding[]::new)));
    findings.add(CheckReports.mismatch("orders", "f"));
    String more = html(of(FailOn.ERROR, checked(), findings.toArray(Finding[]::new)));

    assertThat(few.split("<details open><summary>What to do", -1)).hasSize(2);
    assertThat(few.split("<summary>What to do", -1)).hasSize(6);
    assertThat(few).doesNotContain("id=\"filter\"");
    assertThat(more).doesNotContain("<details open>");
    assertThat(more)
        .contains(
            "aria-pressed=\"false\" data-code=\"QS201\">missing column 5</button>",
            "aria-pressed=\"false\" data-code=\"QS202\">type mismatch 1</button>")
        .doesNotContainPattern("<button[^>]*data-severity");
  }

  @Test
  void ofVeryManyFindingsTheErrorsComeFirst() throws IOException {
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < 2_700; i++) {
      findings.add(CheckReports.deprecated("a", "c" + i));
    }
    findings.add(CheckReports.missing("b", "last"));

    String page = html(of(FailOn.ERROR, checked(), findings.toArray(Finding[]::new)));

    assertThat(page).contains("<bdi>last</bdi>", "data-severity=\"note\">2,700 notes</button>");
    assertThat(page.split("<tr class=\"finding", -1)).hasSize(2_001);
  }

  @Test
  void aTableIsExpectedByWhateverNameWasWritten() throws IOException {
    List<String> names = List.of("orders", "\"public\".\"People\"", "PUBLIC.Items", "gone");
    List<TableStatus> statuses =
        names.stream()
            .map(name -> new TableStatus(new TableReference(name), Presence.LISTED, true))
            .toList();
    CheckReport listing = TablesReports.listing("orders", "People", "items", "others", "denied");
    Unchecked denied = new Unchecked(Unchecked.What.TABLE, "denied", null, "it may not be read");
    CheckReport report =
        new CheckReport(
            Goal.LIST_TABLES,
            listing.server(),
            listing.structure(),
            new CheckResult(
                List.of(), new Coverage(5, 0, List.of(), List.of(denied), statuses), FailOn.ERROR),
            "");

    List<Integer> flags = new ArrayList<>();
    data(html(report), "tables").forEach(table -> flags.add(table.get(3).asInt()));

    assertThat(flags).containsExactly(5, 5, 5, 5, 1);
    assertThat(new PageTables(new ResultView(report)).unexpected()).isEqualTo(1);
  }

  @Test
  void ofVeryManyFindingsSomeAreShownAndAllAreCounted() throws IOException {
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < 2_700; i++) {
      findings.add(CheckReports.missing("orders", "c" + i));
    }
    CheckReport report =
        new CheckReport(
            Goal.CHECK,
            TablesReports.server(),
            SchemaDetails.of(TablesReports.listing("orders").catalog()),
            new CheckResult(findings, checked(), FailOn.ERROR),
            "src/main/qs/accept.yaml");

    String html = html(report);

    assertThat(html.split("<tr class=\"finding", -1)).hasSize(2_001);
    assertThat(text(html)).contains("And 700 more findings", "Failed 2,700 errors in 1 table");
    assertThat(data(html, "tables").get(0).get(5).asInt()).isEqualTo(2_700);
  }

  @Test
  void onlyALinkToTheWebCanBeFollowed() throws IOException {
    for (String link :
        List.of(
            "javascript:alert(1)",
            "https://a\u202Eb",
            "data:text/html,x",
            "https://user:word@a.example/")) {
      assertThat(html(accepted(link))).doesNotContain("href=\"" + link);
    }
    assertThat(html(accepted("https://a.example/?x=1&y=\"<")))
        .contains("href=\"https://a.example/?x=1&amp;y=&quot;&lt;\"");
  }

  private static CheckReport accepted(String link) {
    Acceptance acceptance =
        new Acceptance(
            FindingCode.MISSING_COLUMN,
            new Glob("*"),
            "why",
            null,
            link,
            new SourcePosition("accept.yaml", 1, 1));
    return CheckReports.of(List.of(CheckReports.missing("a", "b").accepted(acceptance)));
  }

  @Test
  void whatIsNotSeenIsMarked() throws IOException {
    assertThat(html(CheckReports.hostile()))
        .contains(
            "two<span class=\"esc\">\\n</span>lines",
            "rtl<span class=\"esc\">\\u202E</span>txt",
            "escape<span class=\"esc\">\\u001B</span>[31m",
            "back\\slash",
            "&lt;script&gt;alert(1)&lt;/script&gt;")
        .doesNotContain("\u202E", "\u001B", "\r");
  }

  @Property(tries = 300)
  void anyNameIsKeptInTheDataAndBreaksOutOfNothing(@ForAll String name) throws IOException {
    String html = html(PageReports.hostile(List.of(name, "b", "c", "d", "e", "f", "g")));

    List<String> names = new ArrayList<>();
    data(html, "tables").forEach(table -> names.add(table.get(1).asString()));
    assertThat(names).contains(name);
    assertThat(data(html, "types").get(names.indexOf(name)).asString()).isEqualTo(name);
    assertThat(html.split("<script", -1)).hasSize(6);
    assertThat(html.split("</script", -1)).hasSize(6);
    assertThat(html.split("<!--", -1)).hasSize(1);
  }

  @Property(tries = 300)
  void halfOfASurrogatePairIsShownNotReplaced(@ForAll char c) throws IOException {
    String half = Character.toString(Character.MIN_SURROGATE + c % 0x800);
    String html = html(of(FailOn.ERROR, checked(), CheckReports.missing("x" + half, "y")));

    assertThat(html)
        .contains("x<span class=\"esc\">\\u%04X</span>".formatted((int) half.charAt(0)));
  }

  @Test
  @ResourceLock(Resources.LOCALE)
  void isTheSameInEveryLocale() throws IOException {
    Locale before = Locale.getDefault();
    try {
      String expected = html(CheckReports.hostile());
      for (String tag : List.of("tr-TR", "th-TH-u-nu-thai", "ar-EG")) {
        Locale.setDefault(Locale.forLanguageTag(tag));
        assertThat(html(CheckReports.hostile())).isEqualTo(expected);
      }
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void tenThousandTablesOfThirtyColumnsFitIntoFifteenMegabytes() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(MOST_BYTES);
    new HtmlFormat(ReportScope.of(Goal.CHECK))
        .write(new ResultView(PageReports.large(10_000, 30)), out);

    assertThat(out.size()).isLessThan(MOST_BYTES);
  }

  private static String htmlOfSql(CheckReport report) throws IOException {
    return AllFormats.text(AllFormats.of(Goal.CHECK_SQL).create("html"), report);
  }

  @Test
  void sqlIsShownWithTheLinesAroundThePlace() throws IOException {
    String html = htmlOfSql(SqlReports.mixed());

    assertThat(html)
        .contains(
            "<span class=\"no\">13</span> <bdi>  o.id,</bdi>\n",
            "<span class=\"no\">14</span> <bdi>  </bdi><mark><bdi>o.totl</bdi></mark>"
                + "<bdi>,</bdi>\n",
            "<span class=\"no\">15</span> <bdi>  'é&lt;b&gt;' AS x</bdi>\n");
    assertThat(group(html, "<body>(.*)</body>").replaceAll("<[^>]*>", " ").replaceAll("\\s+", " "))
        .contains(
            "prod:all?FLATTEN SQL check",
            "Failed 2 of 5 statements fail; 1 finding accepted; 2 statements not checked.",
            "Statements without findings 1 of 5 statements &middot; 2 not checked",
            "~ src/main/sql/mart.sql :3:8",
            "2 statements not checked",
            "a DO block is not analyzed by the server src/main/sql/mart.sql#3 src/main/sql/mart.sql"
                + " :9:1",
            "Tables that statements name orders #2 SELECT o.id, o.totl src/main/sql/funnel.sql :12:1")
        .doesNotContain("QS419", "contract", "JavaScript", "xpectation", "Columns");
  }

  @Test
  void aPageOfSqlRunsOneScript() throws Exception {
    String html = htmlOfSql(SqlReports.hostile());

    assertThat(group(html, "Security-Policy\" content=\"(.*?)\">"))
        .isEqualTo(
            "default-src 'none'; script-src '%s'; style-src '%s'; img-src data:; base-uri 'none';"
                    .formatted(
                        hash(group(html, "<script>(.*?)</script>")),
                        hash(group(html, "<style>(.*?)</style>")))
                + " form-action 'none'");
    assertThat(html.split("<script", -1)).hasSize(2);
    assertThat(html)
        .doesNotContain("<b>", "\u202E", "\u001B", "\r")
        .doesNotContainPattern("<[^>]* (style|on[a-z]+)=");
    assertThat(html.lines()).allMatch(line -> line.length() < 50_000);
  }

  @Test
  void withoutStatementsThereIsNothingToCount() throws IOException {
    assertThat(htmlOfSql(SqlReports.nothing()))
        .contains("<strong>No statements</strong> There is no statement to check.")
        .doesNotContain("class=\"bars\"", "Findings</h2>", "Tables that statements name");
  }

  @Test
  void theVerdictOnStatementsClaimsNoMoreThanWasChecked() throws IOException {
    assertThat(group(htmlOfSql(SqlReports.good()), "<p class=\"verdict [a-z]+\">(.*?)</p>"))
        .isEqualTo("<strong>Passed</strong> 3 statements in 2 files checked; no faults.");
    assertThat(
            group(
                htmlOfSql(SqlReports.of(FailOn.ERROR, List.of(), SqlReports.unchecked())),
                "<p class=\"verdict [a-z]+\">(.*?)</p>"))
        .isEqualTo(
            "<strong>Passed, but not everything was checked</strong> 5 statements in 2 files"
                + " checked; no faults; 2 statements not checked.");
    assertThat(htmlOfSql(SqlReports.mixed(FailOn.WARNING)))
        .contains(
            "</strong> 2 of 5 statements fail, 2 were not checked, 1 other finding fails the build;"
                + " 1 finding accepted.</p>");
  }
}
