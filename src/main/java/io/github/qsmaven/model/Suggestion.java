package io.github.qsmaven.model;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A name that a user may have meant.
 *
 * @param name the name, as a user would write it in an expectation
 * @param reason why it is likely
 * @param type the type of a column, to be shown behind its name; empty if it is not known
 */
public record Suggestion(String name, Reason reason, String type) {
  /** A table, or a column whose type is not to be shown. */
  public Suggestion(String name, Reason reason) {
    this(name, reason, "");
  }

  /** Why a name is likely, the likeliest first. */
  public enum Reason implements HasWord {
    /** The names differ only in case. */
    CASE(" (differs in case)"),
    /** The same name, in a schema that was not searched, or shadowed there. */
    SCHEMA(" (another schema)"),
    /** The names differ by a few characters. */
    SPELLING(""),
    /** The column was probably renamed to it. */
    RENAME("");

    private final String remark;

    Reason(String remark) {
      this.remark = remark;
    }

    /** The remark after the name; empty if the name needs none. */
    public String remark() {
      return remark;
    }
  }

  /**
   * Whether it is a name, with or without a schema before it.
   *
   * @param bare the name
   */
  public boolean names(String bare) {
    return name.equals(bare) || name.endsWith("." + bare);
  }

  /**
   * The end of a sentence about a name that was not found.
   *
   * @param suggestions the names that the user may have meant
   * @param shown escapes a name for the place where the sentence is shown
   * @return {@code ; did you mean orders, or Orders (differs in case)?}; empty without suggestions
   */
  public static String question(List<Suggestion> suggestions, UnaryOperator<String> shown) {
    List<String> names = suggestions.stream().map(one -> one.shown(shown)).toList();
    if (names.isEmpty()) {
      return "";
    }
    return suggestions.get(0).reason == Reason.RENAME
        ? "; was it renamed to " + names.get(0) + "?"
        : didYouMean(names);
  }

  private String shown(UnaryOperator<String> shown) {
    return shown.apply(name)
        + (type.isEmpty() ? "" : " (" + shown.apply(type) + ")")
        + reason.remark();
  }

  static String didYouMean(List<String> names) {
    return "; did you mean " + String.join(", or ", names) + "?";
  }
}
