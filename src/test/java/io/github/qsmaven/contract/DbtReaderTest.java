package io.github.qsmaven.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qsmaven.files.BaseFolder;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.ContractKey;
import io.github.qsmaven.model.ExpectedColumn;
import io.github.qsmaven.model.ExpectedKey;
import io.github.qsmaven.model.ExpectedTable;
import io.github.qsmaven.model.ExpectedType;
import io.github.qsmaven.model.SourcePosition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DbtReaderTest {
  private static final String FILE = "models/sources.yml";

  @TempDir Path folder;

  private Contracts.Contents read(String yaml) throws Exception {
    Path file = folder.resolve(FILE);
    Files.createDirectories(file.resolveSibling("."));
    Files.writeString(file, yaml);
    return new Contracts(new BaseFolder(folder)).read(List.of("models/**/*.yml"));
  }

  /** The only table of a source, of which the rest of the text is a table. */
  private ExpectedTable table(String text) throws Exception {
    List<ExpectedTable> tables =
        read("sources:\n- name: s\n  tables:\n  - name: t\n" + text.indent(4)).tables();
    assertThat(tables).hasSize(1);
    return tables.get(0);
  }

  private ExpectedColumn column(String text) throws Exception {
    return table("columns:\n- name: c\n" + text.indent(2)).columns().get(0);
  }

  private static List<String> names(List<ContractKey> keys) {
    return keys.stream().map(ContractKey::name).toList();
  }

  @Test
  void tablesAndColumnsAreExpectedWhereTheyAreWritten() throws Exception {
    List<ExpectedTable> tables =
        read("""
                version: 2
                models:
                  - name: ignored
                sources:
                  - name: shop
                    schema: raw
                    database: "{{ env_var('DB') }}"
                    tables:
                      - name: orders
                        identifier: orders_v2
                        description: "{{ doc('orders') }}"
                        columns:
                          - name: id
                            data_type: bigint
                            tests: [not_null, unique]
                          - name: note
                  - name: public
                    tables:
                      - name: customers
                """)
            .tables();

    assertThat(tables)
        .extracting(table -> table.name().text() + " " + table.at())
        .containsExactly(
            "raw.orders_v2 models/sources.yml:10:21", "public.customers models/sources.yml:19:15");
    ExpectedColumn id = tables.get(0).columns().get(0);
    assertThat(id.name()).isEqualTo("id");
    assertThat(id.type()).isEqualTo(new ExpectedType("bigint", null));
    assertThat(id.required()).isTrue();
    assertThat(id.rules().unique()).isTrue();
    assertThat(id.at()).isEqualTo(new SourcePosition(FILE, 13, 19));
    ExpectedColumn note = tables.get(0).columns().get(1);
    assertThat(note.type()).isEqualTo(new ExpectedType(null, null));
    assertThat(note.required()).isNull();
    assertThat(note.rules().unique()).isFalse();
    assertThat(tables.get(0).rules().unchecked()).isEmpty();
    assertThat(id.rules().unchecked()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a    | b    |                                   | a.b",
        "a.x  | b    |                                   | \"a.x\".\"b\"",
        "a    | b.x  |                                   | \"a\".\"b.x\"",
        "a    | b    | {schema: true, identifier: true}  | \"a\".\"b\"",
        "a    | b    | {schema: yes, identifier: On}     | \"a\".\"b\"",
        "a    | b    | {schema: true}                    | a.b",
        "a    | b    | {schema: true, identifier: false} | a.b",
      })
  void aNameIsOneOfSchemaAndTable(String schema, String table, String quoting, String expected)
      throws Exception {
    String quoted = quoting == null ? "" : "  quoting: " + quoting + "\n";

    assertThat(
            read("sources:\n- name: "
                    + schema
                    + "\n"
                    + quoted
                    + "  tables: [{name: "
                    + table
                    + "}]")
                .tables())
        .extracting(read -> read.name().text())
        .containsExactly(expected);
  }

  @Test
  void aTableMayTurnOffTheQuotesOfItsSource() throws Exception {
    assertThat(
            read("""
                    sources:
                    - name: a
                      quoting: {schema: true, identifier: true}
                      tables: [{name: b, quoting: {identifier: false}}, {name: c}]
                    """)
                .tables())
        .extracting(table -> table.name().text())
        .containsExactly("a.b", "\"a\".\"c\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tests: [not_null]",
        "data_tests: [not_null]",
        "data_tests: [{not_null: {name: n}}]",
        "data_tests: [{not_null: {config: {severity: warn}}}]",
        "data_tests: [{test_name: not_null}]",
        "constraints: [{type: not_null}]",
      })
  void aColumnIsRequired(String text) throws Exception {
    assertThat(column(text).required()).isTrue();
    assertThat(column(text.replace("not_null", "unique")).rules().unique()).isTrue();
    assertThat(column(text.replace("not_null", "unique")).required()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tests: [{not_null: {where: a > 1}}]              | not_null",
        "tests: [{not_null: {config: {where: a > 1}}}]    | not_null",
        "tests: [{test_name: not_null, config: {where: a}}] | not_null",
        "tests: [{not_null: {config: {enabled: false}}}]  | not_null",
        "tests: [{not_null: {enabled: no}}]               | not_null",
        "tests: [{unique: {config: {error_if: '>10'}}}]   | unique",
        "tests: [{not_null: {warn_if: '>10'}}]            | not_null",
        "tests: [{test_name: unique, config: {enabled: false}}] | unique",
        "tests: [{accepted_values: {values: [a]}}]        | accepted_values",
        "tests: ['dbt_utils.not_empty_string']            | dbt_utils.not_empty_string",
        "constraints: [{type: check, expression: a}]      | check",
        "data_type: '{{ dbt.type_string() }}'             | data_type",
        "data_typ: text                                   | data_typ",
      })
  void whatNoCatalogShowsIsNotChecked(String text, String key) throws Exception {
    ExpectedColumn column = column(text);

    assertThat(names(column.rules().unchecked())).containsExactly(key);
    assertThat(column.required()).isNull();
    assertThat(column.rules().unique()).isFalse();
    assertThat(column.type().physicalType()).isNull();
  }

  @Test
  void keysOfTablesAndOfTheirSourceAreNotCheckedOnce() throws Exception {
    Contracts.Contents read =
        read(
            """
            sources:
            - name: s
              freshness: {warn_after: {count: 1, period: day}}
              config: {freshness: null, meta: {a: b}}
              data_tests: [not_null]
              tables:
              - name: t
                colums: [{name: a}]
                tests: [{unique: {column_name: a}}]
                config: {freshness: {warn_after: {count: 1, period: day}}}
            """);

    assertThat(names(read.tables().get(0).rules().unchecked()))
        .containsExactly(
            "freshness", "not_null or unique", "colums", "freshness", "not_null or unique");
  }

  @Test
  void theColumnsOfAPrimaryKeyHaveNoOrder() throws Exception {
    ExpectedTable table =
        table(
            """
            columns:
            - name: a
              constraints: [{type: primary_key}]
            - name: b
              constraints: [{type: primary_key}, {type: not_null}]
            """);

    assertThat(table.rules().primaryKey())
        .isEqualTo(new ExpectedKey(List.of("a", "b"), false, new SourcePosition(FILE, 6, 13)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sources:\n- name: s\n  config: {enabled: false}\n  tables: [{name: t}]",
        "sources:\n- name: s\n  tables: [{name: t, config: {enabled: No}}]",
        "sources:\n- name: s",
        "sources:\n- name: s\n  tables:",
      })
  void aTableThatDbtDoesNotUseIsNotExpected(String yaml) throws Exception {
    Contracts.Contents read = read(yaml);

    assertThat(read.tables()).isEmpty();
    assertThat(read.withoutSources()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"version: 2\nmodels:\n- name: a", "sources: []", "sources:", "macros: []"})
  void aFileWithoutSourcesIsSkipped(String yaml) throws Exception {
    assertThat(read(yaml).withoutSources()).containsExactly(FILE);
    assertThat(read(yaml).tables()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "schema: '{{ var(\"raw\") }}'          | 3:11: \"schema\": \"{{ var(\"raw\") }}\" is Jinja",
        "tables: [{name: '{% if a %}'}]        | 3:19: \"name\": \"{% if a %}\" is Jinja",
        "tables: [{name: a, identifier: '{#'}] | 3:34: \"identifier\": \"{#\" is Jinja",
        "tables: [{}]                          | a table must have the key \"name\"",
        "tables: [{name: 1}]                   | \"name\" must be a string",
        "tables: [{name: \"\\0\"}]             | a name contains the character NUL",
        "tables: {a: b}                        | \"tables\" must be a list",
        "tables: [{name: a, columns: [b]}]     | a column must be a mapping",
        "tables: [{name: a, columns: [{name: '{{a}}'}]}] | \"name\": \"{{a}}\" is Jinja",
        "tables: [{name: a, columns: [{name: b, tests: c}]}] | \"tests\" must be a list",
        "tables: [{name: a, columns: [{name: b, tests: [[]]}]}] | a test must be a mapping",
        "tables: [{name: a, columns: [{name: b, data_type: [c]}]}] | \"data_type\" must be a string",
        "tables: [{name: a, columns: [{name: b, constraints: [{typ: not_null}]}]}] | a constraint must have the key \"type\"",
        "quoting: true                         | \"quoting\" must be a mapping",
      })
  void whatCannotBeReadHasItsPlace(String text, String problem) {
    String tables = text.startsWith("tables") ? "" : "\n  tables: [{name: t}]";

    assertThatThrownBy(() -> read("sources:\n- name: s\n  " + text + tables))
        .isInstanceOfSatisfying(
            CannotCheckException.class, e -> assertThat(e.problem()).contains(FILE + ":", problem))
        .hasMessageContaining("Cannot read the contract");
  }

  @ParameterizedTest
  @ValueSource(strings = {"apiVersion: v3.1.0", "kind: DataContract", "schema: []"})
  void aFileWithAKeyOfContractsIsOne(String key) {
    assertThatThrownBy(() -> read(key + "\nsources: []"))
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContaining("a contract must have the key");
  }

  @Test
  void aContractAndSourcesAddUp() throws Exception {
    Files.writeString(
        folder.resolve("a.odcs.yaml"), ContractText.HEAD + "schema:\n- name: orders\n");
    Files.writeString(
        folder.resolve("b.yml"), "sources:\r\n- name: raw\r\n  tables:\r\n  - name: orders\r\n");

    assertThat(new Contracts(new BaseFolder(folder)).read(List.of("a.odcs.yaml", "*.yml")).tables())
        .extracting(table -> table.name().text())
        .containsExactly("orders", "raw.orders");
  }
}
