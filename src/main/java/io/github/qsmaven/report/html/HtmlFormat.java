package io.github.qsmaven.report.html;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.Goal;
import io.github.qsmaven.model.Quantity;
import io.github.qsmaven.model.Server;
import io.github.qsmaven.model.Sides;
import io.github.qsmaven.model.SkippedCatalog;
import io.github.qsmaven.report.ReportFormat;
import io.github.qsmaven.report.ReportScope;
import io.github.qsmaven.report.ResultView;
import io.github.qsmaven.report.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Base64;
import java.util.Locale;

/**
 * A page that needs no other file and sends no request: the verdict and the findings as HTML, which
 * needs no scripts, then the tables as data, which a script shows. Its Content Security Policy (CSP
 * Level 3) allows that script and that style by their hashes, and nothing else.
 */
public final class HtmlFormat implements ReportFormat {
  private final ReportScope scope;

  /** Creates the format. */
  public HtmlFormat(ReportScope scope) {
    this.scope = scope;
  }

  @Override
  public void write(ResultView view, OutputStream out) throws IOException {
    PageText page = new PageText(out);
    PageTables tables = new PageTables(view);
    // A page about SQL or changes has no list that needs a script.
    boolean hasList = !view.isOfSql() && !view.isOfDrift();
    String script = hasList ? resource("neighbors.js") + resource("page.js") : "";
    String style =
        resource("page.css")
            + (hasList ? resource("tables.css") : "")
            + (view.isOfSql() ? resource("sql.css") : "")
            + (view.isOfDrift() ? resource("drift.css") : "");
    writeHead(page, view, style, script);
    writeHeader(page, view, tables);
    page.raw("<main>\n");
    new PageFindings(view, tables).write(page);
    if (view.isOfSql()) {
      PageSql.writeTables(page, view);
    } else if (hasList) {
      writeTables(page, view, tables);
    }
    page.raw("</main>\n<footer>Written by qs-maven-plugin ")
        .text(scope.run().pluginVersion())
        .raw(", <code>qs:")
        .raw(view.goal().word())
        .raw("</code>.</footer>\n");
    if (hasList) {
      tables.write(page);
      page.raw("<script>").raw(script).raw("</script>\n");
    }
    page.raw("</body>\n</html>\n");
    page.flush();
  }

  private static void writeHead(PageText page, ResultView view, String style, String script)
      throws IOException {
    page.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ")
        .raw(script.isEmpty() ? "" : "script-src '" + hash(script) + "'; ")
        .raw("style-src '" + hash(style) + "'; ")
        .raw("img-src data:; base-uri 'none'; form-action 'none'\">\n")
        .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .raw("<meta name=\"color-scheme\" content=\"light dark\">\n")
        .raw("<meta name=\"referrer\" content=\"no-referrer\">\n")
        // Without it a browser requests one from the host of the page.
        .raw("<link rel=\"icon\" href=\"data:,\">\n")
        .raw("<title>")
        .title(view.server().database())
        .raw(view.failed() ? ": " + view.title().toLowerCase(Locale.ROOT) : "")
        .raw("</title>\n<style>")
        .raw(style)
        .raw("</style>\n</head>\n");
  }

  private static void writeHeader(PageText page, ResultView view, PageTables tables)
      throws IOException {
    page.raw("<body>\n<header>\n<p class=\"goal\">qs:").raw(view.goal().word());
    page.raw("</p>\n<h1>").text(view.server().database()).raw("</h1>\n");
    String kind =
        switch (view.verdict()) {
          case FAILED -> "fail";
          case NOTHING_EXPECTED -> "plain";
          case NOTHING_CHECKED, PARTLY_CHECKED, PASSED_WITH_FINDINGS -> "warn";
          case PASSED -> "pass";
        };
    page.raw("<p class=\"verdict ").raw(kind).raw("\"><strong>").raw(view.title());
    page.raw("</strong> ").raw(view.sentence()).raw("</p>\n");
    writeFacts(page, view);
    writeNumbers(page, view, tables);
    page.raw("<nav aria-label=\"Parts of this page\"><a href=\"#findings\">Findings</a> ")
        .raw(view.isOfDrift() ? "" : "<a href=\"#tables\">Tables</a>")
        .raw("</nav>\n</header>\n");
  }

