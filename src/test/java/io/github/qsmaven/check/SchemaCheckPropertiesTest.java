package io.github.qsmaven.check;

import static io.github.qsmaven.check.Contract.STRICT;
import static io.github.qsmaven.check.Contract.acceptance;
import static io.github.qsmaven.check.Contract.column;
import static io.github.qsmaven.check.Contract.findings;
import static io.github.qsmaven.check.Contract.server;
import static io.github.qsmaven.check.Contract.struct;
import static io.github.qsmaven.check.Contract.there;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.qsmaven.model.CheckResult;
import io.github.qsmaven.model.Column;
import io.github.qsmaven.model.ColumnType;
import io.github.qsmaven.model.Coverage;
import io.github.qsmaven.model.ExpectedColumn;
import io.github.qsmaven.model.ExpectedTable;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.TableDetails;
import io.github.qsmaven.model.TableReference;
import io.github.qsmaven.model.TypeShape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class SchemaCheckPropertiesTest {
  private static final List<String> TYPES =
      List.of("bigint", "text", "date", "boolean", "numeric(10,2)", "uuid");

  /** What is appended to names that a digit already tells apart. */
  private static final List<String> HOSTILE =
      List.of(
          "",
          " ",
          ".",
          "..",
          ".a.",
          "\n",
          "::error::",
          "*",
          "?",
          "[]",
          "\"",
          "\u202E",
          "é😀",
          "\\");

  /** A demand and what meets it. */
  private record Pair(ExpectedColumn expected, Column actual) {}

  private static String name(Random random, int number) {
    return "c" + number + HOSTILE.get(random.nextInt(HOSTILE.size()));
  }

  private static Pair pair(Random random, int number, int depth) {
    String name = name(random, number);
    if (depth > 0 && random.nextInt(4) == 0) {
      List<Pair> inner = pairs(random, 1 + random.nextInt(3), depth - 1);
      return new Pair(
          struct(name, inner.stream().map(Pair::expected).toArray(ExpectedColumn[]::new)),
          Contract.is(
              name,
              "made_up_" + number,
              TypeShape.STRUCT,
              inner.stream().map(Pair::actual).toArray(Column[]::new)));
    }
    String type = TYPES.get(random.nextInt(TYPES.size()));
    boolean required = random.nextBoolean();
    return new Pair(
        column(name, type, required, null),
        new Column(
            name,
            number,
            new ColumnType(type, TypeShape.SCALAR),
            !required,
            null,
            null,
            List.of()));
  }

  private static List<Pair> pairs(Random random, int count, int depth) {
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      pairs.add(pair(random, i, depth));
    }
    return pairs;
  }

  private static ExpectedTable demanded(String table, List<Pair> pairs) {
    return new ExpectedTable(
        new TableReference(table),
        pairs.stream().map(Pair::expected).toList(),
        null,
        Contract.at(1));
  }

  private static TableDetails present(String table, List<Pair> pairs) {
    return there(table, pairs.stream().map(Pair::actual).toArray(Column[]::new));
  }

  /** Changes one column, of a struct the first field. */
  private enum Mutation {
    RENAME("QS201") {
      @Override
      Column of(Column column) {
        return changed(column, column.name() + "_", column.type(), column.nullable());
      }
    },
    RETYPE("QS202") {
      @Override
      Column of(Column column) {
        return changed(
            column, column.name(), new ColumnType("bytea", TypeShape.SCALAR), column.nullable());
      }
    },
    RECASE("QS206") {
      @Override
      Column of(Column column) {
        return changed(column, "C" + column.name().substring(1), column.type(), column.nullable());
      }
    };

    private final String code;

    Mutation(String code) {
      this.code = code;
    }

    abstract Column of(Column column);

    private static Column changed(Column column, String name, ColumnType type, boolean nullable) {
      return new Column(name, column.position(), type, nullable, null, null, column.fields());
    }
  }

  @Property(tries = 300)
  void aPairThatMatchesHasNoFinding(@ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int n) {
    List<Pair> pairs = pairs(new Random(seed), n, 3);

    CheckResult result = Contract.check(STRICT, server(present("t", pairs)), demanded("t", pairs));
    assertThat(result.findings()).isEmpty();
    // Fields are never NOT NULL; those of the generated ones that are demanded so, are.
    assertThat(result.coverage().unchecked()).isEmpty();
    assertThat(result.coverage().columnsChecked()).isEqualTo(result.coverage().columns());
  }

  @Property(tries = 300)
  void everyMutationIsFoundOnce(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 6) int n,
      @ForAll Mutation mutation,
      @ForAll @IntRange(max = 5) int which) {
    List<Pair> pairs = pairs(new Random(seed), n, 3);
    List<Pair> mutated = new ArrayList<>(pairs);
    int index = which % n;
    Pair pair = pairs.get(index);
    mutated.set(index, new Pair(pair.expected(), mutation.of(pair.actual())));

    CheckResult result =
        Contract.check(STRICT, server(present("t", mutated)), demanded("t", mutated));
    assertThat(findings(result))
        .containsExactly(
            mutation.code
                + " t."
                + (mutation == Mutation.RECASE
                    ? mutation.of(pair.actual()).name()
                    : pair.expected().name()));
  }

  @Property(tries = 200)
  void whatIsLeftOutOfTheContractIsExtra(
      @ForAll long seed, @ForAll @IntRange(min = 2, max = 6) int n) {
    List<Pair> pairs = pairs(new Random(seed), n, 2);

    CheckResult result =
        Contract.check(STRICT, server(present("t", pairs)), demanded("t", pairs.subList(1, n)));
    assertThat(findings(result)).containsExactly("QS204 t." + pairs.get(0).actual().name());
  }

  @Property(tries = 200)
  void theOrderIsOfNoMatter(@ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int n) {
    Random random = new Random(seed);
    List<ExpectedTable> expected = new ArrayList<>();
    List<TableDetails> present = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      expected.add(demanded("t" + random.nextInt(4), pairs(random, n, 2)));
      present.add(present("t" + (char) ('0' + i), pairs(random, n, 2)));
    }
    CheckResult first = check(expected, present);
    Collections.shuffle(expected, random);
    present.replaceAll(relation -> shuffled(relation, random));
    Collections.shuffle(present, random);

    CheckResult second = check(expected, present);
    assertThat(second.coverage().expectedTables())
        .extracting(table -> table.expected().text())
        .containsExactlyElementsOf(
            expected.stream().map(table -> table.name().text()).distinct().toList());
    assertThat(sorted(second)).isEqualTo(sorted(first));
  }

  /** Only the expected tables keep the order in which the user wrote them. */
  private static CheckResult sorted(CheckResult result) {
    Coverage coverage = result.coverage();
    return new CheckResult(
        result.findings(),
        new Coverage(
            coverage.tables(),
            coverage.columns(),
            coverage.checked(),
            coverage.unchecked(),
            coverage.expectedTables().stream()
                .sorted(Comparator.comparing(table -> table.expected().text()))
                .toList()),
        result.failOn());
  }

  private static TableDetails shuffled(TableDetails relation, Random random) {
    List<Column> columns = new ArrayList<>(relation.columns());
    Collections.shuffle(columns, random);
    return new TableDetails(relation.table(), columns, List.of(), List.of());
  }

  private static CheckResult check(List<ExpectedTable> expected, List<TableDetails> present) {
    return new SchemaCheck(STRICT, List.of(), Contract.TODAY)
        .check(expected, server(present.toArray(TableDetails[]::new)));
  }

  @Property(tries = 200)
  void whateverTheNamesTheCheckEndsAndEveryFindingCanBeAccepted(
      @ForAll @Size(min = 1, max = 5) List<String> demanded,
      @ForAll @Size(min = 1, max = 5) List<String> present) {
    List<ExpectedTable> expected = new ArrayList<>();
    for (String name : demanded) {
      if (isName(name)) {
        expected.add(Contract.table(name, column(name, name)));
      }
    }
    TableDetails[] relations =
        present.stream()
            .map(name -> there(name, Contract.is(name, name, TypeShape.UNKNOWN)))
            .toArray(TableDetails[]::new);
    CheckResult result =
        new SchemaCheck(STRICT, List.of(), Contract.TODAY).check(expected, server(relations));

    for (Finding finding : result.findings()) {
      if (!finding.object().isEmpty()) {
        assertThat(
                acceptance(finding.code(), finding.object(), null)
                    .matches(finding.code(), finding.object()))
            .isTrue();
      }
    }
  }

  private static boolean isName(String name) {
    try {
      TableReference.requireName(name);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
