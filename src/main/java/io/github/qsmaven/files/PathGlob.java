package io.github.qsmaven.files;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.regex.PatternSyntaxException;

/**
 * A pattern over paths, in the syntax of {@link java.nio.file.FileSystem#getPathMatcher}: {@code *}
 * and {@code ?} match inside a folder, {@code **} across folders, {@code [a-z]} or {@code [!a-z]} a
 * character, {@code {a,b}} one of several patterns, and a backslash escapes. As in Maven's
 * patterns, {@code **}{@code /} matches no folder as well. Case is significant.
 *
 * <p>The JDK's matcher is a regular expression, which takes exponential time for some patterns. The
 * product of the lengths of pattern and path bounds the time that this one takes: it follows all
 * ways through the pattern at once.
 */
public final class PathGlob {
  /**
   * A state.
   *
   * @param matches the characters that lead to the next state
   * @param repeats whether they lead to this state instead
   * @param jumps the states that it leads to without a character
   */
  private record State(IntPredicate matches, boolean repeats, BitSet jumps) {}

  private final String glob;
  private final List<State> states = new ArrayList<>();
  private int at;

  /**
   * @param glob the pattern, with {@code /} between the folders
   * @throws PatternSyntaxException if it is not such a pattern
   */
  public PathGlob(String glob) {
    this.glob = glob;
    parse(false);
  }

  private void parse(boolean inGroup) {
    while (at < glob.length()) {
      int c = glob.codePointAt(at);
      if (inGroup && (c == ',' || c == '}')) {
        return;
      }
      at += Character.charCount(c);
      switch (c) {
        case '*' -> star();
        case '?' -> add(other -> other != '/', false);
        case '[' -> characters();
        case '{' -> group();
        case '\\' -> literal(next());
        default -> literal(c);
      }
    }
    if (inGroup) {
      throw invalid("a } is missing");
    }
  }

  private BitSet add(IntPredicate matches, boolean repeats) {
    BitSet jumps = new BitSet();
    states.add(new State(matches, repeats, jumps));
    return jumps;
  }

  private BitSet split() {
    return add(c -> false, false);
  }

  private void literal(int literal) {
    add(c -> c == literal, false);
  }

  private void star() {
    boolean acrossFolders = glob.startsWith("*", at);
    boolean startsName = at == 1 || "/{,".indexOf(glob.charAt(at - 2)) >= 0;
    at += acrossFolders ? 1 : 0;
    boolean isFolders = acrossFolders && startsName && glob.startsWith("/", at);
    BitSet none = isFolders ? split() : new BitSet();
    none.set(states.size());
    add(c -> acrossFolders || c != '/', true).set(states.size());
    if (isFolders) {
      literal(next());
      none.set(states.size());
    }
  }

  private void group() {
    BitSet starts = split();
    List<BitSet> ends = new ArrayList<>();
    do {
      starts.set(states.size());
      parse(true);
      ends.add(split());
    } while (next() == ',');
    ends.forEach(end -> end.set(states.size()));
  }

  private void characters() {
    boolean isNegated = glob.startsWith("!", at);
    at += isNegated ? 1 : 0;
    List<int[]> ranges = new ArrayList<>();
    for (int from = next(); from != ']' || ranges.isEmpty(); from = next()) {
      boolean isRange = glob.startsWith("-", at) && !glob.startsWith("-]", at);
      at += isRange ? 1 : 0;
      int to = isRange ? next() : from;
      if (to < from || from == '/' || to == '/') {
        throw invalid("a range of characters is invalid");
      }
      ranges.add(new int[] {from, to});
    }
    add(
        c ->
            c != '/'
                && isNegated != ranges.stream().anyMatch(range -> range[0] <= c && c <= range[1]),
        false);
  }

  private int next() {
    if (at >= glob.length()) {
      throw invalid("it ends too early");
    }
    int c = glob.codePointAt(at);
    at += Character.charCount(c);
    return c;
  }

  private PatternSyntaxException invalid(String problem) {
    return new PatternSyntaxException(problem, glob, at);
  }

  /**
   * Whether the pattern matches the whole of a path.
   *
   * @param path a relative path, with {@code /} between the folders
   */
  public boolean matches(String path) {
    BitSet current = new BitSet();
    enter(0, current);
    for (int i = 0;
        i < path.length() && !current.isEmpty();
        i += Character.charCount(path.codePointAt(i))) {
      BitSet next = new BitSet();
      for (int s = current.nextSetBit(0);
          s >= 0 && s < states.size();
          s = current.nextSetBit(s + 1)) {
        if (states.get(s).matches().test(path.codePointAt(i))) {
          enter(states.get(s).repeats() ? s : s + 1, next);
        }
      }
      current = next;
    }
    return current.get(states.size());
  }

  /** Adds a state, and those that it leads to without a character. */
  private void enter(int first, BitSet current) {
    BitSet open = new BitSet();
    open.set(first);
    for (int s = first; s >= 0; s = open.nextSetBit(0)) {
      open.clear(s);
      if (!current.get(s)) {
        current.set(s);
        if (s < states.size()) {
          open.or(states.get(s).jumps());
        }
      }
    }
  }
}
