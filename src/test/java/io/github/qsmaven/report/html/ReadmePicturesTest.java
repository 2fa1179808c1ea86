package io.github.qsmaven.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qsmaven.model.Goal;
import io.github.qsmaven.model.SourceTree;
import io.github.qsmaven.report.BuildRun;
import io.github.qsmaven.report.PageReports;
import io.github.qsmaven.report.ReportScope;
import io.github.qsmaven.report.ci.CiVariables;
import io.github.qsmaven.testing.Chromium;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The pictures of the page that the README shows. */
class ReadmePicturesTest extends BrowserTest {
  private static final String COMMIT = "c1bdc54f0e1d2c3b4a5968778695a4b3c2d1e0f9";
  private static final ReportScope SCOPE =
      new ReportScope(
          Goal.CHECK,
          "",
          new SourceTree("", "", null),
          "",
          new BuildRun(
              "shop-reports",
              "1.4.0",
              "1.0.0",
              Instant.parse("2026-11-26T05:56:00Z"),
              new CiVariables(
                      Map.of(
                              "GITHUB_ACTIONS", "true",
                              "GITHUB_SERVER_URL", "https://github.com",
                              "GITHUB_REPOSITORY", "example/shop-reports",
                              "GITHUB_SHA", COMMIT,
                              "GITHUB_RUN_ID", "4711")
                          ::get)
                  .run()));

  @Test
  void thePicturesInTheReadmeAreOfThisPage() throws IOException {
    Chromium.Page page = empty();
    page.load(URI.create(write(PageReports.luma(), SCOPE) + "#t=public.orders"));
    page.await("document.querySelector('#t3[open] .columns')");

    isPictured(page, "#tables, footer", 1_000, "page-findings.svg");
    isPictured(page, "header, #findings", 1_160, "page-tables.svg");
  }

  /** As an SVG image: text, the same from every browser, and shown by every other. */
  private void isPictured(Chromium.Page page, String without, int height, String name)
      throws IOException {
    String html =
        page.evaluate(
                """
                (() => {
                  const page = document.documentElement.cloneNode(true);
                  page.querySelectorAll("script, noscript, meta, link, title, %s").forEach((e) => e.remove());
                  return new XMLSerializer().serializeToString(page).replace(/\\n+(?=\\n)/g, "");
                })()
                """
                    .formatted(without))
            .asString();
    Path made = PICTURES.resolve(name);
    Files.createDirectories(PICTURES);
    Files.writeString(
        made,
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1000 %1$d">
        <foreignObject width="1000" height="%1$d">
        %2$s
        </foreignObject>
        </svg>
        """
            .formatted(height, html));
    Chromium.Page picture = empty();
    picture.resize(1_000, height);
    picture.load(made.toUri());
    picture.screenshot(PICTURES.resolve(name + ".png"));

    assertThat(Files.readString(Path.of("docs", name)))
        .as("docs/" + name + " is to be what is made in target/pictures")
        .isEqualTo(Files.readString(made));
  }
}
