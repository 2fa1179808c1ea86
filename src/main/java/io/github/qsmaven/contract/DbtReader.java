package io.github.qsmaven.contract;

import io.github.qsmaven.model.ColumnRules;
import io.github.qsmaven.model.ContractKey;
import io.github.qsmaven.model.ExpectedColumn;
import io.github.qsmaven.model.ExpectedKey;
import io.github.qsmaven.model.ExpectedTable;
import io.github.qsmaven.model.ExpectedType;
import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.model.SourcePosition;
import io.github.qsmaven.model.TableName;
import io.github.qsmaven.model.TableReference;
import io.github.qsmaven.model.TableRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * Reads the <a href="https://docs.getdbt.com/reference/source-properties">sources</a> in a
 * properties file of dbt: the tables that its models read. A key that is no expectation of the
 * schema, or that is unknown, is noted as not checked, since dbt and its packages add keys with
 * every release.
 */
final class DbtReader {
  private static final Set<String> ROOT_KEYS =
      keys(
          "sources models seeds snapshots analyses macros exposures metrics groups semantic_models"
              + " unit_tests saved_queries data_tests tests functions");

  private static final String KEYS =
      "name description config meta tags docs database catalog loader quoting loaded_at_field"
          + " loaded_at_query tests data_tests ";
  private static final Set<String> SOURCE_KEYS = keys(KEYS + "schema overrides tables");
  private static final Set<String> TABLE_KEYS = keys(KEYS + "identifier external columns");
  private static final Set<String> COLUMN_KEYS =
      keys(
          KEYS
              + "data_type quote constraints granularity policy_tags column_mask dimension entity"
              + " databricks_tags");

  /** dbt reads YAML 1.1, where these are booleans. */
  private static final List<String> TRUE = List.of("true", "yes", "on");

  private static final List<String> FALSE = List.of("false", "no", "off");
  private static final List<String> TESTS = List.of("tests", "data_tests");
  private static final String NEEDS_DATA = "it needs data";
  private static final Pattern JINJA = Pattern.compile("\\{[{%#]");

  private final YamlSource source;

  private DbtReader(YamlSource source) {
    this.source = source;
  }

  private static Set<String> keys(String text) {
    return Set.of(text.strip().split(" "));
  }

  /**
   * Whether a file is for dbt: it has a key of dbt, and none of those that a contract must have.
   */
  static boolean isDbt(YamlMapping root) {
    return !root.has("apiVersion")
        && !root.has("kind")
        && !root.has("schema")
        && root.keys().stream().anyMatch(ROOT_KEYS::contains);
  }

  /** Whether such a file has sources. */
  static boolean hasSources(YamlMapping root) {
    return root.isGiven("sources");
  }

  /**
   * Reads the tables of the sources, without those that dbt does not use.
   *
   * @param source the file, which collects what is wrong
   * @param root its root
   */
  static List<ExpectedTable> read(YamlSource source, YamlMapping root) {
    DbtReader reader = new DbtReader(source);
    List<ExpectedTable> tables = new ArrayList<>();
    for (YamlMapping one : elements(root, "sources", "a source")) {
      reader.source(one, tables);
    }
    return tables;
  }

  /** The mappings of a key that may be empty. */
  private static List<YamlMapping> elements(YamlMapping parent, String key, String what) {
    return parent.isGiven(key) ? parent.mappings(key, what) : List.of();
  }

  private void source(YamlMapping one, List<ExpectedTable> tables) {
    one.require("name");
    String schema = name(one, one.isGiven("schema") ? "schema" : "name");
    if (schema == null || isDisabled(one)) {
      return;
    }
    Rules ofSource = new Rules(one, SOURCE_KEYS);
    ofSource.leaveTestsOfColumns();
    for (YamlMapping table : elements(one, "tables", "a table")) {
      table.require("name");
      String key = table.isGiven("identifier") ? "identifier" : "name";
      String name = name(table, key);
      if (name != null && !isDisabled(table)) {
        boolean exact = isQuoted(one, table, "schema") && isQuoted(one, table, "identifier");
        tables.add(table(table, reference(schema, name, exact), ofSource, table.at(key)));
      }
    }
  }

  /** Without quotes, a name with a dot or a quote could be read as another one. */
  private static TableReference reference(String schema, String name, boolean exact) {
    TableName table = new TableName(schema, name);
    boolean ambiguous = (schema + name).indexOf('.') >= 0 || (schema + name).indexOf('"') >= 0;
    return new TableReference(exact || ambiguous ? table.quoted() : table.qualified());
  }

  /** Whether a file says that dbt quotes a part of a name, which then counts in its case. */
  private static boolean isQuoted(YamlMapping one, YamlMapping table, String part) {
    String ofTable = inside(table, "quoting", part);
    return is(TRUE, ofTable == null ? inside(one, "quoting", part) : ofTable);
  }

  private static boolean isDisabled(YamlMapping element) {
    return is(FALSE, inside(element, "config", "enabled"));
  }

  private static boolean is(List<String> words, @Nullable String text) {
    return text != null && words.contains(text.toLowerCase(Locale.ROOT));
  }

  private static @Nullable String inside(YamlMapping element, String key, String inner) {
    return element.isGiven(key)
        ? element.mapping(key, "\"" + key + "\"").map(map -> map.anyText(inner)).orElse(null)
        : null;
  }

