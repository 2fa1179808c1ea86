package io.github.qsmaven.model;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The decision of a user to accept findings.
 *
 * @param code the code of the findings
 * @param object the objects of the findings: a glob that must match the whole of {@link
 *     Finding#object()}
 * @param reason why
 * @param until the last day on which it is valid; null if it does not expire
 * @param link where the decision is recorded; null if unknown
 * @param at its position in the file
 */
public record Acceptance(
    FindingCode code,
    Glob object,
    String reason,
    @Nullable LocalDate until,
    @Nullable String link,
    SourcePosition at) {

  /** Whether it is valid on a day. */
  public boolean isValidOn(LocalDate day) {
    return until == null || !day.isAfter(until);
  }

  /**
   * Whether it matches a finding, on any day.
   *
   * @param found the code of the finding
   * @param foundObject the object of the finding
   */
  public boolean matches(FindingCode found, String foundObject) {
    return code == found && object.matches(foundObject);
  }
}
