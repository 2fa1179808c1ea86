package io.github.qsmaven.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qsmaven.report.PageReports;
import io.github.qsmaven.testing.Chromium;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The pictures of the page that the README shows. */
class ReadmePicturesTest extends BrowserTest {
  @Test
  void thePicturesInTheReadmeAreOfThisPage() throws IOException {
    Chromium.Page page = open(PageReports.luma(), "#t=public.orders");
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
