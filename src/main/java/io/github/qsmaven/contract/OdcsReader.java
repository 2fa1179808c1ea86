package io.github.qsmaven.contract;

import io.github.qsmaven.model.ColumnRules;
import io.github.qsmaven.model.ContractKey;
import io.github.qsmaven.model.DeclaredServer;
import io.github.qsmaven.model.ExpectedColumn;
import io.github.qsmaven.model.ExpectedTable;
import io.github.qsmaven.model.ExpectedType;
import io.github.qsmaven.model.HasWord;
import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.model.SourcePosition;
import io.github.qsmaven.model.TableReference;
import io.github.qsmaven.types.LogicalType;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads contracts in the <a href="https://bitol-io.github.io/open-data-contract-standard/">Open
 * Data Contract Standard</a>, 3.0, 3.1 and 3.2. Validates, as the JSON Schemas of 3.1.0 and 3.2.0
 * require, the keys of the contract and of its tables, columns and items, and the values that are
 * expectations. Of the options of a logical type it accepts any, since tools write more than the
 * standard has. Never reads the values of other keys, nor the credentials of servers.
 */
final class OdcsReader {
  private static final String OF_YOUR_OWN = "put custom keys under customProperties";
  private static final List<String> KINDS = List.of("DataContract");
  private static final List<String> TABLE_TYPES = List.of("object");
  private static final List<LogicalType> LOGICAL_TYPES = List.of(LogicalType.values());
  private static final List<String> COLUMN_TYPES =
      LOGICAL_TYPES.stream().map(HasWord::word).toList();
  private static final List<String> SEMANTIC_TYPES = List.of("column", "measure", "dimension");
  private static final List<String> RELATIONSHIP_TYPES = List.of("foreignKey");

  private static final Set<String> CONTRACT_KEYS =
      keys(
          """
          version kind apiVersion id name tenant tags status servers dataProduct description domain
          schema support price team roles slaDefaultElement slaProperties authoritativeDefinitions
          customProperties contractCreatedTs context
          """);

  private static final String ELEMENT_KEYS =
      """
      id name physicalName physicalType logicalType properties description businessName
      authoritativeDefinitions tags customProperties relationships quality deprecated synonyms
      """;

  private static final Set<String> TABLE_KEYS =
      keys(ELEMENT_KEYS + "dataGranularityDescription context");

  private static final Set<String> COLUMN_KEYS =
      keys(
          ELEMENT_KEYS
              + """
              items primaryKey primaryKeyPosition logicalTypeOptions required unique partitioned
              partitionKeyPosition classification encryptedName transformSourceObjects
              transformLogic transformDescription examples criticalDataElement semanticType enum map
              """);

  private static final Set<String> RELATIONSHIP_KEYS = keys("id type from to customProperties");

  private static final Set<String> ENUM_KEYS =
      keys("id value label description customProperties authoritativeDefinitions tags");

  /** What 3.2 has and 3.1 has not. */
  private static final List<String> KEYS_OF_3_2 =
      List.of("context", "deprecated", "synonyms", "semanticType", "enum", "map");

  /** Options that describe a vector, but are no expectation of a column. */
  private static final Set<String> DESCRIPTIONS =
      Set.of("distanceMetric", "embeddingModel", "embeddingModelVersion");

  private static final ContractKey QUALITY = new ContractKey("quality", "it needs data");
  private static final ContractKey ENUM = new ContractKey("enum", "it needs data");
  private static final ContractKey PARTITIONED =
      new ContractKey("partitioned", "the plugin does not read how a table is partitioned");
  private static final ContractKey PARTITION_KEY_POSITION =
      new ContractKey("partitionKeyPosition", PARTITIONED.why());
  private static final ContractKey ENCRYPTED_NAME =
      new ContractKey("encryptedName", "it names another column, which is not looked up");
  private static final ContractKey MAP =
      new ContractKey("map", "no catalog reports the types of its keys and values");
  private static final String NO_KEY = "only columns of a table can be part of its keys";

  private final YamlSource source;
  private final Problems ofTables = new Problems();

  /** What is wrong in a contract before 3.2. The version may follow the tables. */
  private final Problems ofEarlierVersions = new Problems();

  private final List<OdcsTable> tables = new ArrayList<>();

  /** One of equal names and types, of which the columns of ten thousand tables have few. */
  private final Map<String, String> texts = new HashMap<>();

  /**
   * The name of an element at the server.
   *
   * @param text the name
   * @param at where it is written
   */
  private record Name(String text, SourcePosition at) {}

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
   */
  static OdcsContract read(SourceText text, Problems problems) {
    OdcsReader reader = new OdcsReader(new YamlSource(text, problems));
    return reader.root().flatMap(reader::contract).orElse(contractOf(List.of()));
  }

