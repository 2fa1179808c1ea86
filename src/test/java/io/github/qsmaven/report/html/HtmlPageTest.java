package io.github.qsmaven.report.html;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.qsmaven.model.CheckResult;
import io.github.qsmaven.model.Coverage;
import io.github.qsmaven.model.FailOn;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.Goal;
import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.report.CheckReport;
import io.github.qsmaven.report.CheckReports;
import io.github.qsmaven.report.PageReports;
import io.github.qsmaven.report.SqlReports;
import io.github.qsmaven.report.TablesReports;
import io.github.qsmaven.testing.Chromium;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page in a browser, and pictures of it in {@code target/page}, for people to look at. */
class HtmlPageTest extends BrowserTest {
  private static final String NAME = "summary :is(h3, h4)";
  private static final String NAMES = "#list " + NAME;

  /** Of all elements with a text of their own: those whose contrast (WCAG 2.2, 1.4.3) is below. */
  private static final String TOO_FAINT =
      """
      (() => {
        const numbers = (color) => color.match(/[\\d.]+/g).map(Number);
        const light = (color) => numbers(color).slice(0, 3).map((c) => c / 255)
          .map((c) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
          .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
        const behind = (element) => {
          const color = getComputedStyle(element).backgroundColor;
          return numbers(color)[3] === 0 ? behind(element.parentElement) : color;
        };
        return [...document.querySelectorAll("body *")]
          .filter((e) => e.checkVisibility() && [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()))
          .filter((e) => {
            const both = [light(getComputedStyle(e).color), light(behind(e))];
            return (Math.max(...both) + 0.05) / (Math.min(...both) + 0.05) < 4.5;
          }).map((e) => e.outerHTML);
      })()
      """;

  @Test
  void searchesTablesColumnsFieldsCommentsAndDatasets() throws IOException {
    Chromium.Page page = open(PageReports.luma());

    assertThat(texts(page, "#hits")).containsExactly("5 tables");
    search(page, "ORDERS");
    assertThat(texts(page, NAMES)).containsExactly("open_orders", "orders");
    assertThat(texts(page, "#hits")).containsExactly("2 of 5 tables");
    search(page, "crm.auth");
    assertThat(texts(page, NAMES)).containsExactly("luma_web_data");
    assertThat(texts(page, "#list .hint")).containsExactly("In column identity.crm.authenticated");
    search(page, "bought email");
    assertThat(texts(page, NAMES)).containsExactly("customers");
    search(page, "5bac030c29bb8d12fa992e58");
    assertThat(texts(page, NAMES)).containsExactly("luma_web_data");
    search(page, "bigint");
    assertThat(texts(page, "#hits")).containsExactly("0 of 5 tables");
    assertThat(page.complaints()).isEmpty();
  }

  @Test
  void theKeyboardIsEnough() throws IOException {
    Chromium.Page page = open(PageReports.luma());

    page.press("/");
    page.type("identity");
    assertThat(texts(page, NAMES)).containsExactly("luma_web_data");
    // The order and the filter of the list come before the list.
    for (int i = 0; i < 3; i++) {
      page.press("Tab");
    }
    page.press("Enter");
    page.await("document.querySelector('#list details[open] .columns')");
    page.press("Tab");
    assertThat(texts(page, ":focus")).containsExactly("+");
    page.press(" ");
    assertThat(texts(page, ".columns tbody th .name"))
        .containsExactly("_id", "timestamp", "identity", "ecid", "crm", "web");
    page.press("Tab");
    page.press("Enter");
    assertThat(texts(page, ".columns tbody th"))
        .contains("identity.ecid", "\u2212identity.crm", "identity.crm.authenticated");
    page.press("/");
    page.press("Escape");
    assertThat(texts(page, "#hits")).containsExactly("5 tables");
    assertThat(texts(page, NAMES)).hasSize(5);
    assertThat(page.complaints()).isEmpty();
  }

  @Test
  void closingAColumnClosesAllThatIsInIt() throws IOException {
    Chromium.Page page = open(PageReports.luma(), "#t=public.luma_web_data");

    openAll(page);
    assertThat(texts(page, "#t1 tbody th")).hasSize(8);
    page.evaluate("document.querySelector('#t1 button[aria-expanded=true]').click()");

    assertThat(texts(page, "#t1 tbody th .name"))
        .containsExactly("_id", "timestamp", "identity", "web");
  }

