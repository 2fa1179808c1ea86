package io.github.qsmaven.report.dbt;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.qsmaven.model.CodePointOrder;
import io.github.qsmaven.model.Column;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableDetails;
import io.github.qsmaven.model.YamlScalar;
import io.github.qsmaven.report.ReportFormat;
import io.github.qsmaven.report.ResultView;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code tables.sources.yml} and {@code check.sources.yml}: a source of <a
 * href="https://docs.getdbt.com/reference/source-properties">dbt</a> for each schema, with its
 * tables and their columns as they are in the database. dbt evaluates the values of these files as
 * Jinja templates, so none contains a mark of Jinja, whatever the server sends: names and types
 * with one are left out, with a comment.
 */
public final class DbtFormat implements ReportFormat {
  private static final Pattern JINJA = Pattern.compile("\\{[{%#]|[}%#]}");
  private static final Pattern INSIDE_A_MARK = Pattern.compile("(?<=\\{)(?=[{%#])|(?<=[}%#])(?=})");

  /** A name that means the same without quotes; of a key word, the server says so. */
  private static final Pattern UNQUOTED = Pattern.compile("[a-z_][a-z0-9_]*");

  @Override
  public void write(ResultView view, OutputStream out) throws IOException {
    Map<String, List<Table>> schemas = new TreeMap<>(CodePointOrder.INSTANCE);
    for (Table table : view.described()) {
      schemas.computeIfAbsent(table.name().schema(), schema -> new ArrayList<>()).add(table);
    }
    line(out, 0, "# The tables of a database as sources of dbt, written by qs-maven-plugin.");
    line(out, 0, "version: 2");
    line(
        out,
        0,
        schemas.keySet().stream().allMatch(DbtFormat::isJinja) ? "sources: []" : "sources:");
    for (Map.Entry<String, List<Table>> schema : schemas.entrySet()) {
      if (begin(out, 1, "schema", schema.getKey())) {
        boolean any = schema.getValue().stream().anyMatch(table -> !isJinja(table.name().name()));
        line(out, 2, any ? "tables:" : "tables: []");
        for (Table table : schema.getValue()) {
          write(table, view, out);
        }
      }
    }
  }

  private static void write(Table table, ResultView view, OutputStream out) throws IOException {
    if (!begin(out, 3, "table", table.name().name())) {
      return;
    }
    describe(out, 4, table.comment());
    TableDetails details = view.structure().relations().get(table.name());
    if (details == null) {
      String why = view.structure().notRead().getOrDefault(table.name(), "were not read");
      line(out, 4, "# Its columns are unknown: " + YamlScalar.CONSOLE.of(why));
      return;
    }
    if (details.columns().stream().anyMatch(column -> !isJinja(column.name()))) {
      line(out, 4, "columns:");
    }
    for (Column column : details.columns()) {
      if (begin(out, 5, "column", column.name())) {
        write(column, details, out);
      }
    }
  }

  private static void write(Column column, TableDetails details, OutputStream out)
      throws IOException {
    if (!UNQUOTED.matcher(column.name()).matches()) {
      line(out, 6, "quote: true");
    }
    String type = column.type().spelling();
    if (column.type().isReported()) {
      line(out, 6, isJinja(type) ? leftOut("type", type) : "data_type: " + scalar(type));
    }
    describe(out, 6, column.comment());
    List<String> alone = List.of(column.name());
    List<String> constraints = new ArrayList<>();
    if (!column.nullable()) {
      constraints.add("not_null");
    }
    if (details.primaryKey().equals(alone)) {
      constraints.add("primary_key");
    } else if (details.uniqueKeys().contains(alone)) {
      constraints.add("unique");
    }
    // Constraints say what the database guarantees; for tests, dbt would query all rows.
    if (!constraints.isEmpty()) {
      line(out, 6, "constraints:");
    }
    for (String constraint : constraints) {
      line(out, 7, "- type: " + constraint);
    }
  }

  /** Begins an element with its name; if dbt cannot read the name, says so and returns false. */
  private static boolean begin(OutputStream out, int depth, String what, String name)
      throws IOException {
    line(out, depth, isJinja(name) ? leftOut(what, name) : "- name: " + scalar(name));
    return !isJinja(name);
  }

  private static void describe(OutputStream out, int depth, @Nullable String comment)
      throws IOException {
    if (comment != null && !comment.isBlank()) {
      String text = INSIDE_A_MARK.matcher(comment).replaceAll(" ");
      line(out, depth, "description: " + scalar(text));
    }
  }

  private static String leftOut(String what, String text) {
    return "# Left out, since dbt would evaluate it as Jinja: the %s %s"
        .formatted(what, YamlScalar.CONSOLE.of(text));
  }

  private static boolean isJinja(String text) {
    return JINJA.matcher(text).find();
  }

  private static String scalar(String text) {
    return YamlScalar.FILE.of(text);
  }

  private static void line(OutputStream out, int depth, String text) throws IOException {
    out.write(("  ".repeat(depth) + text + "\n").getBytes(UTF_8));
  }
}
