package io.github.qsmaven.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.CheckResult;
import io.github.qsmaven.model.Coverage;
import io.github.qsmaven.model.Server;
import io.github.qsmaven.model.Severity;
import io.github.qsmaven.model.SkippedCatalog;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/**
 * A page that needs nothing beside it and asks for nothing: the verdict and the findings as HTML,
 * for whoever runs no scripts as well, then the tables as data, from which a script makes what is
 * looked at. Its Content Security Policy (CSP Level 3) allows that script and that style by their
 * hashes, and nothing else.
 *
 * @param goal the goal that reports
 */
record HtmlWriter(String goal) implements ReportWriter<CheckReport> {
  private static final int BUFFER_CHARACTERS = 1 << 16;

  @Override
  public void write(CheckReport report, OutputStream out) throws IOException {
    Writer writer = new BufferedWriter(new OutputStreamWriter(out, UTF_8), BUFFER_CHARACTERS);
    PageText page = new PageText(writer);
    PageTables tables = new PageTables(report);
    String style = resource("page.css");
    String script = resource("page.js");
    writeHead(page, report, style, script);
    writeHeader(page, report, tables);
    page.raw("<main>\n");
    new PageFindings(report, tables).write(page);
    writeTables(page, tables);
    page.raw("</main>\n<footer>Written by qs-maven-plugin, <code>qs:")
        .raw(goal)
        .raw("</code>.</footer>\n");
    tables.write(page);
    page.raw("<script>").raw(script).raw("</script>\n</body>\n</html>\n");
    writer.flush();
  }

  private void writeHead(PageText page, CheckReport report, String style, String script)
      throws IOException {
    page.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ")
        .raw("script-src '" + hash(script) + "'; style-src '" + hash(style) + "'; ")
        .raw("img-src data:; base-uri 'none'; form-action 'none'\">\n")
        .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .raw("<meta name=\"color-scheme\" content=\"light dark\">\n")
        .raw("<meta name=\"referrer\" content=\"no-referrer\">\n")
        // Or a browser asks the host of the page for one.
        .raw("<link rel=\"icon\" href=\"data:,\">\n")
        .raw("<title>")
        .title(report.server().database())
        .raw(report.result().failed() ? (failsTheBuild() ? ": failed" : ": contract broken") : "")
        .raw("</title>\n<style>")
        .raw(style)
        .raw("</style>\n</head>\n");
  }

  private void writeHeader(PageText page, CheckReport report, PageTables tables)
      throws IOException {
    page.raw("<body>\n<header>\n<p class=\"goal\">qs:").raw(goal).raw("</p>\n<h1>");
    page.text(report.server().database()).raw("</h1>\n");
    writeVerdict(page, report);
    writeFacts(page, report.server(), report.catalog());
    writeNumbers(page, report.result(), tables);
    page.raw("<nav aria-label=\"Parts of this page\"><a href=\"#findings\">Findings</a> ")
        .raw("<a href=\"#tables\">Tables</a></nav>\n</header>\n");
  }

  private void writeVerdict(PageText page, CheckReport report) throws IOException {
    CheckResult result = report.result();
    Coverage coverage = result.coverage();
    String kind;
    String word;
    if (result.failed()) {
      kind = "fail";
      word = failsTheBuild() ? "Failed" : "Contract broken";
    } else if (coverage.tables() == 0) {
      kind = "plain";
      word = "Listed.";
    } else if (coverage.tablesChecked() == 0) {
      kind = "warn";
      word = "Nothing checked";
    } else if (!coverage.unchecked().isEmpty()) {
      kind = "warn";
      word = "Passed, but not all was checked";
    } else if (!result.tolerated().isEmpty()) {
      kind = "warn";
      word = "Passed, with findings";
    } else {
      kind = "pass";
      word = "Passed";
    }
    page.raw("<p class=\"verdict ").raw(kind).raw("\"><strong>").raw(word).raw("</strong> ");
    if (coverage.tables() == 0) {
      page.raw("Nothing was ").raw(noun()).raw(", so nothing was checked.");
    } else {
      int failing = result.failing().size();
      page.raw(of(coverage.tablesChecked(), coverage.tables(), noun() + " table"));
      if (coverage.columns() > 0) {
        page.raw(" and ").raw(of(coverage.columnsChecked(), coverage.columns(), "column"));
      }
      page.raw(" held against the server; ")
          .raw(counted(failing, "finding"))
          .raw(
              failsTheBuild()
                  ? (failing == 1 ? " fails" : " fail")
                  : failing == 1 ? " breaks" : " break")
          .raw(failsTheBuild() ? " the build." : " the contract.");
    }
    page.raw("</p>\n");
  }

