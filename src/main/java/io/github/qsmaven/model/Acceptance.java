package io.github.qsmaven.model;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A decision of a user that a finding is to be lived with.
 *
 * @param code the findings it is about
 * @param object the objects it is about: a glob that is held against the whole of {@link
 *     Finding#object()}
 * @param reason why
 * @param until the last day on which it counts; null: for ever
 * @param link where the decision is recorded, if anywhere
 * @param at where it is written
 */
public record Acceptance(
    FindingCode code,
    Glob object,
    String reason,
    @Nullable LocalDate until,
    @Nullable String link,
    SourcePosition at) {
  /** Refuses nulls. */
  public Acceptance {
    requireNonNull(code, "code is null");
    requireNonNull(object, "object is null");
    requireNonNull(reason, "reason is null");
    requireNonNull(at, "at is null");
  }

  /** Whether it still counts on a day. */
  public boolean countsOn(LocalDate day) {
    return until == null || !day.isAfter(until);
  }

  /** Whether it is about a finding; its date is not looked at. */
  public boolean isAbout(Finding finding) {
    return finding.code() == code && object.matches(finding.object());
  }
}
