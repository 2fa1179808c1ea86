package io.github.qsmaven.maven;

import static java.util.stream.Collectors.joining;

import io.github.qsmaven.catalog.CatalogFallback;
import io.github.qsmaven.catalog.CatalogQuery;
import io.github.qsmaven.catalog.ReadProgress;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.CatalogSource;
import io.github.qsmaven.model.ExtraPolicy;
import io.github.qsmaven.model.FailOn;
import io.github.qsmaven.model.Glob;
import io.github.qsmaven.model.HasWord;
import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.model.NameFilter;
import io.github.qsmaven.model.TableType;
import io.github.qsmaven.report.files.Formats;
import io.github.qsmaven.sql.PlaceholderKind;
import io.github.qsmaven.sql.SqlDialect;
import java.nio.file.InvalidPathException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parameters that select the tables to list, as Maven passes them; null where not set.
 *
 * @param schemas the schemas
 * @param tableTypes the words of the table types
 * @param includes the globs of the tables to list
 * @param excludes the globs of the tables to leave out
 */
record ParameterParser(
    @Nullable List<String> schemas,
    @Nullable List<String> tableTypes,
    @Nullable List<String> includes,
    @Nullable List<String> excludes) {
  /** The word of a parameter whose value depends on the build or the server. */
  static final String AUTO = "auto";

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
        throw invalid("tableTypes", word, ONE_OR_MORE + TableType.words() + ".");
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

  /** The words of the formats to write. */
  static Set<String> formats(@Nullable List<String> words) throws CannotCheckException {
    Set<String> formats = new HashSet<>();
    for (String word : given(words)) {
      formats.add(
          Formats.parse(word)
              .orElseThrow(() -> invalid("formats", word, ONE_OR_MORE + Formats.words() + ".")));
    }
    if (formats.isEmpty()) {
      throw empty("formats", Formats.words());
    }
    return formats;
  }

  /** The catalogs to read, in order; only one of them if a word names it. */
  static CatalogFallback catalogs(
      @Nullable String word, int pageSize, @Nullable ReadProgress progress)
      throws CannotCheckException {
    CatalogSource pinned = null;
    if (word != null && !word.isBlank()) {
      pinned =
          parse(
              CatalogSource.class, "catalog", word, ", or leave it out to try them in this order.");
    }
    try {
      return new CatalogFallback(pinned, pageSize, progress);
    } catch (IllegalArgumentException e) {
      throw new CannotCheckException(
          "The parameter " + e.getMessage() + ".", "correct it in the POM or on the command line.");
    }
  }

  static FailOn failOn(String word) throws CannotCheckException {
    return failOn("failOn", word, List.of(FailOn.ERROR, FailOn.WARNING, FailOn.NEVER));
  }

  static FailOn driftFailOn(String word) throws CannotCheckException {
    return failOn(
        "driftFailOn",
        word,
        List.of(FailOn.BREAKING, FailOn.BREAKING_HERE, FailOn.ANY, FailOn.NEVER));
  }

  private static FailOn failOn(String parameter, String word, List<FailOn> allowed)
      throws CannotCheckException {
    return HasWord.parse(FailOn.class, word)
        .filter(allowed::contains)
        .orElseThrow(
            () ->
                invalid(
                    parameter,
                    word,
                    ONE + allowed.stream().map(HasWord::word).collect(joining(", ")) + "."));
  }

  static Offline.Mode offline(String word) throws CannotCheckException {
    return parse(Offline.Mode.class, "offline", word, ".");
  }

  static ExtraPolicy extras(String parameter, String word) throws CannotCheckException {
    return parse(ExtraPolicy.class, parameter, word, ".");
  }

  private static <E extends Enum<E> & HasWord> E parse(
      Class<E> type, String parameter, String word, String end) throws CannotCheckException {
    return HasWord.parse(type, word)
        .orElseThrow(() -> invalid(parameter, word, ONE + HasWord.words(type) + end));
  }

  /**
   * A parameter that is true or false. Its field is a string: Maven converts each word but {@code
   * true} to false, so that {@code failOnMissing=yes} would turn the check off.
   */
  static boolean flag(String parameter, String word) throws CannotCheckException {
    return switch (word.strip().toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw invalid(parameter, word, ONE + "true, false.");
    };
  }

  /** Whether the plugin reports findings to the CI server. */
  static boolean ci(String word) throws CannotCheckException {
    return switch (word.strip().toLowerCase(Locale.ROOT)) {
      case "auto" -> true;
      case "off" -> false;
      default -> throw invalid("ci", word, ONE + "auto, off.");
    };
  }

  /** Whether a contract is written from the lock, not from the server. */
  static boolean fromLock(String word) throws CannotCheckException {
    return switch (word.strip().toLowerCase(Locale.ROOT)) {
      case "server" -> false;
      case "lock" -> true;
      default -> throw invalid("from", word, ONE + "server, lock.");
    };
  }

  /** The dialect of SQL files; null: that of the server. */
  static @Nullable SqlDialect dialect(String word) throws CannotCheckException {
    return word.strip().equalsIgnoreCase(AUTO)
        ? null
        : parse(SqlDialect.class, "sqlDialect", word, ", or auto.");
  }

  /**
   * The kinds of placeholders in SQL files.
   *
   * @param words the parameter
   * @param property its property, as the command line has it; null: not set
   */
  static Set<PlaceholderKind> placeholders(@Nullable List<String> words, @Nullable String property)
      throws CannotCheckException {
    Set<PlaceholderKind> kinds = EnumSet.noneOf(PlaceholderKind.class);
    for (String word : given(words)) {
      if (word.equalsIgnoreCase(AUTO)) {
        kinds.addAll(EnumSet.allOf(PlaceholderKind.class));
      } else {
        kinds.add(
            PlaceholderKind.parse(word)
                .or(() -> kind(word))
                .orElseThrow(
                    () ->
                        invalid(
                            "sqlPlaceholders",
                            word,
                            ONE_OR_MORE
                                + "auto, "
                                + HasWord.words(PlaceholderKind.class)
                                + "; write dollar-braces for ${x}.")));
      }
    }
    boolean isReplaced = property != null && property.contains("${");
    if (isReplaced
        || kinds.isEmpty()
        || words == null
        || words.stream().anyMatch(Objects::isNull)) {
      throw new CannotCheckException(
          "An element of the parameter sqlPlaceholders (-Dqs.sqlPlaceholders) is empty: Maven"
              + " replaces ${x} there.",
          "write dollar-braces for ${x}.");
    }
    return kinds;
  }

  /** The kind of a word without signs, such as {@code dollar-braces}. */
  private static Optional<PlaceholderKind> kind(String word) {
    return Arrays.stream(PlaceholderKind.values())
        .filter(kind -> kind.name().replace('_', '-').equalsIgnoreCase(word))
        .findFirst();
  }

  /** A list without its blank elements; an empty property makes one. */
  static List<String> given(@Nullable List<String> values) {
    return values == null
        ? List.of()
        : values.stream()
            .filter(Objects::nonNull)
            .map(String::strip)
            .filter(value -> !value.isEmpty())
            .toList();
  }

  /** Why a path cannot be used: the system has no such file names, or not in this locale. */
  static CannotCheckException invalidPath(InvalidPathException reason) {
    return new CannotCheckException(
        "Cannot use the path %s: %s."
            .formatted(
                NameEscaper.CONSOLE.quoted(reason.getInput()),
                NameEscaper.CONSOLE.of(reason.getReason())),
        "correct the path. If it contains characters other than ASCII, set LC_ALL=C.UTF-8, or"
            + " another UTF-8 locale, where Maven starts.");
  }

  private static CannotCheckException invalid(String parameter, String word, String advice) {
    return new CannotCheckException(
        "Invalid value %s for %s (-Dqs.%s)."
            .formatted(NameEscaper.CONSOLE.quoted(word), parameter, parameter),
        advice);
  }

  private static CannotCheckException empty(String parameter, String words) {
    return new CannotCheckException(
        "The parameter " + parameter + " is empty.", ONE_OR_MORE + words + ".");
  }
}
