package io.github.qsmaven.report.text;

import static java.util.stream.Collectors.joining;

import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.SourcePosition;
import io.github.qsmaven.model.Unchecked;
import io.github.qsmaven.report.ResultView;
import io.github.qsmaven.report.ResultView.Reason;
import io.github.qsmaven.report.SqlLines;
import io.github.qsmaven.report.Wording;
import java.nio.file.Path;
import java.util.List;

/** What {@code check-sql} writes to the console: findings with the line of the file and a caret. */
final class SqlConsole extends CheckConsole {
  private static final int MOST_PLACES = 3;

  SqlConsole(ResultView view, List<Path> files, Colors colors) {
    super(view, files, colors);
  }

  @Override
  String summary(String source) {
    return view().checked() + " against " + source;
  }

  @Override
  String uncheckedPart() {
    return view().coverage().unchecked().isEmpty() ? "." : "; " + view().notChecked() + ".";
  }

  /** What was not checked is a warning, unless the user turned that off or accepted it. */
  private boolean warnsOfUnchecked() {
    return view().unrepeated().size() < view().findings().size();
  }

  @Override
  void addReasons(List<String> lines) {
    if (!warnsOfUnchecked()) {
      super.addReasons(lines);
    }
  }

  @Override
  String line(Reason reason) {
    List<Unchecked> all = reason.all();
    return "Not checked: "
        + reason.quantity()
        + " ("
        + ResultView.first(MOST_PLACES, all).stream().map(SqlConsole::place).collect(joining(", "))
        + (all.size() > MOST_PLACES ? ", ..." : "")
        + "): "
        + Wording.cut(reason.why())
        + ".";
  }

  private static String place(Unchecked one) {
    SourcePosition at = one.at();
    return at == null ? Wording.cut(one.object()) : at.toString();
  }

  @Override
  void addWarnings(List<String> warnings) {
    super.addWarnings(warnings);
    if (warnsOfUnchecked()) {
      super.addReasons(warnings);
    }
    if (!view().failed()) {
      warnings.addAll(view().sqlRemarks());
    }
  }

  @Override
  List<String> linesOf(Finding finding) {
    List<String> lines = SqlLines.of(finding);
    return lines.size() == 1 ? super.linesOf(finding) : lines;
  }

  @Override
  List<String> linesBelowGroup(Finding finding) {
    return SqlLines.of(finding);
  }

  @Override
  void appendFindings(StringBuilder message, List<Finding> failing) {
    super.appendFindings(message, failing);
    view().sqlRemarks().forEach(remark -> message.append('\n').append(remark).append('\n'));
  }
}
