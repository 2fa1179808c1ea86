package io.github.qsmaven.sql;

import io.github.qsmaven.model.SourcePosition;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What is sent of a statement, with a map of every character back to the file. */
public final class SentSql {
  private static final String WRAPPING = "SELECT * FROM (";

  private final SourceLines source;
  private final String jdbc;
  private final boolean query;
  private final int parameters;
  private final Guesses guesses;
  private final Segments segments;

  private SentSql(
      SourceLines source,
      String jdbc,
      boolean query,
      int parameters,
      Guesses guesses,
      Segments segments) {
    this.source = source;
    this.jdbc = jdbc;
    this.query = query;
    this.parameters = parameters;
    this.guesses = guesses;
    this.segments = segments;
  }

  /**
   * The text for the driver: {@code ?} is a parameter, {@code ??} the operator {@code ?}. JDBC's
   * escapes in braces are to be off.
   */
  public String jdbc() {
    return jdbc;
  }

  /**
   * The statement as a subquery that returns no rows, for servers other than PostgreSQL.
   *
   * @throws IllegalStateException if it is not a query
   */
  public SentSql wrapped() {
    if (!query) {
      throw new IllegalStateException("not a query");
    }
    return new SentSql(
        source,
        WRAPPING + jdbc + "\n) qs WHERE 1=0",
        true,
        parameters,
        guesses,
        segments.after(WRAPPING.length()));
  }

  /** Whether it is a query that only reads, and locks nothing. */
  public boolean isQuery() {
    return query;
  }

  /** The number of parameters. */
  public int parameters() {
    return parameters;
  }

  /** What the server has to guess of it. */
  public Guesses guesses() {
    return guesses;
  }

  /**
   * The place in the file of a character of the native text, in which the driver wrote {@code $1}
   * for the first {@code ?} and so on, and {@code ?} for {@code ??}. The character after the last
   * one has a place as well: servers report it as the end of the input.
   *
   * @param position the character, from 1, in code points
   * @return the place; null for what is not from the file
   */
  public @Nullable Place place(int position) {
    return segments.place(source, position);
  }

  /**
   * Whether the expression around a character has a parameter, whose type the server guesses: what
   * it says about the types of the operands (42804, 42883 of an operator, 42725) may be due to
   * this.
   *
   * @param position the character, as in {@link #place}
   */
  public boolean isBesideParameter(int position) {
    return segments.isBesideParameter(position);
  }

  /**
   * The character at a line and a position of what is sent, for servers that count so. Without
   * parameters, the native text is that for the driver.
   *
   * @param line the line, from 1
   * @param offset the characters before it in the line
   * @return the character, from 1, in code points; 0 if there is no such line
   */
  public int position(int line, int offset) {
    int start = 0;
    for (int i = 1; i < line; i++) {
      start = jdbc.indexOf('\n', start) + 1;
      if (start == 0) {
        return 0;
      }
    }
    return jdbc.codePointCount(0, start) + offset + 1;
  }

  /**
   * A place in the file.
   *
   * @param at the position
   * @param length how many characters of the token follow in this line, itself included; in code
   *     points
   * @param ofPlaceholder whether the token is or contains a placeholder
   */
  public record Place(SourcePosition at, int length, boolean ofPlaceholder) {}

  /**
   * Runs of native characters.
   *
   * @param starts the first native character of each run (code points from 0), and the end
   * @param sources where each run is from, as an index into the file's text; negative if it is not
   *     from the file
   * @param ends the end of the token that each run is from
   * @param flags {@link #EXACT}, {@link #PLACEHOLDER}
   * @param offset how many characters precede the first run
   */
  @SuppressWarnings("ArrayRecordComponent") // private, never compared
  private record Segments(int[] starts, int[] sources, int[] ends, byte[] flags, int offset) {
    /** Whether each native character is one of the file, in the same order. */
    static final byte EXACT = 1;

    static final byte PLACEHOLDER = 2;

    /** Whether a parameter is in the expression. */
    static final byte BESIDE = 4;

    Segments after(int added) {
      return new Segments(starts, sources, ends, flags, offset + added);
    }

