package io.github.qsmaven.check;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A missing name that may be several: Maven divides a list at its commas only where it is one text,
 * not inside an element, and a line of a file is one name. A name may contain a comma, so only a
 * missing one is taken for several.
 *
 * @param text the name
 */
record SeveralNames(String text) {
  private static final Pattern BETWEEN = Pattern.compile("[,;\\r\\n]");

  /** Why the name is missing; empty if it is only one. */
  String why() {
    List<String> names = new ArrayList<>();
    for (String part : BETWEEN.split(text, -1)) {
      if (!part.isBlank()) {
        names.add(part.strip());
      }
    }
    if (names.size() < 2) {
      return "";
    }
    int last = names.size() - 1;
    return "it holds %s names, %s and %s; write each in an element or a line of its own"
        .formatted(
            names.size() == 2 ? "two" : String.valueOf(names.size()),
            String.join(", ", names.subList(0, last)),
            names.get(last));
  }
}
