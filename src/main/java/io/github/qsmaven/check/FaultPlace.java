package io.github.qsmaven.check;

import io.github.qsmaven.check.SqlAnswer.Rejected;
import io.github.qsmaven.model.SourcePosition;
import io.github.qsmaven.sql.SentSql.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a statement is that a server rejects.
 *
 * @param at the place in the file; where the statement starts if the server reports none
 * @param length how many characters are at fault, in code points; at least 1
 * @param guessed whether the place is that of the first token that is spelled like a name in the
 *     message
 */
record FaultPlace(SourcePosition at, int length, boolean guessed) {
  private static final Pattern IN_QUOTES =
      Pattern.compile("[\"`«»“”']([^\"`«»“”']{1,200})[\"`«»“”']");

  /** The place in messages of Spark, where lines count from 1 and positions from 0. */
  private static final Pattern LINE_AND_POSITION =
      Pattern.compile("\\bline (\\d{1,7}),? ?pos(?:ition)? (\\d{1,7})");

  static FaultPlace of(SqlAnswer answer, Rejected rejected) {
    Place place = rejected.sent().place(position(rejected));
    if (place != null) {
      return new FaultPlace(place.at(), place.length(), false);
    }
    for (String name : quotedNames(rejected.error())) {
      List<SourcePosition> places = answer.statement().placesOf(name);
      if (!places.isEmpty()) {
        return new FaultPlace(places.get(0), 1, true);
      }
    }
    return new FaultPlace(answer.statement().statement().at(), 1, false);
  }

  /** The names in quotes in a message, without what stands before their last dot. */
  private static List<String> quotedNames(SqlError error) {
    List<String> names = new ArrayList<>();
    Matcher quoted = IN_QUOTES.matcher(error.message());
    while (quoted.find()) {
      String name = quoted.group(1);
      names.add(name.substring(name.lastIndexOf('.') + 1));
    }
    return names;
  }

  /** The position that the server sends, or that its message contains; 0 if there is none. */
  private static int position(Rejected rejected) {
    SqlError error = rejected.error();
    if (error.position() > 0) {
      return error.position();
    }
    Matcher place = LINE_AND_POSITION.matcher(error.message());
    return place.find()
        ? rejected
            .sent()
            .position(Integer.parseInt(place.group(1)), Integer.parseInt(place.group(2)))
        : 0;
  }
}