  @Test
  void aTableShowsAllThatIsKnownOfIt() throws IOException {
    Chromium.Page page = open(PageReports.luma(), "#t=public.orders");

    assertThat(texts(page, "#t3 .inside > .comment"))
        .containsExactly("One row for each order, cancelled ones too");
    assertThat(texts(page, "#t3 .mark .code")).containsExactly("QS202", "QS201");
    assertThat(texts(page, "#t3 tbody tr"))
        .containsExactly(
            "id primary keybigintnot null, default nextval('orders_id_seq'::regclass)",
            "customer_id foreign keybigintnot null",
            "totalnumeric(10,2)\u2717 error QS202 type mismatch: expected integer (numeric(10,2) has"
                + " digits after the point)Gross, in the shop's currency",
            "placedtimestamp with time zone",
            "placed_at\u2717 error QS201 missing column: expected timestamp. Did you mean placed?");
    assertThat(texts(page, "#t3 .inside li"))
        .containsExactly(
            "Primary key: id",
            "Foreign key: customer_id \u2192 public.customers (id), orders_customer_fk");
    page.evaluate("document.querySelector('#t3 .inside li a').click()");
    page.await("document.querySelector('#t0[open] .columns')");
    page.evaluate("location.hash = '#t=public.open_orders'");
    page.await("document.querySelector('#t2[open] .none')");
    assertThat(texts(page, "#t2 .none"))
        .containsExactly("Not read, because no contract expects it.");
    page.evaluate("location.hash = '#t=sales.invoices'");
    page.await("document.querySelector('#t4[open] .none')");
    assertThat(texts(page, "#t4 .none"))
        .containsExactly("This table may not be read by this credential.");
  }

  @Test
  void aFindingLinksToItsTable() throws IOException {
    Chromium.Page page = open(PageReports.luma());

    page.evaluate("document.querySelector('#findings [data-table] .object a').click()");
    page.await("document.querySelector('#list details[open]')");

    assertThat(texts(page, "#list details[open] " + NAME)).containsExactly("orders");
    page.evaluate("document.querySelector('#list details[open]').open = false");
    page.evaluate("document.querySelector('#findings [data-table] .object a').click()");
    page.await("document.querySelector('#list details[open]')");
  }

  @Test
  void aLinkOpensItsTableWhereverThatIsInTheList() throws IOException {
    String link = "#t=public.customer_event_dataset_00250";
    Chromium.Page page = open(PageReports.large(450, 3), link);

    page.await("document.querySelector('#t250[open] .columns')");
    page.await("document.getElementById('t250').getBoundingClientRect().top < innerHeight");
    assertThat(page.evaluate("document.querySelector('#t250 .link a').href").asString())
        .endsWith("/check.html" + link);
    assertThat(texts(page, ":focus :is(h3, h4)")).containsExactly("customer_event_dataset_00250");
    assertThat(page.evaluate("document.getElementById('t249')").isNull()).isTrue();
    page.evaluate("document.getElementById('earlier').click()");
    assertThat(texts(page, "#t249 " + NAME)).hasSize(1);
    page.evaluate("document.getElementById('more').click()");
    assertThat(texts(page, "#t349 " + NAME)).hasSize(1);
  }

  @Test
  void aLinkThatSomebodyWroteIsUnderstoodAndOneToNothingIsTold() throws IOException {
    Chromium.Page page = open(PageReports.luma(), "#t=orders");

    assertThat(texts(page, "#list details[open] " + NAME)).containsExactly("orders");
    search(page, "customers");
    page.evaluate("location.hash = '#t=gone'");
    page.await("document.getElementById('hits').textContent.includes('not in this report')");
    page.evaluate("location.hash = '#t=sales.invoices'");
    page.await("document.querySelector('#t4[open]')");
  }

  @Test
  void aTypingMistakeIsForgiven() throws IOException {
    Chromium.Page page = open(PageReports.luma());
    page.await("document.getElementById('list').children.length === 7");

    search(page, "ordesr");
    assertThat(texts(page, "#hits"))
        .containsExactly("No exact match; similar names: 2 of 5 tables");
    assertThat(texts(page, NAMES)).containsExactly("open_orders", "orders");
    search(page, "lumma_web");
    assertThat(texts(page, NAMES)).containsExactly("luma_web_data");
    search(page, "authentcatde");
    assertThat(texts(page, "#list .hint")).containsExactly("In column identity.crm.authenticated");
    search(page, "placd order");
    assertThat(texts(page, NAMES)).containsExactly("orders");
    for (String unlike : List.of("xid", "odresr", "authntcatdx", "zzzz")) {
      search(page, unlike);
      assertThat(texts(page, "#hits")).as(unlike).containsExactly("0 of 5 tables");
    }
  }

