package io.github.qsmaven.model;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** An enum whose constants have a word each, in parameters, settings and reports. */
public interface HasWord {
  /** The name of the constant. */
  String name();

  /** The word: the name in lower case, with hyphens, such as {@code materialized-view}. */
  default String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Finds the constant of a word.
   *
   * @param type the enum
   * @param word the word, in any case
   * @return the constant; empty for an unknown word
   */
  static <E extends Enum<E> & HasWord> Optional<E> parse(Class<E> type, String word) {
    String wanted = word.strip().toLowerCase(Locale.ROOT);
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> constant.word().equals(wanted))
        .findFirst();
  }

  /** All words of an enum in the order of its constants, for messages. */
  static <E extends Enum<E> & HasWord> String words(Class<E> type) {
    return Arrays.stream(type.getEnumConstants()).map(HasWord::word).collect(joining(", "));
  }
}
