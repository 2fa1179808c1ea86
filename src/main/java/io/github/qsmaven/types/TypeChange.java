package io.github.qsmaven.types;

/**
 * How a type differs from the one that it was.
 *
 * @param kind how
 * @param before the type that it was, with what has changed of its definition; as servers and users
 *     wrote it, so to be escaped
 * @param after the type that it is; as above
 * @param why what has changed, as far as the two do not show it; empty if there is nothing to say;
 *     as above
 */
public record TypeChange(Kind kind, String before, String after, String why) {
  /** The ways in which a type changes. */
  public enum Kind {
    /** It is the same type, however it is spelled. */
    SAME,
    /** It holds all values of the type that it was, and means the same by them. */
    WIDENED,
    /** It holds fewer values, or others. */
    CHANGED,
    /** One of the types is not known. */
    UNKNOWN
  }

  /** Whether the types differ for certain. */
  public boolean isChange() {
    return kind == Kind.WIDENED || kind == Kind.CHANGED;
  }
}
