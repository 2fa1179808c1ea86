package io.github.qsmaven.model;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A name that a user may have meant.
 *
 * @param name the name, as an expectation would write it
 * @param reason why it is likely
 */
public record Suggestion(String name, Reason reason) {
  /** Why a name is likely, the likeliest first. */
  public enum Reason {
    /** The names differ only in case. */
    CASE(" (differs in case)"),
    /** The same name, in a schema that was not searched, or shadowed there. */
    SCHEMA(" (another schema)"),
    /** The names differ by a few characters. */
    SPELLING("");

    private final String remark;

    Reason(String remark) {
      this.remark = remark;
    }

    /** What is said of it after the name; empty if the name says it. */
    public String remark() {
      return remark;
    }
  }

  /** Refuses nulls. */
  public Suggestion {
    requireNonNull(name, "name is null");
    requireNonNull(reason, "reason is null");
  }

  /**
   * The end of a sentence about what was not found.
   *
   * @param suggestions what may have been meant
   * @param shown how a name is shown where the sentence stands
   * @return {@code ; did you mean orders, or Orders (differs in case)?}; empty without suggestions
   */
  public static String question(List<Suggestion> suggestions, UnaryOperator<String> shown) {
    if (suggestions.isEmpty()) {
      return "";
    }
    List<String> names = new ArrayList<>(suggestions.size());
    for (Suggestion suggestion : suggestions) {
      names.add(shown.apply(suggestion.name()) + suggestion.reason().remark());
    }
    return "; did you mean " + String.join(", or ", names) + "?";
  }
}
