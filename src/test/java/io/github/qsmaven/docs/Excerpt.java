package io.github.qsmaven.docs;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A block of code on a page.
 *
 * @param at the page and the line
 * @param language the word after the fence, such as {@code xml}; empty for an indented block
 * @param text the code
 * @param comment the HTML comment directly before the block; empty if there is none
 */
record Excerpt(String at, String language, String text, String comment) {
  /** The comment before the output of a project of {@code src/it}. */
  private static final Pattern OUTPUT_OF =
      Pattern.compile("<!-- output of src/it/([a-z0-9-]+) -->");

  /** The comment before output that no test compares. */
  private static final String EXAMPLE = "<!-- example output -->";

  private static final Pattern LOG_LINE =
      Pattern.compile("^(\\[(INFO|WARNING|ERROR)]( |$)|[✓✗] )", Pattern.MULTILINE);

  /** Whether it shows what Maven prints, and is not something to type. */
  boolean isOutput() {
    return comment.equals(EXAMPLE) || project().isPresent() || LOG_LINE.matcher(text).find();
  }

  /** The project of {@code src/it} whose output it is. */
  Optional<String> project() {
    Matcher mark = OUTPUT_OF.matcher(comment);
    return mark.matches() ? Optional.of(mark.group(1)) : Optional.empty();
  }

  /** What is wrong with its comment. */
  List<String> problemsOfOutput(List<String> projects) {
    Optional<String> project = project();
    if (project.isPresent() && !projects.contains(project.get())) {
      return List.of(at + ": there is no project src/it/" + project.get());
    }
    if (isOutput() && project.isEmpty() && !comment.equals(EXAMPLE)) {
      return List.of(
          at + ": output needs a comment before it: <!-- output of src/it/NAME --> or " + EXAMPLE);
    }
    return List.of();
  }

  /** The language in which to check it: the one that it names, else none. */
  Optional<String> checked() {
    return isOutput() || language.isEmpty() ? Optional.empty() : Optional.of(language);
  }
}
