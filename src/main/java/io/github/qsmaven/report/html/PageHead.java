package io.github.qsmaven.report.html;

import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.Quantity;
import io.github.qsmaven.model.Server;
import io.github.qsmaven.model.Sides;
import io.github.qsmaven.model.SkippedCatalog;
import io.github.qsmaven.report.BuildRun;
import io.github.qsmaven.report.ResultView;
import java.io.IOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The head of a page: what was checked, when, on which server, and with which verdict.
 *
 * @param view the result
 * @param run the run of the build that it is from
 */
record PageHead(ResultView view, BuildRun run) {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final int COMMIT_LENGTH = 8;

  /** Writes the title, which starts with a failure, since a tab of a browser shows little more. */
  void writeTitle(PageText page) throws IOException {
    page.raw(view.failed() ? view.title() + ": " : "").title(view.server().database());
    page.raw(", ").raw(subject()).title(project());
  }

  void write(PageText page) throws IOException {
    page.raw("<h1>").text(view.server().database()).raw(" <span class=\"subject\">");
    page.raw(subject()).text(project()).raw("</span></h1>\n");
    writeRun(page);
    writeDetails(page);
    String kind =
        switch (view.verdict()) {
          case FAILED -> "fail";
          case NOTHING_EXPECTED -> "plain";
          case NOTHING_CHECKED, PARTLY_CHECKED, PASSED_WITH_FINDINGS -> "warn";
          case PASSED -> "pass";
        };
    page.raw("<p class=\"verdict ")
        .raw(kind)
        .raw("\"><strong>")
        .raw(PageText.grouped(view.title()));
    page.raw("</strong> ").raw(PageText.grouped(new PageVerdict(view).sentence())).raw("</p>\n");
  }

  private String project() {
    return (run.project() + " " + run.projectVersion()).strip();
  }

  private String subject() {
    String words =
        switch (view.goal()) {
          case CHECK -> "contract check of ";
          case CHECK_SQL -> "SQL check of ";
          case DRIFT -> "drift check of ";
          case LIST_TABLES -> "table list for ";
          default -> "schema for ";
        };
    return project().isEmpty()
        ? words.substring(0, words.lastIndexOf(' ', words.length() - 2))
        : words;
  }

  /** The line below the heading: time, commit, CI run, server. What is unknown is left out. */
  private void writeRun(PageText page) throws IOException {
    Server server = view.server();
    BuildRun.Ci ci = run.ci();
    page.raw("<p class=\"run\">");
    if (run.isKnown()) {
      page.raw("<time datetime=\"").raw(run.started().toString()).raw("\">");
      page.raw(MINUTE.format(run.started())).raw(" UTC</time>").raw(PageText.SEPARATOR);
    }
    if (!ci.commit().isEmpty()) {
      String commit = ci.commit().substring(0, Math.min(COMMIT_LENGTH, ci.commit().length()));
      page.raw("commit ").external(ci.commitPage(), commit).raw(PageText.SEPARATOR);
    }
    if (!ci.run().isEmpty()) {
      page.external(ci.run(), "CI run").raw(PageText.SEPARATOR);
    }
    if (server.isOffline()) {
      page.raw("checked against the lock");
    } else {
      page.text(server.address());
      page.raw(server.version().isEmpty() ? "" : PageText.SEPARATOR + "server version ");
      page.text(server.version());
    }
    page.raw("</p>\n");
  }

  private void writeDetails(PageText page) throws IOException {
    Server server = view.server();
    Catalog catalog = view.catalog();
    int remarks = view.remarks().size() + catalog.skipped().size();
    page.raw("<details class=\"about\"><summary>Details");
    page.raw(remarks == 0 ? "" : " and " + new Quantity(remarks, "remark"));
    page.raw("</summary>\n<dl class=\"facts\">\n");
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
    page.joined(", ", catalog.schemas(), page::text).raw("</dd></div>\n");
    if (!run.ci().branch().isEmpty()) {
      writeFact(page, "Branch", run.ci().branch());
    }
    page.raw("</dl>\n");
    for (SkippedCatalog skipped : catalog.skipped()) {
      page.raw("<p class=\"remark\">Skipped ").raw(skipped.source().word()).raw(", which ");
      page.text(skipped.reason()).raw(".</p>\n");
    }
    for (String remark : view.remarks()) {
      page.raw("<p class=\"remark\">").text(remark).raw("</p>\n");
    }
    page.raw("</details>\n");
  }

  private static void writeFact(PageText page, String term, String value) throws IOException {
    page.raw("<div><dt>").raw(term).raw("</dt><dd>").text(value).raw("</dd></div>\n");
  }
}
