package io.github.qsmaven.types;

import static io.github.qsmaven.types.TypeVerdict.MATCH;
import static io.github.qsmaven.types.TypeVerdict.UNKNOWN;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.qsmaven.model.ColumnType;
import io.github.qsmaven.model.ExpectedType;
import io.github.qsmaven.model.TypeShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Compares {@code docs/types.md} and {@code docs/type-names.md} with the code. Where they differ,
 * the failure shows what should be below the heading; line breaks are free.
 */
class TypesPageTest {
  private static final Map<TypeVerdict, String> WORDS =
      Map.of(MATCH, "match", TypeVerdict.MISMATCH, "mismatch", UNKNOWN, "unknown");

  private static String page;

  @BeforeAll
  static void read() throws IOException {
    page =
        Files.readString(Path.of("docs", "types.md"))
            + Files.readString(Path.of("docs", "type-names.md"));
  }

  /** The text between two comments, below the head of a table, with spaces for line breaks. */
  private static String section(String name) {
    String start = "<!-- " + name + " -->";
    assertThat(page).containsOnlyOnce(start);
    String rest = page.substring(page.indexOf(start) + start.length());
    String section = rest.substring(0, rest.indexOf("<!-- end -->"));
    String ruler = "--- |\n";
    int head = section.contains(ruler) ? section.indexOf(ruler) + ruler.length() : 0;
    return section.substring(head).strip().replaceAll("\\s+", " ");
  }

  private static String code(Stream<String> spellings) {
    return spellings.map(spelling -> '`' + spelling + '`').collect(joining(", "));
  }

  private static String names(Stream<BuiltInType> types) {
    String names = code(types.map(type -> type.spellings().get(0)));
    return names.isEmpty() ? "no built-in type" : names;
  }

  private static Stream<BuiltInType> types() {
    return Arrays.stream(BuiltInType.values());
  }

  @Test
  void listsAllSpellings() {
    assertThat(section("spellings"))
        .isEqualTo(
            types()
                .filter(type -> type.spellings().size() > 1)
                .map(
                    type ->
                        "| `%s` | %s |"
                            .formatted(
                                type.spellings().get(0), code(type.spellings().stream().skip(1))))
                .collect(joining(" ")));
    assertThat(section("one spelling"))
        .isEqualTo(names(types().filter(type -> type.spellings().size() == 1)) + ".");
  }

  @Test
  void listsAllKinships() {
    assertThat(section("kinships"))
        .isEqualTo(
            TypeEquivalence.ALL.stream()
                .map(
                    equivalence ->
                        "| `%s` | `%s` | %s | %s |"
                            .formatted(
                                equivalence.one().spellings().get(0),
                                equivalence.other().spellings().get(0),
                                WORDS.get(equivalence.verdict()),
                                equivalence.why()))
                .collect(joining(" ")));
  }

  @Test
  void listsWhatFitsALogicalType() {
    assertThat(section("logical types"))
        .isEqualTo(
            Arrays.stream(LogicalType.values())
                .map(
                    logical ->
                        "- `%s`: %s."
                            .formatted(
                                logical.word(),
                                names(
                                    types()
                                        .filter(type -> type.family().compare(logical) == MATCH))))
                .collect(joining(" ")));
  }

  @Test
  void listsWhatCannotBeToldOfALogicalType() {
    assertThat(section("doubts"))
        .isEqualTo(
            Arrays.stream(TypeFamily.values())
                .filter(family -> !family.doubt().isEmpty())
                .map(TypesPageTest::doubt)
                .collect(joining(" ")));
  }

  private static String doubt(TypeFamily family) {
    List<LogicalType> doubtful =
        Arrays.stream(LogicalType.values())
            .filter(logical -> family.compare(logical) == UNKNOWN)
            .toList();
    return "- %s as %s: %s."
        .formatted(
            names(types().filter(type -> type.family() == family)),
            code(doubtful.stream().map(LogicalType::word)),
            family.doubt());
  }

  @Test
  void itsExamplesAreTrue() {
    String[] cells = section("examples").split(" *\\| *", -1);

    assertThat(cells.length).isGreaterThan(4 * 10);
    for (int i = 1; i + 2 < cells.length; i += 4) {
      ExpectedType expected = new ExpectedType(cells[i].replace("`", ""), null);
      ColumnType actual = new ColumnType(cells[i + 1].replace("`", ""), TypeShape.SCALAR);
      assertThat(WORDS.get(new TypeComparison().compare(expected, actual).verdict()))
          .as("%s, %s", expected, actual)
          .isEqualTo(cells[i + 2]);
    }
  }
}
