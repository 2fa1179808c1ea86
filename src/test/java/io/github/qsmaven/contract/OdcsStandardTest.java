package io.github.qsmaven.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import io.github.qsmaven.model.ExpectedColumn;
import io.github.qsmaven.model.ExpectedTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.statistics.Statistics;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Holds the reader against the standard's JSON Schemas of 3.1.0, which is for 3.0 as well, and of
 * 3.2.0: what of the parts that are read the one refuses, the other does too.
 */
@AddLifecycleHook(OdcsSchemas.class)
class OdcsStandardTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final List<String> VALUES =
      List.of(
          "5",
          "1.5",
          "true",
          "false",
          "null",
          "\"x\"",
          "\"true\"",
          "[]",
          "{}",
          "[5]",
          "[null]",
          "[{\"name\":\"x\"}]",
          "[{}]",
          "{\"logicalType\":\"string\"}",
          "{\"name\":\"x\"}",
          "\"v3.0.0\"",
          "\"v3.1.0\"",
          "\"v3.2.0\"",
          "\"v4.0.0\"",
          "\"DataContract\"",
          "\"DataProduct\"",
          "\"string\"",
          "\"date\"",
          "\"timestamp\"",
          "\"time\"",
          "\"number\"",
          "\"integer\"",
          "\"object\"",
          "\"array\"",
          "\"boolean\"",
          "\"map\"",
          "\"vector\"",
          "\"measure\"",
          "\"varchar\"",
          "-1",
          "2",
          "[{\"value\":\"a\"},{\"value\":5,\"label\":\"five\"}]",
          "{\"key\":{\"logicalType\":\"string\"},\"value\":{\"required\":true}}",
          "{\"key\":{}}",
          "{\"key\":{},\"value\":{},\"x\":1}",
          "\"t.c\"",
          "[\"t.c\",\"t.d\"]",
          "[{\"to\":\"t.c\"}]",
          "[{\"to\":[\"t.c\",\"t.d\"],\"type\":\"foreignKey\"}]",
          "[{\"to\":\"schema/t/properties/c\"}]",
          "[{\"to\":\"other.yaml#/schema/t/properties/c\",\"customProperties\":[]}]",
          "[{\"to\":\"other.yml#/schema/t/properties/c\"}]",
          "[{\"to\":\"s.t-1.c\",\"id\":\"r\"}]",
          "[{\"to\":\"c\"}]",
          "[{\"to\":\"t.c\",\"type\":\"parent\"}]",
          "[{\"from\":\"t.c\",\"to\":\"t.d\"}]",
          "[{\"from\":[\"t.c\"],\"to\":[\"t.d\"]}]",
          "[{\"from\":[\"t.c\"],\"to\":\"t.d\"}]",
          "[{\"from\":[],\"to\":[]}]",
          "\"Object\"",
          "[{\"name\":\"x\",\"properties\":[{\"name\":\"y\",\"logicalType\":\"array\",\"items\":"
              + "{\"properties\":[{\"name\":\"z\",\"required\":true}]}}]}]");

  private static final List<String> CONTRACT_KEYS =
      List.of("version", "kind", "apiVersion", "id", "status", "schema");
  private static final List<String> TABLE_KEYS =
      List.of(
          "name",
          "physicalName",
          "physicalType",
          "logicalType",
          "properties",
          "items",
          "relationships",
          "deprecated");
  private static final List<String> COLUMN_KEYS =
      List.of(
          "name",
          "physicalName",
          "physicalType",
          "logicalType",
          "required",
          "properties",
          "items",
          "primaryKey",
          "primaryKeyPosition",
          "unique",
          "partitioned",
          "partitionKeyPosition",
          "relationships",
          "deprecated",
          "semanticType",
          "enum",
          "map");

  private static final List<String> RELATIONSHIP_KEYS = List.of("id", "type", "from", "to");

  /** Lists of tables and columns that the reader passes over; a contract has all but the last. */
  private static final List<String> UNREAD =
      List.of("tags", "customProperties", "authoritativeDefinitions", "quality");

  private final Schema standard31 = OdcsSchemas.schemaOf31();
  private final Schema standard32 = OdcsSchemas.schemaOf32();

  private record Part(ObjectNode node, List<String> keys) {}

  @Example
  void thePublishedExamplesAreReadUnchanged() throws Exception {
    TreeMap<String, String> read = new TreeMap<>();
    for (Path example : OdcsSchemas.examples()) {
      StringBuilder tables = new StringBuilder();
      for (ExpectedTable relation : ContractText.read(Files.readString(example))) {
        tables.append(relation.name().text());
        tables.append(relation.columns().stream().map(ExpectedColumn::name).toList());
      }
      read.put(String.valueOf(example.getFileName()), tables.toString());
    }

    assertThat(read)
        .containsEntry("example-table-column.odcs.yaml", "tbl[rcvr_cntry_code]")
        .containsEntry(
            "example-full-example.odcs.yaml",
            "tbl_1[txn_ref_dt, rcvr_id, rcvr_cntry_code]"
                + "receivers_master[id, country_code, receiver_name, receiver_type]")
        .containsEntry(
            "example-all-data-types.odcs.yaml",
            "transactions_tbl[account_id, txn_ref_date, txn_timestamp, txn_timestamp_tz, txn_time,"
                + " amount, age, is_open, latest_txns, customer_details]")
        .containsEntry(
            "example-deprecated.odcs.yaml", "legacy_orders[order_id, category_id, category]")
        .containsEntry("example-enum.odcs.yaml", "orders[order_id, status, priority, country_code]")
        .containsKeys("example-map.odcs.yaml", "example-measures-and-dimensions.odcs.yaml");
  }

  @Property(tries = 600, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void refusesWhatTheStandardRefusesAndNothingElse(@ForAll("mutants") String contract) {
    JsonNode json = JSON.readTree(contract);
    JsonNode version = json.get("apiVersion");
    boolean newest = version != null && version.isString() && version.asString().equals("v3.2.0");
    List<Error> errors = (newest ? standard32 : standard31).validate(json);
    String refusal = ContractText.refusal(contract);
    boolean refused = !refusal.isEmpty();

    assertThat(refused).as("%s%n%s", errors, refusal).isEqualTo(!errors.isEmpty());

    Statistics.collect(refused ? "refused" : "read");
    Statistics.coverage(
        coverage -> {
          coverage.check("refused").percentage(share -> share > 25);
          coverage.check("read").percentage(share -> share > 10);
        });
  }

  @Property(tries = 100, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void whatIsNotReadMayHoldAnything(@ForAll("withUnreadParts") String contract) {
    assertThat(ContractText.refusal(contract)).isEmpty();
  }

  @Provide
  Arbitrary<String> mutants() {
    List<ObjectNode> contracts = contracts();
    return Arbitraries.randomValue(
        random -> {
          ObjectNode contract = any(random, contracts).deepCopy();
          for (int i = random.nextInt(3); i >= 0; i--) {
            mutate(contract, random);
          }
          return contract.toString();
        });
  }

  @Provide
  Arbitrary<String> withUnreadParts() {
    List<ObjectNode> contracts = contracts();
    return Arbitraries.randomValue(
        random -> {
          ObjectNode contract = any(random, contracts).deepCopy();
          contract.set("servers", JSON.readTree(any(random, VALUES)));
          contract.set("team", JSON.readTree(any(random, VALUES)));
          contract.set("slaProperties", JSON.readTree(any(random, VALUES)));
          for (Part part : parts(contract)) {
            if (part.keys.equals(RELATIONSHIP_KEYS)) {
              continue;
            }
            part.node.set(any(random, UNREAD.subList(0, 3)), JSON.readTree(any(random, VALUES)));
          }
          return contract.toString();
        });
  }

  /** The published ones, and one that nests, without the options that go with a logical type. */
  private static List<ObjectNode> contracts() {
    List<ObjectNode> contracts = new ArrayList<>();
    try {
      for (Path example : OdcsSchemas.examples()) {
        contracts.add((ObjectNode) new YAMLMapper().readTree(Files.readString(example)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    contracts.add((ObjectNode) new YAMLMapper().readTree(OdcsReaderTest.NESTED));
    contracts.add((ObjectNode) new YAMLMapper().readTree(OdcsReaderTest.KEYED));
    contracts.forEach(
        contract ->
            contract
                .findParents("logicalTypeOptions")
                .forEach(parent -> ((ObjectNode) parent).remove("logicalTypeOptions")));
    return contracts;
  }

  private static void mutate(ObjectNode contract, Random random) {
    Part part = any(random, parts(contract));
    List<String> present = new ArrayList<>(new TreeSet<>(part.node.propertyNames()));
    switch (random.nextInt(8)) {
      case 0 -> part.node.remove(any(random, part.keys));
      case 1 -> {
        if (!present.isEmpty()) {
          String key = any(random, present);
          part.node.set(key.substring(0, key.length() - 1), part.node.remove(key));
        }
      }
      case 2 -> part.node.set("column" + random.nextInt(3), JSON.readTree(any(random, VALUES)));
      case 3 -> part.node.set(any(random, UNREAD), JSON.createArrayNode());
      case 4 -> {
        List<ArrayNode> lists = new ArrayList<>();
        for (String key : part.keys) {
          if (part.node.get(key) instanceof ArrayNode list) {
            lists.add(list);
          }
        }
        lists.forEach(list -> list.add(JSON.readTree(any(random, VALUES))));
      }
      default -> part.node.set(any(random, part.keys), JSON.readTree(any(random, VALUES)));
    }
  }

  private static List<Part> parts(ObjectNode contract) {
    List<Part> parts = new ArrayList<>();
    parts.add(new Part(contract, CONTRACT_KEYS));
    if (contract.get("schema") instanceof ArrayNode tables) {
      for (JsonNode table : tables) {
        if (table instanceof ObjectNode node) {
          parts.add(new Part(node, TABLE_KEYS));
          relationships(node, parts);
          columns(node, parts);
        }
      }
    }
    return parts;
  }

  private static void columns(ObjectNode parent, List<Part> parts) {
    if (parent.get("properties") instanceof ArrayNode columns) {
      for (JsonNode column : columns) {
        if (column instanceof ObjectNode node) {
          column(node, parts);
        }
      }
    }
    if (parent.get("items") instanceof ObjectNode items) {
      column(items, parts);
    }
  }

  private static void column(ObjectNode column, List<Part> parts) {
    parts.add(new Part(column, COLUMN_KEYS));
    relationships(column, parts);
    columns(column, parts);
    for (String part : List.of("key", "value")) {
      if (column.at("/map/" + part) instanceof ObjectNode node) {
        column(node, parts);
      }
    }
  }

  private static void relationships(ObjectNode element, List<Part> parts) {
    if (element.get("relationships") instanceof ArrayNode relationships) {
      for (JsonNode relationship : relationships) {
        if (relationship instanceof ObjectNode node) {
          parts.add(new Part(node, RELATIONSHIP_KEYS));
        }
      }
    }
  }

  private static <T> T any(Random random, List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
