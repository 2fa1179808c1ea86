package io.github.qsmaven.maven;

import io.github.qsmaven.catalog.CatalogFallback;
import io.github.qsmaven.catalog.CatalogQuery;
import io.github.qsmaven.catalog.ReadProgress;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.CatalogSource;
import io.github.qsmaven.model.ExtraPolicy;
import io.github.qsmaven.model.FailOn;
import io.github.qsmaven.model.Glob;
import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.model.NameFilter;
import io.github.qsmaven.model.TableType;
import io.github.qsmaven.report.ReportFormat;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parameters that choose what to list, as Maven gives them; null where there is none.
 *
 * @param schemas the schemas
 * @param tableTypes the words for the types
 * @param includes the globs for the names
 * @param excludes the globs against them
 */
record ParameterParser(
    @Nullable List<String> schemas,
    @Nullable List<String> tableTypes,
    @Nullable List<String> includes,
    @Nullable List<String> excludes) {
  private static final String ONE = "use one of ";
  private static final String ONE_OR_MORE = "use one or more of ";

  CatalogQuery query() throws CannotCheckException {
    return new CatalogQuery(
        given(schemas), types(), new NameFilter(globs(includes), globs(excludes)));
  }

  private Set<TableType> types() throws CannotCheckException {
    Set<TableType> types = EnumSet.noneOf(TableType.class);
    for (String word : given(tableTypes)) {
      Set<TableType> meant = TableType.parse(word);
      if (meant.isEmpty()) {
        throw unknown("tableTypes", word, ONE_OR_MORE, TableType.words());
      }
      types.addAll(meant);
    }
    if (types.isEmpty()) {
      throw empty("tableTypes", TableType.words());
    }
    return types;
  }

  private static List<Glob> globs(@Nullable List<String> patterns) {
    return given(patterns).stream().map(Glob::new).toList();
  }

  static Set<ReportFormat> formats(@Nullable List<String> words) throws CannotCheckException {
    Set<ReportFormat> formats = EnumSet.noneOf(ReportFormat.class);
    for (String word : given(words)) {
      formats.add(
          ReportFormat.parse(word)
              .orElseThrow(() -> unknown("formats", word, ONE_OR_MORE, ReportFormat.words())));
    }
    if (formats.isEmpty()) {
      throw empty("formats", ReportFormat.words());
    }
    return formats;
  }

  /** The way to read the catalog; null or nothing: whichever the server answers. */
  static CatalogFallback catalogs(
      @Nullable String word, int pageSize, @Nullable ReadProgress progress)
      throws CannotCheckException {
    CatalogSource pinned = null;
    if (word != null && !word.isBlank()) {
      pinned =
          CatalogSource.parse(word)
              .orElseThrow(
                  () ->
                      new CannotCheckException(
                          "The parameter catalog holds an unknown word, "
                              + NameEscaper.CONSOLE.of(word)
                              + ".",
                          "use one of "
                              + CatalogSource.words()
                              + ", or leave it out to ask them in this order."));
    }
    try {
      return new CatalogFallback(pinned, pageSize, progress);
    } catch (IllegalArgumentException e) {
      throw new CannotCheckException(
          "The parameter " + e.getMessage() + ".", "correct it in the POM or on the command line.");
    }
  }

  static FailOn failOn(String word) throws CannotCheckException {
    return FailOn.parse(word).orElseThrow(() -> unknown("failOn", word, ONE, FailOn.words()));
  }

  static ExtraPolicy extras(String parameter, String word) throws CannotCheckException {
    return ExtraPolicy.parse(word)
        .orElseThrow(() -> unknown(parameter, word, ONE, ExtraPolicy.words()));
  }

  /** Whether CI servers are told of findings where they are seen. */
  static boolean ci(String word) throws CannotCheckException {
    return switch (word.strip().toLowerCase(Locale.ROOT)) {
      case "auto" -> true;
      case "off" -> false;
      default -> throw unknown("ci", word, ONE, "auto, off");
    };
  }

  /** What is left of a list when the blank elements, which an empty property makes, are gone. */
  static List<String> given(@Nullable List<String> values) {
    return values == null
        ? List.of()
        : values.stream()
            .filter(Objects::nonNull)
            .map(String::strip)
            .filter(value -> !value.isEmpty())
            .toList();
  }

  private static CannotCheckException unknown(
      String parameter, String word, String advice, String words) {
    return new CannotCheckException(
        "The parameter "
            + parameter
            + " holds an unknown word, "
            + NameEscaper.CONSOLE.of(word)
            + ".",
        advice + words + ".");
  }

  private static CannotCheckException empty(String parameter, String words) {
    return new CannotCheckException(
        "The parameter " + parameter + " is empty.", ONE_OR_MORE + words + ".");
  }
}