  private ExpectedTable table(
      YamlMapping table, TableReference name, Rules ofSource, SourcePosition at) {
    Rules rules = new Rules(table, TABLE_KEYS);
    rules.unchecked.addAll(0, ofSource.unchecked);
    rules.leaveTestsOfColumns();
    List<ExpectedColumn> columns = new ArrayList<>();
    List<String> primaryKey = new ArrayList<>();
    SourcePosition firstOfKey = at;
    for (YamlMapping column : elements(table, "columns", "a column")) {
      column.require("name");
      String columnName = name(column, "name");
      Rules ofColumn = new Rules(column, COLUMN_KEYS);
      if (columnName != null) {
        SourcePosition place = column.at("name");
        columns.add(ofColumn.column(columnName, type(column, ofColumn), place));
        if (ofColumn.primaryKey) {
          firstOfKey = primaryKey.isEmpty() ? place : firstOfKey;
          primaryKey.add(columnName);
        }
      }
    }
    ExpectedKey key = primaryKey.isEmpty() ? null : new ExpectedKey(primaryKey, false, firstOfKey);
    return new ExpectedTable(
        name, columns, null, new TableRules(false, key, List.of(), rules.unchecked), at);
  }

  private static ExpectedType type(YamlMapping column, Rules rules) {
    String type = column.isGiven("data_type") ? column.text("data_type") : null;
    if (type != null && JINJA.matcher(type).find()) {
      rules.leave("data_type", "it is Jinja, which the plugin does not evaluate");
      type = null;
    }
    return new ExpectedType(type, null);
  }

  /** A name at the server; null, with a problem, if it is not valid. */
  private static @Nullable String name(YamlMapping element, String key) {
    String name = element.text(key);
    if (name == null) {
      return null;
    }
    if (JINJA.matcher(name).find()) {
      element.problem(
          key,
          NameEscaper.CONSOLE.quoted(YamlMapping.shortened(name))
              + " is Jinja, which the plugin does not evaluate; write the name itself, or leave"
              + " the file out and expect the tables in a contract");
      return null;
    }
    try {
      return TableReference.requireName(name);
    } catch (IllegalArgumentException e) {
      element.problem(key, String.valueOf(e.getMessage()));
      return null;
    }
  }

  /** What the tests, the constraints and the other keys of an element say. */
  private final class Rules {
    private final List<ContractKey> unchecked = new ArrayList<>(0);
    private boolean required;
    private boolean unique;
    private boolean primaryKey;

    Rules(YamlMapping element, Set<String> known) {
      for (String key : element.keys()) {
        if (key.equals("freshness")) {
          leaveIfGiven(element, key);
        } else if (!known.contains(key)) {
          leave(key, "the plugin does not know this key of dbt");
        }
      }
      if (element.isGiven("config")) {
        element.mapping("config", "\"config\"").ifPresent(map -> leaveIfGiven(map, "freshness"));
      }
      for (String key : TESTS) {
        for (Node test : element.isGiven(key) ? element.list(key) : List.<Node>of()) {
          test(test);
        }
      }
      for (YamlMapping constraint : elements(element, "constraints", "a constraint")) {
        constraint.require("type");
        String type = constraint.text("type");
        if (type != null && !holds(type)) {
          leave(type, "the plugin does not compare this constraint");
        }
      }
    }

    private void leaveIfGiven(YamlMapping element, String key) {
      if (element.isGiven(key)) {
        leave(key, NEEDS_DATA);
      }
    }

    private void leave(String key, String why) {
      unchecked.add(new ContractKey(key, why));
    }

    /** dbt tests whole tables by expressions and by combinations of columns. */
    private void leaveTestsOfColumns() {
      if (required || unique) {
        leave("not_null or unique", "it is not a test of a column");
      }
    }

    /** Notes what a catalog can show; false if it is something else. */
    private boolean holds(String word) {
      switch (word) {
        case "not_null" -> required = true;
        case "unique" -> unique = true;
        case "primary_key" -> primaryKey = true;
        default -> {
          return false;
        }
      }
      return true;
    }

    private void test(Node test) {
      if (test instanceof ScalarNode scalar) {
        test(scalar.getValue(), null);
        return;
      }
      YamlMapping.of(source, test, "a test")
          .ifPresent(
              map -> {
                String named = map.anyText("test_name");
                String name = named == null ? String.join(", ", map.keys()) : named;
                String limit = limit(map);
                test(name, limit == null && named == null ? limit(map, name) : limit);
              });
    }

    private void test(String name, @Nullable String limit) {
      boolean isOfCatalog = name.equals("not_null") || name.equals("unique");
      if (!isOfCatalog || limit != null) {
        leave(name, isOfCatalog && limit != null ? limit : NEEDS_DATA);
      } else {
        holds(name);
      }
    }

    private static @Nullable String limit(YamlMapping test, String key) {
      return test.isGiven(key) ? test.mapping(key, "a test").map(Rules::limit).orElse(null) : null;
    }

    /** Why a test may pass although not all rows do; null if it may not. */
    private static @Nullable String limit(YamlMapping test) {
      if (isDisabled(test) || is(FALSE, test.anyText("enabled"))) {
        return "the test is disabled";
      } else if (isSet(test, "where")) {
        return "it is about some rows only";
      }
      return isSet(test, "error_if") || isSet(test, "warn_if") ? "it allows exceptions" : null;
    }

    private static boolean isSet(YamlMapping test, String key) {
      return test.isGiven(key) || inside(test, "config", key) != null;
    }

    ExpectedColumn column(String name, ExpectedType type, SourcePosition at) {
      ColumnRules rules =
          unchecked.isEmpty() && !unique
              ? ColumnRules.NONE
              : new ColumnRules(false, false, unique, Map.of(), unchecked);
      return new ExpectedColumn(name, type, required ? true : null, List.of(), null, rules, at);
    }
  }
}
