package io.github.qsmaven.report.text;

import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.Sides;
import io.github.qsmaven.report.DriftLines;
import io.github.qsmaven.report.ResultView;
import io.github.qsmaven.report.Wording;
import java.nio.file.Path;
import java.util.List;

/** What {@code drift} writes to the console: the changes, and the statements that they break. */
final class DriftConsole extends CheckConsole {
  DriftConsole(ResultView view, List<Path> files, Colors colors) {
    super(view, files, colors);
  }

  @Override
  String summary(String source) {
    Sides sides = view().sides();
    return view().checked()
        + (sides == null || !sides.locked() ? "" : " with " + Wording.cut(sides.before()))
        + " in "
        + source;
  }

  @Override
  List<String> linesOf(Finding finding) {
    return DriftLines.of(finding, false);
  }

  @Override
  List<String> linesBelowGroup(Finding finding) {
    return DriftLines.of(finding, true);
  }

  @Override
  public String failureMessage() {
    StringBuilder message = new StringBuilder(super.failureMessage());
    for (String command : view().commands()) {
      message.append("\nTo accept the changes, run: ").append(Wording.cut(command));
    }
    return message.toString();
  }
}
