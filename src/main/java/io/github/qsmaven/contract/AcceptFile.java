package io.github.qsmaven.contract;

import static java.util.stream.Collectors.joining;

import io.github.qsmaven.model.Acceptance;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.FindingCode;
import io.github.qsmaven.model.Glob;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads which findings a project lives with: a list in YAML of mappings with {@code code}, {@code
 * object}, {@code reason}, and perhaps {@code until} and {@code link}.
 */
public final class AcceptFile {
  /** Where it is if nothing is said; there it need not be. */
  public static final String DEFAULT_PATH = "src/main/qs/accept.yaml";

  private static final List<String> KEYS = List.of("code", "object", "reason", "until", "link");
  private static final List<String> CODES =
      Arrays.stream(FindingCode.values())
          .filter(FindingCode::isAcceptable)
          .map(FindingCode::code)
          .toList();

  private final Path path;
  private final String shown;
  private final boolean given;

  /**
   * @param base the folder that relative paths start from: the project's
   * @param file the file; null: {@link #DEFAULT_PATH}, if it is there
   */
  public AcceptFile(Path base, @Nullable Path file) {
    BaseFolder folder = new BaseFolder(base);
    path = folder.resolve(file == null ? DEFAULT_PATH : file.toString());
    shown = folder.shown(path);
    given = file != null;
  }

  /** The file, as users know it. */
  public String shown() {
    return shown;
  }

  /**
   * Reads the file. One that holds nothing, or comments alone, accepts nothing.
   *
   * @return what it accepts, in its order
   * @throws CannotCheckException if it cannot be read, or anything in it is wrong; the message
   *     tells all that is, each with its place
   */
  public List<Acceptance> read() throws CannotCheckException {
    if (!given && !Files.exists(path)) {
      return List.of();
    }
    Problems problems = new Problems();
    List<Acceptance> acceptances = new ArrayList<>();
    SourceText.read(path, shown, problems)
        .filter(text -> !text.text().lines().allMatch(AcceptFile::saysNothing))
        .map(text -> new YamlSource(text, problems))
        .ifPresent(source -> read(source, acceptances));
    problems.throwIfAny(
        "The list of accepted findings (qs.accept) cannot be read",
        "correct it; an entry has a code ("
            + CODES.stream().collect(joining(", "))
            + "), an object (table or table.column, * for anything), a reason, and perhaps a last"
            + " day (until) and a link.");
    return List.copyOf(acceptances);
  }

  /** The last entry may have been removed, and the comments above them left. */
  private static boolean saysNothing(String line) {
    String text = line.strip();
    return text.isEmpty() || text.startsWith("#") || text.equals("---");
  }

  private static void read(YamlSource source, List<Acceptance> acceptances) {
    source
        .root("", element -> {})
        .ifPresent(
            root ->
                YamlMapping.elements(source, root, "the file")
                    .forEach(element -> entry(source, element).ifPresent(acceptances::add)));
  }

  private static Optional<Acceptance> entry(YamlSource source, Node node) {
    return YamlMapping.of(source, node, "an entry").flatMap(AcceptFile::entry);
  }

  private static Optional<Acceptance> entry(YamlMapping entry) {
    entry.require("code", "object", "reason");
    entry.allow(KEYS, "known: " + String.join(", ", KEYS));
    String code = entry.word("code", CODES);
    String object = entry.text("object");
    if (object != null && object.isEmpty()) {
      entry.problem("object", "must name a table, or table.column; * is anything");
      object = null;
    }
    String reason = entry.text("reason");
    if (reason != null && reason.isBlank()) {
      entry.problem("reason", "must say why the finding is accepted");
      reason = null;
    }
    LocalDate until = date(entry);
    String link = entry.text("link");
    if (code == null || object == null || reason == null) {
      return Optional.empty();
    }
    FindingCode known = FindingCode.parse(code).orElseThrow();
    return Optional.of(new Acceptance(known, new Glob(object), reason, until, link, entry.at()));
  }

  private static @Nullable LocalDate date(YamlMapping entry) {
    String text = entry.text("until");
    if (text == null) {
      return null;
    }
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      entry.problem("until", "must be a day such as 2031-12-31");
      return null;
    }
  }
}