    boolean isBesideParameter(int position) {
      int run = run(position - 1 - offset);
      return run >= 0 && run < flags.length && (flags[run] & BESIDE) != 0;
    }

    /** The run that a character is in. */
    private int run(int character) {
      int found = Arrays.binarySearch(starts, character);
      return found < 0 ? -found - 2 : found;
    }

    @Nullable Place place(SourceLines source, int position) {
      int character = position - 1 - offset;
      if (sources.length == 0 || character < 0 || character > starts[sources.length]) {
        return null;
      }
      int run = run(character);
      if (run == sources.length) {
        int end = ends[run - 1];
        return sources[run - 1] < 0 ? null : new Place(source.at(end), 1, false);
      }
      if (sources[run] < 0) {
        return null;
      }
      int from =
          (flags[run] & EXACT) == 0
              ? sources[run]
              : source.text().offsetByCodePoints(sources[run], character - starts[run]);
      return new Place(
          source.at(from), source.lengthInLine(from, ends[run]), (flags[run] & PLACEHOLDER) != 0);
    }
  }

  /** Writes what is sent, piece by piece. */
  static final class Writer {
    private final SourceLines source;
    private final StringBuilder jdbc = new StringBuilder();
    private int[] starts = new int[32];
    private int[] sources = new int[32];
    private int[] ends = new int[32];
    private byte[] flags = new byte[32];
    private int count;
    private int length;
    private int parameters;
    private boolean beside;

    Writer(SourceLines source) {
      this.source = source;
    }

    int parameters() {
      return parameters;
    }

    /** Sets whether what is written next has a parameter in its expression. */
    void beside(boolean parameter) {
      beside = parameter;
    }

    /** Writes text that is not from the file and has no {@code ?}. */
    void add(String text) {
      run(-1, -1, 0, text.codePointCount(0, text.length()));
      jdbc.append(text);
    }

    /**
     * Writes a token as it is in the file, or with one code point for each one of the file.
     *
     * @param text what is written
     * @param from where the text is from
     * @param end where the token ends
     */
    void copy(String text, int from, int end, boolean placeholder) {
      run(
          from,
          end,
          Segments.EXACT | (placeholder ? Segments.PLACEHOLDER : 0),
          text.codePointCount(0, text.length()));
      jdbc.append(text);
    }

    /** Writes other text for a token of the file. */
    void replace(String text, int start, int end, boolean placeholder) {
      run(
          start,
          end,
          placeholder ? Segments.PLACEHOLDER : 0,
          text.codePointCount(0, text.length()));
      jdbc.append(text);
    }

    /** Writes one {@code ?} of an operator. */
    void questionMark(int start, int end, boolean placeholder) {
      run(start, end, placeholder ? Segments.PLACEHOLDER : 0, 1);
      jdbc.append("??");
    }

    /** Writes a parameter. */
    void parameter(int start, int end) {
      parameters++;
      run(start, end, Segments.PLACEHOLDER, 1 + Integer.toString(parameters).length());
      jdbc.append('?');
    }

    SentSql done(boolean query, Guesses guesses) {
      int[] bounds = Arrays.copyOf(starts, count + 1);
      bounds[count] = length;
      return new SentSql(
          source,
          jdbc.toString(),
          query,
          parameters,
          guesses,
          new Segments(
              bounds,
              Arrays.copyOf(sources, count),
              Arrays.copyOf(ends, count),
              Arrays.copyOf(flags, count),
              0));
    }

    private void run(int from, int end, int flag, int characters) {
      if (characters == 0) {
        return;
      }
      if (count == starts.length) {
        starts = Arrays.copyOf(starts, count * 2);
        sources = Arrays.copyOf(sources, count * 2);
        ends = Arrays.copyOf(ends, count * 2);
        flags = Arrays.copyOf(flags, count * 2);
      }
      starts[count] = length;
      sources[count] = from;
      ends[count] = end;
      flags[count++] = (byte) (flag | (beside ? Segments.BESIDE : 0));
      length += characters;
    }
  }
}
