package io.github.qsmaven.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.qsmaven.model.CheckResult;
import io.github.qsmaven.model.Coverage;
import io.github.qsmaven.model.FailOn;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.Goal;
import io.github.qsmaven.report.CheckReport;
import io.github.qsmaven.report.CheckReports;
import io.github.qsmaven.report.DriftReports;
import io.github.qsmaven.report.PageReports;
import io.github.qsmaven.report.SqlReports;
import io.github.qsmaven.testing.AxeCore;
import io.github.qsmaven.testing.Chromium;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every page in every look, for people to look at in {@code target/pictures}, and for axe-core,
 * which knows the rules of accessibility.
 */
class PagePicturesTest extends BrowserTest {
  private static final int[] WIDTHS = {1280, 390};

  /** In CSS pixels; a picture of all of a longer page would be too large. */
  private static final int MOST_HEIGHT = 6_000;

  /** What reaches beyond the right side of the page, and does not scroll by itself. */
  private static final String TOO_WIDE =
      """
      [...document.querySelectorAll("html, body *")]
        .filter((e) => e.checkVisibility() && !e.closest(".hidden, thead"))
        .filter((e) => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
        .map((e) => e.outerHTML.slice(0, 200))
      """;

  /** A page, and the fragment by which it is opened. */
  enum Sheet {
    TABLES("#t=public.items"),
    CHECK("#t=public.orders"),
    CHECK_SQL(""),
    DRIFT(""),
    SCHEMA("#t=public.items"),
    CHECK_1000_FINDINGS(""),
    TABLES_10000("#t=public.customer_event_dataset_05000");

    private final String fragment;

    Sheet(String fragment) {
      this.fragment = fragment;
    }

    String file() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    CheckReport report() {
      return switch (this) {
        case TABLES ->
            of(
                Goal.LIST_TABLES,
                PageReports.related(13),
                new CheckResult(List.of(), Coverage.NONE, FailOn.ERROR));
        case CHECK -> PageReports.luma();
        case CHECK_SQL -> SqlReports.mixed();
        case DRIFT -> DriftReports.mixed();
        case SCHEMA -> of(Goal.REPORT, PageReports.related(13), PageReports.related(13).result());
        case CHECK_1000_FINDINGS -> manyFindings();
        case TABLES_10000 -> PageReports.large(10_000, 30);
      };
    }

    private static CheckReport of(Goal goal, CheckReport report, CheckResult result) {
      return new CheckReport(
          goal, report.server(), report.structure(), result, report.acceptFile());
    }

    /** Ten of each of a hundred tables. */
    private static CheckReport manyFindings() {
      CheckReport large = PageReports.large(100, 30);
      List<Finding> findings = new ArrayList<>();
      large
          .structure()
          .relations()
          .keySet()
          .forEach(
              table -> {
                for (int i = 0; i < 10; i++) {
                  findings.add(CheckReports.missing(table.name(), "amount_" + i));
                }
              });
      Coverage coverage = PageReports.luma().result().coverage();
      return of(Goal.CHECK, large, new CheckResult(findings, coverage, FailOn.ERROR));
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyPageIsSeenWhole(Sheet sheet) throws IOException {
    Chromium.Page page = open(sheet.report(), sheet.fragment);
    for (int width : WIDTHS) {
      for (String scheme : List.of("light", "dark")) {
        page.prefer(scheme);
        String name = sheet.file() + "-" + scheme + "-" + width;
        Path picture = PICTURES.resolve(name + ".png");
        page.resize(width, 900);
        page.resize(width, height(page));
        page.screenshot(picture);

        assertThat(Files.size(picture)).as(name).isGreaterThan(10_000);
        assertThat(page.evaluate(TOO_WIDE)).as(name).isEmpty();
      }
    }
    page.print(PICTURES.resolve(sheet.file() + ".pdf"));
    page.emulate("print");
    page.resize(900, 900);
    page.resize(900, height(page));
    page.screenshot(PICTURES.resolve(sheet.file() + "-print.png"));
    assertThat(page.complaints()).isEmpty();
  }

  private static int height(Chromium.Page page) throws IOException {
    return Math.min(MOST_HEIGHT, page.evaluate("document.documentElement.scrollHeight").asInt());
  }

  @ParameterizedTest
  // The findings of the long page are as those of the short one, and take axe-core minutes.
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CHECK_1000_FINDINGS")
  void noPageBreaksARuleOfAccessibility(Sheet sheet) throws IOException {
    assumeTrue(AxeCore.isInstalled(), AxeCore.NOT_INSTALLED);
    Chromium.Page page = open(sheet.report(), sheet.fragment);
    for (int width : WIDTHS) {
      page.resize(width, 900);
      for (String scheme : List.of("light", "dark")) {
        page.prefer(scheme);
        assertThat(AxeCore.violations(page))
            .as(sheet + ", " + scheme + ", " + width + " px")
            .isEmpty();
      }
    }
  }
}