  /** A page of a site is written of what is broken as well, and the build goes on. */
  private boolean failsTheBuild() {
    return !goal.equals(SchemaWriters.GOAL);
  }

  private String noun() {
    return goal.equals("list-tables") ? "expected" : "demanded";
  }

  private static String of(int checked, int all, String noun) {
    return (checked == all ? "" : grouped(checked) + " of ") + counted(all, noun);
  }

  private static void writeFacts(PageText page, Server server, Catalog catalog) throws IOException {
    page.raw("<dl class=\"facts\">\n");
    writeFact(page, "Server", server.id());
    writeFact(page, "Host", server.host());
    writeFact(page, "Port", Integer.toString(server.port()));
    writeFact(page, "TLS", server.sslMode());
    writeFact(page, "Version", server.version());
    writeFact(page, "Read from", catalog.source().word());
    page.raw("<div><dt>").raw(catalog.onSearchPath() ? "Search path" : "Schemas").raw("</dt><dd>");
    writeList(page, catalog.schemas());
    page.raw("</dd></div>\n</dl>\n");
    for (SkippedCatalog skipped : catalog.skipped()) {
      page.raw("<p class=\"remark\">Asked before: ").raw(skipped.source().word()).raw(" ");
      page.text(skipped.reason()).raw(".</p>\n");
    }
    for (String remark : catalog.remarks()) {
      page.raw("<p class=\"remark\">").text(remark).raw("</p>\n");
    }
  }

  private static void writeFact(PageText page, String term, String value) throws IOException {
    page.raw("<div><dt>").raw(term).raw("</dt><dd>").text(value).raw("</dd></div>\n");
  }

  private static void writeList(PageText page, List<String> names) throws IOException {
    if (names.isEmpty()) {
      page.raw("empty");
    }
    for (int i = 0; i < names.size(); i++) {
      page.raw(i == 0 ? "" : ", ").text(names.get(i));
    }
  }

  private static void writeNumbers(PageText page, CheckResult result, PageTables tables)
      throws IOException {
    page.raw("<dl class=\"numbers\">\n");
    writeNumber(page, "", "Tables", tables.size());
    if (tables.columns() > 0) {
      writeNumber(page, "", "Columns", tables.columns());
    }
    writeNumber(page, "error", "Errors", open(result, Severity.ERROR));
    writeNumber(page, "warning", "Warnings", open(result, Severity.WARNING));
    writeNumber(page, "", "Accepted", result.accepted().size());
    writeNumber(page, "unchecked", "Not checked", result.coverage().unchecked().size());
    page.raw("</dl>\n");
  }

  private static void writeNumber(PageText page, String kind, String term, long number)
      throws IOException {
    page.raw("<div class=\"").raw(number == 0 ? "" : kind).raw("\"><dt>").raw(term);
    page.raw("</dt><dd>").raw(grouped(number)).raw("</dd></div>\n");
  }

  private static long open(CheckResult result, Severity severity) {
    return result.findings().stream()
        .filter(finding -> finding.acceptedBy() == null && finding.severity() == severity)
        .count();
  }

  /** The frame that the script fills; without it, a word. */
  private void writeTables(PageText page, PageTables tables) throws IOException {
    page.raw("<section id=\"tables\" aria-labelledby=\"tables-title\" data-unread=\"")
        .raw(goal.equals("check") ? "Not read, since no contract demands it." : "Not read.")
        .raw("\">\n<h2 id=\"tables-title\">Tables</h2>\n<noscript><p>The list of the ")
        .raw(counted(tables.size(), "table"))
        .raw(", with columns and keys, needs JavaScript.</p></noscript>\n")
        .raw("<div id=\"search-bar\" role=\"search\" hidden>\n")
        .raw("<label for=\"search\">Search names, columns, comments, datasets</label>\n")
        .raw("<input id=\"search\" type=\"search\" autocomplete=\"off\" autocapitalize=\"off\"")
        .raw(" spellcheck=\"false\" aria-describedby=\"search-keys\">\n")
        .raw("<p id=\"search-keys\"><kbd>/</kbd> goes to the search, <kbd>Esc</kbd> clears it</p>")
        .raw("\n<p id=\"hits\" role=\"status\"></p>\n</div>\n")
        .raw("<button type=\"button\" id=\"earlier\" hidden>Show earlier tables</button>\n")
        .raw("<ul id=\"list\"></ul>\n")
        .raw("<button type=\"button\" id=\"more\" hidden>Show more tables</button>\n")
        .raw("</section>\n");
  }

  static String counted(long count, String noun) {
    return grouped(count) + " " + noun + (count == 1 ? "" : "s");
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
    try (InputStream in = requireNonNull(HtmlWriter.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  private static String hash(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
