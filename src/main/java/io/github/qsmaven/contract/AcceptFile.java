package io.github.qsmaven.contract;

import io.github.qsmaven.files.BaseFolder;
import io.github.qsmaven.files.InputFile;
import io.github.qsmaven.model.Acceptance;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.FindingCode;
import io.github.qsmaven.model.Glob;
import java.nio.file.Files;
import java.nio.file.LinkOption;
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
 * Reads the findings that a project accepts: a YAML list of mappings with the keys {@code code},
 * {@code object}, {@code reason} and, optionally, {@code until} and {@code link}.
 */
public final class AcceptFile {
  /** The default path; this file need not exist. */
  public static final String DEFAULT_PATH = "src/main/qs/accept.yaml";

  private static final List<String> KEYS = List.of("code", "object", "reason", "until", "link");
  private static final List<String> CODES =
      Arrays.stream(FindingCode.values())
          .filter(FindingCode::isAcceptable)
          .map(FindingCode::code)
          .toList();

  private final InputFile file;
  private final boolean given;

  /**
   * @param base the folder that relative paths start from: the folder of the project
   * @param file the file as the user wrote it; null: {@link #DEFAULT_PATH}, if it exists
   */
  public AcceptFile(BaseFolder base, @Nullable String file) {
    this.file = base.file(file == null ? DEFAULT_PATH : file);
    given = file != null;
  }

  /** The file; it need not exist. */
  public Path path() {
    return file.path();
  }

  /** The path of the file for messages. */
  public String shown() {
    return file.shown();
  }

  /**
   * Reads the file. A file that is empty but for comments accepts nothing.
   *
   * @return the acceptances, in the order of the file
   * @throws CannotCheckException if the file cannot be read or is invalid; the message lists all
   *     problems with their positions
   */
  public List<Acceptance> read() throws CannotCheckException {
    if (!given && !Files.exists(path(), LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    Problems problems = new Problems();
    List<Acceptance> acceptances = new ArrayList<>();
    SourceText.read(file, SourceText.MOST_BYTES, problems)
        .filter(text -> !text.text().lines().allMatch(AcceptFile::isEmpty))
        .map(text -> new YamlSource(text, problems))
        .ifPresent(source -> read(source, acceptances));
    problems.throwIfAny(
        "Cannot read the list of accepted findings (-Dqs.accept)",
        "correct the file; an entry has a code ("
            + String.join(", ", CODES)
            + "), an object (table or table.column; * matches any characters), a reason and,"
            + " optionally, a last day (until) and a link.");
    return List.copyOf(acceptances);
  }

  /** A user who removes the last entry may leave the comments above it. */
  private static boolean isEmpty(String line) {
    String text = line.strip();
    return text.isEmpty() || text.startsWith("#") || text.equals("---");
  }

  private static void read(YamlSource source, List<Acceptance> acceptances) {
    Optional<Node> root = source.root("", element -> {});
    if (root.isPresent()) {
      for (Node element : YamlMapping.elements(source, root.get(), "the file")) {
        YamlMapping.of(source, element, "an entry")
            .flatMap(AcceptFile::entry)
            .ifPresent(acceptances::add);
      }
    }
  }

  private static Optional<Acceptance> entry(YamlMapping entry) {
    entry.require("code", "object", "reason");
    entry.allow(KEYS, "known: " + String.join(", ", KEYS));
    String code = entry.word("code", CODES);
    String object = entry.text("object");
    if (object != null && object.isEmpty()) {
      entry.problem("object", "must name a table or table.column; * matches any characters");
    }
    String reason = entry.text("reason");
    if (reason != null && reason.isBlank()) {
      entry.problem("reason", "must say why the finding is accepted");
    }
    LocalDate until = date(entry);
    String link = entry.text("link");
    if (code == null || object == null || object.isEmpty() || reason == null) {
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
      entry.problem("until", "must be a date such as 2031-12-31");
      return null;
    }
  }
}