  /**
   * Reads a contract, or the sources of dbt.
   *
   * @param text the file
   * @param problems collects what is wrong in it
   * @return the contract; empty if the file is for dbt and has no sources
   */
  static Optional<OdcsContract> readAny(SourceText text, Problems problems) {
    OdcsReader reader = new OdcsReader(new YamlSource(text, problems));
    YamlMapping root = reader.root().orElse(null);
    if (root != null && DbtReader.isDbt(root)) {
      return DbtReader.hasSources(root)
          ? Optional.of(contractOf(DbtReader.read(reader.source, root)))
          : Optional.empty();
    }
    return Optional.ofNullable(root)
        .flatMap(reader::contract)
        .or(() -> Optional.of(contractOf(List.of())));
  }

  private static OdcsContract contractOf(List<ExpectedTable> tables) {
    return new OdcsContract(OdcsVersion.V3_2, tables, Set.of(), List.of());
  }

  private Optional<YamlMapping> root() {
    return source
        .root("schema", this::table)
        .flatMap(root -> YamlMapping.of(source, root, "a contract"));
  }

  private Optional<OdcsContract> contract(YamlMapping contract) {
    Optional<OdcsVersion> version = OdcsVersion.of(contract);
    if (version.isEmpty()) {
      // Another version or format may define every key differently.
      return Optional.empty();
    }
    boolean newest = version.get().isAtLeast(OdcsVersion.V3_2);
    int before = source.problems().count();
    contract.word("kind", KINDS);
    if (source.problems().count() > before) {
      return Optional.empty();
    }
    contract.require("version", "apiVersion", "kind", "id");
    if (!newest) {
      contract.require("status");
    }
    contract.text("version");
    contract.text("id");
    contract.text("status");
    contract.allow(CONTRACT_KEYS, OF_YOUR_OWN);
    requireNewest(contract);
    contract.list("schema").forEach(this::table);
    source.problems().addAll(ofTables);
    if (!newest) {
      source.problems().addAll(ofEarlierVersions);
    }
    OdcsReferences references = new OdcsReferences(tables);
    return Optional.of(
        new OdcsContract(
            version.get(),
            tables.stream().map(references::expected).toList(),
            tables.stream().map(OdcsTable::name).collect(Collectors.toSet()),
            servers(contract)));
  }

  /** Reads where the servers are; what does not say so is not validated. */
  private List<DeclaredServer> servers(YamlMapping contract) {
    if (!contract.isList("servers")) {
      return List.of();
    }
    List<DeclaredServer> servers = new ArrayList<>();
    YamlSource unvalidated = new YamlSource(source.source(), new Problems());
    for (Node node : contract.list("servers")) {
      YamlMapping.of(unvalidated, node, "a server")
          .map(
              server ->
                  new DeclaredServer(
                      Optional.ofNullable(server.anyText("type")).orElse(""),
                      server.anyText("host"),
                      server.anyText("port"),
                      server.anyText("database"),
                      server.at()))
          .ifPresent(servers::add);
    }
    return servers;
  }

  private void requireNewest(YamlMapping element) {
    for (String key : KEYS_OF_3_2) {
      if (element.has(key)) {
        since3Dot2(element, key, "the key " + NameEscaper.CONSOLE.quoted(key));
      }
    }
  }

  private void since3Dot2(YamlMapping element, String key, String what) {
    ofEarlierVersions.add(
        element.at(key),
        () -> what + " is new in ODCS 3.2; write apiVersion: " + OdcsVersion.V3_2.word());
  }

  private void table(Node node) {
    YamlMapping.of(new YamlSource(source.source(), ofTables), node, "a table")
        .flatMap(this::table)
        .ifPresent(tables::add);
  }

  private Optional<OdcsTable> table(YamlMapping element) {
    element.require("name");
    element.allow(TABLE_KEYS, OF_YOUR_OWN);
    requireNewest(element);
    element.word("logicalType", TABLE_TYPES);
    OdcsTable table = new OdcsTable();
    if (element.isGiven("quality")) {
      table.leaveUnchecked(QUALITY.name(), QUALITY.why());
    }
    boolean deprecated = Boolean.TRUE.equals(element.bool("deprecated"));
    String physicalType = notEmpty(element.text("physicalType"));
    List<ExpectedColumn> columns = columns(element, table);
    for (YamlMapping relationship : element.mappings("relationships", "a relationship")) {
      relationship(relationship, null).ifPresent(table::reference);
    }
    Name name = name(element);
    if (name == null) {
      return Optional.empty();
    }
    table.is(
        String.valueOf(element.anyText("name")),
        element.anyText("id"),
        deprecated,
        new ExpectedTable(new TableReference(name.text()), columns, physicalType, name.at()));
    return Optional.of(table);
  }

