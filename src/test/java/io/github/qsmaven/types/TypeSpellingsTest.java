package io.github.qsmaven.types;

import static io.github.qsmaven.types.TypeVerdict.MATCH;
import static io.github.qsmaven.types.TypeVerdict.MISMATCH;
import static io.github.qsmaven.types.TypeVerdict.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.qsmaven.model.ColumnType;
import io.github.qsmaven.model.ExpectedType;
import io.github.qsmaven.model.TypeShape;
import java.util.Arrays;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TypeSpellingsTest {
  private final TypeComparison comparison = new TypeComparison();

  private TypeVerdict compare(String physicalType, String actual) {
    return compare(physicalType, actual, TypeShape.UNKNOWN);
  }

  private TypeVerdict compare(String physicalType, String actual, TypeShape shape) {
    return comparison
        .compare(new ExpectedType(physicalType, null), new ColumnType(actual, shape))
        .verdict();
  }

  @Test
  void allSpellingsOfATypeMeanTheSameAndNoSpellingMeansTwo() {
    for (BuiltInType type : BuiltInType.values()) {
      for (String spelling : type.spellings()) {
        assertThat(BuiltInType.of(spelling)).isEqualTo(type);
        for (String other : type.spellings()) {
          assertThat(compare(spelling, other)).as("%s, %s", spelling, other).isEqualTo(MATCH);
          assertThat(compare(spelling + "[]", "_" + other))
              .as("%s[], _%s", spelling, other)
              .isEqualTo(MATCH);
        }
      }
    }
  }

  @Test
  void typesThatAreNotKinDiffer() {
    for (BuiltInType one : BuiltInType.values()) {
      for (BuiltInType other : BuiltInType.values()) {
        TypeEquivalence equivalence = TypeEquivalence.of(one, other);
        if (one != other && equivalence == null) {
          assertThat(compare(one.spellings().get(0), other.spellings().get(0)))
              .as("%s, %s", one, other)
              .isEqualTo(MISMATCH);
        }
      }
    }
  }

  @Test
  void equivalenceGoesBothWays() {
    for (TypeEquivalence equivalence : TypeEquivalence.ALL) {
      assertThat(TypeEquivalence.of(equivalence.one(), equivalence.other())).isEqualTo(equivalence);
      assertThat(TypeEquivalence.of(equivalence.other(), equivalence.one())).isEqualTo(equivalence);
      assertThat(equivalence.verdict()).isNotEqualTo(MISMATCH);
    }
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void caseAndBlanksDoNotCount(
      @ForAll("spellings") String demanded,
      @ForAll("spellings") String actual,
      @ForAll TypeShape shape,
      @ForAll("blanks") String blanks) {
    TypeVerdict verdict = compare(demanded, actual, shape);

    assertThat(compare(spaced(demanded, blanks), actual, shape)).isEqualTo(verdict);
    assertThat(compare(demanded, spaced(actual, blanks), shape)).isEqualTo(verdict);
  }

  private static String spaced(String spelling, String blanks) {
    String upper = spelling.toUpperCase(Locale.ROOT).replace(" ", " " + blanks);
    for (String mark : new String[] {"(", ")", ",", "[", "]", "<", ">"}) {
      upper = upper.replace(mark, blanks + mark + blanks);
    }
    return blanks + upper + blanks;
  }

  @Provide
  Arbitrary<String> blanks() {
    return Arbitraries.strings().withChars(" \t\n\u00A0").ofMaxLength(3);
  }

  @Property
  void aSpellingMatchesItself(@ForAll("spellings") String spelling, @ForAll TypeShape shape) {
    assertThat(compare(spelling, spelling, shape)).isEqualTo(MATCH);
  }

  @Property
  void aLengthCountsOnlyWhereTheContractGivesOne(
      @ForAll @IntRange(min = 1, max = 10_485_760) int there,
      @ForAll @IntRange(min = 1, max = 10_485_760) int demanded) {
    String actual = "character varying(" + there + ")";

    assertThat(compare("varchar", actual)).isEqualTo(MATCH);
    assertThat(compare("varchar(" + demanded + ")", actual))
        .isEqualTo(demanded == there ? MATCH : MISMATCH);
    assertThat(compare("varchar(" + demanded + ")[]", actual + "[]"))
        .isEqualTo(demanded == there ? MATCH : MISMATCH);
  }

  /** Types of the table with and without parameters, nested, and names. */
  @Provide
  Arbitrary<String> spellings() {
    Arbitrary<String> plain =
        Arbitraries.of(
            Arrays.stream(BuiltInType.values())
                .flatMap(type -> type.spellings().stream())
                .toList());
    Arbitrary<String> others =
        Arbitraries.of(
            "varchar(20)",
            "character varying(10)",
            "numeric(10,2)",
            "numeric(10)",
            "float(24)",
            "timestamp(3) with time zone",
            "interval day to second(3)",
            "geometry(point,4326)",
            "struct<a:int,b:string>",
            "mood",
            "sales.mood",
            "luma_midvalues_web");
    return Arbitraries.recursive(
        () -> Arbitraries.oneOf(plain, others),
        inner ->
            Arbitraries.oneOf(
                inner.map(type -> type + "[]"),
                inner.map(type -> "array<" + type + ">"),
                inner.map(type -> "map<string," + type + ">")),
        0,
        3);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void anyStringsAreAnswered(
      @ForAll("hostile") String physicalType,
      @ForAll("hostile") String logicalType,
      @ForAll("hostile") String actual,
      @ForAll TypeShape shape) {
    ColumnType column = new ColumnType(actual, shape);

    TypeResult physical = comparison.compare(new ExpectedType(physicalType, null), column);
    TypeResult logical = comparison.compare(new ExpectedType(null, logicalType), column);

    for (TypeResult answer : new TypeResult[] {physical, logical}) {
      if (answer.verdict() != MISMATCH) {
        assertThat(answer.why().isEmpty()).isEqualTo(answer.verdict() == MATCH);
      }
      assertThat(answer.why()).hasSizeLessThan(2000);
    }
    assertThat(compare(actual, actual, shape)).isEqualTo(MATCH);
  }

  @Property
  void aStrangeSpellingIsNotTakenForAKnownType(@ForAll("hostile") String strange) {
    Assume.that(
        new TypeParser(true, false).parse(TypeExpression.of(strange)) instanceof SqlType.Named);

    assertThat(compare(strange, "text", TypeShape.SCALAR)).isEqualTo(UNKNOWN);
  }

  /** Any strings, and heaps of what the grammar is made of. */
  @Provide
  Arbitrary<String> hostile() {
    Arbitrary<String> pieces =
        Arbitraries.of(
                "(",
                ")",
                "<",
                ">",
                "[",
                "]",
                ",",
                ".",
                "\"",
                "_",
                " ",
                "-",
                "0",
                "99999999999",
                "array",
                "array<",
                "map<",
                "struct<",
                "interval",
                "varchar",
                "text",
                "\n",
                "\u001B")
            .list()
            .ofMaxSize(12)
            .map(list -> String.join("", list));
    Arbitrary<String> repeated =
        Arbitraries.of("(", "[]", "[", "array<", "map<a,", "\"", "_", "a.", "1,", "int array", " ")
            .map(piece -> piece.repeat(10_000 / piece.length()));
    return Arbitraries.oneOf(Arbitraries.strings().ofMaxLength(30), pieces, repeated);
  }
}
