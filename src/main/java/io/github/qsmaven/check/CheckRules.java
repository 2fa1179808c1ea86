package io.github.qsmaven.check;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.CaseRule;
import io.github.qsmaven.model.ExtraPolicy;
import io.github.qsmaven.model.FailOn;
import io.github.qsmaven.model.FindingCode;
import io.github.qsmaven.model.HasWord;
import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.model.Severity;
import io.github.qsmaven.model.SimilarNames;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rules by which a check compares a server with the expectations.
 *
 * @param caseSensitive whether a name matches only a name in the same case; see {@link CaseRule}
 * @param severities the severities of findings; other codes have their default severity
 * @param failOn which findings fail the build
 */
public record CheckRules(
    boolean caseSensitive, Map<FindingCode, Severity> severities, FailOn failOn) {
  public CheckRules {
    severities = Map.copyOf(severities);
  }

  /**
   * Rules from the parameters of the goals that check contracts.
   *
   * @param caseSensitive the parameter {@code caseSensitive}
   * @param extraColumns the parameter {@code extraColumns}
   * @param extraTables the parameter {@code extraTables}
   * @param severities the parameter {@code severities}, such as {@code QS203=off}; each wins over
   *     the two before; blank ones are ignored
   * @param failOn the parameter {@code failOn}
   * @return the rules
   * @throws CannotCheckException if an entry is invalid, or contradicts another
   */
  public static CheckRules of(
      boolean caseSensitive,
      ExtraPolicy extraColumns,
      ExtraPolicy extraTables,
      List<String> severities,
      FailOn failOn)
      throws CannotCheckException {
    Map<FindingCode, Severity> given = new EnumMap<>(FindingCode.class);
    for (String entry : severities) {
      if (!entry.isBlank()) {
        put(entry.strip(), given);
      }
    }
    given.putIfAbsent(FindingCode.EXTRA_COLUMN, extraColumns.severity());
    given.putIfAbsent(FindingCode.EXTRA_TABLE, extraTables.severity());
    return new CheckRules(caseSensitive, given, failOn);
  }

  /**
   * Rules from the parameters of {@code list-tables}.
   *
   * @param caseSensitive the parameter {@code caseSensitive}
   * @param failOnUnreadable the parameter {@code failOnUnreadable}
   * @param failOnMissing the parameter {@code failOnMissing}
   */
  public static CheckRules ofNames(
      boolean caseSensitive, boolean failOnUnreadable, boolean failOnMissing) {
    Severity unreadable = failOnUnreadable ? Severity.ERROR : Severity.WARNING;
    return new CheckRules(
        caseSensitive,
        Map.of(FindingCode.UNREADABLE_TABLE, unreadable),
        failOnMissing ? FailOn.ERROR : FailOn.NEVER);
  }

  private static void put(String entry, Map<FindingCode, Severity> given)
      throws CannotCheckException {
    int equals = entry.indexOf('=');
    if (equals < 0) {
      throw invalid(entry, "\"=\" is missing", ".");
    }
    String code = entry.substring(0, equals).strip();
    FindingCode known =
        FindingCode.parse(code)
            .orElseThrow(
                () ->
                    invalid(
                        entry,
                        "unknown finding code",
                        new SimilarNames(codes()).question(code, ".")));
    Optional<Severity> severity = HasWord.parse(Severity.class, entry.substring(equals + 1));
    if (severity.isEmpty()) {
      throw invalid(entry, "unknown severity", ".");
    }
    Severity before = given.put(known, severity.get());
    if (before != null && before != severity.get()) {
      throw invalid(entry, known.code() + " has another severity in another entry", ".");
    }
  }

  /**
   * How the case of names counts.
   *
   * @param postgres whether the server is PostgreSQL
   */
  public CaseRule caseRule(boolean postgres) {
    return CaseRule.of(caseSensitive, postgres);
  }

  private static CannotCheckException invalid(String entry, String problem, String end) {
    return new CannotCheckException(
        "Invalid value %s for severities (-Dqs.severities): %s%s"
            .formatted(NameEscaper.CONSOLE.quoted(entry), problem, end),
        ("write a code, \"=\", and one of %s, such as QS203=off,QS202=warning; known"
                + " codes: %s.")
            .formatted(HasWord.words(Severity.class), String.join(", ", codes())));
  }

  private static List<String> codes() {
    return Arrays.stream(FindingCode.values()).map(FindingCode::code).toList();
  }

  /** The severity of a finding. */
  public Severity severity(FindingCode code) {
    return severities.getOrDefault(code, code.severity());
  }
}
