package io.github.qsmaven.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What can be found. Users write the codes into settings and read them in reports, so a code never
 * changes its meaning; {@code docs/findings} has a page for each.
 */
public enum FindingCode {
  /** A demanded table is not there. */
  MISSING_TABLE(
      101,
      Severity.ERROR,
      "missing table",
      "correct the name where it is demanded, write schema.name or set qs.schemas for a table"
          + " elsewhere, or ask the owner of the schema where the table went"),
  /** A demanded table is there, but its columns could not be read. */
  UNREADABLE_TABLE(
      102,
      Severity.ERROR,
      "unreadable table",
      "let the credential read the table, or check it with one that may"),
  /** A table is there that no contract demands. */
  EXTRA_TABLE(
      103,
      Severity.OFF,
      "extra table",
      "add the table to a contract, or leave it out with qs.excludes"),
  /** A view where a table is demanded, or the like. */
  TABLE_TYPE(
      104,
      Severity.ERROR,
      "wrong table type",
      "correct physicalType in the contract, or ask the owner why the table was replaced"),
  /** Several tables may be meant. */
  AMBIGUOUS_TABLE(
      105,
      Severity.ERROR,
      "ambiguous table",
      "write the name with its schema and in its own case, or set qs.schemas"),
  /** Where case counts: the table's name differs in case. */
  TABLE_CASE(
      106,
      Severity.ERROR,
      "table differs in case",
      "correct the case in the contract, or set qs.caseSensitive=false"),
  /** A demanded column is not there. */
  MISSING_COLUMN(
      201,
      Severity.ERROR,
      "missing column",
      "correct the name in the contract, or ask the owner of the table where the column went"),
  /** A column has another type. */
  TYPE_MISMATCH(
      202,
      Severity.ERROR,
      "type mismatch",
      "correct the type in the contract if what reads the column can live with it, or ask the owner"
          + " of the table why it changed"),
  /** A column takes NULL although that is ruled out. */
  NULLABILITY(
      203,
      Severity.ERROR,
      "nullable column",
      "drop required from the contract if what reads the column can live with NULL, or have the"
          + " column declared NOT NULL"),
  /** A column is there that no contract demands. */
  EXTRA_COLUMN(204, Severity.OFF, "extra column", "add the column to the contract"),
  /** Whether a column's type is the one demanded cannot be told. */
  TYPE_UNKNOWN(
      205,
      Severity.WARNING,
      "type cannot be told",
      "write the type in the contract as the server spells it"),
  /** Where case counts: the column's name differs in case. */
  COLUMN_CASE(
      206,
      Severity.ERROR,
      "column differs in case",
      "correct the case in the contract, or set qs.caseSensitive=false"),
  /** Several columns may be meant. */
  AMBIGUOUS_COLUMN(
      207, Severity.ERROR, "ambiguous column", "write the name in the column's own case"),
  /** An acceptance is past its date. */
  EXPIRED_ACCEPTANCE(
      301,
      Severity.WARNING,
      "expired acceptance",
      "mend what it accepts and remove it, or give it a later date"),
  /** An acceptance matches no finding. */
  UNUSED_ACCEPTANCE(
      302, Severity.WARNING, "unused acceptance", "remove it, or correct its code or its object");

  private static final int FIRST_ABOUT_ACCEPTANCES = 300;

  private final int number;
  private final Severity severity;
  private final String title;
  private final String help;

  FindingCode(int number, Severity severity, String title, String help) {
    this.number = number;
    this.severity = severity;
    this.title = title;
    this.help = help;
  }

  /** As users write it: {@code QS101}. */
  public String code() {
    return "QS" + number;
  }

  /** What it is, in two or three words. */
  public String title() {
    return title;
  }

  /** How much it weighs where nothing is set. */
  public Severity severity() {
    return severity;
  }

  /** What to do, without a full stop. */
  public String help() {
    return help;
  }

  /** Whether it can be accepted: all can but those about acceptances. */
  public boolean isAcceptable() {
    return number < FIRST_ABOUT_ACCEPTANCES;
  }

  /**
   * Reads a code.
   *
   * @param code {@code QS101}, in any case
   * @return what it stands for; empty for an unknown one
   */
  public static Optional<FindingCode> parse(String code) {
    String wanted = code.strip().toUpperCase(Locale.ROOT);
    return Arrays.stream(values()).filter(c -> c.code().equals(wanted)).findFirst();
  }
}
