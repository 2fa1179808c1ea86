package io.github.qsmaven.lock;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.qsmaven.model.ForeignKey;
import io.github.qsmaven.model.Lock;
import io.github.qsmaven.model.LockedColumn;
import io.github.qsmaven.model.LockedKeys;
import io.github.qsmaven.model.LockedStatement;
import io.github.qsmaven.model.LockedTable;
import io.github.qsmaven.model.LockedType;
import io.github.qsmaven.model.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Writes a lock as JSON: a line for each table, column, type and statement, so that a change of one
 * is a change of one line, in the same bytes on every platform.
 */
final class LockText {
  /** The version of the format, and of what is compared. */
  static final int VERSION = 1;

  static final String POSTGRES = "postgresql";
  static final String OTHER_SERVER = "query-service";

  private final StringBuilder out = new StringBuilder(1 << 16);

  /** Writes a lock whose parts are sorted. */
  byte[] bytes(Lock lock) {
    out.append("{\"qsLock\":").append(VERSION).append(",\"rules\":").append(VERSION);
    property("server", lock.postgres() ? POSTGRES : OTHER_SERVER);
    property("catalog", lock.catalog().word());
    texts("schemas", lock.schemas());
    lines("", ",\n\"tables\":", lock.tables(), this::table);
    lines("", ",\n\"types\":", lock.types(), this::type);
    lines("", ",\n\"statements\":", lock.statements(), this::statement);
    return out.append("\n}\n").toString().getBytes(UTF_8);
  }

  private void table(LockedTable table) {
    out.append("{\"schema\":");
    quote(table.name().schema());
    property("name", table.name().name());
    if (table.type() != null) {
      property("type", table.type().word());
    }
    out.append(table.visible() ? "" : ",\"visible\":false");
    out.append(table.readable() ? "" : ",\"readable\":false");
    if (table.keys() != null) {
      keys(table.keys());
    }
    if (table.columns() != null) {
      lines(" ", ",\"columns\":", flat(table.columns()), this::column);
    }
    out.append('}');
  }

  private void keys(LockedKeys keys) {
    out.append(",\"keys\":{");
    int start = out.length();
    optionalTexts("primary", keys.primary());
    list("unique", keys.unique(), this::texts);
    list("foreign", keys.foreign(), this::foreign);
    if (out.length() > start) {
      out.deleteCharAt(start);
    }
    out.append('}');
  }

  private void foreign(ForeignKey key) {
    out.append("{\"columns\":");
    texts(key.columns());
    property("schema", key.references().schema());
    property("table", key.references().name());
    texts("referenced", key.referencedColumns());
    out.append('}');
  }

  private void type(LockedType type) {
    out.append("{\"name\":");
    quote(type.name());
    property("kind", word(type));
    optionalTexts("values", type.values());
    if (type.base() != null) {
      property("base", type.base());
    }
    if (!type.fields().isEmpty()) {
      lines(" ", ",\"fields\":", flat(type.fields()), this::column);
    }
    out.append('}');
  }

  private static String word(LockedType type) {
    return type.kind().name().toLowerCase(Locale.ROOT);
  }

  /**
   * A column, or a field inside one.
   *
   * @param in the names of the columns around it
   * @param column the column
   */
  private record Line(List<String> in, LockedColumn column) {}

  /** Each column, followed by the fields inside it. */
  private static List<Line> flat(List<LockedColumn> columns) {
    List<Line> lines = new ArrayList<>(columns.size());
    addFlat(List.of(), columns, lines);
    return lines;
  }

  /** The levels are bounded by who read them from the server or from a file. */
  private static void addFlat(List<String> in, List<LockedColumn> columns, List<Line> lines) {
    for (LockedColumn column : columns) {
      lines.add(new Line(in, column));
      if (!column.fields().isEmpty()) {
        List<String> path = new ArrayList<>(in);
        path.add(column.name());
        addFlat(path, column.fields(), lines);
      }
    }
  }

  private void column(Line line) {
    LockedColumn column = line.column();
    out.append('{');
    if (!line.in().isEmpty()) {
      out.append("\"in\":");
      texts(line.in());
      out.append(',');
    }
    out.append("\"name\":");
    quote(column.name());
    String type = column.type().physicalType();
    if (type != null && !type.isEmpty()) {
      property("type", type);
    }
    out.append(column.notNull() ? ",\"notNull\":true}" : "}");
  }

  private void statement(LockedStatement statement) {
    out.append("{\"sql\":");
    quote(statement.fingerprint());
    list("reads", statement.reads(), this::name);
    list("result", statement.result(), field -> texts(List.of(field.name(), field.type())));
    optionalTexts("parameters", statement.parameters());
    if (statement.notChecked() != null) {
      property("notChecked", statement.notChecked());
    }
    out.append('}');
  }

  private void name(TableName table) {
    texts(List.of(table.schema(), table.name()));
  }

  private void property(String name, String value) {
    out.append(",\"").append(name).append("\":");
    quote(value);
  }

  private void optionalTexts(String name, List<String> values) {
    if (!values.isEmpty()) {
      texts(name, values);
    }
  }

  private void texts(String name, List<String> values) {
    out.append(",\"").append(name).append("\":");
    texts(values);
  }

  private void texts(List<String> values) {
    elements(values, this::quote);
  }

  /** A property, unless it has no elements. */
  private <E> void list(String name, List<E> elements, Consumer<E> writer) {
    if (!elements.isEmpty()) {
      out.append(",\"").append(name).append("\":");
      elements(elements, writer);
    }
  }

  private <E> void elements(List<E> elements, Consumer<E> writer) {
    out.append('[');
    String separator = "";
    for (E element : elements) {
      out.append(separator);
      writer.accept(element);
      separator = ",";
    }
    out.append(']');
  }

  /** A property whose elements have a line each. */
  private <E> void lines(String indent, String property, List<E> elements, Consumer<E> writer) {
    out.append(property).append('[');
    String separator = "\n ";
    for (E element : elements) {
      out.append(separator).append(indent);
      writer.accept(element);
      separator = ",\n ";
    }
    out.append(elements.isEmpty() ? "" : "\n" + indent).append(']');
  }

  private void quote(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c >= ' ' && c <= '~') {
        out.append(c);
      } else if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        out.append(c).append(text.charAt(++i));
      } else if (isHidden(c)) {
        out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }

  /** Whether a character is invisible in a diff, or changes how one looks. */
  private static boolean isHidden(char c) {
    return c < ' '
        || (c >= 0x7F && c <= 0x9F)
        || c == 0x061C
        || (c >= 0x200B && c <= 0x200F)
        || (c >= 0x2028 && c <= 0x202E)
        || (c >= 0x2060 && c <= 0x206F)
        || c == 0xFEFF
        || c == 0xFFFD
        || Character.isSurrogate(c);
  }
}