  @Test
  void tablesAreGroupedSortedAndFiltered() throws IOException {
    Chromium.Page page = open(PageReports.luma());

    assertThat(texts(page, "#list h3")).containsExactly("public", "sales");
    assertThat(texts(page, NAMES))
        .containsExactly("customers", "luma_web_data", "open_orders", "orders", "sales.invoices");
    choose(page, "sort", "columns");
    assertThat(texts(page, NAMES))
        .containsExactly("luma_web_data", "customers", "orders", "open_orders", "sales.invoices");
    choose(page, "sort", "findings");
    assertThat(texts(page, NAMES))
        .containsExactly("orders", "luma_web_data", "customers", "open_orders", "sales.invoices");
    choose(page, "show", "findings");
    assertThat(texts(page, NAMES)).containsExactly("orders", "luma_web_data", "customers");
    page.evaluate("location.hash = '#uncovered'");
    page.await("document.getElementById('show').value === 'uncovered'");
    assertThat(texts(page, NAMES)).containsExactly("open_orders", "sales.invoices");
    assertThat(texts(page, "#hits")).containsExactly("2 of 5 tables");
    page.evaluate("location.hash = '#t=public.orders'");
    page.await("document.querySelector('#t3[open]')");
    assertThat(texts(page, NAMES)).hasSize(5);
    assertThat(page.complaints()).isEmpty();
  }

  private static void choose(Chromium.Page page, String select, String value) throws IOException {
    page.evaluate(
        "(s => { s.value = '%s'; s.dispatchEvent(new Event('change')); })(document.getElementById('%s'))"
            .formatted(value, select));
  }

  @Test
  void onlyAListWithAContractIsFilteredByIt() throws IOException {
    Chromium.Page page = open(PageReports.large(3, 2), "#uncovered");

    assertThat(texts(page, "#show option")).containsExactly("all tables");
    assertThat(texts(page, NAMES)).hasSize(3);
    assertThat(texts(page, "#list .schema")).isEmpty();
  }

  @Test
  void aSchemaIsNamedOnceHoweverItsTablesAreReached() throws IOException {
    Chromium.Page page = open(PageReports.related(60), "#t=public.use_55");

    page.await("document.querySelector('#list details[open]')");
    assertThat(texts(page, "#list h3")).containsExactly("public");
    page.evaluate("document.getElementById('earlier').click()");
    assertThat(texts(page, "#list h3")).containsExactly("crm", "public");
    page.evaluate("location.hash = '#t=crm.kind_00'");
    page.await("document.querySelectorAll('#list details[open]').length === 2");
    page.evaluate("document.getElementById('more').click()");
    assertThat(texts(page, "#list h3")).containsExactly("crm", "public");
    assertThat(texts(page, NAMES)).hasSize(73).doesNotHaveDuplicates();
  }

  @Test
  void aTableIsDrawnWithItsNeighbors() throws IOException {
    Chromium.Page page = open(PageReports.related(13), "#t=public.items");
    page.await("document.querySelector('details[open] .neighbors svg')");

    assertThat(texts(page, ".neighbors > svg > title")).containsExactly("items and its neighbors");
    assertThat(texts(page, ".neighbors .name"))
        .containsExactly(
            "gone.elsewhere",
            "crm.kind_00",
            "crm.kind_01",
            "crm.kind_02",
            "crm.kind_03",
            "items",
            "use_00",
            "use_01",
            "use_02",
            "use_03",
            "use_04");
    assertThat(texts(page, ".neighbors > svg > .note"))
        .containsExactly("and 8 more tables", "and 8 more tables");
    assertThat(texts(page, ".neighbors .arrow title"))
        .hasSize(11)
        .contains(
            "items_parent_fk: items (parent_id) references itself (id)",
            "items (id) references gone.elsewhere (item_number)",
            "items_kind_00_fk: items (kind_00_code, kind_00_region) references crm.kind_00 (code,"
                + " region)",
            "uses_fk: use_04 (item_id) references items (id)");
    assertThat(texts(page, ".neighbors .dashed .note")).containsExactly("not in this report");
    assertThat(texts(page, ".neighbors .keys").subList(0, 8))
        .containsExactly("", "PK", "PK", "PK", "PK", "PK", "PK FK", "FK");
    assertThat(texts(page, ".neighbors text.broken.column"))
        .containsExactly("\u2717 parent_id", "\u2717 amount");
    assertThat(texts(page, ".neighbors text.broken.type"))
        .containsExactly("bigint, expected integer", "missing column");
    assertThat(texts(page, "details[open] .inside > ul li")).hasSize(1 + 14 + 13);
    page.evaluate(
        "document.querySelector('.neighbors .linked').dispatchEvent(new MouseEvent('click', {bubbles: true}))");
    page.await("document.querySelectorAll('details[open] .neighbors').length === 2");
    assertThat(page.evaluate("location.hash").asString()).isEqualTo("#t=crm.kind_00");
    assertThat(page.complaints()).isEmpty();
  }

