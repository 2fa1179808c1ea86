package io.github.qsmaven.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qsmaven.model.CheckResult;
import io.github.qsmaven.model.Coverage;
import io.github.qsmaven.model.FailOn;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.Goal;
import io.github.qsmaven.model.SchemaDetails;
import io.github.qsmaven.report.CheckReport;
import io.github.qsmaven.report.CheckReports;
import io.github.qsmaven.report.DriftReports;
import io.github.qsmaven.report.PageReports;
import io.github.qsmaven.report.SqlReports;
import io.github.qsmaven.report.TablesReports;
import io.github.qsmaven.testing.Chromium;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The filter of the findings. */
class FindingsFilterTest extends BrowserTest {
  private static final String SHOWN =
      "[...document.querySelectorAll('#findings > table %s')].filter(e => e.checkVisibility()).length";

  private static int shown(Chromium.Page page, String selector) throws IOException {
    return page.evaluate(SHOWN.formatted(selector)).asInt();
  }

  private static void press(Chromium.Page page, String value) throws IOException {
    page.evaluate(
        "document.querySelector('#filter [data-code=%1$s], #filter [data-severity=%1$s]').click()"
            .formatted(value));
  }

  private static CheckReport thousand() {
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      String table = "table_" + i / 10;
      findings.add(
          i % 10 == 0
              ? CheckReports.deprecated(table, "c" + i)
              : i < 500 ? CheckReports.missing(table, "c" + i) : CheckReports.mismatch(table, "c"));
    }
    return new CheckReport(
        Goal.CHECK,
        TablesReports.server(),
        SchemaDetails.of(TablesReports.listing("table_1").catalog()),
        new CheckResult(
            findings, new Coverage(100, 1_000, List.of(), List.of(), List.of()), FailOn.ERROR),
        "");
  }

  @Test
  void buttonsOfAKindAddUpAndTheTwoKindsNarrowEachOther() throws IOException {
    Chromium.Page page = open(thousand());

    assertThat(shown(page, ".finding")).isEqualTo(1_000);
    press(page, "QS201");
    assertThat(shown(page, ".finding")).isEqualTo(450);
    assertThat(shown(page, ".object")).isEqualTo(50);
    assertThat(texts(page, "#filter [role=status]")).containsExactly("450 of 1,000 findings shown");
    press(page, "QS211");
    assertThat(shown(page, ".finding")).isEqualTo(550);
    press(page, "error");
    assertThat(shown(page, ".finding")).isEqualTo(450);
    assertThat(texts(page, "#filter [aria-pressed=true]"))
        .containsExactly("900 errors", "missing column 450", "deprecated 100");
    press(page, "QS201");
    assertThat(shown(page, ".finding")).isZero();
    assertThat(texts(page, "#filter [role=status]")).containsExactly("0 of 1,000 findings shown");
    press(page, "QS211");
    press(page, "error");
    assertThat(shown(page, ".finding")).isEqualTo(1_000);
    assertThat(texts(page, "#filter [role=status]")).containsExactly("");
    assertThat(page.complaints()).isEmpty();
  }

  @Test
  void theKeyboardIsEnough() throws IOException {
    Chromium.Page page = open(SqlReports.mixed());

    page.evaluate("document.querySelector('#filter [data-code=QS403]').focus()");
    page.press("Enter");

    assertThat(shown(page, ".finding")).isEqualTo(1);
    assertThat(texts(page, "#findings > table .finding:not([hidden]) .code"))
        .containsExactly("QS403");
    assertThat(shown(page, ".sql")).as("excerpts follow their findings").isEqualTo(1);
  }

  @Test
  void theAcceptedFindingsAreNotFiltered() throws IOException {
    Chromium.Page page = open(PageReports.luma());

    press(page, "QS101");
    page.evaluate("document.querySelector('#findings details.more').open = true");

    assertThat(shown(page, ".finding")).isEqualTo(1);
    assertThat(
            page.evaluate(
                    "document.querySelector('#findings details .findings .finding').checkVisibility()")
                .asBoolean())
        .isTrue();
  }

  @Test
  void aPrintedPageHasAllAdviceAndNoButtons() throws IOException {
    for (CheckReport report : List.of(thousand(), DriftReports.mixed(), SqlReports.mixed())) {
      Chromium.Page page = open(report);
      page.print(PICTURES.resolve("findings.pdf"));
      page.emulate("print");

      assertThat(
              page.evaluate(
                      "[...document.querySelectorAll('#findings details, header details')]"
                          + ".every(d => d.open && d.lastElementChild.checkVisibility())")
                  .asBoolean())
          .isTrue();
      assertThat(page.evaluate("document.querySelector('#filter button').checkVisibility()"))
          .hasToString("false");
    }
  }

  @Test
  void withoutScriptsEveryFindingIsShownAndThereAreNoButtons() throws IOException {
    Chromium.Page page = empty();
    page.withoutScripts();
    page.load(write(thousand()));

    assertThat(page.evaluate("document.querySelector('#filter').checkVisibility()"))
        .hasToString("false");
    assertThat(shown(page, ".finding")).isEqualTo(1_000);
  }

  @Test
  void aThousandFindingsFitOnAPhoneWithTheTitlesOfTheirParts() throws IOException {
    for (CheckReport report : List.of(thousand(), DriftReports.hostile(), SqlReports.hostile())) {
      Chromium.Page page = open(report);
      page.resize(390, 800);

      assertThat(page.evaluate("document.documentElement.scrollWidth").asInt()).isEqualTo(390);
      assertThat(page.evaluate("document.querySelector('.findings .label').checkVisibility()"))
          .hasToString("true");
    }
  }
}
