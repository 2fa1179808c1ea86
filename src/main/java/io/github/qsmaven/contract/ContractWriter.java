package io.github.qsmaven.contract;

import io.github.qsmaven.model.Column;
import io.github.qsmaven.model.SchemaDetails;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableDetails;
import io.github.qsmaven.model.TableName;
import io.github.qsmaven.model.TypeShape;
import io.github.qsmaven.model.YamlScalar;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the tables of a server as a contract in the Open Data Contract Standard 3.1.0: in the
 * order of the catalog, by the names under which they are listed, with the types as the server
 * spells them. The same tables result in the same text.
 */
final class ContractWriter {
  /** The nesting level of a column of a table in lists and mappings. */
  private static final int LEVEL_OF_COLUMNS = 5;

  private final String newline;
  private final StringBuilder out = new StringBuilder();

  /**
   * @param newline the line separator
   */
  ContractWriter(String newline) {
    this.newline = newline;
  }

  /**
   * Writes a contract.
   *
   * @param id its id
   * @param details its tables
   */
  String contract(String id, SchemaDetails details) {
    line(0, "# Written by qs:init from what the server has; edit it as you like.");
    line(0, "apiVersion: v3.1.0");
    line(0, "kind: DataContract");
    text(0, "id", id);
    line(0, "version: 1.0.0");
    line(0, "status: draft");
    line(0, "schema:");
    return tables(2, details);
  }

  /**
   * Writes tables as elements of the list {@code schema}.
   *
   * @param indent the column of the list, from 0
   * @param details the tables; only the names of those that could not be read are written
   */
  String tables(int indent, SchemaDetails details) {
    boolean reportsTypes = details.catalog().source().reportsTypes();
    for (Table table : details.catalog().tables()) {
      TableName name = table.name();
      if (details.relations().containsKey(name) || details.notRead().containsKey(name)) {
        table(indent, table, reportsTypes, details.relations().get(name));
      }
    }
    return out.toString();
  }

  private void table(
      int indent, Table table, boolean reportsTypes, @Nullable TableDetails details) {
    text(indent, "- name", table.name().name());
    text(indent + 2, "physicalName", table.listedName());
    if (reportsTypes) {
      text(indent + 2, "physicalType", table.type().word());
    }
    description(indent + 2, table.comment());
    if (details != null) {
      columns(indent + 2, details.columns(), LEVEL_OF_COLUMNS);
    }
  }

  private void columns(int indent, List<Column> columns, int level) {
    if (columns.isEmpty() || level > BoundedParser.MOST_LEVELS) {
      return;
    }
    line(indent, "properties:");
    for (Column column : columns) {
      text(indent + 2, "- name", column.name());
      column(indent + 4, column, level);
    }
  }

  private void column(int indent, Column column, int level) {
    String spelling = column.type().spelling();
    String logicalType = logicalType(spelling, column.type().shape());
    if (logicalType != null) {
      text(indent, "logicalType", logicalType);
    }
    if (column.type().isReported()) {
      text(indent, "physicalType", spelling);
    } else {
      line(indent, "# The server does not report the type.");
    }
    if (!column.nullable()) {
      line(indent, "required: true");
    }
    description(indent, column.comment());
    if (column.type().shape() == TypeShape.STRUCT) {
      columns(indent, column.fields(), level + 2);
    } else if (isArrayOfStructs(column) && level + 3 <= BoundedParser.MOST_LEVELS) {
      line(indent, "items:");
      text(indent + 2, "logicalType", "object");
      columns(indent + 2, column.fields(), level + 3);
    }
  }

  /** False for a domain over such an array: a check could not determine its element type. */
  private static boolean isArrayOfStructs(Column column) {
    return column.type().shape() == TypeShape.ARRAY
        && column.type().spelling().endsWith("[]")
        && !column.fields().isEmpty();
  }

  private static @Nullable String logicalType(String spelling, TypeShape shape) {
    return switch (shape) {
      case STRUCT -> "object";
      case ARRAY -> "array";
      case SCALAR, UNKNOWN -> logicalType(withoutParameters(spelling));
      case MAP -> null;
    };
  }

  /** The logical type of a type of the server, where it is certain. */
  private static @Nullable String logicalType(String type) {
    return switch (type) {
      case "boolean", "date" -> type;
      case "smallint", "integer", "bigint" -> "integer";
      case "numeric", "real", "double precision" -> "number";
      case "text", "character varying", "character" -> "string";
      case "timestamp without time zone", "timestamp with time zone" -> "timestamp";
      case "time without time zone", "time with time zone" -> "time";
      default -> null;
    };
  }

  /** {@code timestamp without time zone} of {@code timestamp(3) without time zone}. */
  private static String withoutParameters(String spelling) {
    int open = spelling.indexOf('(');
    int close = spelling.indexOf(')', open + 1);
    return open < 0 || close < 0
        ? spelling
        : spelling.substring(0, open) + spelling.substring(close + 1);
  }

  private void description(int indent, @Nullable String comment) {
    if (comment != null && !comment.isEmpty()) {
      text(indent, "description", comment);
    }
  }

  private void text(int indent, String key, String value) {
    line(indent, key + ": " + YamlScalar.FILE.of(value));
  }

  private void line(int indent, String line) {
    out.append(" ".repeat(indent)).append(line).append(newline);
  }
}