  /**
   * Reads a relationship of a table or of a column.
   *
   * @param column the column, by its name at the server; null if the table has it
   */
  private Optional<OdcsTable.Reference> relationship(
      YamlMapping relationship, @Nullable String column) {
    relationship.allow(RELATIONSHIP_KEYS, OF_YOUR_OWN);
    relationship.word("type", RELATIONSHIP_TYPES);
    if (relationship.has("id")) {
      relationship.text("id");
      since3Dot2(relationship, "id", "the key \"id\" of a relationship");
    }
    relationship.require("to");
    List<String> from = List.of();
    if (column != null) {
      relationship.forbid("from", () -> "a relationship of a column starts at the column");
    } else {
      relationship.require("from");
      from = references(relationship, "from");
      if (relationship.has("from")
          && relationship.has("to")
          && relationship.isList("from") != relationship.isList("to")) {
        relationship.problem("to", "must be a list if \"from\" is one, and only then");
      }
    }
    List<String> to = references(relationship, "to");
    return to.isEmpty() || (column == null && from.isEmpty())
        ? Optional.empty()
        : Optional.of(new OdcsTable.Reference(column, from, to, relationship.at()));
  }

  private List<String> references(YamlMapping relationship, String key) {
    List<String> texts = relationship.texts(key);
    if (texts == null) {
      return List.of();
    }
    for (String text : texts) {
      if (!OdcsReferences.isValid(text, OdcsVersion.V3_2)) {
        relationship.problem(
            key,
            NameEscaper.CONSOLE.quoted(YamlMapping.shortened(text))
                + " is no reference; write table.column, or schema/id/properties/id");
        return List.of();
      } else if (!OdcsReferences.isValid(text, OdcsVersion.V3_1)) {
        since3Dot2(
            relationship,
            key,
            "a reference such as " + NameEscaper.CONSOLE.quoted(YamlMapping.shortened(text)));
      }
    }
    return texts;
  }

  /**
   * Reads columns, or fields.
   *
   * @param table the table whose keys they may be part of; null for fields
   */
  private List<ExpectedColumn> columns(YamlMapping parent, @Nullable OdcsTable table) {
    List<ExpectedColumn> columns = new ArrayList<>();
    for (YamlMapping column : parent.mappings("properties", "a column")) {
      column.require("name");
      ExpectedColumn unnamed = unnamed(column, "a column", table != null);
      Name name = name(column);
      if (name != null) {
        ExpectedColumn named =
            new ExpectedColumn(
                name.text(),
                unnamed.type(),
                unnamed.required(),
                unnamed.fields(),
                unnamed.items(),
                unnamed.rules(),
                name.at());
        columns.add(named);
        if (table != null) {
          keys(column, named, table);
        }
      }
    }
    return columns;
  }

  /** Adds the part that a column has in the keys of its table. */
  private void keys(YamlMapping column, ExpectedColumn read, OdcsTable table) {
    table.column(String.valueOf(column.anyText("name")), column.anyText("id"), read.name());
    BigInteger position = position(column, "primaryKeyPosition");
    if (isTrue(column, "primaryKey")) {
      table.primaryKey(read.name(), position, read.at());
    } else if (position != null && position.signum() > 0) {
      table.leaveUnchecked(
          "primaryKeyPosition", "a column has a position, but is not part of the primary key");
    }
    for (YamlMapping relationship : column.mappings("relationships", "a relationship")) {
      relationship(relationship, read.name()).ifPresent(table::reference);
    }
  }

  /** The elements of an array, or the keys or values of a map; their name has no meaning. */
  private ExpectedColumn items(YamlMapping items, String what) {
    items.text("name");
    items.text("physicalName");
    return unnamed(items, what, false);
  }

  private ExpectedColumn unnamed(YamlMapping column, String what, boolean ofTable) {
    column.allow(COLUMN_KEYS, OF_YOUR_OWN);
    requireNewest(column);
    String physicalType = notEmpty(column.text("physicalType"));
    String logicalType = notEmpty(column.word("logicalType", COLUMN_TYPES));
    LogicalType logical =
        logicalType == null ? null : LOGICAL_TYPES.get(COLUMN_TYPES.indexOf(logicalType));
    if (logical != null && !OdcsVersion.V3_1.has(logical)) {
      since3Dot2(column, "logicalType", "the logicalType " + logicalType);
    }
    Boolean required = column.bool("required");
    List<ExpectedColumn> fields = List.of();
    if (logical == null || logical == LogicalType.OBJECT) {
      fields = columns(column, null);
    } else {
      column.forbid(
          "properties", () -> what + " of logicalType " + logicalType + " has no properties");
    }
    ExpectedColumn items = null;
    if (logical == null || logical == LogicalType.ARRAY) {
      items =
          column
              .mapping("items", "an array's items")
              .map(element -> items(element, "an array's items"))
              .orElse(null);
    } else {
      column.forbid("items", () -> what + " of logicalType " + logicalType + " has no items");
    }
    if (logical == LogicalType.MAP) {
      column.require("map");
      column.mapping("map", "a map").ifPresent(this::map);
    } else {
      column.forbid("map", () -> "only " + what + " of logicalType map has a map");
    }
    return new ExpectedColumn(
        "",
        new ExpectedType(physicalType, logicalType),
        required,
        fields,
        items,
        rules(column, ofTable),
        column.at());
  }

