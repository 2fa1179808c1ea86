package io.github.qsmaven.contract;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.lifecycle.LifecycleContext;
import net.jqwik.api.lifecycle.SkipExecutionHook;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The Open Data Contract Standard's own JSON Schemas and examples (github.com/bitol-io/
 * open-data-contract-standard, Apache 2.0): a folder that {@code -Dodcs.schemas} names. Without it,
 * the tests that need it are skipped, and say so.
 */
final class OdcsSchemas implements SkipExecutionHook {
  static final String FOLDER = "odcs.schemas";

  static @Nullable Path folder() {
    String folder = System.getProperty(FOLDER);
    return folder == null ? null : Path.of(folder);
  }

  @Override
  public SkipResult shouldBeSkipped(LifecycleContext context) {
    return folder() == null
        ? SkipResult.skip("-D" + FOLDER + " does not name a folder")
        : SkipResult.doNotSkip();
  }

  private static Path given() {
    Path folder = folder();
    if (folder == null) {
      throw new IllegalStateException(FOLDER + " is not given");
    }
    return folder;
  }

  /** The schema of 3.1.0, which is for 3.0 as well. */
  static Schema schemaOf31() {
    return schema(read(given().resolve("odcs-json-schema-v3.1.0.json")));
  }

  /**
   * The schema of 3.2.0 as it was shortly before the release, with the mistake mended that the
   * release mended: it took a property without a {@code logicalType} for a map and for a vector.
   */
  static Schema schemaOf32() {
    JsonNode schema = read(given().resolve("v3.2.0").resolve("odcs-json-schema-v3.2.0.json"));
    int mended = 0;
    for (JsonNode rule : schema.at("/$defs/SchemaBaseProperty/allOf")) {
      String type = rule.at("/if/properties/logicalType/const").asString("");
      if (type.equals("map") || type.equals("vector")) {
        ((ObjectNode) rule.get("if")).putArray("required").add("logicalType");
        mended++;
      }
    }
    if (mended != 2) {
      throw new IllegalStateException("the schema of 3.2.0 is another one");
    }
    return schema(schema);
  }

  private static JsonNode read(Path file) {
    try {
      return new ObjectMapper().readTree(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Schema schema(JsonNode json) {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2019_09)
        .getSchema(json.toString(), InputFormat.JSON);
  }

  static List<Path> examples() {
    List<Path> examples = new ArrayList<>();
    for (Path folder : List.of(given(), given().resolve("v3.2.0"))) {
      try (Stream<Path> files = Files.list(folder)) {
        files
            .filter(file -> file.toString().endsWith(".odcs.yaml"))
            .sorted()
            .forEach(examples::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return examples;
  }
}
