package io.github.qsmaven.contract;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.lifecycle.LifecycleContext;
import net.jqwik.api.lifecycle.SkipExecutionHook;
import org.jspecify.annotations.Nullable;

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

  static Schema schema(String version) {
    try (InputStream in =
        Files.newInputStream(given().resolve("odcs-json-schema-v" + version + ".json"))) {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2019_09)
          .getSchema(in, InputFormat.JSON);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Path> examples() {
    try (Stream<Path> files = Files.list(given())) {
      return files.filter(file -> file.toString().endsWith(".odcs.yaml")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
