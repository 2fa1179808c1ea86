package io.github.qsmaven.report.mermaid;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.qsmaven.model.Column;
import io.github.qsmaven.model.ForeignKey;
import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.model.Quantity;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableDetails;
import io.github.qsmaven.model.TableName;
import io.github.qsmaven.report.Escaping;
import io.github.qsmaven.report.ReportFormat;
import io.github.qsmaven.report.ResultView;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * {@code tables.mmd} and {@code check.mmd}: an <a
 * href="https://mermaid.js.org/syntax/entityRelationshipDiagram.html">entity relationship
 * diagram</a> of the tables and their foreign keys, for a README. It is within the limits of
 * Mermaid, and what is left out is counted in a comment.
 */
public final class MermaidFormat implements ReportFormat {
  private static final int MOST_TABLES = 50;

  /** Mermaid's {@code maxTextSize} is 50,000, and its {@code maxEdges} 500. */
  private static final int MOST_CHARACTERS = 49_500;

  private static final int MOST_REFERENCES = 500;

  /** What Mermaid of any version reads as a word of an attribute; Mermaid 11.4 knows no comma. */
  private static final Pattern NO_WORD = Pattern.compile("[^A-Za-z0-9_()\\[\\]-]");

  private static final Pattern SEVERAL_MODIFIERS = Pattern.compile("\\([^()]*,[^()]*\\)");

  /** Mermaid reads the begin of such a word as the mark of a key. */
  private static final Pattern RESERVED = Pattern.compile("(?i)(pk|fk|uk)\\b.*|[^A-Za-z_].*|");

  /**
   * In quotes, Mermaid reads {@code #58;} as a character. Spaces too: it reads a line with {@code
   * direction LR} as a statement, even in quotes.
   */
  private static final Escaping ENTITY =
      c ->
          c > '~' || Character.isLetterOrDigit(c) || c == '_' || c == '.' || c == '-'
              ? null
              : "#" + c + ";";

  @Override
  public void write(ResultView view, OutputStream out) throws IOException {
    List<Table> all = view.described();
    List<Table> drawn = ResultView.first(MOST_TABLES, all);
    String text = new Diagram(view, drawn, false).text(all.size());
    if (text.length() > MOST_CHARACTERS) {
      text = new Diagram(view, drawn, true).text(all.size());
    }
    while (text.length() > MOST_CHARACTERS) {
      drawn = drawn.subList(0, drawn.size() - 1);
      text = new Diagram(view, drawn, true).text(all.size());
    }
    out.write(text.getBytes(UTF_8));
  }

  /** A diagram of some tables, with all their columns or with those of keys. */
  private static final class Diagram {
    private final Map<TableName, Table> tables = new LinkedHashMap<>();
    private final Map<TableName, TableDetails> details;
    private final boolean keysOnly;
    private final StringBuilder references = new StringBuilder();
    private int countOfReferences;

    Diagram(ResultView view, List<Table> drawn, boolean keysOnly) {
      drawn.forEach(table -> tables.put(table.name(), table));
      this.details = view.structure().relations();
      this.keysOnly = keysOnly;
    }

    String text(int all) {
      StringBuilder entities = new StringBuilder();
      for (Table table : tables.values()) {
        TableDetails read = details.get(table.name());
        entities.append("  ").append(entity(table)).append(" {\n");
        if (read != null) {
          read.columns().forEach(column -> entities.append(attribute(column, read)));
          read.foreignKeys().forEach(key -> refer(table, key, read));
        }
        entities.append("  }\n");
      }
      int leftOut = all - tables.size();
      int references = countOfReferences - MOST_REFERENCES;
      return "erDiagram\n"
          + (leftOut == 0 ? "" : comment(new Quantity(leftOut, "table") + " left out"))
          + (keysOnly ? comment("columns that are no part of a key left out") : "")
          + (references <= 0 ? "" : comment(new Quantity(references, "reference") + " left out"))
          + entities
          + this.references;
    }

    private static String comment(String words) {
      return "  %% qs-maven-plugin: " + words + "\n";
    }

    private static String entity(Table table) {
      return quoted(table.listedName());
    }

    private static String quoted(String text) {
      return '"' + ENTITY.of(NameEscaper.CONSOLE.of(text)) + '"';
    }

    private String attribute(Column column, TableDetails table) {
      String name = column.name();
      boolean primary = table.primaryKey().contains(name);
      boolean foreign = table.foreignKeys().stream().anyMatch(key -> key.columns().contains(name));
      if (keysOnly && !primary && !foreign) {
        return "";
      }
      String word = word(name);
      return "    "
          + word(SEVERAL_MODIFIERS.matcher(column.type().spelling()).replaceAll(""))
          + " "
          + word
          + (primary ? " PK" : "")
          + (foreign ? (primary ? ", FK" : " FK") : "")
          + (word.equals(name) ? "" : " " + quoted(name))
          + "\n";
    }

    private static String word(String text) {
      String word = NO_WORD.matcher(text).replaceAll("_");
      return RESERVED.matcher(word).matches() ? "_" + word : word;
    }

    private void refer(Table table, ForeignKey key, TableDetails read) {
      Table target = tables.get(key.references());
      if (target == null || ++countOfReferences > MOST_REFERENCES) {
        return;
      }
      boolean required =
          read.columns().stream()
              .filter(column -> key.columns().contains(column.name()))
              .noneMatch(Column::nullable);
      boolean once =
          isKey(key, read.primaryKey()) || read.uniqueKeys().stream().anyMatch(k -> isKey(key, k));
      references
          .append("  ")
          .append(entity(table))
          .append(once ? " |o" : " }o")
          .append(required ? "--|| " : "--o| ")
          .append(entity(target))
          .append(" : ")
          .append(quoted(String.join(", ", key.columns())))
          .append('\n');
    }

    private static boolean isKey(ForeignKey key, List<String> columns) {
      return !columns.isEmpty() && key.columns().containsAll(columns);
    }
  }
}
