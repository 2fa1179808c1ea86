package io.github.qsmaven.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the names that are a few edits away from a misspelled name, for "did you mean". An edit is
 * an insertion, a deletion, a replacement or a swap of neighbors (optimal string alignment
 * distance); case is ignored. The number of edits is limited to a third of the length of the
 * misspelled name, and is at least one.
 *
 * <p>The candidates are prepared once. Each search first skips those that cannot be near, by length
 * or set of letters, at a cost of nanoseconds a name. An object computes a limited number of
 * distances, so that thousands of searches in a hundred thousand similar names end in seconds.
 * Above the limit a search finds nothing.
 */
public final class SimilarNames {
  private static final int DEFAULT_BUDGET = 5_000_000;
  private static final int MOST_EDITS = 6;
  private static final int MOST_IN_A_QUESTION = 2;

  private final String[] candidates;
  private final String[] folded;
  private final long[] letters;
  private long budget;
  private @Nullable SharedWords words;

  /**
   * @param candidates the names to search
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
      folded[i] = CaseRule.fold(this.candidates[i]);
      letters[i] = letters(folded[i]);
    }
  }

  private record Near(String name, int edits) {}

  /**
   * Finds the nearest names.
   *
   * @param misspelled the name that was not found
   * @param most the maximum number of names to return
   * @return the nearest first, names at the same distance in code-point order; never the misspelled
   *     name itself
   */
  public List<String> nearest(String misspelled, int most) {
    String wanted = CaseRule.fold(misspelled);
    long wantedLetters = letters(wanted);
    int edits = Math.max(1, Math.min(wanted.length() / 3, MOST_EDITS));
    List<Near> near = new ArrayList<>();
    for (int i = 0; i < folded.length; i++) {
      // An edit adds at most one letter and removes at most one.
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
      if (distance <= edits && !candidates[i].equals(misspelled)) {
        near.add(new Near(candidates[i], distance));
      }
    }
    near.sort(
        Comparator.comparingInt(Near::edits).thenComparing(Near::name, CodePointOrder.INSTANCE));
    return near.stream().map(Near::name).distinct().limit(most).toList();
  }

  /**
   * Finds the nearest names, and after them those that share whole words with the misspelled name:
   * {@code placed_at} for {@code placed}. A name that is one edit away stands alone.
   *
   * @param misspelled the name that was not found
   * @param most the maximum number of names to return
   */
  public List<String> likely(String misspelled, int most) {
    List<String> names = nearest(misspelled, most);
    if (names.size() >= most || names.stream().anyMatch(name -> isOneEdit(misspelled, name))) {
      return names;
    }
    if (words == null) {
      words = new SharedWords(List.of(candidates));
    }
    return Stream.concat(names.stream(), words.of(misspelled).stream())
        .distinct()
        .limit(most)
        .toList();
  }

  private static boolean isOneEdit(String a, String b) {
    return distance(CaseRule.fold(a), CaseRule.fold(b), 1) <= 1;
  }

  /**
   * The end of a sentence about a misspelled word.
   *
   * @param misspelled the word that was not found
   * @param otherwise the end of the sentence if no name is near
   * @return for example {@code ; did you mean name?}; names at most two
   */
  public String question(String misspelled, String otherwise) {
    List<String> near = likely(misspelled, MOST_IN_A_QUESTION);
    return near.isEmpty() ? otherwise : Suggestion.didYouMean(near);
  }

  /** A set of the characters in 64 bits: equal strings have equal sets. */
  private static long letters(String name) {
    long set = 0;
    for (int i = 0; i < name.length(); i++) {
      set |= 1L << (name.charAt(i) & 63);
    }
    return set;
  }

  /** The distance, or any number above {@code limit} if the distance is above it. */
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
