package io.github.qsmaven.types;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qsmaven.model.ColumnType;
import io.github.qsmaven.model.ColumnType.Identity;
import io.github.qsmaven.model.ColumnType.Kind;
import io.github.qsmaven.model.TypeShape;
import io.github.qsmaven.types.CanonicalType.Parts;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CanonicalTypeTest {
  private static ColumnType type(
      String spelling, Kind kind, String schema, String name, @Nullable ColumnType inner) {
    return new ColumnType(
        spelling,
        TypeShape.SCALAR,
        true,
        new Identity(kind, schema, name, false, List.of(), inner));
  }

  private static String text(ColumnType type) {
    return new CanonicalType(type).text();
  }

  @Test
  void dependsOnNoSearchPath() {
    for (String spelling : List.of("geometry(Point,4326)", "public.geometry(Point,4326)")) {
      ColumnType geometry = type(spelling, Kind.OTHER, "public", "geometry", null);
      assertThat(text(geometry)).isEqualTo("public.geometry(Point,4326)");
      assertThat(text(type(spelling + "[]", Kind.ARRAY, "public", "_geometry", geometry)))
          .isEqualTo("public.geometry(Point,4326)[]");
    }
    for (String spelling : List.of("\"a.b(\"\"c\"", "\"My Schema\".\"a.b(\"\"c\"")) {
      assertThat(text(type(spelling, Kind.ENUM, "My Schema", "a.b(\"c", null)))
          .isEqualTo("\"My Schema\".\"a.b(\"\"c\"");
    }
    assertThat(text(type("\"order\"", Kind.ENUM, "public", "order", null)))
        .isEqualTo("public.order");
    for (String spelling : List.of("uuid", "pg_catalog.uuid")) {
      assertThat(text(type(spelling, Kind.BUILT_IN, "pg_catalog", "", null))).isEqualTo("uuid");
    }
    assertThat(text(type("numeric(10,2)", Kind.BUILT_IN, "pg_catalog", "", null)))
        .isEqualTo("numeric(10,2)");
  }

  @Test
  void namesOfTheServerDoNotCount() {
    assertThat(text(new ColumnType("luma_midvalues_web", TypeShape.STRUCT))).isEqualTo("struct");
    assertThat(text(new ColumnType("anymap", TypeShape.MAP))).isEqualTo("anymap");
    assertThat(text(ColumnType.UNREPORTED)).isEmpty();
  }

  @Test
  void splitsNames() {
    assertThat(Parts.of("a.b(1)")).isEqualTo(new Parts("a", "b", "(1)"));
    assertThat(Parts.of("numeric(1,2)")).isEqualTo(new Parts("", "numeric", "(1,2)"));
    assertThat(Parts.of("\"a\"\".\".\"\"\"\"")).isEqualTo(new Parts("a\".", "\"", ""));
    assertThat(Parts.of("a.\"b")).isNull();
    assertThat(Parts.of("a.")).isEqualTo(new Parts("a", "", ""));
    assertThat(CanonicalType.plain("a.\"B c\"(3)[][]")).isEqualTo("a.\"B c\"");
    assertThat(CanonicalType.plain("time(3) with time zone")).isEqualTo("time(3) with time zone");
  }
}
