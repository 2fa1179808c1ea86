package io.github.qsmaven.sql;

import io.github.qsmaven.model.FindingCode;
import io.github.qsmaven.model.SourcePosition;
import org.jspecify.annotations.Nullable;

/**
 * A comment that accepts findings: {@code -- qs-ignore QS403: reason}, {@code -- qs-ignore-file:
 * reason}.
 *
 * @param code the code that it accepts; null for all, and for one that is unknown
 * @param writtenCode the code as it is written; empty for all
 * @param ofFile whether it is about all statements of the file
 * @param reason why; empty if the comment has no reason
 * @param at where the comment is
 * @param statement the ordinal of the statement that contains the comment or follows it; 0 if none
 *     does, or for the whole file
 */
public record IgnoreComment(
    @Nullable FindingCode code,
    String writtenCode,
    boolean ofFile,
    String reason,
    SourcePosition at,
    int statement) {}
