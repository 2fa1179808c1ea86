package io.github.qsmaven.report.html;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.github.qsmaven.model.Documentation;
import io.github.qsmaven.model.Goal;
import io.github.qsmaven.model.Quantity;
import io.github.qsmaven.report.ReportFormat;
import io.github.qsmaven.report.ReportScope;
import io.github.qsmaven.report.ResultView;
import io.github.qsmaven.report.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Base64;

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
    PageNotes notes = new PageNotes(scope);
    PageHead head = new PageHead(view, scope.run());
    PageFindings findings = new PageFindings(view, tables, notes);
    // A page about SQL or changes has no list that needs a script.
    boolean hasList = !view.isOfSql() && !view.isOfDrift();
    String script =
        resource("findings.js") + (hasList ? resource("neighbors.js") + resource("page.js") : "");
    String style =
        resource("page.css")
            + resource("findings.css")
            + (hasList ? resource("tables.css") : "")
            + (view.isOfSql() ? resource("sql.css") : "");
    writeHead(page, head, style, script);
    page.raw("<body>\n<header>\n");
    head.write(page);
    new PageBars(view, tables).write(page);
    if (hasList && !findings.isEmpty()) {
      page.raw("<nav aria-label=\"Parts of this page\"><a href=\"#findings\">Findings</a> ")
          .raw("<a href=\"#tables\">Tables</a></nav>\n");
    }
    page.raw("</header>\n<main>\n");
    if (!findings.isEmpty()) {
      findings.write(page);
    }
    if (view.isOfSql()) {
      PageSql.writeTables(page, view, notes);
    } else if (hasList) {
      writeTables(page, view, tables);
    }
    page.raw("</main>\n<footer>Written by ").external(Documentation.HOME.url(), "qs-maven-plugin");
    String version = scope.run().pluginVersion();
    page.raw(version.isEmpty() ? "" : " ").text(version);
    page.raw(", <code>qs:").raw(view.goal().word());
    page.raw("</code>.</footer>\n");
    if (hasList) {
      tables.write(page);
    }
    page.raw("<script>").raw(script).raw("</script>\n</body>\n</html>\n");
    page.flush();
  }

  private static void writeHead(PageText page, PageHead head, String style, String script)
      throws IOException {
    page.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ")
        .raw("script-src '" + hash(script) + "'; style-src '" + hash(style) + "'; ")
        .raw("img-src data:; base-uri 'none'; form-action 'none'\">\n")
        .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .raw("<meta name=\"color-scheme\" content=\"light dark\">\n")
        .raw("<meta name=\"referrer\" content=\"no-referrer\">\n")
        // Without it a browser requests one from the host of the page.
        .raw("<link rel=\"icon\" href=\"data:,\">\n<title>");
    head.writeTitle(page);
    page.raw("</title>\n<style>").raw(style).raw("</style>\n</head>\n");
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

  private static String resource(String name) throws IOException {
    try (InputStream in = requireNonNull(HtmlFormat.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  private static String hash(String text) {
    return "sha256-" + Base64.getEncoder().encodeToString(new Sha256().add(text).bytes());
  }
}
