package io.github.qsmaven.report.markdown;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.CheckResult;
import io.github.qsmaven.model.Coverage;
import io.github.qsmaven.model.FailOn;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.FindingCode;
import io.github.qsmaven.model.Goal;
import io.github.qsmaven.model.Severity;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableName;
import io.github.qsmaven.model.TableReference;
import io.github.qsmaven.model.TableType;
import io.github.qsmaven.model.Unchecked;
import io.github.qsmaven.report.CheckReport;
import io.github.qsmaven.report.CheckReports;
import io.github.qsmaven.report.SqlReports;
import io.github.qsmaven.report.TablesReports;
import io.github.qsmaven.report.Wording;
import io.github.qsmaven.testing.AllFormats;
import io.github.qsmaven.testing.MissingTable;
import io.github.qsmaven.testing.TableFindings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.text.TextContentRenderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownFormatTest {
  private static final Parser PARSER =
      Parser.builder()
          .extensions(List.of(AutolinkExtension.create(), StrikethroughExtension.create()))
          .build();

  private static String written(CheckReport report) throws IOException {
    return AllFormats.text(AllFormats.of(Goal.CHECK).create("markdown"), report);
  }

  private static String writtenOfTables(CheckReport report) throws IOException {
    return AllFormats.text(AllFormats.of(Goal.LIST_TABLES).create("markdown"), report);
  }

  /** What a reader of a page makes of it. */
  private static final class Reading extends AbstractVisitor {
    private final List<String> code = new ArrayList<>();
    private final List<String> words = new ArrayList<>();
    private final List<String> html = new ArrayList<>();

    static Reading of(String markdown) {
      Reading reading = new Reading();
      PARSER.parse(markdown).accept(reading);
      return reading;
    }

    @Override
    public void visit(Code node) {
      code.add(node.getLiteral());
    }

    @Override
    public void visit(FencedCodeBlock node) {
      code.add(node.getLiteral());
    }

    @Override
    public void visit(Text node) {
      words.add(node.getLiteral());
    }

    @Override
    public void visit(HtmlBlock node) {
      html.addAll(node.getLiteral().lines().toList());
    }

    @Override
    public void visit(HtmlInline node) {
      throw new AssertionError(node.getLiteral());
    }

    @Override
    public void visit(Link node) {
      throw new AssertionError(node.getDestination());
    }

    @Override
    public void visit(Image node) {
      throw new AssertionError(node.getDestination());
    }
  }

  @Test
  void aCheckForPeople() throws IOException {
    assertThat(written(CheckReports.mixed()))
        .isEqualTo(
            """
            ## `qs:check`: failed

            Source: database `prod:all?FLATTEN` at `db.example.org:5432` (server `qs`), read from `pg_catalog`.

            Checked 2 of 3 expected tables and 7 of 9 columns: 2 errors, 1 warning; 1 finding accepted; 2 findings break the contract.

            #### `orders`

            - **error** QS202 type mismatch: `orders.total`: expected `integer`, found `numeric(10,2)`: `scale 2` (`src/main/qs/a.odcs.yaml:12:15`)
            - **error** QS201 missing column: `orders.placed_at`: expected `timestamp`, found `no column of that name`; did you mean `placed_ats`? (`src/main/qs/a.odcs.yaml:17:23`)

            #### `x*`

            - **warning** QS302 unused acceptance: `x*`: expected `a finding to accept`, found `no QS201 (missing column)` (`src/main/qs/accept.yaml:2:3`)

            #### What to do

            - QS201: Correct the name in the contract, or ask the owner of the table what happened to the column.
            - QS202: Correct the type in the contract if everything that reads the column can handle the new type, or ask the owner of the table why the type changed.
            - QS302: Remove the entry, or correct its code or its object.

            <details>
            <summary>Accepted: 1 finding</summary>

            - **error** QS201 missing column: `people.name`: expected `timestamp`, found `no column of that name`; did you mean `names`? (`src/main/qs/a.odcs.yaml:17:23`); accepted until 2026-12-31: `people.*` `people.*` (`src/main/qs/accept.yaml:2:3`)

            </details>

            <details>
            <summary>Not checked: 2</summary>

            - 1 type, `orders.note`: `the server does not tell`
            - 1 table, `payroll`: `it may not be read`

            </details>
            """);
  }

  @Test
  void aListForPeople() throws IOException {
    List<Table> tables = new ArrayList<>(TablesReports.tables(List.of("orders")));
    tables.add(new Table(new TableName("other", "v"), TableType.VIEW, false, null));
    TableReference lost = new TableReference("order");

    assertThat(
            writtenOfTables(
                TablesReports.of(
                    tables,
                    new TableFindings(
                        List.of(lost),
                        Set.of(),
                        Set.of(),
                        List.of(new MissingTable(lost, List.of()))))))
        .isEqualTo(
            """
            ## `qs:list-tables`: failed

            Source: database `prod:all?FLATTEN` at `db.example.org:5432` (server `qs`), read from `pg_catalog`.

            Checked 1 expected table: 1 error, 0 warnings; 1 of 1 expected table is missing.

            #### `order`

            - **error** QS101 missing table: `order`: expected `a table`, found `nothing of that name in schema public`

            #### What to do

            - QS101: Correct the name where the table is expected, write schema.name or set qs.schemas for a table in another schema, or ask the owner of the schema what happened to the table.

            <details>
            <summary>Listed: 2 tables</summary>

            - `orders`: `orders`
            - `other.v`, view

            </details>
            """);
  }

  @Test
  void aListOfWhichNothingIsExpectedClaimsNoCheck() throws IOException {
    assertThat(writtenOfTables(TablesReports.listing("orders")))
        .startsWith("## `qs:list-tables`: listed 1 table\n")
        .contains("\nNo table is expected, so nothing was checked.\n")
        .doesNotContain("passed");
  }

  private static String firstLine(FailOn failOn, Coverage coverage, Finding... findings)
      throws IOException {
    return written(
            new CheckReport(
                Goal.CHECK,
                TablesReports.server(),
                CheckReports.mixed().structure(),
                new CheckResult(List.of(findings), coverage, failOn),
                "accept.yaml"))
        .lines()
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theFirstLineSaysHowItEnded() throws IOException {
    Finding finding = CheckReports.missing("orders", "id");
    Coverage all =
        new Coverage(
            1, 0, CheckReports.mixed().result().coverage().checked(), List.of(), List.of());
    Unchecked unchecked = new Unchecked(Unchecked.What.TABLE, "t", null, "it may not be read");

    assertThat(firstLine(FailOn.ERROR, all)).isEqualTo("## `qs:check`: passed");
    assertThat(firstLine(FailOn.NEVER, all, finding))
        .isEqualTo("## `qs:check`: passed, with findings");
    assertThat(firstLine(FailOn.ERROR, all, finding)).isEqualTo("## `qs:check`: failed");
    assertThat(firstLine(FailOn.ERROR, CheckReports.mixed().result().coverage()))
        .isEqualTo("## `qs:check`: passed, but not everything was checked");
    assertThat(
            firstLine(FailOn.ERROR, new Coverage(1, 0, List.of(), List.of(unchecked), List.of())))
        .isEqualTo("## `qs:check`: nothing checked");
  }

  @Test
  void aRunThatCouldNotCheckSaysWhy() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CannotCheckException reason =
        new CannotCheckException("No answer from @a\n```\n<script>", "see #1 \uD800");
    requireNonNull(AllFormats.of(Goal.CHECK).create("markdown").failure(reason)).write(out);

    Reading reading = Reading.of(out.toString(UTF_8));
    assertThat(reading.code)
        .containsExactly("qs:check", "No answer from @a\n```\n<script>\n", "see #1 \\uD800\n");
    assertThat(reading.html).isEmpty();
  }

  @Test
  void hostileNamesAreShownAndDoNothing() throws IOException {
    for (String page :
        List.of(written(CheckReports.hostile()), writtenOfTables(TablesReports.hostile()))) {
      Reading reading = Reading.of(page);

      assertThat(reading.code)
          .containsAll(TablesReports.HOSTILE.stream().map(Wording::cut).toList());
      assertThat(reading.html)
          .allMatch(line -> line.matches("</?details>|<summary>[A-Za-z0-9: ]+</summary>"));
      assertThat(String.join("", reading.words)).doesNotContain("@", "://", "www.", "<", "script");
      assertThat(page).doesNotContain("\r", "\uFFFD", "\u202E");
    }
    assertThat(Reading.of(written(CheckReports.hostile())).code)
        .contains(Wording.cut(TablesReports.LONE_SURROGATE));
  }

  /** Most of these GitHub acts upon wherever they stand, escaped or not, but in code. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "@everyone",
        "acme/shop#123",
        "GH-123",
        "www.example.com",
        "https://example.com",
        "someone@example.com",
        "deadbeefdeadbeefdeadbeefdeadbeefdeadbeef",
        "`tick`",
        "``` ticks",
        "a|b",
        "**bold** _it_ ~~gone~~",
        "[x](javascript:alert(1))",
        "![x](http://example.com/x.png)",
        "&lt;&#64;",
        "</code></details><h1>",
        "<!-- x",
        ":tada:",
        "- [x] done",
        "$`x`$",
        "> quoted",
        "  two blanks  "
      })
  void whatMeansSomethingInMarkdownIsShown(String name) throws IOException {
    Finding finding = CheckReports.missing(name, "c");
    Reading reading =
        Reading.of(
            written(
                CheckReports.of(
                    List.of(finding, finding.accepted(CheckReports.acceptance(name))),
                    new Unchecked(Unchecked.What.TABLE, name, null, name))));

    String shown = Wording.cut(name);
    assertThat(reading.code)
        .filteredOn(code -> code.equals(shown))
        .as("heading; reason and link; what was not checked, and why")
        .hasSize(5);
    assertThat(reading.code).contains(Wording.cut(name + ".c"));
    assertThat(reading.html)
        .containsExactly(
            "<details>",
            "<summary>Accepted: 1 finding</summary>",
            "</details>",
            "<details>",
            "<summary>Not checked: 1</summary>",
            "</details>");
  }

  @Property(tries = 500)
  void anyTextIsShown(@ForAll String text) {
    assertShown(text);
  }

  @Property(tries = 500)
  void anyMarkdownIsShown(
      @ForAll
          @Chars({
            '`', ' ', '\\', '|', '<', '>', '*', '_', '[', ']', '(', ')', '@', '#', '~', 'a', '\n'
          })
          String text) {
    assertShown(text);
  }

  private static void assertShown(String text) {
    Reading reading =
        Reading.of(
            "#### " + MarkdownPage.shown(text) + "\n\n- a: " + MarkdownPage.shown(text) + ", z\n");
    List<String> code = text.isEmpty() ? List.of() : Collections.nCopies(2, Wording.cut(text));

    assertThat(reading.code).isEqualTo(code);
    assertThat(String.join("", reading.words)).isEqualTo("a: , z");
  }

  /** The plugin's own words are written as they are: none of them may mean anything in Markdown. */
  @Test
  void adviceIsShownAsItIs() throws IOException {
    List<Finding> findings =
        Arrays.stream(FindingCode.values())
            .map(
                code ->
                    new Finding(
                        code, Severity.ERROR, "t", null, null, "a", "b", "", List.of(), null))
            .toList();
    Node page = PARSER.parse(written(CheckReports.of(findings)));

    assertThat(TextContentRenderer.builder().build().render(page))
        .contains(
            Arrays.stream(FindingCode.values())
                .map(code -> code.code() + ": " + code.help())
                .toList());
  }

  @Test
  void itFitsIntoAComment() throws IOException {
    String name = "`é".repeat(90);
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      findings.add(CheckReports.missing(name + i, "c"));
      findings.add(CheckReports.missing(name + i, "c").accepted(CheckReports.acceptance(name + i)));
    }
    Unchecked[] unchecked =
        IntStream.range(0, 2_000)
            .mapToObj(i -> new Unchecked(Unchecked.What.TABLE, name + i, null, name))
            .toArray(Unchecked[]::new);
    String page = written(CheckReports.of(findings, unchecked));

    assertThat(page.length()).isBetween(60_000, MarkdownPage.MOST_CHARACTERS);
    assertThat(page)
        .contains("#### What to do")
        .containsPattern("\n- \\.\\.\\. and [0-9]+ more: see `check.json`\\.\n")
        .contains("<summary>Accepted: 2000 findings</summary>\n\n- ... and 2000 more")
        .endsWith("</details>\n");
    assertThat(
            writtenOfTables(
                    TablesReports.listing(
                        IntStream.range(0, 10_000)
                            .mapToObj(i -> "table_" + i)
                            .toArray(String[]::new)))
                .length())
        .isBetween(60_000, MarkdownPage.MOST_CHARACTERS);
  }

  private static String writtenOfSql(CheckReport report) throws IOException {
    return AllFormats.text(AllFormats.of(Goal.CHECK_SQL).create("markdown"), report);
  }

  @Test
  void aFaultInSqlIsABlockOfCode() throws IOException {
    String markdown = writtenOfSql(SqlReports.mixed());

    assertThat(markdown)
        .startsWith(
            """
            ## `qs:check-sql`: failed

            Source: database `prod:all?FLATTEN` at `db.example.org:5432` (server `qs`).

            Checked 5 statements in 2 files: 2 errors, 1 warning; 1 finding accepted; 2 of 5 statements fail; 2 were not checked.

            #### `src/main/sql/funnel.sql`

            - **error** QS402 missing column in SQL: `src/main/sql/funnel.sql#2`: expected `a column`, found `column o.totl does not exist`: `Perhaps you meant to reference the column "o.total"`; did you mean `total`? (`src/main/sql/funnel.sql:14:3`)

              ```text
              14 |   o.totl,
                 |   ^^^^^^
              ```

            #### `src/main/sql/mart.sql`
            """)
        .contains(
            "<summary>Not checked: 2</summary>\n\n- `src/main/sql/mart.sql#2`: `the placeholder")
        .doesNotContain("QS419");
    assertThat(Reading.of(markdown).code).contains("14 |   o.totl,\n   |   ^^^^^^\n");
  }

  @Test
  void hostileSqlDoesNothingAndFits() throws IOException {
    String markdown = writtenOfSql(SqlReports.hostile());
    Reading reading = Reading.of(markdown);

    assertThat(markdown.length()).isLessThanOrEqualTo(65_000);
    assertThat(markdown).doesNotContain("\u202E", "\u001B", "\r");
    assertThat(reading.html).allMatch(html -> html.matches("(?s)</?(details|summary).*"));
    assertThat(reading.words).noneMatch(text -> text.contains("alert"));
  }
}
