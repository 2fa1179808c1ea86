package io.github.qsmaven.check;

import io.github.qsmaven.check.SqlAnswer.Holds;
import io.github.qsmaven.check.SqlAnswer.NotChecked;
import io.github.qsmaven.check.SqlAnswer.Rejected;
import io.github.qsmaven.check.SqlAnswer.Verdict;
import io.github.qsmaven.model.FindingCode;
import io.github.qsmaven.model.SourcePosition;
import io.github.qsmaven.sql.SentSql;
import io.github.qsmaven.sql.SentSql.Place;
import io.github.qsmaven.sql.SqlDialect;

/**
 * Interprets the errors of servers about statements: by SQLSTATE and, where one has two meanings,
 * by the function of PostgreSQL that reports it, since messages depend on the language.
 *
 * @param dialect the dialect that the statements are written in
 * @param postgres whether the server is PostgreSQL
 */
public record SqlRejection(SqlDialect dialect, boolean postgres) {
  private static final String UNDEFINED_FUNCTION = "42883";
  private static final String UNDEFINED_OBJECT = "42704";
  private static final String SYNTAX_ERROR = "42601";
  private static final String INDETERMINATE_TYPE = "42P18";

  /**
   * Whether an error says something about the statement.
   *
   * @param answer the statement
   * @param rejected the error
   * @return the error; or that the statement holds as far as the server can say, or that nothing is
   *     known of it
   */
  Verdict judged(SqlAnswer answer, Rejected rejected) {
    SqlError error = rejected.error();
    SentSql sent = rejected.sent();
    Place place = sent.place(error.position());
    SourcePosition at = place == null ? answer.statement().statement().at() : place.at();
    if (sent.parameters() > 0 && error.is(INDETERMINATE_TYPE)) {
      // Reported after everything else was analyzed; whoever runs the statement gives the type.
      return new Holds();
    }
    String says = ": the server says \"" + error.message() + "\"";
    if (place != null
        && place.ofPlaceholder()
        && (error.isOfClass("22") || error.is(SYNTAX_ERROR))) {
      return new NotChecked("its outcome depends on the value of a placeholder" + says, at);
    }
    if (sent.isBesideParameter(error.position())
        && (error.is("42804", "42725") || isOfOperator(error))) {
      return new NotChecked("its types depend on the value of a placeholder" + says, at);
    }
    if (sent.guesses().types() && (error.is("42804", "42725") || isOfText(error))) {
      return new NotChecked("the type of a column is that of a placeholder" + says, at);
    }
    if (sent.guesses().groups() && error.is("42803", "42P10")) {
      return new NotChecked("it groups or sorts by the value of a placeholder" + says, at);
    }
    if (rejected.templated() && error.is(SYNTAX_ERROR, "42803", "42P10")) {
      return new NotChecked("its text depends on a template" + says, at);
    }
    if (!postgres) {
      return error.isOfClass("42") || error.isOfClass("22") || error.isOfClass("3F")
          ? rejected
          : new NotChecked("the server does not analyze it" + says, at);
    }
    if (dialect == SqlDialect.QUERY_SERVICE && isOfQueryService(error)) {
      return new NotChecked(
          "it is written for Query Service, and the server is PostgreSQL" + says, at);
    }
    return rejected;
  }

  /** Whether no function or operator takes a text; the server does not translate names of types. */
  private static boolean isOfText(SqlError error) {
    return error.is(UNDEFINED_FUNCTION) && error.message().contains("text");
  }

  private static boolean isOfOperator(SqlError error) {
    return error.is(UNDEFINED_FUNCTION) && error.isFrom("op_error");
  }

  /** Whether PostgreSQL may reject it for what only Query Service has. */
  private static boolean isOfQueryService(SqlError error) {
    return error.is(SYNTAX_ERROR, UNDEFINED_FUNCTION, UNDEFINED_OBJECT)
        // A path into a struct reads like a column of a table that is not in FROM.
        || error.isFrom("errorMissingRTE");
  }

  /** The code of the finding about an error. */
  static FindingCode code(SqlError error) {
    if (error.is("42P01", "3F000")) {
      return FindingCode.SQL_MISSING_TABLE;
    } else if (error.is("42703")) {
      return error.isFrom("checkInsertTargets")
          ? FindingCode.SQL_INSERT_DOES_NOT_FIT
          : FindingCode.SQL_MISSING_COLUMN;
    } else if (error.is("42702", "42712", "42P09")) {
      return FindingCode.SQL_AMBIGUOUS_NAME;
    } else if (error.is(UNDEFINED_FUNCTION)) {
      return isOfOperator(error)
          ? FindingCode.SQL_TYPES_DO_NOT_FIT
          : FindingCode.SQL_UNKNOWN_FUNCTION;
    } else if (error.is("42804", "42846", INDETERMINATE_TYPE)) {
      return FindingCode.SQL_TYPES_DO_NOT_FIT;
    } else if (error.is(UNDEFINED_OBJECT)) {
      return FindingCode.SQL_UNKNOWN_FUNCTION;
    } else if (error.is(SYNTAX_ERROR)) {
      return error.isFrom("transformInsertRow", "transformInsertStmt")
          ? FindingCode.SQL_INSERT_DOES_NOT_FIT
          : FindingCode.SQL_SYNTAX_ERROR;
    } else if (error.is("42803", "42P20")) {
      return FindingCode.SQL_GROUPING_ERROR;
    }
    return error.is("42501") ? FindingCode.SQL_NO_PERMISSION : FindingCode.SQL_REJECTED;
  }

  /** What the statement would need instead, in a few words. */
  static String expected(FindingCode code) {
    return switch (code) {
      case SQL_MISSING_TABLE -> "a table";
      case SQL_MISSING_COLUMN -> "a column";
      case SQL_AMBIGUOUS_NAME -> "a name with one meaning";
      case SQL_TYPES_DO_NOT_FIT -> "types that fit";
      case SQL_UNKNOWN_FUNCTION -> "a function or type";
      case SQL_SYNTAX_ERROR -> "valid syntax";
      case SQL_GROUPING_ERROR -> "valid grouping";
      case SQL_INSERT_DOES_NOT_FIT -> "values for the columns of the table";
      case SQL_NO_PERMISSION -> "permission";
      default -> "a statement that the server accepts";
    };
  }
}
