package io.github.qsmaven.testing;

import io.github.qsmaven.settings.ConnectionLog;
import java.util.ArrayList;
import java.util.List;

/** Records the messages of a session. */
public final class HeardLog implements ConnectionLog {
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

  /** The messages that a user sees. */
  public List<String> warnings() {
    return List.copyOf(warnings);
  }

  /** The messages that a user sees only with {@code -X}. */
  public List<String> details() {
    return List.copyOf(details);
  }
}
