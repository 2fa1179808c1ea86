package io.github.qsmaven.contract;

import static io.github.qsmaven.contract.ContractText.HEAD;
import static io.github.qsmaven.contract.ContractText.read;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.ColumnRules;
import io.github.qsmaven.model.ContractKey;
import io.github.qsmaven.model.DeclaredServer;
import io.github.qsmaven.model.ExpectedColumn;
import io.github.qsmaven.model.ExpectedKey;
import io.github.qsmaven.model.ExpectedReference;
import io.github.qsmaven.model.ExpectedTable;
import io.github.qsmaven.model.ExpectedType;
import io.github.qsmaven.model.SourcePosition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OdcsReaderTest {
  static final String NESTED =
      HEAD
          + """
          schema:
            - name: Orders
              physicalName: sales.orders
              physicalType: view
              logicalType: object
              properties:
                - name: id
                  logicalType: integer
                  physicalType: bigint
                  required: true
                - name: placed
                  physicalName: placed_at
                  logicalType: timestamp
                  required: false
                - name: address
                  logicalType: object
                  properties:
                    - name: city
                      physicalType: varchar(80)
                - name: lines
                  logicalType: array
                  items:
                    logicalType: object
                    properties:
                      - {name: sku, required: true}
                - name: note
            - name: empty
          """;

  /** Everything that 3.2 added, and keys. */
  static final String KEYED =
      """
      apiVersion: v3.2.0
      kind: DataContract
      id: shop
      version: 1.0.0
      context: for agents
      servers:
        - {server: prod, type: postgres, host: db.example.com, port: "5432", database: shop,
             schema: crm}
        - {server: files, type: s3, location: s3://bucket}
      schema:
        - name: customers
          physicalName: crm.customers
          id: customers_table
          context: {instructions: none}
          properties:
            - {name: id, id: id_column, physicalName: customer_id, primaryKey: true}
            - {name: country, primaryKey: false, primaryKeyPosition: -1}
        - name: orders
          deprecated: true
          synonyms: [{synonym: purchases}]
          quality: [{metric: rowCount, mustBeGreaterThan: 0}]
          relationships:
            - from: [orders.customer, orders.land]
              to: [customers.id, customers.country]
          properties:
            - name: line
              primaryKey: true
              primaryKeyPosition: 2
            - name: id
              logicalType: integer
              primaryKey: true
              primaryKeyPosition: 1
              deprecated: true
            - name: customer
              unique: true
              relationships:
                - {id: r1, to: schema/customers_table/properties/id_column}
                - {to: audit.log.id, type: foreignKey}
            - {name: land, physicalName: country, semanticType: dimension}
            - name: status
              logicalType: string
              logicalTypeOptions: {maxLength: 20, pattern: "[a-z]*"}
              enum: [{value: open}, {value: done, label: Done}]
            - name: attributes
              logicalType: map
              map: {key: {logicalType: string}, value: {logicalType: integer}}
            - name: embedding
              logicalType: vector
              logicalTypeOptions: {dimensions: 3, distanceMetric: cosine}
      """;

  private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(String text) {
    return assertThatThrownBy(() -> read(text)).isInstanceOf(CannotCheckException.class);
  }

  private static List<ExpectedColumn> columns(String columns) throws CannotCheckException {
    return read(HEAD + "schema:\n- name: t\n  properties:\n" + columns).get(0).columns();
  }

  private static SourcePosition at(int line, int column) {
    return new SourcePosition("a.odcs.yaml", line, column);
  }

  @Test
  void aNameInWhichCharactersWereLostIsTold() throws Exception {
    String text =
        """
        # \uD83D\uDE00
        schema:
          - name: gr\uFFFDe
            description: \uFFFD
            properties:
              - name: \uFFFD label
                physicalName: id
              - {name: x, physicalName: "a\uFFFD"}
        """;
    assertRefused(HEAD + text)
        .hasMessageContainingAll("2 problems", ":8:11: \"name\": char", ":13:33: ", "lost");

    String escaped = text.replace("gr\uFFFDe", "\"gr\\uFFFDe\"").replace("a\uFFFD", "a\\uFFFD");
    assertThat(read(HEAD + escaped).get(0).name().text()).isEqualTo("gr\uFFFDe");
    assertThat(read(HEAD + escaped).get(0).columns()).hasSize(2);
  }

  @Test
  void aTableIsReadWithItsNameAtTheServerItsTypeAndItsPlace() throws Exception {
    List<ExpectedTable> relations = read(NESTED);

    assertThat(relations).hasSize(2);
    assertThat(relations.get(0).name().text()).isEqualTo("sales.orders");
    assertThat(relations.get(0).physicalType()).isEqualTo("view");
    assertThat(relations.get(0).at()).isEqualTo(at(8, 19));
    assertThat(relations.get(1).name().text()).isEqualTo("empty");
    assertThat(relations.get(1).columns()).isEmpty();
    assertThat(relations.get(1).physicalType()).isNull();
  }

  @Test
  void aColumnIsReadWithItsNameAtTheServerItsTypeAndItsPlace() throws Exception {
    assertThat(read(NESTED).get(0).columns())
        .startsWith(
            new ExpectedColumn(
                "id", new ExpectedType("bigint", "integer"), true, List.of(), null, at(12, 15)),
            new ExpectedColumn(
                "placed_at",
                new ExpectedType(null, "timestamp"),
                false,
                List.of(),
                null,
                at(17, 23)))
        .endsWith(
            new ExpectedColumn(
                "note", new ExpectedType(null, null), null, List.of(), null, at(31, 15)));
  }

  @Test
  void structsAndArraysAreReadToAnyDepth() throws Exception {
    List<ExpectedColumn> columns = read(NESTED).get(0).columns();
    ExpectedColumn items = requireNonNull(columns.get(3).items());

    assertThat(columns.get(2).fields()).extracting(ExpectedColumn::name).containsExactly("city");
    assertThat(items.name()).isEmpty();
    assertThat(items.type().logicalType()).isEqualTo("object");
    assertThat(items.fields())
        .extracting(ExpectedColumn::name, ExpectedColumn::required)
        .containsExactly(tuple("sku", true));
  }

  @Test
  void aContractWithoutTablesDemandsNothing() throws Exception {
    assertThat(read(HEAD)).isEmpty();
    assertThat(read(HEAD + "schema: []")).isEmpty();
  }

  @Test
  void everythingThatIsWrongIsToldInOneGoFromTopToBottom() {
    assertRefused(
            """
            apiVersion: v3.1.0
            kind: DataContract
            id: 17
            status: active
            shema: []
            schema:
              - name: orders
                propertys: []
                properties:
                  - name: id
                    logicalType: strng
                    required: yes
                  - physicalType: 5
                  - note
            """)
        .hasMessage(
            """
            Cannot read the contract: 9 problems:

              a.odcs.yaml:1:1: a contract must have the key "version"
              a.odcs.yaml:3:5: "id" must be a string, not the number 17; write it in quotes
              a.odcs.yaml:5:1: a contract has no key "shema"; did you mean schema?
              a.odcs.yaml:8:5: a table has no key "propertys"; did you mean properties?
              a.odcs.yaml:11:22: "logicalType" cannot be "strng"; did you mean string?
              a.odcs.yaml:12:19: "required" must be true or false, not the string "yes", without quotes
              a.odcs.yaml:13:9: a column must have the key "name"
              a.odcs.yaml:13:23: "physicalType" must be a string, not the number 5; write it in quotes
              a.odcs.yaml:14:9: a column must be a mapping of keys to values, not a single value

            What to do: correct it.""");
  }

  @Test
  void twentyProblemsAreShownTheOthersCounted() {
    StringBuilder text = new StringBuilder(HEAD);
    for (int i = 0; i < 33; i++) {
      text.append("key").append(i).append(": 1\n");
    }

    assertRefused(text.toString())
        .hasMessageContainingAll(": 33 problems:", "\"key19\"", "... and 13 more")
        .hasMessageNotContaining("\"key20\"");
  }

  @Test
  void equalProblemsAreToldOnceWithAllTheirLines() {
    String head = HEAD + "schema:\n- name: t\n  properties:\n";

    assertRefused(head + "  - {name: a, requird: true}\n".repeat(3))
        .hasMessageContainingAll(
            "3 problems",
            "9:15: a column has no key \"requird\"",
            "required? (also in lines 10, 11)")
        .hasMessageNotContaining("10:15");
    assertRefused(head + "  - {name: a, requird: true}\n".repeat(30))
        .hasMessageContainingAll("30 problems", "(also in lines 10, 11, ", ", 19 and 19 more)")
        .hasMessageNotContaining("...");
    assertRefused(head + "  - {name: a, requird: true}\n".repeat(3000))
        .hasMessageContainingAll("3000 problems", "and 989 more)", "... and 2000 more");
  }

  @Test
  void whatAVersionAddedIsReadWithKeysReferencesAndServers() throws Exception {
    OdcsContract contract = OdcsReader.read(new SourceText("a.odcs.yaml", KEYED), new Problems());

    assertThat(contract.version()).isEqualTo(OdcsVersion.V3_2);
    assertThat(contract.names()).containsExactlyInAnyOrder("customers", "orders");
    assertThat(contract.servers())
        .extracting(DeclaredServer::type, DeclaredServer::host, DeclaredServer::port)
        .containsExactly(tuple("postgres", "db.example.com", "5432"), tuple("s3", null, null));
    assertThat(contract.servers().get(0).database()).isEqualTo("shop");
    ExpectedTable customers = contract.tables().get(0);
    assertThat(customers.rules().primaryKey())
        .isEqualTo(new ExpectedKey(List.of("customer_id"), false, at(16, 49)));
    ExpectedTable orders = contract.tables().get(1);
    assertThat(requireNonNull(orders.rules().primaryKey()).columns()).containsExactly("id", "line");
    assertThat(requireNonNull(orders.rules().primaryKey()).ordered()).isTrue();
    assertThat(orders.rules().deprecated()).isTrue();
    assertThat(orders.rules().unchecked()).extracting(ContractKey::name).containsExactly("quality");
    assertThat(orders.rules().references())
        .extracting(
            ExpectedReference::columns,
            reference -> reference.table().text(),
            ExpectedReference::referencedColumns)
        .containsExactlyInAnyOrder(
            tuple(
                List.of("customer", "country"), "crm.customers", List.of("customer_id", "country")),
            tuple(List.of("customer"), "crm.customers", List.of("customer_id")),
            tuple(List.of("customer"), "audit.log", List.of("id")));
    Map<String, ColumnRules> rules = new HashMap<>();
    orders.columns().forEach(column -> rules.put(column.name(), column.rules()));
    assertThat(rules.get("line")).isSameAs(ColumnRules.NONE);
    assertThat(rules.get("id")).isEqualTo(new ColumnRules(true, false, false, Map.of(), List.of()));
    assertThat(requireNonNull(rules.get("customer")).unique()).isTrue();
    assertThat(requireNonNull(rules.get("country")).derived()).isTrue();
    assertThat(requireNonNull(rules.get("status")).options())
        .isEqualTo(Map.of("maxLength", "20", "pattern", "[a-z]*"));
    assertThat(requireNonNull(rules.get("status")).unchecked())
        .extracting(ContractKey::name)
        .containsExactly("enum");
    assertThat(requireNonNull(rules.get("attributes")).unchecked())
        .extracting(ContractKey::name)
        .containsExactly("map");
    assertThat(requireNonNull(rules.get("embedding")).options())
        .isEqualTo(Map.of("dimensions", "3"));
  }

  @Test
  void anEarlierContractIsToldWhatOnlyALaterVersionHas() {
    assertRefused(KEYED.replace("v3.2.0", "v3.1.0"))
        .hasMessageContainingAll(
            "a contract must have the key \"status\"",
            "the key \"context\" is new in ODCS 3.2; write apiVersion: v3.2.0",
            "the key \"deprecated\" is new in ODCS 3.2",
            "the logicalType map is new in ODCS 3.2",
            "a reference such as \"audit.log.id\" is new in ODCS 3.2");
  }

  @ParameterizedTest
  @CsvSource({
    "'[{a: 1, a: 2}]', 1",
    "'[5, {type: kafka}, {host: [x], port: {}, database: null}]', 2",
    "'{prod: {type: postgres}}', 0",
  })
  void serversAreNotValidated(String servers, int count) throws Exception {
    Problems problems = new Problems();
    SourceText text = new SourceText("a.odcs.yaml", HEAD + "servers: " + servers);

    assertThat(OdcsReader.read(text, problems).servers()).hasSize(count);
    assertThat(problems.count()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "'{name: a, primaryKey: true, primaryKeyPosition: 1}, {name: b, primaryKey: true}'",
    "'{name: a, primaryKey: true, primaryKeyPosition: 1},"
        + " {name: b, primaryKey: true, primaryKeyPosition: 1}'",
  })
  void positionsThatContradictEachOtherGiveNoOrder(String columns) throws Exception {
    ExpectedTable table = read(HEAD + "schema: [{name: t, properties: [" + columns + "]}]").get(0);

    assertThat(requireNonNull(table.rules().primaryKey()).ordered()).isFalse();
    assertThat(table.rules().unchecked())
        .extracting(ContractKey::name)
        .containsExactly("primaryKeyPosition");
  }

  @ParameterizedTest
  @CsvSource({
    "'{to: other.yaml#/schema/x/properties/y}', it refers to another contract",
    "'{to: schema/x/properties/y}', it does not name a column",
    "'{to: team/x/properties/y}', it does not name a column",
    "'{to: [t.a, u.b]}', it does not name a column",
    "'{to: [u.a, u.b]}', as many columns",
  })
  void aReferenceThatCannotBeResolvedIsNotChecked(String relationship, String why)
      throws Exception {
    ExpectedTable table =
        read(HEAD
                + "schema: [{name: t, properties: [{name: a, relationships: ["
                + relationship
                + "]}]}]")
            .get(0);

    assertThat(table.rules().references()).isEmpty();
    assertThat(table.rules().unchecked())
        .singleElement()
        .satisfies(
            key -> {
              assertThat(key.name()).isEqualTo("relationships");
              assertThat(key.why()).contains(why);
            });
  }

  @Test
  void aNameThatTwoTablesHaveMeansTheOneThatHasItAtTheServer() throws Exception {
    String tables =
        """
        schema:
        - {name: o, physicalName: sales.o, properties: [{name: a}]}
        - {name: o, properties: [{name: a}]}
        - {name: t, properties: [{name: a, relationships: [{to: o.a}]}]}
        """;

    assertThat(read(HEAD + tables).get(2).rules().references())
        .extracting(reference -> reference.table().text())
        .containsExactly("o");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "dataContractSpecification: 1.1.0 | this is a file of the Data Contract Specification"
            + " (dataContractSpecification), not of ODCS, and this plugin reads ODCS 3.0, 3.1 and"
            + " 3.2; convert it with datacontract-cli: datacontract export --format odcs",
        "apiVersion: v2.2.2 | this is a contract of ODCS v2.2.2, and this plugin reads",
        "apiVersion: 2.2 | this is a contract of ODCS 2.2, and",
        "quantumName: shop | this is a contract of ODCS 2.x without apiVersion (it has the key"
            + " \"quantumName\"), and this plugin reads ODCS 3.0, 3.1 and 3.2; rename its keys",
        "apiVersion: v4.0.0 | this is a contract of ODCS v4.0.0, which is newer than this plugin",
        "apiVersion: v3.9.0 | which is newer than this plugin, and this plugin reads ODCS 3.0",
        "apiVersion: 3.1.0 | \"apiVersion\" cannot be \"3.1.0\", and this plugin reads ODCS 3.0,"
            + " 3.1 and 3.2; write v3.1.0",
        "apiVersion: 3.1 | write v3.1.0",
        "apiVersion: v3.1 | write v3.1.0",
        "apiVersion: v3.0.3 | did you mean v3.0.0",
        "apiVersion: [v3.1.0] | must be a string, not a list",
      })
  void aFileOfAnotherFormatIsToldInOneSentence(String line, String problem) {
    assertRefused(line + "\nkind: virtualDataset\nmodels: {}\ninfo: {}\n")
        .hasMessageContainingAll(": 1 problem:", problem);
  }

  @ParameterizedTest
  @ValueSource(strings = {"v2.2.2", "v4.0.0", "3.1.0"})
  void anotherVersionIsToldWithTheKnownOnesAndNothingElseIsHeldAgainstIt(String version) {
    assertRefused("apiVersion: " + version + "\ndataset: []\n")
        .hasMessageContainingAll(": 1 problem:", "1:13", version, "v3.");
  }

  @Test
  void theVersionMayStandAtTheEnd() throws Exception {
    assertThat(read("schema: [{name: t}]\n" + HEAD)).hasSize(1);
    assertRefused("schema: [{nam: t}, 5]\n" + HEAD).hasMessageContaining(": 3 problems:");
    assertRefused("schema: [{nam: t}, 5]\napiVersion: v2.2.2\n")
        .hasMessageContainingAll(": 1 problem:", "2:13");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "servers: [{schema: [5]}]\nschema: [{name: t}]",
        "schema: &all [{name: t}]\ntags: *all",
        "tags: &all [{name: t}]\nschema: *all",
        "schema: !!seq [{name: t}]",
      })
  void theTablesAreThoseOfTheContractHoweverTheyAreGiven(String schema) throws Exception {
    assertThat(read(HEAD + schema))
        .extracting(relation -> relation.name().text())
        .containsExactly("t");
  }

  @ParameterizedTest
  @CsvSource({
    "'schema: {name: t}', '\"schema\" must be a list, not a mapping'",
    "'schema: !own [{name: t}]', 'not a value with the tag \"!own\"'",
    "'schema:', not an empty value",
  })
  void theTablesAreAList(String schema, String problem) {
    assertRefused(HEAD + schema).hasMessageContainingAll(": 1 problem:", "6:", problem);
  }

  @Test
  void aContractIsAMapping() {
    assertRefused("- schema: [5]\n")
        .hasMessageContainingAll(": 1 problem:", "1:1: a contract must be a mapping");
  }

  @Test
  void anotherKindIsToldWithTheKnownOne() {
    assertRefused("apiVersion: v3.1.0\nkind: Pod\n")
        .hasMessageContainingAll(": 1 problem:", "\"kind\" cannot be \"Pod\"", "DataContract");
  }

  @ParameterizedTest
  @CsvSource({
    "properties, '[{name: x}]', string",
    "items, '{}', object",
    "items, '{}', string",
  })
  void onlyObjectsHaveFieldsAndOnlyArraysHaveItems(String key, String value, String type) {
    assertThatThrownBy(
            () -> columns("  - name: c\n    logicalType: " + type + "\n    " + key + ": " + value))
        .hasMessageContainingAll("11:5", key, "not allowed here", type);
  }

  @Test
  void aKeyThatIsGivenTwiceIsToldWithTheLineOfTheFirst() {
    assertRefused(HEAD + "schema:\n- name: a\n  name: b\n")
        .hasMessageContaining("8:3: the key \"name\" was already given in line 7");
  }

  @ParameterizedTest
  @CsvSource({
    "'name:', not an empty value",
    "'name: [a]', not a list",
    "'name: {a: b}', not a mapping",
    "'name: true', 'not true; write it in quotes'",
    "'name: !x y', not a value with the tag",
    "'name: \"\"', a name is empty",
    "'name: \"a\\0\"', the character NUL",
    "'name: \"a\\ud800\"', surrogate",
  })
  void aNameIsAText(String name, String problem) {
    assertRefused(HEAD + "schema:\n- " + name).hasMessageContainingAll("7:", problem);
  }

  @Test
  void anEmptyPhysicalNameOrTypeSaysNothing() throws Exception {
    ExpectedColumn column =
        columns("  - name: a\n    physicalName: ''\n    physicalType: ''\n").get(0);

    assertThat(column.name()).isEqualTo("a");
    assertThat(column.type().physicalType()).isNull();
  }

  @Test
  void namesAreTextsAsWrittenNotTruthValuesNumbersOrDates() throws Exception {
    assertThat(columns("  - name: no\n  - name: 2024-01-01\n  - name: '5'\n  - name: !!str 5\n"))
        .extracting(ExpectedColumn::name)
        .containsExactly("no", "2024-01-01", "5", "5");
  }

  @ParameterizedTest
  @CsvSource({"true, true", "True, true", "FALSE, false"})
  void truthValuesAreThoseOfYaml(String written, boolean required) throws Exception {
    assertThat(columns("  - name: a\n    required: " + written).get(0).required())
        .isEqualTo(required);
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes", "on", "1", "'true'", "!!bool x", "[]", ""})
  void othersAreNone(String written) {
    assertThatThrownBy(() -> columns("  - name: a\n    required: " + written))
        .hasMessageContaining("\"required\" must be true or false, not ");
  }

  @Test
  void aKeyIsAText() {
    assertRefused(HEAD + "schema:\n- name: t\n  ? [a]\n  : b\n")
        .hasMessageContaining("8:5: a key must be a string, not a list");
  }

  @Test
  void columnsCanBeSharedByAnchorsAliasesAndMergeKeys() throws Exception {
    List<ExpectedTable> relations =
        read(
            HEAD
                + """
                schema:
                - name: a
                  properties:
                  - &audit {name: created_at, physicalType: timestamp}
                - name: b
                  properties:
                  - *audit
                  - <<: *audit
                    name: changed_at
                """);

    assertThat(relations.get(1).columns())
        .extracting(ExpectedColumn::name, column -> column.type().physicalType())
        .containsExactly(tuple("created_at", "timestamp"), tuple("changed_at", "timestamp"));
  }

  @Test
  void whatIsNotReadMayHoldAnything() throws Exception {
    assertThat(
            read(
                HEAD
                    + """
                    servers: [{password: hunter2, ? [a] : b, x: 1, x: 2}]
                    team: !!binary x
                    customProperties: !own {a: 1}
                    schema:
                    - name: t
                      quality: 5
                      properties:
                      - {name: c, quality: !x {}, examples: maybe, transformLogic: [], tags: 5}
                    """))
        .hasSize(1);
  }

  @Test
  void noLineOfTheFileIsQuotedIfItIsNoYaml() {
    assertRefused(HEAD + "servers:\n- password: hunter2: x\n")
        .hasMessageContainingAll("7:20", "not valid YAML")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void commandsOfCiServersAndLineFeedsAreEscaped() {
    assertRefused(HEAD + "\"a\\n::error::\": 1\n")
        .hasMessageNotContaining("::error::")
        .hasMessageContaining("a\\n:");
  }

  @Test
  void aVeryLongValueIsCut() {
    assertRefused("apiVersion: " + "v".repeat(100_000))
        .satisfies(e -> assertThat(requireNonNull(e.getMessage())).hasSizeLessThan(500));
  }
}
