package io.github.qsmaven.contract;

import io.github.qsmaven.model.ExpectedColumn;
import io.github.qsmaven.model.ExpectedTable;
import io.github.qsmaven.model.ExpectedType;
import io.github.qsmaven.model.SourcePosition;
import io.github.qsmaven.model.TableReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads contracts in the <a href="https://bitol-io.github.io/open-data-contract-standard/">Open
 * Data Contract Standard</a>, 3.0 and 3.1. Validates, as the JSON Schema of 3.1.0 requires, the
 * keys of the contract and of its tables, columns and items, and the values that give names, types
 * and whether a column is required. Never reads the values of other keys, such as servers and the
 * credentials in them.
 */
final class OdcsReader {
  private static final String OF_YOUR_OWN = "put custom keys under customProperties";
  private static final List<String> VERSIONS = List.of("v3.1.0", "v3.0.2", "v3.0.1", "v3.0.0");
  private static final List<String> KINDS = List.of("DataContract");
  private static final List<String> TABLE_TYPES = List.of("object");
  private static final List<String> COLUMN_TYPES =
      List.of(
          "string", "date", "timestamp", "time", "number", "integer", "object", "array", "boolean");

  private static final Set<String> CONTRACT_KEYS =
      keys(
          """
          version kind apiVersion id name tenant tags status servers dataProduct description domain
          schema support price team roles slaDefaultElement slaProperties authoritativeDefinitions
          customProperties contractCreatedTs
          """);

  private static final String ELEMENT_KEYS =
      """
      id name physicalName physicalType logicalType properties description businessName
      authoritativeDefinitions tags customProperties relationships quality
      """;

  private static final Set<String> TABLE_KEYS = keys(ELEMENT_KEYS + "dataGranularityDescription");

  private static final Set<String> COLUMN_KEYS =
      keys(
          ELEMENT_KEYS
              + """
              items primaryKey primaryKeyPosition logicalTypeOptions required unique partitioned
              partitionKeyPosition classification encryptedName transformSourceObjects
              transformLogic transformDescription examples criticalDataElement
              """);

  private final YamlSource source;
  private final Problems ofTables = new Problems();
  private final List<ExpectedTable> tables = new ArrayList<>();

  private OdcsReader(YamlSource source) {
    this.source = source;
  }

  private static Set<String> keys(String text) {
    return Set.of(text.strip().split("\\s+"));
  }

  /**
   * Reads a contract.
   *
   * @param text the contract
   * @param problems collects what is wrong in it
   * @return the expected tables, without those that have a problem
   */
  static List<ExpectedTable> read(SourceText text, Problems problems) {
    YamlSource source = new YamlSource(text, problems);
    OdcsReader reader = new OdcsReader(source);
    source
        .root("schema", reader::table)
        .flatMap(root -> YamlMapping.of(source, root, "a contract"))
        .ifPresent(reader::contract);
    return reader.tables;
  }

  private void contract(YamlMapping contract) {
    int before = source.problems().count();
    contract.word("apiVersion", VERSIONS);
    contract.word("kind", KINDS);
    if (source.problems().count() > before) {
      // Another version or kind may define every key differently.
      return;
    }
    contract.require("version", "apiVersion", "kind", "id", "status");
    contract.text("version");
    contract.text("id");
    contract.text("status");
    contract.allow(CONTRACT_KEYS, OF_YOUR_OWN);
    contract.list("schema").forEach(this::table);
    source.problems().addAll(ofTables);
  }

  private void table(Node node) {
    YamlMapping.of(new YamlSource(source.source(), ofTables), node, "a table")
        .flatMap(this::table)
        .ifPresent(tables::add);
  }

  private Optional<ExpectedTable> table(YamlMapping table) {
    table.require("name");
    table.allow(TABLE_KEYS, OF_YOUR_OWN);
    table.word("logicalType", TABLE_TYPES);
    String physicalType = notEmpty(table.text("physicalType"));
    List<ExpectedColumn> columns = columns(table);
    return named(
        table,
        (name, at) -> new ExpectedTable(new TableReference(name), columns, physicalType, at));
  }

  private List<ExpectedColumn> columns(YamlMapping parent) {
    return parent.mappings("properties", "a column").stream()
        .flatMap(column -> column(column).stream())
        .toList();
  }

  private Optional<ExpectedColumn> column(YamlMapping column) {
    column.require("name");
    ExpectedColumn unnamed = unnamed(column, "a column");
    return named(
        column,
        (name, at) ->
            new ExpectedColumn(
                name, unnamed.type(), unnamed.required(), unnamed.fields(), unnamed.items(), at));
  }

  /** The elements of an array; their name, if any, has no meaning. */
  private ExpectedColumn items(YamlMapping items) {
    items.text("name");
    items.text("physicalName");
    return unnamed(items, "an array's items");
  }

  private ExpectedColumn unnamed(YamlMapping column, String what) {
    column.allow(COLUMN_KEYS, OF_YOUR_OWN);
    String physicalType = notEmpty(column.text("physicalType"));
    String logicalType = column.word("logicalType", COLUMN_TYPES);
    Boolean required = column.bool("required");
    List<ExpectedColumn> fields = List.of();
    if (logicalType == null || logicalType.equals("object")) {
      fields = columns(column);
    } else {
      column.forbid("properties", what + " of logicalType " + logicalType + " has no properties");
    }
    ExpectedColumn items = null;
    if (logicalType == null || logicalType.equals("array")) {
      items = column.mapping("items", "an array's items").map(this::items).orElse(null);
    } else {
      column.forbid("items", what + " of logicalType " + logicalType + " has no items");
    }
    return new ExpectedColumn(
        "", new ExpectedType(physicalType, logicalType), required, fields, items, column.at());
  }

  /** An element by its name at the server; empty, with a problem, if it has no valid name. */
  private <T> Optional<T> named(YamlMapping element, BiFunction<String, SourcePosition, T> make) {
    String name = element.text("name");
    String physicalName = notEmpty(element.text("physicalName"));
    String key = physicalName == null ? "name" : "physicalName";
    String text = physicalName == null ? name : physicalName;
    if (text == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(make.apply(TableReference.requireName(text), element.at(key)));
    } catch (IllegalArgumentException e) {
      element.problem(key, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private static @Nullable String notEmpty(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }
}
