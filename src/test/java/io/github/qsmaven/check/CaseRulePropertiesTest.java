package io.github.qsmaven.check;

import static io.github.qsmaven.check.Contract.column;
import static io.github.qsmaven.check.Contract.findings;
import static io.github.qsmaven.check.Contract.is;
import static io.github.qsmaven.check.Contract.struct;
import static io.github.qsmaven.check.Contract.table;
import static io.github.qsmaven.check.Contract.there;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.qsmaven.model.CheckResult;
import io.github.qsmaven.model.Column;
import io.github.qsmaven.model.ExpectedColumn;
import io.github.qsmaven.model.ExpectedTable;
import io.github.qsmaven.model.FailOn;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.NameFilter;
import io.github.qsmaven.model.SchemaNames;
import io.github.qsmaven.model.Suggestion;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableDetails;
import io.github.qsmaven.model.TableName;
import io.github.qsmaven.model.TableStatus.Presence;
import io.github.qsmaven.model.TableType;
import io.github.qsmaven.model.TypeShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** The rule for case, compared with a specification that can be run. */
class CaseRulePropertiesTest {
  /** A server and its rule. */
  enum Given {
    POSTGRES(false, true),
    POSTGRES_CASE_SENSITIVE(true, true),
    OTHER(false, false),
    OTHER_CASE_SENSITIVE(true, false);

    private final boolean caseSensitive;
    private final boolean postgres;

    Given(boolean caseSensitive, boolean postgres) {
      this.caseSensitive = caseSensitive;
      this.postgres = postgres;
    }

    CheckRules rules() {
      return new CheckRules(caseSensitive, Map.of(), FailOn.ERROR);
    }
  }

  /**
   * What a name stands for.
   *
   * @param problem what is reported: nothing, {@code missing}, {@code case} or {@code ambiguous}
   * @param meant the name of the server; null if there is none
   */
  private record Answer(String problem, @Nullable String meant) {}

  /** The specification. */
  private static Answer specified(Given given, String expected, Set<String> present) {
    String lower = expected.toLowerCase(Locale.ROOT);
    List<String> alike = present.stream().filter(expected::equalsIgnoreCase).toList();
    if (present.contains(expected)) {
      return new Answer("", expected);
    } else if (!given.caseSensitive && present.contains(lower)) {
      return new Answer("", lower);
    } else if (alike.size() != 1) {
      return new Answer(alike.isEmpty() ? "missing" : "ambiguous", null);
    }
    boolean any = !given.caseSensitive && !given.postgres;
    return new Answer(any ? "" : "case", alike.get(0));
  }

  /** The specification for one of several names: those that differ only in case need one each. */
  private static Answer specified(
      Given given, String expected, Set<String> names, Set<String> present) {
    Set<String> rivals = new TreeSet<>(names);
    rivals.removeIf(name -> name.equals(expected) || !name.equalsIgnoreCase(expected));
    if (rivals.isEmpty() || present.contains(expected)) {
      return specified(given, expected, present);
    }
    List<String> free =
        present.stream()
            .filter(name -> name.equalsIgnoreCase(expected) && !rivals.contains(name))
            .toList();
    return free.size() == 1
        ? new Answer("case", free.get(0))
        : new Answer(free.isEmpty() ? "missing" : "ambiguous", null);
  }

  /** The findings of several names; that a check goes on shows in a type that differs. */
  private static List<String> specified(
      Given given, Set<String> names, Set<String> present, String kind, String path, String field) {
    List<String> findings = new ArrayList<>();
    for (String name : names) {
      Answer answer = specified(given, name, names, present);
      switch (answer.problem()) {
        case "missing" -> findings.add("QS" + kind + "01 " + path + name);
        case "ambiguous" -> findings.add((kind.equals("1") ? "QS105 " : "QS207 ") + path + name);
        case "case" -> findings.add("QS" + kind + "06 " + path + answer.meant());
        default -> {}
      }
      if (answer.meant() != null) {
        findings.add("QS202 " + path + answer.meant() + field);
      }
    }
    return findings;
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.of("ab", "aB", "Ab", "AB", "éb", "ÉB", "Éb", "x");
  }

