package io.github.qsmaven.sql;

import io.github.qsmaven.model.FindingCode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the comments that accept findings. */
final class IgnoreComments {
  private static final Pattern COMMENT =
      Pattern.compile(
          "^(?:--|#|/\\*)?[ \\t*]*+(?<mark>qs-ignore)(?<file>-file)?+(?![\\w-])"
              + "(?<codes>[^:\\r\\n]{0,500}+)(?::(?<reason>[^\\r\\n]*+))?+",
          Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

  private final SourceLines source;

  IgnoreComments(SourceLines source) {
    this.source = source;
  }

  /**
   * Reads a comment.
   *
   * @param comment the token
   * @param statement the ordinal of the statement that it is about, or 0
   * @return one for each code that it names
   */
  List<IgnoreComment> of(Token comment, int statement) {
    String text = comment.of(source.text());
    List<IgnoreComment> found = new ArrayList<>();
    Matcher matcher = COMMENT.matcher(text);
    while (matcher.find()) {
      boolean ofFile = matcher.group("file") != null;
      String reason = matcher.group("reason") == null ? "" : matcher.group("reason");
      if (text.startsWith("/*") && reason.endsWith("*/")) {
        reason = reason.substring(0, reason.length() - 2);
      }
      String codes = matcher.group("codes").replace("*/", "").strip();
      for (String code : codes.split("[,\\s]+", -1)) {
        found.add(
            new IgnoreComment(
                FindingCode.parse(code).orElse(null),
                code,
                ofFile,
                reason.strip(),
                source.at(comment.start() + matcher.start("mark")),
                ofFile ? 0 : statement));
      }
    }
    return found;
  }
}
