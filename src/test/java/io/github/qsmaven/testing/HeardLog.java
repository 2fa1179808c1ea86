package io.github.qsmaven.testing;

import io.github.qsmaven.connection.SessionLog;
import java.util.ArrayList;
import java.util.List;

/** Remembers what it hears. */
public final class HeardLog implements SessionLog {
  private final List<String> warnings = new ArrayList<>();
  private final List<String> details = new ArrayList<>();

  @Override
  public void warn(String sentence) {
    warnings.add(sentence);
  }

  @Override
  public void debug(String sentence) {
    details.add(sentence);
  }

  /** What the user would see. */
  public List<String> warnings() {
    return List.copyOf(warnings);
  }

  /** What is seen with {@code -X} alone. */
  public List<String> details() {
    return List.copyOf(details);
  }
}