  @Provide
  Arbitrary<Set<String>> presentNames() {
    return names().set().ofMaxSize(5).map(TreeSet::new);
  }

  private static ServerSnapshot server(Given given, TableDetails... tables) {
    return new ServerSnapshot(
        Contract.details(tables),
        Set.of(),
        Set.of(),
        Set.of(),
        Map.of(),
        List.of(),
        SchemaNames.UNKNOWN,
        NameFilter.ALL,
        given.postgres);
  }

  /** That a check goes on with what the name stands for shows in a type that differs. */
  private static void assertAsSpecified(
      CheckResult result,
      Answer answer,
      String written,
      Function<String, String> shown,
      String missing,
      String differs,
      String ambiguous,
      Function<String, String> goesOn) {
    String meant = answer.meant();
    List<String> expected =
        switch (answer.problem()) {
          case "missing" -> List.of(missing + " " + written);
          case "ambiguous" -> List.of(ambiguous + " " + written);
          case "case" -> List.of(differs + " " + shown.apply(meant), goesOn.apply(meant));
          default -> List.of(goesOn.apply(meant));
        };
    assertThat(findings(result)).containsExactlyInAnyOrderElementsOf(expected);
    result.findings().stream()
        .filter(finding -> finding.code().code().equals(differs))
        .forEach(CaseRulePropertiesTest::assertNamesBothSpellings);
  }

  private static void assertNamesBothSpellings(Finding finding) {
    assertThat(finding.expected()).isEqualToIgnoringCase(finding.actual());
    assertThat(finding.expected()).isNotEqualTo(finding.actual());
    assertThat(finding.suggestions())
        .containsExactly(new Suggestion(finding.actual(), Suggestion.Reason.CASE));
  }

  @Property
  void tables(
      @ForAll Given given, @ForAll("names") String name, @ForAll("presentNames") Set<String> all) {
    TableDetails[] present =
        all.stream().map(table -> there(table, is("id", "text"))).toArray(TableDetails[]::new);

    CheckResult result =
        Contract.check(given.rules(), server(given, present), table(name, column("id", "bigint")));

    assertAsSpecified(
        result,
        specified(given, name, all),
        name,
        meant -> meant,
        "QS101",
        "QS106",
        "QS105",
        meant -> "QS202 " + meant + ".id");
  }

  @Property
  void severalTables(
      @ForAll Given given,
      @ForAll("presentNames") Set<String> names,
      @ForAll("presentNames") Set<String> all) {
    TableDetails[] present =
        all.stream().map(table -> there(table, is("id", "text"))).toArray(TableDetails[]::new);
    ExpectedTable[] expected =
        names.stream()
            .map(name -> table(name, column("id", "bigint")))
            .toArray(ExpectedTable[]::new);

    CheckResult result = Contract.check(given.rules(), server(given, present), expected);

    assertThat(findings(result))
        .containsExactlyInAnyOrderElementsOf(specified(given, names, all, "1", "", ".id"));
  }

