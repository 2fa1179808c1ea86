package io.github.qsmaven.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds names that consist of the words of another name and more: {@code placed_at} and {@code
 * orderPlaced} for {@code placed}, and the other way round. A word may be cut short: {@code
 * cust_id} for {@code customer_id}. The common letters must be three in a row at least, and a third
 * of the longer name, so that {@code id} does not stand for every {@code customer_id}.
 *
 * <p>Only names with a word that begins with the same three letters are compared, and only a
 * limited number of them; above the limit a search finds nothing.
 */
final class SharedWords {
  private static final int SHORTEST = 3;
  private static final int MOST_COMPARED = 2_000_000;
  private static final Pattern BOUNDARY =
      Pattern.compile(
          "[^\\p{L}\\p{N}]+|(?<=\\p{Ll})(?=\\p{Lu})|(?<=\\p{L})(?=\\p{N})|(?<=\\p{N})(?=\\p{L})");

  private final Map<String, List<Words>> byBeginning = new HashMap<>();
  private int budget = MOST_COMPARED;

  private record Words(String name, List<String> all, int letters) {
    static Words of(String name) {
      List<String> all = new ArrayList<>(4);
      int letters = 0;
      for (String word : BOUNDARY.splitAsStream(name).toList()) {
        if (!word.isEmpty()) {
          all.add(CaseRule.fold(word));
          letters += word.length();
        }
      }
      return new Words(name, all, letters);
    }

    Set<String> beginnings() {
      Set<String> beginnings = new LinkedHashSet<>();
      for (String word : all) {
        if (word.length() >= SHORTEST) {
          beginnings.add(word.substring(0, SHORTEST));
        }
      }
      return beginnings;
    }

    /** The number of letters that it has in common with a name that contains all its words. */
    int lettersWithin(Words longer) {
      List<String> left = new ArrayList<>(longer.all);
      int common = 0;
      int longest = 0;
      for (String word : all) {
        String same = left.contains(word) ? word : startingAlike(word, left);
        if (same.isEmpty()) {
          return 0;
        }
        left.remove(same);
        int length = Math.min(word.length(), same.length());
        common += length;
        longest = Math.max(longest, length);
      }
      return longest < SHORTEST ? 0 : common;
    }

    private static String startingAlike(String word, List<String> words) {
      for (String other : words) {
        if (Math.min(word.length(), other.length()) >= SHORTEST
            && (word.startsWith(other) || other.startsWith(word))) {
          return other;
        }
      }
      return "";
    }
  }

  private record Match(String name, int more) {}

  /**
   * @param candidates the names to search
   */
  SharedWords(List<String> candidates) {
    for (String candidate : candidates) {
      Words words = Words.of(candidate);
      for (String beginning : words.beginnings()) {
        byBeginning.computeIfAbsent(beginning, key -> new ArrayList<>(1)).add(words);
      }
    }
  }

  /** The names that share words with a name, first those with the fewest letters more or less. */
  List<String> of(String name) {
    Words wanted = Words.of(name);
    List<Match> matches = new ArrayList<>();
    for (String beginning : wanted.beginnings()) {
      List<Words> alike = byBeginning.getOrDefault(beginning, List.of());
      budget -= alike.size();
      if (budget < 0) {
        return List.of();
      }
      for (Words candidate : alike) {
        int common = Math.max(wanted.lettersWithin(candidate), candidate.lettersWithin(wanted));
        int longer = Math.max(wanted.letters(), candidate.letters());
        if (common * 3 >= longer && !candidate.name().equals(name)) {
          matches.add(new Match(candidate.name(), longer - common));
        }
      }
    }
    matches.sort(
        Comparator.comparingInt(Match::more).thenComparing(Match::name, CodePointOrder.INSTANCE));
    return matches.stream().map(Match::name).distinct().toList();
  }
}