  @Test
  void aBrokenColumnIsDrawnEvenIfThereIsNoRoomForAll() throws IOException {
    CheckReport related = PageReports.related(1);
    Finding last = CheckReports.missing("items", "kind_11_code");
    Chromium.Page page =
        open(
            new CheckReport(
                Goal.CHECK,
                related.server(),
                related.structure(),
                new CheckResult(List.of(last), related.result().coverage(), FailOn.ERROR),
                ""),
            "#t=public.items");
    page.await("document.querySelector('#list details[open] .neighbors svg')");

    assertThat(texts(page, ".neighbors .box.error .column"))
        .hasSize(12)
        .endsWith("\u2717 kind_11_code");
    assertThat(texts(page, ".neighbors .box.error .note")).containsExactly("3 more columns");
  }

  @Test
  void aBrokenFieldIsSeenWithoutOpeningItsColumn() throws IOException {
    CheckReport luma = PageReports.luma();
    List<Finding> findings = new ArrayList<>();
    for (String path : List.of("identity.crm.id", "identity[].ecid", "web.gone[]", "_id")) {
      findings.add(CheckReports.missing("luma_web_data", path));
    }
    Chromium.Page page =
        open(
            new CheckReport(
                Goal.CHECK,
                luma.server(),
                luma.structure(),
                new CheckResult(findings, luma.result().coverage(), FailOn.ERROR),
                ""),
            "#t=public.luma_web_data");
    page.await("document.querySelector('#t1[open] .columns')");

    assertThat(texts(page, "#t1 .columns tbody th .name"))
        .containsExactly(
            "_id",
            "timestamp",
            "identity",
            "ecid",
            "crm",
            "id",
            "authenticated",
            "web",
            "web.gone");
    assertThat(texts(page, "#t1 .columns .broken .name"))
        .containsExactly("_id", "ecid", "id", "web.gone");
  }

  @Test
  void aTableSaysHowManyOfItsFindingsThePageDoesNotHave() throws IOException {
    CheckReport large = PageReports.large(2, 2);
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < 2_100; i++) {
      findings.add(CheckReports.missing("customer_event_dataset_00001", "c" + i));
    }
    Chromium.Page page =
        open(
            new CheckReport(
                Goal.CHECK,
                large.server(),
                large.structure(),
                new CheckResult(findings, Coverage.NONE, FailOn.ERROR),
                ""),
            "#t=public.customer_event_dataset_00001");
    page.await("document.querySelector('#t1[open] .columns')");