  private static void writeFacts(PageText page, ResultView view) throws IOException {
    Server server = view.server();
    Catalog catalog = view.catalog();
    page.raw("<dl class=\"facts\">\n");
    Sides sides = view.sides();
    if (sides != null) {
      writeFact(page, "Before", sides.locked() ? sides.before() : "nothing");
      writeFact(page, "After", sides.after());
    }
    if (server.isOffline()) {
      writeFact(page, "Checked against", "the lock " + server.database());
    } else {
      writeFact(page, "Server", server.id());
      writeFact(page, "Host", server.host());
      writeFact(page, "Port", Integer.toString(server.port()));
      writeFact(page, "TLS", server.sslMode());
      writeFact(page, "Version", server.version());
    }
    if (!view.isOfSql()) {
      writeFact(page, "Read from", catalog.source().word());
    }
    page.raw("<div><dt>").raw(catalog.onSearchPath() ? "Search path" : "Schemas").raw("</dt><dd>");
    page.raw(catalog.schemas().isEmpty() ? "empty" : "");
    page.joined(", ", catalog.schemas(), page::text).raw("</dd></div>\n</dl>\n");
    for (SkippedCatalog skipped : catalog.skipped()) {
      page.raw("<p class=\"remark\">Skipped ").raw(skipped.source().word()).raw(", which ");
      page.text(skipped.reason()).raw(".</p>\n");
    }
    for (String remark : view.remarks()) {
      page.raw("<p class=\"remark\">").text(remark).raw("</p>\n");
    }
  }

  private static void writeFact(PageText page, String term, String value) throws IOException {
    page.raw("<div><dt>").raw(term).raw("</dt><dd>").text(value).raw("</dd></div>\n");
  }

  private static void writeNumbers(PageText page, ResultView view, PageTables tables)
      throws IOException {
    if (view.isOfSql() && view.coverage().tables() == 0 && view.findings().isEmpty()) {
      return;
    }
    page.raw("<dl class=\"numbers\">\n");
    if (view.isOfSql()) {
      writeNumber(page, "", "Files", view.sql().files());
      writeNumber(page, "", "Statements", view.coverage().tables());
    } else if (view.isOfDrift()) {
      writeNumber(page, "", "Tables", view.coverage().tables());
      writeNumber(page, "", "Columns", view.coverage().columns());
    } else {
      writeNumber(page, "", "Tables", tables.size());
    }
    if (!view.isOfSql() && !view.isOfDrift() && tables.columns() > 0) {
      writeNumber(page, "", "Columns", tables.columns());
    }
    writeNumber(page, "error", "Errors", view.errors());
    writeNumber(page, "warning", "Warnings", view.warnings());
    if (view.notes() > 0) {
      writeNumber(page, "", "Notes", view.notes());
    }
    writeNumber(page, "", "Accepted", view.accepted().size());
    writeNumber(page, "unchecked", "Not checked", view.coverage().unchecked().size());
    page.raw("</dl>\n");
  }

  private static void writeNumber(PageText page, String kind, String term, long number)
      throws IOException {
    page.raw("<div class=\"").raw(number == 0 ? "" : kind).raw("\"><dt>").raw(term);
    page.raw("</dt><dd>").raw(grouped(number)).raw("</dd></div>\n");
  }

  /** The frame that the script fills, and a note for readers without scripts. */
  private static void writeTables(PageText page, ResultView view, PageTables tables)
      throws IOException {
    page.raw("<section id=\"tables\" aria-labelledby=\"tables-title\" data-unread=\"")
        .raw(view.goal() == Goal.CHECK ? "Not read, because no contract expects it." : "Not read.")
        .raw("\">\n<h2 id=\"tables-title\">Tables</h2>\n<noscript><p>The list of the ")
        .raw(new Quantity(tables.size(), "table").toString())
        .raw(", with columns and keys, needs JavaScript.</p></noscript>\n")
        .raw("<div id=\"search-bar\" role=\"search\" hidden>\n")
        .raw("<label for=\"search\">Search names, columns, comments, datasets</label>\n")
        .raw("<input id=\"search\" type=\"search\" autocomplete=\"off\" autocapitalize=\"off\"")
        .raw(" spellcheck=\"false\" aria-describedby=\"search-keys\">\n")
        .raw("<p id=\"search-keys\"><kbd>/</kbd> goes to the search, <kbd>Esc</kbd> clears it</p>")
        .raw(
            "\n<p id=\"arrange\"><label for=\"sort\">Sort by</label> <select id=\"sort\"></select>\n")
        .raw("<label for=\"show\">Show</label> <select id=\"show\"></select></p>\n")
        .raw("<p id=\"hits\" role=\"status\"></p>\n</div>\n")
        .raw("<button type=\"button\" id=\"earlier\" hidden>Show earlier tables</button>\n")
        .raw("<ul id=\"list\"></ul>\n")
        .raw("<button type=\"button\" id=\"more\" hidden>Show more tables</button>\n")
        .raw("</section>\n");
  }

  /** {@code 12,345}: the same in every locale. */
  private static String grouped(long number) {
    StringBuilder out = new StringBuilder(Long.toString(number));
    for (int i = out.length() - 3; i > 0; i -= 3) {
      out.insert(i, ',');
    }
    return out.toString();
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = requireNonNull(HtmlFormat.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  private static String hash(String text) {
    return "sha256-" + Base64.getEncoder().encodeToString(new Sha256().add(text).bytes());
  }
}
