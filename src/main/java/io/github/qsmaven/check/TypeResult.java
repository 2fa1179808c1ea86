package io.github.qsmaven.check;

/**
 * The result of a comparison of types.
 *
 * @param verdict whether the type is the expected one
 * @param why why not, or why that is unknown, as far as the two spellings do not show it; as users
 *     and servers wrote it, so to be escaped; empty if there is nothing to say
 */
public record TypeResult(TypeVerdict verdict, String why) {
  static final TypeResult MATCH = new TypeResult(TypeVerdict.MATCH, "");

  static TypeResult mismatch(String why) {
    return new TypeResult(TypeVerdict.MISMATCH, why);
  }

  static TypeResult unknown(String why) {
    return new TypeResult(TypeVerdict.UNKNOWN, why);
  }
}
