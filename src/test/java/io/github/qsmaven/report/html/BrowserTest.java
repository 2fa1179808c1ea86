package io.github.qsmaven.report.html;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.qsmaven.model.Goal;
import io.github.qsmaven.report.CheckReport;
import io.github.qsmaven.report.ReportScope;
import io.github.qsmaven.report.ResultView;
import io.github.qsmaven.testing.Chromium;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** What tests of pages in a browser share. They are skipped where no browser is installed. */
abstract class BrowserTest {
  static final Path PICTURES = Path.of("target", "pictures");

  private static @Nullable Chromium started;

  @TempDir Path folder;

  @BeforeAll
  static void start() throws IOException {
    Optional<Path> executable = Chromium.find();
    assumeTrue(executable.isPresent(), Chromium.NOT_INSTALLED);
    started = new Chromium(executable.get());
  }

  @AfterAll
  static void stop() {
    if (started != null) {
      started.close();
    }
  }

  final Chromium.Page empty() throws IOException {
    Chromium.Page page = requireNonNull(started).newPage();
    page.resize(1100, 900);
    return page;
  }

  final URI write(CheckReport report) throws IOException {
    return write(report, ReportScope.of(Goal.CHECK));
  }

  final URI write(CheckReport report, ReportScope scope) throws IOException {
    Path file = folder.resolve("check.html");
    try (OutputStream out = Files.newOutputStream(file)) {
      new HtmlFormat(scope).write(new ResultView(report), out);
    }
    return file.toUri();
  }

  final Chromium.Page open(CheckReport report) throws IOException {
    return open(report, "");
  }

  final Chromium.Page open(CheckReport report, String fragment) throws IOException {
    Chromium.Page page = empty();
    page.load(URI.create(write(report) + fragment));
    return page;
  }

  static List<String> texts(Chromium.Page page, String selector) throws IOException {
    List<String> texts = new ArrayList<>();
    page.evaluate(
            "[...document.querySelectorAll('%s')].map(e => e.textContent)".formatted(selector))
        .forEach(text -> texts.add(text.asString()));
    return texts;
  }

  static void search(Chromium.Page page, String text) throws IOException {
    page.evaluate("document.getElementById('search').select()");
    page.type(text);
  }

  /** Opens the fields of columns too, as often as there is a button for more. */
  static void openAll(Chromium.Page page) throws IOException {
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)");
    page.await("[...document.querySelectorAll('#list details')].every(d => d.children[1])");
    page.evaluate(
        "(() => { for (let b; b = document.querySelector('[aria-expanded=false]');) b.click(); })()");
  }
}
