package io.github.qsmaven.report.ci;

import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.model.Severity;
import io.github.qsmaven.model.SourcePosition;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A command in the output of a build that reports an issue to a CI server, on its own line. */
enum LoggingCommands {
  /**
   * GitHub's workflow commands (docs.github.com, "Workflow commands for GitHub Actions"), escaped
   * as {@code packages/core/src/command.ts} of actions/toolkit does.
   */
  GITHUB_ACTIONS {
    @Override
    String issue(
        Severity severity, String code, String title, @Nullable SourcePosition at, String message) {
      String command = severity == Severity.NOTE ? "notice" : severity.word();
      StringBuilder line = new StringBuilder("::").append(command).append(' ');
      if (at != null) {
        line.append("file=").append(property(NameEscaper.FILE.of(at.file())));
        line.append(",line=").append(at.line()).append(",col=").append(at.column()).append(',');
      }
      line.append("title=").append(property((code + " " + title).strip()));
      return line.append("::").append(data(message)).toString();
    }

    @Override
    boolean hasNotes() {
      return true;
    }

    private String property(String text) {
      return data(text).replace(":", "%3A").replace(",", "%2C");
    }

    @Override
    String data(String text) {
      return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }
  },

  /**
   * Azure's logging commands (learn.microsoft.com, "Logging commands"), escaped as {@code
   * node/taskcommand.ts} of azure-pipelines-task-lib does.
   */
  AZURE_PIPELINES {
    @Override
    String issue(
        Severity severity, String code, String title, @Nullable SourcePosition at, String message) {
      StringBuilder line = new StringBuilder("##vso[task.logissue type=").append(severity.word());
      if (at != null) {
        line.append(";sourcepath=").append(property(NameEscaper.FILE.of(at.file())));
        line.append(";linenumber=").append(at.line()).append(";columnnumber=").append(at.column());
      }
      if (!code.isEmpty()) {
        line.append(";code=").append(property(code));
      }
      return line.append(";]").append(data(title + ": " + message)).toString();
    }

    @Override
    boolean hasNotes() {
      return false;
    }

    private String property(String text) {
      return data(text).replace("]", "%5D").replace(";", "%3B");
    }

    @Override
    String data(String text) {
      return text.replace("%", "%AZP25").replace("\r", "%0D").replace("\n", "%0A");
    }
  };

  /**
   * The command by which Azure shows a file in Markdown.
   *
   * @param file the file, absolute
   * @return a line, without its end
   */
  static String uploadSummary(Path file) {
    return "##vso[task.uploadsummary]" + AZURE_PIPELINES.data(file.toString());
  }

  /** Whether there is a command for what is less than a warning. */
  abstract boolean hasNotes();

  /** Escapes the text of a command. */
  abstract String data(String text);

  /**
   * Creates a command.
   *
   * @param severity an error or a warning; a note, if there are {@link #hasNotes() notes}
   * @param code the code of a finding; empty for an issue that is not a finding
   * @param title the issue in a few words
   * @param at where the issue is; null if it has no position
   * @param message the rest; its lines become those of the issue
   * @return a line, without its end
   */
  abstract String issue(
      Severity severity, String code, String title, @Nullable SourcePosition at, String message);
}