  @Property
  void severalColumnsOfOneContractOrOfSeveral(
      @ForAll Given given,
      @ForAll boolean several,
      @ForAll("presentNames") Set<String> names,
      @ForAll("presentNames") Set<String> all) {
    Column[] present = all.stream().map(column -> is(column, "text")).toArray(Column[]::new);
    Column struct = is("s", "made_up", TypeShape.STRUCT, present.length == 0 ? other() : present);
    ExpectedColumn[] expected =
        names.stream().map(name -> column(name, "bigint")).toArray(ExpectedColumn[]::new);
    ExpectedTable[] flat =
        several
            ? Stream.of(expected).map(one -> table("t", one)).toArray(ExpectedTable[]::new)
            : new ExpectedTable[] {table("t", expected)};
    ExpectedTable[] nested =
        several
            ? Stream.of(expected)
                .map(one -> table("t", struct("s", one)))
                .toArray(ExpectedTable[]::new)
            : new ExpectedTable[] {table("t", struct("s", expected))};
    ExpectedTable[] dotted =
        names.stream()
            .map(name -> table("t", column("s." + name, "bigint")))
            .toArray(ExpectedTable[]::new);

    assertThat(findings(Contract.check(given.rules(), server(given, there("t", present)), flat)))
        .containsExactlyInAnyOrderElementsOf(specified(given, names, all, "2", "t.", ""));
    assertThat(findings(Contract.check(given.rules(), server(given, there("t", struct)), nested)))
        .containsExactlyInAnyOrderElementsOf(specified(given, names, all, "2", "t.s.", ""));
    assertThat(findings(Contract.check(given.rules(), server(given, there("t", struct)), dotted)))
        .containsExactlyInAnyOrderElementsOf(specified(given, names, all, "2", "t.s.", ""));
  }

  @Property
  void severalStructs(
      @ForAll Given given,
      @ForAll("presentNames") Set<String> names,
      @ForAll("presentNames") Set<String> all) {
    Column[] nested =
        all.stream()
            .map(column -> is(column, "made_up", TypeShape.STRUCT, is("f", "text")))
            .toArray(Column[]::new);
    Column[] flattened =
        all.stream().map(column -> is(column + ".f", "text")).toArray(Column[]::new);
    ExpectedTable expected =
        table(
            "t",
            names.stream()
                .map(name -> struct(name, column("f", "bigint")))
                .toArray(ExpectedColumn[]::new));

    assertThat(findings(Contract.check(given.rules(), server(given, there("t", nested)), expected)))
        .containsExactlyInAnyOrderElementsOf(specified(given, names, all, "2", "t.", ".f"));
    assertThat(
            findings(Contract.check(given.rules(), server(given, there("t", flattened)), expected)))
        .map(finding -> finding.toLowerCase(Locale.ROOT))
        .containsExactlyInAnyOrderElementsOf(
            specified(given, names, all, "2", "t.", ".f").stream()
                .map(finding -> finding.toLowerCase(Locale.ROOT))
                .toList());
  }

  @Property
  void tablesWithTheirSchema(
      @ForAll Given given,
      @ForAll("names") String schema,
      @ForAll("names") String name,
      @ForAll("presentNames") Set<String> schemas,
      @ForAll("presentNames") Set<String> all) {
    Set<String> qualified = new TreeSet<>();
    List<TableDetails> present =
        schemas.stream()
            .flatMap(s -> all.stream().map(n -> new TableName(s, n)))
            .peek(table -> qualified.add(table.qualified()))
            .map(
                table ->
                    new TableDetails(
                        new Table(table, TableType.TABLE, false, null),
                        List.of(is("id", "text")),
                        List.of(),
                        List.of()))
            .toList();
    String written = schema + "." + name;

    CheckResult result =
        Contract.check(
            given.rules(),
            server(given, present.toArray(TableDetails[]::new)),
            table(written, column("id", "bigint")));

    assertAsSpecified(
        result,
        specified(given, written, qualified),
        written,
        meant -> meant,
        "QS101",
        "QS106",
        "QS105",
        meant -> "QS202 " + meant + ".id");
  }

  @Property
  void namesAlone(
      @ForAll Given given, @ForAll("names") String name, @ForAll("presentNames") Set<String> all) {
    TableDetails[] present = all.stream().map(table -> there(table)).toArray(TableDetails[]::new);
    List<ExpectedTable> expected = List.of(table(name));

    CheckResult result =
        new SchemaCheck(given.rules(), List.of(), Contract.TODAY)
            .checkNames(expected, server(given, present));

    Answer answer = specified(given, name, all);
    String code =
        Map.of("missing", "QS101", "case", "QS106", "ambiguous", "QS105")
            .getOrDefault(answer.problem(), "");
    assertThat(findings(result)).isEqualTo(code.isEmpty() ? List.of() : List.of(code + " " + name));
    assertThat(result.coverage().expectedTables())
        .singleElement()
        .satisfies(
            status -> {
              assertThat(status.expected().text()).isEqualTo(name);
              assertThat(status.presence())
                  .isEqualTo(code.isEmpty() ? Presence.LISTED : Presence.MISSING);
              assertThat(status.readable()).isEqualTo(code.isEmpty());
            });
    if (answer.problem().equals("case")) {
      assertNamesBothSpellings(result.findings().get(0));
    }
  }