    assertThat(texts(page, "#t1 .columns .mark")).hasSize(2_000);
    assertThat(texts(page, "#t1 .none"))
        .containsExactly("100 more findings: all of them are in the reports in JSON and as text.");
  }

  @Test
  void thePictureOfNeighborsStaysInItsPlace() throws IOException {
    for (CheckReport report : List.of(PageReports.related(13), PageReports.luma())) {
      Chromium.Page page = open(report);
      for (int width : new int[] {1100, 390}) {
        page.resize(width, 900);
        openAll(page);
        assertThat(
                page.evaluate(
                    """
                        [...document.querySelectorAll('.neighbors > svg')].flatMap(svg => {
                          const all = svg.getBoundingClientRect();
                          return [...svg.querySelectorAll('rect, text, .arrow')].filter(e => {
                            const one = e.getBoundingClientRect();
                            const box = e.closest('g.box')?.querySelector('rect').getBoundingClientRect() || all;
                            return one.width && [[one, all], [one, box]].some(([a, b]) => a.left < b.left - 1
                              || a.right > b.right + 1 || a.top < b.top - 1 || a.bottom > b.bottom + 1);
                          }).map(e => e.outerHTML);
                        })
                        """))
            .as(width + " px")
            .isEmpty();
        assertThat(page.evaluate("document.documentElement.scrollWidth").asInt())
            .isEqualTo(page.evaluate("document.documentElement.clientWidth").asInt());
      }
    }
  }

  @Test
  void hostileNamesAreTextAndNothingElse() throws IOException {
    List<String> names = new ArrayList<>(TablesReports.HOSTILE);
    names.addAll(
        List.of(
            "<img src=x onerror=alert(1)>",
            "</script><script>alert(1)</script>",
            "<!--<script>",
            "\" autofocus onfocus=\"alert(1)",
            "javascript:alert(1)",
            "half\uD800",
            "\uDC00other half",
            "&lt;b&gt;",
            "%41%",
            "ÄÖ\u0130I",
            "__proto__"));
    Chromium.Page page = open(PageReports.hostile(names));
    page.evaluate("window.pwned = 0; window.alert = () => pwned++");

    openAll(page);

    assertThat(texts(page, ".neighbors .box > title"))
        .containsExactlyInAnyOrderElementsOf(
            names.stream().map(name -> shown(name) + "." + shown(name)).toList());
    assertThat(texts(page, ".neighbors .column"))
        .allMatch(name -> name.codePointCount(0, name.length()) < 60);
    List<String> shown = texts(page, NAMES);
    assertThat(shown).hasSameSizeAs(names);
    for (String name : names) {
      assertThat(shown).contains(shown(name) + "." + shown(name));
    }
    assertThat(
            page.evaluate(
                    "[...document.querySelectorAll('#list .link a')].every(a => {"
                        + "document.querySelectorAll('details').forEach(d => d.open = false);"
                        + "history.replaceState(null, '', a.getAttribute('href')); a.click();"
                        + "return a.closest('details').open; })")
                .asBoolean())
        .isTrue();
    for (String name : names) {
      search(page, shown(name).replace("\n", " "));
      assertThat(texts(page, NAMES)).contains(shown(name) + "." + shown(name));
    }
    assertThat(page.evaluate("pwned").asInt()).isZero();
    assertThat(page.evaluate("document.querySelectorAll('main script, img, svg b').length").asInt())
        .isZero();
    assertThat(page.complaints()).isEmpty();
  }

  /** As the page marks what is not seen; a comment keeps its lines. */
  private static String shown(String name) {
    StringBuilder out = new StringBuilder();
    name.codePoints()
        .forEach(c -> out.append(c == '\\' ? "\\" : NameEscaper.CONSOLE.of(Character.toString(c))));
    return out.toString();
  }

  @Test
  void thePolicyHolds() throws IOException {
    Chromium.Page page = open(PageReports.luma());

    page.evaluate(
        "(() => { const s = document.createElement('script'); s.textContent = 'window.pwned = 1';"
            + "document.body.append(s); })()");
    page.evaluate("fetch('http://127.0.0.1:1/').catch(() => 0)");

    assertThat(page.evaluate("window.pwned").isNull()).isTrue();
    assertThat(page.complaints())
        .allMatch(it -> it.contains("Content Security Policy"))
        .anyMatch(it -> it.contains("Executing inline script violates"))
        .anyMatch(it -> it.contains("Connecting to 'http://127.0.0.1:1/' violates"));
  }

  @Test
  void nothingIsAskedOfTheNetwork() throws IOException {
    Chromium.Page page = open(PageReports.luma());

    assertThat(page.evaluate("performance.getEntriesByType('resource').length").asInt()).isZero();
    assertThat(page.complaints()).isEmpty();
  }

  @Test
  void isReadableInTheLightAndInTheDark() throws IOException {
    Chromium.Page page = open(PageReports.luma());
    List<String> backs = new ArrayList<>();
    for (String scheme : List.of("light", "dark")) {
      page.prefer(scheme);
      page.resize(1100, 1500);
      page.screenshot(PICTURES.resolve(scheme + ".png"));
      openAll(page);
      assertThat(page.evaluate(TOO_FAINT)).as(scheme).isEmpty();
      backs.add(page.evaluate("getComputedStyle(document.body).backgroundColor").asString());
      page.evaluate("document.getElementById('t1').scrollIntoView()");
      page.screenshot(PICTURES.resolve(scheme + "-table.png"));
    }
    assertThat(backs).doesNotHaveDuplicates();
  }

  @Test
  void fitsOnAPhone() throws IOException {
    fitsOnAPhone(PageReports.luma(), "phone");
    fitsOnAPhone(PageReports.hostile(TablesReports.HOSTILE), "phone-hostile");
  }

  private void fitsOnAPhone(CheckReport report, String picture) throws IOException {
    Chromium.Page page = open(report);
    page.resize(360, 740);
    page.screenshot(PICTURES.resolve(picture + ".png"));
    openAll(page);

    assertThat(page.evaluate("document.documentElement.scrollWidth").asInt()).isEqualTo(360);
    page.evaluate("document.getElementById('t1').scrollIntoView()");
    page.screenshot(PICTURES.resolve(picture + "-table.png"));
  }

  @Test
  void printsTheFindingsAndLeavesOutWhatCannotBePressed() throws IOException {
    Chromium.Page page = open(PageReports.luma(), "#t=public.orders");

    page.print(PICTURES.resolve("print.pdf"));

    assertThat(Files.readString(PICTURES.resolve("print.pdf"), ISO_8859_1)).startsWith("%PDF-");
    assertThat(page.evaluate("document.querySelector('details.more').open").asBoolean()).isTrue();
    page.emulate("print");
    page.screenshot(PICTURES.resolve("print.png"));
    assertThat(
            page.evaluate(
                    "['#findings .finding', '#t3 .columns', '#search', '#t3 .link']"
                        + ".map(s => document.querySelector(s).checkVisibility()).join()")
                .asString())
        .isEqualTo("true,true,false,false");
  }

  @Test
  void withoutScriptsTheFindingsAreSeenAndAWordOnTheRest() throws IOException {
    Chromium.Page page = empty();
    page.withoutScripts();
    page.load(write(PageReports.luma()));
    page.screenshot(PICTURES.resolve("without-scripts.png"));

    assertThat(
            page.evaluate(
                    "['.verdict', '.finding', 'noscript p', '#search']"
                        + ".map(s => document.querySelector(s).checkVisibility()).join()")
                .asString())
        .isEqualTo("true,true,true,false");
  }

  @Test
  void tenThousandTablesDoNotFillThePage() throws IOException {
    Chromium.Page page = open(PageReports.large(10_000, 30));

    page.screenshot(PICTURES.resolve("large.png"));
    assertThat(page.evaluate("document.querySelectorAll('*').length").asInt()).isLessThan(2_000);
    search(page, "dataset_09999");
    page.await("!document.getElementById('hits').textContent.includes('so far')");
    assertThat(texts(page, "#hits")).containsExactly("1 of 10,000 tables");
    search(page, "attribute");
    assertThat(texts(page, "#hits")).containsExactly("10,000 of 10,000 tables");
    assertThat(page.evaluate("document.querySelectorAll('*').length").asInt()).isLessThan(3_000);
    assertThat(page.complaints()).isEmpty();
  }

  @Test
  void landmarksHeadingsAndLabelsAreThere() throws IOException {
    Chromium.Page page = open(PageReports.luma(), "#t=public.orders");

    assertThat(
            page.evaluate(
                    "['header', 'nav', 'main', 'footer', 'h1', '[role=search]', '[role=status]']"
                        + ".every(s => document.querySelector(s))")
                .asBoolean())
        .isTrue();
    assertThat(
            page.evaluate(
                    "[...document.querySelectorAll('input, button')].filter(e => !e.hidden)"
                        + ".every(e => e.labels.length || e.ariaLabel || e.textContent.length > 1)")
                .asBoolean())
        .isTrue();
    assertThat(
            page.evaluate(
                    "[...document.querySelectorAll('h1,h2,h3,h4')].map(h => +h.tagName[1])"
                        + ".every((level, i, all) => level <= (i ? all[i - 1] : 0) + 1)")
                .asBoolean())
        .isTrue();
  }

  @Test
  void hostileSqlIsTextAndNothingElse() throws IOException {
    Chromium.Page page = open(SqlReports.hostile());

    assertThat(page.complaints()).isEmpty();
    assertThat(page.evaluate("document.querySelectorAll('mark b, main script').length").asInt())
        .isZero();
    assertThat(texts(page, "mark")).hasSizeGreaterThan(20);
  }

  @Test
  void sqlFitsOnAPhone() throws IOException {
    for (CheckReport report : List.of(SqlReports.mixed(), SqlReports.hostile())) {
      Chromium.Page page = open(report);
      page.resize(360, 740);
      page.screenshot(PICTURES.resolve("sql-phone.png"));

      assertThat(page.evaluate("document.documentElement.scrollWidth").asInt()).isEqualTo(360);
    }
  }
}
