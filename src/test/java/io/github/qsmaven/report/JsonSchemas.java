package io.github.qsmaven.report;

import static java.util.Objects.requireNonNull;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;

/** The schemas of the JSON reports. */
public final class JsonSchemas {
  private JsonSchemas() {}

  /**
   * Reads a schema of draft 2020-12.
   *
   * @param resource the name of its file beside {@link CheckReport}
   * @throws IOException if it cannot be read
   */
  public static Schema of(String resource) throws IOException {
    try (InputStream in =
        requireNonNull(CheckReport.class.getResourceAsStream(resource), resource)) {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(in, InputFormat.JSON);
    }
  }
}
