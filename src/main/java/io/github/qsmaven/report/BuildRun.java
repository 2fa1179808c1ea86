package io.github.qsmaven.report;

import io.github.qsmaven.model.SourcePosition;
import java.time.Instant;
import java.util.Optional;

/**
 * The run of a build that a report is from. The machine-readable formats use no time and no link to
 * the run, so that they do not differ from run to run.
 *
 * @param project the name of the project; empty without a POM
 * @param projectVersion its version; empty without a POM
 * @param pluginVersion the version of this plugin; empty if it is unknown
 * @param started when the build started
 * @param ci what the CI server says of the run
 */
public record BuildRun(
    String project, String projectVersion, String pluginVersion, Instant started, Ci ci) {
  /** A run of which nothing is known. */
  public static final BuildRun NONE = new BuildRun("", "", "", Instant.EPOCH, Ci.NONE);

  private static final PercentEncoding PATH = new PercentEncoding("/-._~");

  /**
   * What a CI server says of a run. All addresses start with {@code http://} or {@code https://},
   * and contain no user name, no password and no character outside of printable ASCII.
   *
   * @param commit the hexadecimal name of the commit; empty if it is unknown
   * @param branch the branch or tag; empty if it is unknown
   * @param repository the address of the repository; empty if it is unknown
   * @param run the address of the run; empty if it is unknown
   * @param commitPage the address of the commit; empty if it is unknown
   * @param beforeFile what precedes the path of a file in its address at the commit; empty if files
   *     have no known address
   * @param beforeLine what precedes the number of a line in that address
   */
  public record Ci(
      String commit,
      String branch,
      String repository,
      String run,
      String commitPage,
      String beforeFile,
      String beforeLine) {
    /** A run that is not on a known CI server. */
    public static final Ci NONE = new Ci("", "", "", "", "", "", "");
  }

  /** Whether the time of the run is known. */
  public boolean isKnown() {
    return !started.equals(Instant.EPOCH);
  }

  /**
   * The address of a line of a file at the commit.
   *
   * @param inTree a position in the source tree; empty if it is outside, or the CI server does not
   *     say where files are
   */
  public Optional<String> link(SourcePosition inTree) {
    return ci.beforeFile().isEmpty() || inTree.isAbsolute() || inTree.isInParameter()
        ? Optional.empty()
        : Optional.of(ci.beforeFile() + PATH.of(inTree.file()) + ci.beforeLine() + inTree.line());
  }
}
