package io.github.qsmaven.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qsmaven.catalog.CatalogQuery;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.FailOn;
import io.github.qsmaven.model.Glob;
import io.github.qsmaven.model.NameFilter;
import io.github.qsmaven.model.TableType;
import io.github.qsmaven.sql.PlaceholderKind;
import io.github.qsmaven.sql.SqlDialect;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ParameterParserTest {
  private static final List<String> TABLE = List.of("table");

  @Test
  void blanksAndEmptyElementsDoNotCount() throws Exception {
    ParameterParser choices =
        new ParameterParser(
            List.of(" sales ", "", "sales"), List.of("view", " Table"), null, List.of());

    assertThat(choices.query())
        .isEqualTo(
            new CatalogQuery(
                List.of("sales"), Set.of(TableType.TABLE, TableType.VIEW), NameFilter.ALL));
  }

  @Test
  void globsBecomeTheFilter() throws Exception {
    assertThat(
            new ParameterParser(null, TABLE, List.of("a*"), List.of("b?", "s.*")).query().filter())
        .isEqualTo(
            new NameFilter(List.of(new Glob("a*")), List.of(new Glob("b?"), new Glob("s.*"))));
  }

  @Test
  void anUnknownTypeNamesTheKnownOnes() {
    assertThatThrownBy(() -> new ParameterParser(null, List.of("tables"), null, null).query())
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContainingAll("tableTypes", "tables", "table, view, materialized-view");
  }

  @Test
  void noTypeWouldListNothing() {
    assertThatThrownBy(() -> new ParameterParser(null, List.of(" "), null, null).query())
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContaining("tableTypes is empty");
  }

  @Test
  void aSwitchIsTrueOrFalseInAnyCase() throws Exception {
    assertThat(ParameterParser.flag("skip", " TRUE ")).isTrue();
    assertThat(ParameterParser.flag("skip", "False")).isFalse();
  }

  @Test
  void anyOtherWordForASwitchIsAnError() {
    for (String word : List.of("yes", "no", "1", "on", "tru", "", " ", "true,true")) {
      assertThatThrownBy(() -> ParameterParser.flag("failOnMissing", word))
          .isInstanceOf(CannotCheckException.class)
          .hasMessageContainingAll('"' + word + '"', "-Dqs.failOnMissing", "true, false");
    }
  }

  @Test
  void formatsAreReadInTheOrderOfTheReports() throws Exception {
    assertThat(ParameterParser.formats(List.of("JSON", "text"))).isEqualTo(Set.of("text", "json"));
  }

  @Test
  void anUnknownFormatNamesTheKnownOnes() {
    assertThatThrownBy(() -> ParameterParser.formats(List.of("yaml")))
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContainingAll("formats", "yaml", "text, json");
    assertThatThrownBy(() -> ParameterParser.formats(null))
        .hasMessageContaining("formats is empty");
  }

  @Test
  void anUnknownCatalogNamesTheKnownOnesAndNoneMeansAll() throws Exception {
    assertThatThrownBy(() -> ParameterParser.catalogs("show_table", 40_000, null))
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContainingAll(
            "catalog", "show_table", "pg_catalog, pg_class, information_schema, show_tables");
    assertThat(ParameterParser.catalogs(" ", 1, null)).isNotNull();
    assertThat(ParameterParser.catalogs("INFORMATION_SCHEMA ", 49_999, null)).isNotNull();
  }

  @Test
  void aPageIsNotLargerThanTheCapOfQueryService() {
    for (int size : List.of(0, -1, 50_000)) {
      assertThatThrownBy(() -> ParameterParser.catalogs(null, size, null))
          .isInstanceOf(CannotCheckException.class)
          .hasMessageContaining("pageSize is " + size + ", not a number from 1 to 49999");
    }
  }

  @Test
  void anUnknownDialectIsAnError() throws Exception {
    assertThatThrownBy(() -> ParameterParser.dialect("spark"))
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContainingAll(
            "Invalid value \"spark\" for sqlDialect (-Dqs.sqlDialect)",
            "postgresql, query-service, or auto");
    assertThat(ParameterParser.dialect(" AUTO")).isNull();
    assertThat(ParameterParser.dialect("Query-Service")).isEqualTo(SqlDialect.QUERY_SERVICE);
  }

  @Test
  void aPlaceholderThatMavenReplacedIsAnError() {
    List<@Nullable String> replaced = Arrays.asList("?", null);
    assertThatThrownBy(() -> ParameterParser.placeholders(replaced, null))
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContaining("write dollar-braces for ${x}");
    assertThatThrownBy(() -> ParameterParser.placeholders(List.of("auto"), "?,${x}"))
        .hasMessageContaining("write dollar-braces for ${x}");
    assertThatThrownBy(() -> ParameterParser.placeholders(List.of(" "), null))
        .hasMessageContaining("write dollar-braces for ${x}");
  }

  @Test
  void anUnknownKindOfPlaceholdersIsAnError() {
    assertThatThrownBy(() -> ParameterParser.placeholders(List.of("?", "%s"), "?,%s"))
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContainingAll(
            "Invalid value \"%s\" for sqlPlaceholders (-Dqs.sqlPlaceholders)",
            "auto, $1, ?, :name, @name, ${x}, #{x}, {{x}}, $name, #template; write dollar-braces");
  }

  @Test
  void placeholdersAreNamedBySignsOrWords() throws Exception {
    assertThat(ParameterParser.placeholders(List.of("auto"), null))
        .containsExactlyInAnyOrder(PlaceholderKind.values());
    assertThat(ParameterParser.placeholders(List.of("?", "{{x}}", "Dollar-Braces", "numbered"), ""))
        .containsExactlyInAnyOrder(
            PlaceholderKind.QUESTION,
            PlaceholderKind.DOUBLE_BRACES,
            PlaceholderKind.DOLLAR_BRACES,
            PlaceholderKind.NUMBERED);
    assertThat(ParameterParser.placeholders(List.of("${x}"), null))
        .containsExactly(PlaceholderKind.DOLLAR_BRACES);
  }

  @Test
  void eachGoalHasItsOwnWordsOfWhatFailsTheBuild() throws Exception {
    assertThat(ParameterParser.failOn(" Warning ")).isEqualTo(FailOn.WARNING);
    assertThat(ParameterParser.driftFailOn("breaking-HERE")).isEqualTo(FailOn.BREAKING_HERE);
    assertThatThrownBy(() -> ParameterParser.failOn("breaking"))
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContainingAll("failOn (-Dqs.failOn)", "use one of error, warning, never.");
    assertThatThrownBy(() -> ParameterParser.driftFailOn("error"))
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContainingAll(
            "driftFailOn (-Dqs.driftFailOn)", "use one of breaking, breaking-here, any, never.");
  }
}
