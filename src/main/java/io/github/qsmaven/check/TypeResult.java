package io.github.qsmaven.check;

/**
 * What a comparison of types found.
 *
 * @param verdict whether the type is the one demanded
 * @param reason why not, or why it cannot be told, in words for users; fit for a console, whatever
 *     the spellings hold; empty for a match
 * @param why the part of the reason that is not in the two spellings; as they are, so to be
 *     escaped; empty if there is none
 */
public record TypeResult(TypeVerdict verdict, String reason, String why) {}