  private void map(YamlMapping map) {
    map.require("key", "value");
    map.allow(Set.of("key", "value"), "a map has a key and a value");
    for (String part : List.of("key", "value")) {
      String what = "a map's " + part;
      map.mapping(part, what).ifPresent(element -> items(element, what));
    }
  }

  private ColumnRules rules(YamlMapping column, boolean ofTable) {
    List<ContractKey> unchecked = new ArrayList<>(0);
    if (column.isGiven("quality")) {
      unchecked.add(QUALITY);
    }
    if (column.has("enum")) {
      values(column);
      unchecked.add(ENUM);
    }
    if (column.has("map")) {
      unchecked.add(MAP);
    }
    if (isTrue(column, "partitioned")) {
      unchecked.add(PARTITIONED);
    }
    BigInteger partition = position(column, "partitionKeyPosition");
    if (partition != null && partition.signum() >= 0) {
      unchecked.add(PARTITION_KEY_POSITION);
    }
    if (column.isGiven("encryptedName")) {
      unchecked.add(ENCRYPTED_NAME);
    }
    boolean unique = isTrue(column, "unique");
    if (!ofTable) {
      keysOfField(column, unique, unchecked);
    }
    String semanticType = column.word("semanticType", SEMANTIC_TYPES);
    boolean derived = semanticType != null && !semanticType.equals("column");
    boolean deprecated = Boolean.TRUE.equals(column.bool("deprecated"));
    Map<String, String> options = options(column);
    return unchecked.isEmpty() && options.isEmpty() && !unique && !derived && !deprecated
        ? ColumnRules.NONE
        : new ColumnRules(deprecated, derived, unique && ofTable, options, unchecked);
  }

  private void keysOfField(YamlMapping field, boolean unique, List<ContractKey> unchecked) {
    position(field, "primaryKeyPosition");
    if (isTrue(field, "primaryKey")) {
      unchecked.add(new ContractKey("primaryKey", NO_KEY));
    }
    if (unique) {
      unchecked.add(new ContractKey("unique", NO_KEY));
    }
    for (YamlMapping relationship : field.mappings("relationships", "a relationship")) {
      relationship(relationship, "");
      unchecked.add(new ContractKey("relationships", NO_KEY));
    }
  }

  private static void values(YamlMapping column) {
    List<YamlMapping> values = column.mappings("enum", "a value of an enum");
    for (YamlMapping value : values) {
      value.require("value");
      value.allow(ENUM_KEYS, OF_YOUR_OWN);
    }
    if (column.isList("enum") && !column.isGiven("enum")) {
      column.problem("enum", "must list at least one value");
    }
  }

  private static Map<String, String> options(YamlMapping column) {
    Optional<YamlMapping> options = column.mapping("logicalTypeOptions", "logicalTypeOptions");
    if (options.isEmpty()) {
      return Map.of();
    }
    Map<String, String> texts = new LinkedHashMap<>();
    for (String option : options.get().keys()) {
      if (!DESCRIPTIONS.contains(option)) {
        texts.put(option, Optional.ofNullable(options.get().anyText(option)).orElse(""));
      }
    }
    return texts;
  }

  private static boolean isTrue(YamlMapping element, String key) {
    return Boolean.TRUE.equals(element.bool(key));
  }

  private static @Nullable BigInteger position(YamlMapping column, String key) {
    return column.has(key) ? column.integer(key) : null;
  }

  /** The name of an element at the server; null, with a problem, if it has no valid name. */
  private @Nullable Name name(YamlMapping element) {
    String name = element.text("name");
    String physicalName = notEmpty(element.text("physicalName"));
    String key = physicalName == null ? "name" : "physicalName";
    String text = physicalName == null ? name : physicalName;
    if (text == null) {
      return null;
    }
    if (element.isDamaged(key)) {
      element.problem(
          key,
          "characters of the name were lost, which U+FFFD stands for; correct the name, or write"
              + " \"\\uFFFD\" if it contains this character");
      return null;
    }
    try {
      return new Name(pooled(TableReference.requireName(text)), element.at(key));
    } catch (IllegalArgumentException e) {
      element.problem(key, String.valueOf(e.getMessage()));
      return null;
    }
  }

  private String pooled(String text) {
    return texts.computeIfAbsent(text, key -> key);
  }

  private @Nullable String notEmpty(@Nullable String text) {
    return text == null || text.isEmpty() ? null : pooled(text);
  }
}
