package io.github.qsmaven.report.files;

import static java.util.stream.Collectors.joining;

import io.github.qsmaven.model.Goal;
import io.github.qsmaven.model.SourceTree;
import io.github.qsmaven.report.BuildRun;
import io.github.qsmaven.report.ReportFormat;
import io.github.qsmaven.report.ReportScope;
import io.github.qsmaven.report.accept.AcceptSuggestions;
import io.github.qsmaven.report.dbt.DbtFormat;
import io.github.qsmaven.report.gitlab.GitlabFormat;
import io.github.qsmaven.report.html.HtmlFormat;
import io.github.qsmaven.report.json.JsonFormat;
import io.github.qsmaven.report.junit.JunitFormat;
import io.github.qsmaven.report.markdown.MarkdownFormat;
import io.github.qsmaven.report.mermaid.MermaidFormat;
import io.github.qsmaven.report.sarif.SarifFormat;
import io.github.qsmaven.report.text.TextFormat;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The list of formats, and the formats in which a goal writes its reports. */
public final class Formats {
  private static final Set<Goal> CHECKS =
      EnumSet.of(Goal.LIST_TABLES, Goal.CHECK, Goal.CHECK_SQL, Goal.DRIFT);
  private static final Set<Goal> WITH_DOCTOR =
      EnumSet.of(Goal.LIST_TABLES, Goal.CHECK, Goal.CHECK_SQL, Goal.DRIFT, Goal.DOCTOR);
  private static final Set<Goal> WITH_REPORT =
      EnumSet.of(Goal.LIST_TABLES, Goal.CHECK, Goal.CHECK_SQL, Goal.DRIFT, Goal.REPORT);

  private static final Set<Goal> EXPORTS = EnumSet.of(Goal.LIST_TABLES, Goal.CHECK);

  /** All formats: a line each. */
  private static final List<Format> ALL =
      List.of(
          new Format("text", "*.txt", WITH_DOCTOR),
          new Format("json", "*.json", WITH_DOCTOR),
          new Format("junit", "TEST-qs-*.xml", CHECKS),
          new Format("sarif", "*.sarif", CHECKS),
          new Format("markdown", "*.md", CHECKS),
          new Format("html", "*.html", WITH_REPORT),
          new Format("gitlab", "gl-code-quality-*.json", CHECKS),
          new Format("dbt", "*.sources.yml", EXPORTS),
          new Format("mermaid", "*.mmd", EXPORTS),
          new Format("", AcceptSuggestions.FILE_NAME, EnumSet.of(Goal.CHECK)),
          new Format("", AcceptSuggestions.SQL_FILE_NAME, EnumSet.of(Goal.CHECK_SQL)),
          new Format("", AcceptSuggestions.DRIFT_FILE_NAME, EnumSet.of(Goal.DRIFT)));

  private final Goal goal;
  private final SourceTree sources;
  private final String execution;
  private final BuildRun run;
  private final List<Format> wanted = new ArrayList<>();

  /**
   * Selects formats.
   *
   * @param goal the goal that reports
   * @param words the words of the formats to write; those that the goal does not have are ignored,
   *     and if there are no others, the first format of the goal is written
   * @param sources where expectations are in the repository
   */
  public Formats(Goal goal, Collection<String> words, SourceTree sources) {
    this(goal, words, sources, "", BuildRun.NONE);
  }

  /**
   * Selects formats for one of several executions of a goal.
   *
   * @param goal the goal that reports
   * @param words as above
   * @param sources where expectations are in the repository
   * @param execution the execution, as {@link ReportScope} has it
   * @param run the run of the build
   */
  public Formats(
      Goal goal, Collection<String> words, SourceTree sources, String execution, BuildRun run) {
    this.goal = goal;
    this.sources = sources;
    this.execution = execution;
    this.run = run;
    boolean any = false;
    for (Format format : all()) {
      any |= words.contains(format.word());
    }
    // A goal without reports has no format.
    String first = all().stream().map(Format::word).findFirst().orElse("");
    for (Format format : all()) {
      if (format.isAlwaysWritten()
          || (any ? words.contains(format.word()) : format.word().equals(first))) {
        wanted.add(format);
      }
    }
  }

  /**
   * A line of the list of formats.
   *
   * @param word its word in the parameter {@code formats}; empty for a file that is written beside
   *     the reports, whatever their formats
   * @param file the name of its file, with {@code *} for the base name of the goal
   * @param goals the goals whose reports it can write
   */
  record Format(String word, String file, Set<Goal> goals) {
    boolean isAlwaysWritten() {
      return word.isEmpty();
    }

    String fileName(Goal goal) {
      return file.replace("*", goal.baseName());
    }
  }

  /**
   * Finds a format.
   *
   * @param word a word of the parameter {@code formats}, in any case
   * @return the word of the format; empty for an unknown word
   */
  public static Optional<String> parse(String word) {
    String wanted = word.strip().toLowerCase(Locale.ROOT);
    return ALL.stream()
        .map(Format::word)
        .filter(known -> !known.isEmpty() && known.equals(wanted))
        .findFirst();
  }

  /** Whether a format of any goal writes a file of a name, in any case. */
  static boolean isFile(String name) {
    return ALL.stream()
        .flatMap(format -> format.goals().stream().map(goal -> format.fileName(goal)))
        .anyMatch(name::equalsIgnoreCase);
  }

  /** All words of the parameter {@code formats}, for messages. */
  public static String words() {
    return ALL.stream()
        .filter(format -> !format.isAlwaysWritten())
        .map(Format::word)
        .collect(joining(", "));
  }

  /** Whether a format among those to write always shows the columns of tables. */
  boolean showColumns() {
    return include("html") || include("dbt") || include("mermaid");
  }

  /** Whether a format is among those to write. */
  public boolean include(String word) {
    for (Format format : wanted) {
      if (format.word().equals(word)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Creates a format, whether it is among those to write or not.
   *
   * @param word the word of a format of this goal
   */
  public ReportFormat create(String word) {
    return create(find(word));
  }

  /** The name of the file of a format: {@code check.txt}, {@code TEST-qs-check.xml}. */
  public String fileName(String word) {
    return fileName(find(word));
  }

  private Format find(String word) {
    return ALL.stream().filter(format -> format.word().equals(word)).findFirst().orElseThrow();
  }

  /** The formats to write. */
  List<Format> wanted() {
    return wanted;
  }

  /** All formats of the goal. */
  List<Format> all() {
    List<Format> all = new ArrayList<>(ALL);
    all.removeIf(format -> !format.goals().contains(goal));
    return all;
  }

  ReportFormat create(Format format) {
    ReportScope scope = new ReportScope(goal, execution, sources, fileName("json"), run);
    return switch (format.word()) {
      case "text" -> new TextFormat();
      case "json" -> new JsonFormat();
      case "junit" -> new JunitFormat(scope);
      case "sarif" -> new SarifFormat(scope);
      case "markdown" -> new MarkdownFormat(scope);
      case "html" -> new HtmlFormat(scope);
      case "dbt" -> new DbtFormat();
      case "mermaid" -> new MermaidFormat();
      case "gitlab" -> new GitlabFormat(scope);
      default -> new AcceptSuggestions();
    };
  }

  String fileName(Format format) {
    return format.fileName(goal);
  }

  Goal goal() {
    return goal;
  }
}
