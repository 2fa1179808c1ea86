package io.github.qsmaven.types;

/**
 * The result of a comparison of types.
 *
 * @param verdict whether the type is the expected one
 * @param why why not, or why that is unknown, as far as the two spellings do not show it; as users
 *     and servers wrote it, so to be escaped; empty if there is nothing to say
 */
public record TypeResult(TypeVerdict verdict, String why) {
  /** Enough for any spelling but that of a struct with all its fields. */
  static final int LONGEST_SHOWN = 100;

  /** The expected type. */
  public static final TypeResult MATCH = new TypeResult(TypeVerdict.MATCH, "");

  /** Another type; {@code why} is as above. */
  public static TypeResult mismatch(String why) {
    return new TypeResult(TypeVerdict.MISMATCH, why);
  }

  /** A type that could not be determined; {@code why} is as above. */
  public static TypeResult unknown(String why) {
    return new TypeResult(TypeVerdict.UNKNOWN, why);
  }

  static TypeResult notReported(String what) {
    return unknown("the server does not report " + what);
  }

  /** A text of a contract or a server for a reason, cut if it is long. */
  static String shown(String text) {
    String stripped = text.strip();
    return stripped.length() <= LONGEST_SHOWN
        ? stripped
        : stripped.substring(0, LONGEST_SHOWN) + "...";
  }
}
