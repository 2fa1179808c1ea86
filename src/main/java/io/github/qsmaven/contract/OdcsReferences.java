package io.github.qsmaven.contract;

import io.github.qsmaven.model.ExpectedReference;
import io.github.qsmaven.model.ExpectedTable;
import io.github.qsmaven.model.TableReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Resolves the references of a contract ("References" in the standard): {@code table.column} by the
 * names in the contract, or {@code schema/table-id/properties/column-id} by ids. A table that the
 * contract does not describe is named as at the server, with its schema if need be.
 */
final class OdcsReferences {
  /** {@code ShorthandReference} and {@code FullyQualifiedReference} of the JSON Schema of 3.2. */
  private static final Pattern REFERENCE =
      Pattern.compile(
          "[A-Za-z_][A-Za-z0-9_-]*(\\.[A-Za-z_][A-Za-z0-9_-]*)+"
              + "|((https?://)?[A-Za-z0-9._/-]+\\.ya?ml#)?/?[A-Za-z_][A-Za-z0-9_]*/[A-Za-z0-9_-]+"
              + "(/[A-Za-z_][A-Za-z0-9_]*/[A-Za-z0-9_-]+)*");

  /** The same of the JSON Schema of 3.1. */
  private static final Pattern REFERENCE_OF_3_1 =
      Pattern.compile(
          "[A-Za-z_][A-Za-z0-9_]*\\.[A-Za-z_][A-Za-z0-9_]*"
              + "|((https?://)?[A-Za-z0-9._/-]+\\.yaml#)?/?[A-Za-z_][A-Za-z0-9_]*/[A-Za-z0-9_-]+"
              + "(/[A-Za-z_][A-Za-z0-9_]*/[A-Za-z0-9_-]+)*");

  private static final int LONGEST = 1000;

  private static final String NO_COLUMN = "it does not name a column that the contract describes";

  private record Target(TableReference table, String column) {}

  private final Map<String, List<OdcsTable>> byName = new HashMap<>();
  private final Map<String, List<OdcsTable>> byServerName = new HashMap<>();
  private final Map<String, OdcsTable> byId = new HashMap<>();

  OdcsReferences(List<OdcsTable> tables) {
    for (OdcsTable table : tables) {
      byName.computeIfAbsent(table.name(), key -> new ArrayList<>(1)).add(table);
      byServerName.computeIfAbsent(table.reference().text(), key -> new ArrayList<>(1)).add(table);
      String id = table.id();
      if (id != null) {
        byId.putIfAbsent(id, table);
      }
    }
  }

  /** Whether a version of the standard accepts a text as a reference. */
  static boolean isValid(String text, OdcsVersion version) {
    // The engine recurses on each repetition.
    return text.length() <= LONGEST
        && (version.isAtLeast(OdcsVersion.V3_2) ? REFERENCE : REFERENCE_OF_3_1)
            .matcher(text)
            .matches();
  }

  /** A table with its references; those that cannot be resolved are not checked. */
  ExpectedTable expected(OdcsTable table) {
    List<ExpectedReference> resolved = new ArrayList<>();
    for (OdcsTable.Reference reference : table.references()) {
      String doubt = resolve(table, reference, resolved);
      if (!doubt.isEmpty()) {
        table.leaveUnchecked("relationships", doubt);
      }
    }
    return table.expected(resolved);
  }

  /**
   * Resolves a reference.
   *
   * @param table the table that has it
   * @param reference the reference
   * @param resolved receives the result
   * @return why it cannot be resolved, as a phrase; empty if it was
   */
  private String resolve(
      OdcsTable table, OdcsTable.Reference reference, List<ExpectedReference> resolved) {
    List<String> columns = new ArrayList<>();
    if (reference.column() != null) {
      columns.add(reference.column());
    }
    for (String from : reference.from()) {
      Target start = target(from);
      if (start == null || !start.table().equals(table.reference())) {
        return "it does not start at columns of this table";
      }
      columns.add(start.column());
    }
    List<String> referenced = new ArrayList<>();
    TableReference to = null;
    for (String text : reference.to()) {
      Target end = target(text);
      if (end == null || (to != null && !to.equals(end.table()))) {
        return text.indexOf('#') >= 0 ? "it refers to another contract" : NO_COLUMN;
      }
      to = end.table();
      referenced.add(end.column());
    }
    if (to == null || columns.size() != referenced.size()) {
      return "it does not have as many columns as it refers to";
    }
    resolved.add(new ExpectedReference(columns, to, referenced, reference.at()));
    return "";
  }

  private @Nullable Target target(String reference) {
    if (reference.indexOf('#') >= 0) {
      return null;
    }
    return reference.indexOf('/') >= 0 ? byPath(reference) : byNames(reference);
  }

  private @Nullable Target byPath(String reference) {
    String[] parts =
        (reference.startsWith("/") ? reference.substring(1) : reference).split("/", -1);
    OdcsTable table = parts.length == 4 ? byId.get(parts[1]) : null;
    if (table == null || !parts[0].equals("schema") || !parts[2].equals("properties")) {
      return null;
    }
    String column = table.columnWithId(parts[3]);
    return column == null ? null : new Target(table.reference(), column);
  }

  /** The longest name of a table that the contract describes; else all but the last name. */
  private @Nullable Target byNames(String reference) {
    int last = reference.lastIndexOf('.');
    for (int dot = last; dot > 0; dot = reference.lastIndexOf('.', dot - 1)) {
      List<OdcsTable> tables = tables(reference.substring(0, dot));
      String written = reference.substring(dot + 1);
      if (tables.size() > 1) {
        return null;
      }
      if (!tables.isEmpty()) {
        OdcsTable table = tables.get(0);
        String column = table.columnNamed(written);
        if (column != null || dot == last) {
          return new Target(table.reference(), column == null ? written : column);
        }
      }
    }
    return new Target(
        new TableReference(reference.substring(0, last)), reference.substring(last + 1));
  }

  /** By the name in the contract; among several, and if there is none, by that at the server. */
  private List<OdcsTable> tables(String name) {
    List<OdcsTable> named = byName.getOrDefault(name, List.of());
    if (named.size() == 1) {
      return named;
    }
    List<OdcsTable> atServer = byServerName.getOrDefault(name, List.of());
    // Two entries of one table refer to the same table.
    return atServer.isEmpty() ? named : atServer.subList(0, 1);
  }
}
