package io.github.qsmaven.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Finds the names that are a few edits away from a misspelt one: for "did you mean". An edit is an
 * insertion, a deletion, a replacement or a swap of neighbours (optimal string alignment distance),
 * case not counted; as many are allowed as a third of the misspelt name's length, at least one.
 *
 * <p>The candidates are prepared once. A question first passes over those whose length or set of
 * letters rules them out, which costs nanoseconds a name; the distances that remain to be computed
 * are limited for the life of the object, so that thousands of questions against a hundred thousand
 * names that resemble each other end in seconds. What is over the limit finds nothing.
 */
public final class SimilarNames {
  private static final int DEFAULT_BUDGET = 5_000_000;
  private static final int MOST_EDITS = 6;

  private final String[] candidates;
  private final String[] folded;
  private final long[] letters;
  private long budget;

  /**
   * @param candidates the names that may be meant
   */
  public SimilarNames(Collection<String> candidates) {
    this(candidates, DEFAULT_BUDGET);
  }

  SimilarNames(Collection<String> candidates, long budget) {
    this.candidates = candidates.toArray(String[]::new);
    this.folded = new String[this.candidates.length];
    this.letters = new long[this.candidates.length];
    this.budget = budget;
    for (int i = 0; i < this.candidates.length; i++) {
      folded[i] = fold(this.candidates[i]);
      letters[i] = letters(folded[i]);
    }
  }

  private record Near(String name, int edits) {}

  /**
   * Finds the nearest names.
   *
   * @param misspelt the name that was not found
   * @param most how many to return at the most
   * @return the nearest first, those at the same distance in code-point order; never the name
   *     itself
   */
  public List<String> nearest(String misspelt, int most) {
    String wanted = fold(misspelt);
    long wantedLetters = letters(wanted);
    int edits = Math.max(1, Math.min(wanted.length() / 3, MOST_EDITS));
    List<Near> near = new ArrayList<>();
    for (int i = 0; i < folded.length; i++) {
      // An edit brings in at most one letter and takes out at most one.
      if (Math.abs(folded[i].length() - wanted.length()) > edits
          || Long.bitCount(letters[i] & ~wantedLetters) > edits
          || Long.bitCount(wantedLetters & ~letters[i]) > edits) {
        continue;
      }
      if (budget <= 0) {
        return List.of();
      }
      budget--;
      int distance = distance(wanted, folded[i], edits);
      if (distance <= edits && !candidates[i].equals(misspelt)) {
        near.add(new Near(candidates[i], distance));
      }
    }
    near.sort(
        Comparator.comparingInt(Near::edits).thenComparing(Near::name, CodePointOrder.INSTANCE));
    return near.stream().map(Near::name).distinct().limit(most).toList();
  }

  /** The same in every locale, unlike {@link String#toLowerCase()} in Turkish. */
  private static String fold(String name) {
    StringBuilder out = new StringBuilder(name.length());
    name.codePoints().map(Character::toLowerCase).forEach(out::appendCodePoint);
    return out.toString();
  }

  /** A set of the characters, folded to 64 bits: equal sets for equal strings. */
  private static long letters(String name) {
    long set = 0;
    for (int i = 0; i < name.length(); i++) {
      set |= 1L << (name.charAt(i) & 63);
    }
    return set;
  }

  /** The distance, or any number above {@code limit} as soon as it is known to be above. */
  private static int distance(String a, String b, int limit) {
    int[] beforePrevious = new int[b.length() + 1];
    int[] previous = new int[b.length() + 1];
    int[] current = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int from = Math.max(1, i - limit);
      int to = Math.min(b.length(), i + limit);
      current[0] = i;
      if (from > 1) {
        current[from - 1] = limit + 1;
      }
      int best = limit + 1;
      for (int j = from; j <= to; j++) {
        int replace = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int delete = j < i + limit ? previous[j] + 1 : limit + 1;
        int cost = Math.min(replace, Math.min(delete, current[j - 1] + 1));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          cost = Math.min(cost, beforePrevious[j - 2] + 1);
        }
        current[j] = cost;
        best = Math.min(best, cost);
      }
      if (best > limit) {
        return limit + 1;
      }
      int[] oldest = beforePrevious;
      beforePrevious = previous;
      previous = current;
      current = oldest;
    }
    return previous[b.length()];
  }
}
