package io.github.qsmaven.lock;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.CatalogSource;
import io.github.qsmaven.model.ColumnType.Kind;
import io.github.qsmaven.model.ExpectedType;
import io.github.qsmaven.model.ForeignKey;
import io.github.qsmaven.model.HasWord;
import io.github.qsmaven.model.Lock;
import io.github.qsmaven.model.LockedColumn;
import io.github.qsmaven.model.LockedKeys;
import io.github.qsmaven.model.LockedStatement;
import io.github.qsmaven.model.LockedStatement.LockedField;
import io.github.qsmaven.model.LockedTable;
import io.github.qsmaven.model.LockedType;
import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.model.SourcePosition;
import io.github.qsmaven.model.TableName;
import io.github.qsmaven.model.TableType;
import io.github.qsmaven.types.CanonicalType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;

/** Reads a lock. Each fault is reported with its line and column. Reads one text. */
final class LockReader {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(20).build())
          .build();

  private static final Pattern MARKER =
      Pattern.compile("^(?:<{7}|={7}|>{7}|\\|{7})(?: .*)?$", Pattern.MULTILINE);
  private static final Pattern FINGERPRINT = Pattern.compile("sha256:[0-9a-f]{64}");

  /** The deepest nesting of fields that is read, as of a server. */
  private static final int MOST_LEVELS = 100;

  private static final int LONGEST_QUOTE = 100;
  private static final String ADVICE = "correct the file, or write it again with mvn qs:lock.";

  private final String shown;
  private final String text;
  private final Positions positions;
  private final JsonParser json;

  /** Shares equal texts: the columns of ten thousand tables have few names and types. */
  private final Map<String, String> texts = new HashMap<>();

  private final Map<String, ExpectedType> types = new HashMap<>();

  /**
   * @param bytes the content of the file
   * @param shown the path of the file for messages
   */
  LockReader(byte[] bytes, String shown) {
    this.shown = shown;
    String decoded = new String(bytes, UTF_8);
    this.text = decoded.startsWith("\uFEFF") ? decoded.substring(1) : decoded;
    this.positions = new Positions(shown, text);
    this.json = JSON.createParser(ObjectReadContext.empty(), text);
  }

  /** The lock, sorted, with positions. */
  Lock read() throws CannotCheckException {
    int lost = text.indexOf('\uFFFD');
    if (lost >= 0) {
      throw fault(positions.at(lost), "this is not UTF-8");
    }
    try (json) {
      json.nextToken();
      Lock lock = lock();
      if (json.nextToken() != null) {
        throw fault(here(), "there is text after the end of the lock");
      }
      return lock;
    } catch (UnexpectedEndOfInputException e) {
      throw fault(positions.at(text.length()), "the file is incomplete: it ends here");
    } catch (JacksonException e) {
      long offset = e.getLocation() == null ? 0 : e.getLocation().getCharOffset();
      throw fault(positions.at((int) offset), "this is not valid JSON");
    }
  }

  private Lock lock() throws CannotCheckException {
    String server = null;
    CatalogSource catalog = null;
    Integer version = null;
    List<String> schemas = null;
    List<LockedTable> tables = null;
    List<LockedType> types = null;
    List<LockedStatement> statements = null;
    Members members = new Members("the lock");
    while (members.next()) {
      switch (members.name) {
        case "qsLock" -> version = version();
        case "rules" -> version();
        case "server" -> {
          server = text();
          if (!server.equals(LockText.POSTGRES) && !server.equals(LockText.OTHER_SERVER)) {
            throw unknown(server, LockText.POSTGRES + ", " + LockText.OTHER_SERVER);
          }
        }
        case "catalog" -> catalog = word(CatalogSource.class);
        case "schemas" -> schemas = list(this::text);
        case "tables" -> tables = tables();
        case "types" -> types = types();
        case "statements" -> statements = statements();
        default -> throw members.unknown();
      }
    }
    members.require(version, "qsLock");
    requireTypes(catalog, members.require(tables, "tables"), members.require(types, "types"));
    return new Lock(
        true,
        members.require(server, "server").equals(LockText.POSTGRES),
        members.require(catalog, "catalog"),
        members.require(schemas, "schemas"),
        Sorted.tables(members.require(tables, "tables")),
        Sorted.types(members.require(types, "types")),
        Sorted.statements(members.require(statements, "statements")));
  }

  /** A merge may lose the line of a type; what is known of it would then not be compared. */
  private void requireTypes(
      @Nullable CatalogSource catalog, List<LockedTable> tables, List<LockedType> all)
      throws CannotCheckException {
    if (catalog != CatalogSource.PG_CATALOG) {
      return;
    }
    Set<String> known = new HashSet<>();
    all.forEach(type -> known.add(type.name()));
    Set<String> seen = new HashSet<>();
    for (LockedTable table : tables) {
      requireTypes(table.columns() == null ? List.of() : table.columns(), known, seen);
    }
    for (LockedType type : all) {
      requireTypes(type.fields(), known, seen);
      requireType(type.base(), type.at(), known, seen);
    }
  }

  private void requireTypes(List<LockedColumn> columns, Set<String> known, Set<String> seen)
      throws CannotCheckException {
    for (LockedColumn column : columns) {
      requireType(column.type().physicalType(), column.at(), known, seen);
    }
  }

  private void requireType(
      @Nullable String type, @Nullable SourcePosition at, Set<String> known, Set<String> seen)
      throws CannotCheckException {
    if (type == null || !seen.add(type)) {
      return;
    }
    String element = type;
    while (element.endsWith("[]")) {
      element = element.substring(0, element.length() - 2);
    }
    CanonicalType.Parts parts = CanonicalType.Parts.of(element);
    if (parts != null
        && !parts.schema().isEmpty()
        && !parts.schema().equals("pg_catalog")
        && !known.contains(element.substring(0, element.length() - parts.modifier().length()))) {
      throw fault(at == null ? here() : at, "the type " + shown(type) + " is not among the types");
    }
  }

  private Integer version() throws CannotCheckException {
    if (json.currentToken() != JsonToken.VALUE_NUMBER_INT) {
      throw fault(here(), "expected a version, which is a number");
    }
    String number = json.getString();
    if (number.equals(String.valueOf(LockText.VERSION))) {
      return LockText.VERSION;
    }
    if (number.startsWith("-") || number.equals("0")) {
      throw fault(here(), number + " is not a version of the format");
    }
    throw new CannotCheckException(
        "Cannot read the lock: %s: a newer version of the plugin wrote it (format %s; this one reads %s)."
            .formatted(here(), shown(number), LockText.VERSION),
        "use the version of qs-maven-plugin that wrote the lock.");
  }

  private List<LockedTable> tables() throws CannotCheckException {
    Set<TableName> names = new HashSet<>();
    return list(
        () -> {
          LockedTable table = table();
          if (!names.add(table.name())) {
            throw twice(table.at(), "the table", table.name().qualified());
          }
          return table;
        });
  }

  private LockedTable table() throws CannotCheckException {
    String schema = null;
    String name = null;
    TableType type = null;
    boolean visible = true;
    boolean readable = true;
    List<LockedColumn> columns = null;
    LockedKeys keys = null;
    Members members = new Members("a table");
    while (members.next()) {
      switch (members.name) {
        case "schema" -> schema = text();
        case "name" -> name = text();
        case "type" -> type = word(TableType.class);
        case "visible" -> visible = truth();
        case "readable" -> readable = truth();
        case "keys" -> keys = keys();
        case "columns" -> columns = columns();
        default -> throw members.unknown();
      }
    }
    return new LockedTable(
        new TableName(members.require(schema, "schema"), members.require(name, "name")),
        type,
        visible,
        readable,
        columns,
        keys,
        null,
        null,
        members.at);
  }

  private LockedKeys keys() throws CannotCheckException {
    List<String> primary = List.of();
    List<List<String>> unique = List.of();
    List<ForeignKey> foreign = List.of();
    Members members = new Members("keys");
    while (members.next()) {
      switch (members.name) {
        case "primary" -> primary = list(this::text);
        case "unique" -> unique = list(() -> list(this::text));
        case "foreign" -> foreign = list(this::foreign);
        default -> throw members.unknown();
      }
    }
    return new LockedKeys(primary, Sorted.unique(unique), Sorted.foreign(foreign));
  }

  private ForeignKey foreign() throws CannotCheckException {
    List<String> columns = null;
    String schema = null;
    String table = null;
    List<String> referenced = null;
    Members members = new Members("a foreign key");
    while (members.next()) {
      switch (members.name) {
        case "columns" -> columns = list(this::text);
        case "schema" -> schema = text();
        case "table" -> table = text();
        case "referenced" -> referenced = list(this::text);
        default -> throw members.unknown();
      }
    }
    return new ForeignKey(
        null,
        members.require(columns, "columns"),
        new TableName(members.require(schema, "schema"), members.require(table, "table")),
        members.require(referenced, "referenced"));
  }

  /**
   * A column whose fields may follow it.
   *
   * @param column the column, without fields
   * @param fields its fields
   */
  private record Node(LockedColumn column, Map<String, Node> fields) {
    /** At most as many levels as {@link LockReader#columns} accepts. */
    LockedColumn whole() {
      return fields.isEmpty()
          ? column
          : new LockedColumn(
              column.name(),
              column.type(),
              column.notNull(),
              fields.values().stream().map(Node::whole).toList(),
              null,
              column.at());
    }
  }

  private List<LockedColumn> columns() throws CannotCheckException {
    Map<String, Node> roots = new LinkedHashMap<>();
    list(
        () -> {
          addColumn(roots);
          return "";
        });
    return roots.values().stream().map(Node::whole).toList();
  }

  private void addColumn(Map<String, Node> roots) throws CannotCheckException {
    List<String> in = List.of();
    String name = null;
    String type = "";
    boolean notNull = false;
    Members members = new Members("a column");
    while (members.next()) {
      switch (members.name) {
        case "in" -> in = list(this::text);
        case "name" -> name = text();
        case "type" -> type = text();
        case "notNull" -> notNull = truth();
        default -> throw members.unknown();
      }
    }
    if (in.size() > MOST_LEVELS) {
      throw fault(members.at, "a field is nested deeper than " + MOST_LEVELS + " levels");
    }
    Map<String, Node> siblings = roots;
    for (String outer : in) {
      Node around = siblings.get(outer);
      if (around == null) {
        throw fault(members.at, "no column " + shown(outer) + " precedes the field in it");
      }
      siblings = around.fields();
    }
    String known = members.require(name, "name");
    ExpectedType expected = types.computeIfAbsent(type, some -> new ExpectedType(some, null));
    LockedColumn column = new LockedColumn(known, expected, notNull, List.of(), null, members.at);
    if (siblings.putIfAbsent(known, new Node(column, new LinkedHashMap<>(0))) != null) {
      throw twice(members.at, "the column", known);
    }
  }

  private List<LockedType> types() throws CannotCheckException {
    Set<String> names = new HashSet<>();
    return list(
        () -> {
          LockedType type = type();
          if (!names.add(type.name())) {
            throw twice(type.at(), "the type", type.name());
          }
          return type;
        });
  }

  private LockedType type() throws CannotCheckException {
    String name = null;
    Kind kind = null;
    List<String> values = List.of();
    String base = null;
    List<LockedColumn> fields = List.of();
    Members members = new Members("a type");
    while (members.next()) {
      switch (members.name) {
        case "name" -> {
          name = text();
          CanonicalType.Parts parts = CanonicalType.Parts.of(name);
          if (parts == null || parts.schema().isEmpty() || !parts.modifier().isEmpty()) {
            throw fault(here(), shown(name) + " is not a type with its schema");
          }
        }
        case "kind" -> kind = kind();
        case "values" -> values = list(this::text);
        case "base" -> base = text();
        case "fields" -> fields = columns();
        default -> throw members.unknown();
      }
    }
    return new LockedType(
        members.require(name, "name"),
        members.require(kind, "kind"),
        values,
        base,
        fields,
        members.at);
  }

  private Kind kind() throws CannotCheckException {
    String word = text();
    return switch (word) {
      case "domain" -> Kind.DOMAIN;
      case "enum" -> Kind.ENUM;
      case "composite" -> Kind.COMPOSITE;
      case "range" -> Kind.RANGE;
      case "other" -> Kind.OTHER;
      default -> throw unknown(word, "domain, enum, composite, range, other");
    };
  }

  private List<LockedStatement> statements() throws CannotCheckException {
    Set<String> fingerprints = new HashSet<>();
    return list(
        () -> {
          SourcePosition at = here();
          LockedStatement statement = statement();
          if (!fingerprints.add(statement.fingerprint())) {
            throw twice(at, "the statement", statement.fingerprint());
          }
          return statement;
        });
  }

  private LockedStatement statement() throws CannotCheckException {
    String fingerprint = null;
    List<TableName> reads = List.of();
    List<LockedField> result = List.of();
    List<String> parameters = List.of();
    String notChecked = null;
    Members members = new Members("a statement");
    while (members.next()) {
      switch (members.name) {
        case "sql" -> {
          fingerprint = text();
          if (!FINGERPRINT.matcher(fingerprint).matches()) {
            throw fault(here(), "expected sha256: and 64 hexadecimal digits");
          }
        }
        case "reads" -> reads = list(() -> pair(TableName::new));
        case "result" -> result = list(() -> pair(LockedField::new));
        case "parameters" -> parameters = list(this::text);
        case "notChecked" -> notChecked = text();
        default -> throw members.unknown();
      }
    }
    return new LockedStatement(
        members.require(fingerprint, "sql"), reads, result, parameters, notChecked);
  }

  /** An object. Its members are read one after the other. */
  private final class Members {
    private final String what;
    private final SourcePosition at;
    private final List<String> seen = new ArrayList<>(4);
    private String name = "";

    /**
     * Starts at the current token.
     *
     * @param what what the object is, for messages
     */
    Members(String what) throws CannotCheckException {
      this.what = what;
      this.at = here();
      if (json.currentToken() != JsonToken.START_OBJECT) {
        throw fault(at, what + " is expected here, as an object in braces");
      }
    }

    /** Whether there is another member; if so, its value is the current token. */
    boolean next() throws CannotCheckException {
      if (json.nextToken() == JsonToken.END_OBJECT) {
        return false;
      }
      name = json.currentName();
      if (seen.contains(name)) {
        throw twice(here(), "the property", name);
      }
      seen.add(name);
      json.nextToken();
      return true;
    }

    <T> T require(@Nullable T value, String property) throws CannotCheckException {
      if (value == null) {
        throw fault(at, what + " has no property \"" + property + "\"");
      }
      return value;
    }

    CannotCheckException unknown() {
      return fault(here(), what + " has the unknown property " + shown(name));
    }
  }

  /** Reads a value, which is the current token; its last token is current then. */
  private interface Value<T> {
    T read() throws CannotCheckException;
  }

  private <T> List<T> list(Value<T> element) throws CannotCheckException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      throw fault(here(), "a list in brackets is expected here");
    }
    List<T> elements = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      elements.add(element.read());
    }
    return elements;
  }

  /** Creates something of two texts. */
  private interface OfTwo<T> {
    T of(String first, String second);
  }

  private <T> T pair(OfTwo<T> creator) throws CannotCheckException {
    SourcePosition at = here();
    List<String> both = list(this::text);
    if (both.size() != 2) {
      throw fault(at, "a list of two texts is expected here");
    }
    return creator.of(both.get(0), both.get(1));
  }

  private String text() throws CannotCheckException {
    if (json.currentToken() != JsonToken.VALUE_STRING) {
      throw fault(here(), "a text in quotes is expected here");
    }
    String read = json.getString();
    String known = texts.putIfAbsent(read, read);
    return known == null ? read : known;
  }

  private boolean truth() throws CannotCheckException {
    if (json.currentToken() != JsonToken.VALUE_TRUE
        && json.currentToken() != JsonToken.VALUE_FALSE) {
      throw fault(here(), "true or false is expected here");
    }
    return json.currentToken() == JsonToken.VALUE_TRUE;
  }

  private <E extends Enum<E> & HasWord> E word(Class<E> type) throws CannotCheckException {
    String word = text();
    for (E constant : type.getEnumConstants()) {
      if (constant.word().equals(word)) {
        return constant;
      }
    }
    throw unknown(word, HasWord.words(type));
  }

  private SourcePosition here() {
    return positions.at((int) json.currentTokenLocation().getCharOffset());
  }

  private CannotCheckException unknown(String word, String known) {
    return fault(here(), shown(word) + " is unknown; the known words are " + known);
  }

  private CannotCheckException twice(@Nullable SourcePosition at, String what, String name) {
    return fault(at == null ? here() : at, what + " " + shown(name) + " is there twice");
  }

  /** A conflict that git wrote into the file explains every other fault. */
  private CannotCheckException fault(SourcePosition at, String problem) {
    Matcher marker = MARKER.matcher(text);
    if (marker.find()) {
      return new CannotCheckException(
          "Cannot read the lock: %s: there is the marker of a merge conflict."
              .formatted(positions.at(marker.start())),
          "take one side of the conflict (git checkout --theirs %s), then run mvn qs:lock."
              .formatted(NameEscaper.CONSOLE.of(shown)));
    }
    return new CannotCheckException("Cannot read the lock: %s: %s.".formatted(at, problem), ADVICE);
  }

  /** A text of the file, in quotes. */
  private static String shown(String text) {
    boolean isLong = text.codePointCount(0, text.length()) > LONGEST_QUOTE;
    return NameEscaper.CONSOLE.quoted(
        isLong ? text.substring(0, text.offsetByCodePoints(0, LONGEST_QUOTE)) + "..." : text);
  }
}
