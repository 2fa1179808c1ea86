package io.github.qsmaven.model;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * What a change of the schema means for the project.
 *
 * @param impact whether it breaks a statement of the project
 * @param detail what the change is, in a few words, to be escaped; empty if there is nothing to say
 * @param broken the statements of the project that it breaks, each with the verdict of the server
 * @param readers the statements of the project that name the table, the broken ones among them
 * @param command the command by which the user accepts it, safe for a shell; empty if there is none
 */
public record Change(
    Impact impact, String detail, List<Broken> broken, List<SqlStatement> readers, String command) {
  private static final int MOST_PLACES = 2;

  /** Copies the lists. */
  public Change {
    broken = List.copyOf(broken);
    readers = List.copyOf(readers);
  }

  /**
   * What it means, in sentences: the detail, the impact with the first broken places, the command.
   *
   * @param shown shows a text of a server or a user
   * @param placed shows a position
   */
  public String sentences(UnaryOperator<String> shown, Function<SourcePosition, String> placed) {
    StringBuilder text = new StringBuilder();
    if (!detail.isEmpty()) {
      text.append(shown.apply(capitalized(detail))).append(". ");
    }
    text.append(capitalized(impact.words()));
    for (int i = 0; i < Math.min(MOST_PLACES, broken.size()); i++) {
      Broken one = broken.get(i);
      text.append(i == 0 ? ": " : "; ").append(placed.apply(one.at()));
      text.append(" (").append(shown.apply(one.message())).append(")");
    }
    if (broken.size() > MOST_PLACES) {
      text.append("; and ").append(broken.size() - MOST_PLACES).append(" more");
    }
    text.append('.');
    return command.isEmpty()
        ? text.toString()
        : text.append(" To accept the change, run ")
            .append(shown.apply(command))
            .append('.')
            .toString();
  }

  private static String capitalized(String words) {
    int first = words.offsetByCodePoints(0, 1);
    return words.substring(0, first).toUpperCase(Locale.ROOT) + words.substring(first);
  }

  /** Whom a change breaks. */
  public enum Impact implements HasWord {
    /** A statement of this project fails, or has another result. */
    BREAKING_HERE,
    /** It breaks who relies on it, but no statement of this project. */
    BREAKING_ELSEWHERE,
    /** It breaks nobody who reads by name. */
    SAFE;

    /** In words: {@code breaking here}. */
    public String words() {
      return word().replace('-', ' ');
    }
  }

  /**
   * A statement that a change breaks.
   *
   * @param statement the statement
   * @param at the place of the fault in it
   * @param message what the server says, or which column of the result has another type; to be
   *     escaped
   */
  public record Broken(SqlStatement statement, SourcePosition at, String message) {}
}