  @Property
  void columns(
      @ForAll Given given, @ForAll("names") String name, @ForAll("presentNames") Set<String> all) {
    Column[] present = all.stream().map(column -> is(column, "text")).toArray(Column[]::new);

    CheckResult result =
        Contract.check(
            given.rules(), server(given, there("t", present)), table("t", column(name, "bigint")));

    assertColumn(result, given, name, all, "", "");
  }

  @Property
  void fields(
      @ForAll Given given, @ForAll("names") String name, @ForAll("presentNames") Set<String> all) {
    Column[] present = all.stream().map(column -> is(column, "text")).toArray(Column[]::new);
    // Without a field, the fields are unknown.
    Column struct = is("s", "made_up", TypeShape.STRUCT, present.length == 0 ? other() : present);

    CheckResult nested =
        Contract.check(
            given.rules(),
            server(given, there("t", struct)),
            table("t", struct("s", column(name, "bigint"))));
    CheckResult dotted =
        Contract.check(
            given.rules(),
            server(given, there("t", struct)),
            table("t", column("s." + name, "bigint")));

    assertColumn(nested, given, name, all, "s.", "");
    if (!specified(given, name, all).problem().equals("missing")) {
      assertColumn(dotted, given, name, all, "s.", "");
    }
  }

  private static Column[] other() {
    return new Column[] {is("other", "text")};
  }

  @Property
  void structsOfADottedName(
      @ForAll Given given, @ForAll("names") String name, @ForAll("presentNames") Set<String> all) {
    Column[] present =
        all.stream()
            .map(column -> is(column, "made_up", TypeShape.STRUCT, is("f", "text")))
            .toArray(Column[]::new);
    Answer answer = specified(given, name, all);

    CheckResult result =
        Contract.check(
            given.rules(),
            server(given, there("t", present)),
            table("t", column(name + ".f", "bigint")));

    // Several structs that may be meant are not searched.
    String problem = answer.problem().equals("ambiguous") ? "missing" : answer.problem();
    assertColumn(result, new Answer(problem, answer.meant()), name, "", ".f");
  }

  @Property
  void flattenedStructs(
      @ForAll Given given, @ForAll("names") String name, @ForAll("presentNames") Set<String> all) {
    Column[] present = all.stream().map(column -> is(column + ".f", "text")).toArray(Column[]::new);

    CheckResult result =
        Contract.check(
            given.rules(),
            server(given, there("t", present)),
            table("t", struct(name, column("f", "bigint"))));

    Answer answer = specified(given, name, all);
    assertAsSpecified(
        result,
        answer,
        "t." + name,
        meant -> "t." + meant,
        "QS201",
        "QS206",
        "QS207",
        meant -> "QS202 t." + (answer.problem().isEmpty() ? name : meant) + ".f");
  }

  private static void assertColumn(
      CheckResult result,
      Given given,
      String name,
      Set<String> all,
      String parent,
      String fieldOfIt) {
    assertColumn(result, specified(given, name, all), name, parent, fieldOfIt);
  }

  private static void assertColumn(
      CheckResult result, Answer answer, String name, String parent, String field) {
    Function<String, String> shown = meant -> "t." + parent + meant + field;
    assertAsSpecified(
        result,
        answer,
        shown.apply(name),
        shown,
        "QS201",
        "QS206",
        "QS207",
        meant -> "QS202 " + shown.apply(meant));
  }
}
