package io.github.qsmaven.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * axe-core, which finds violations of rules of accessibility in a page. Maven cannot download it,
 * so it must be installed before (see {@link #NOT_INSTALLED}).
 */
public final class AxeCore {
  /** The reason why its tests are skipped. */
  public static final String NOT_INSTALLED =
      "axe-core is not in target/axe: the section \"Tests\" of CONTRIBUTING.md has the command that"
          + " installs it";

  private static final Path SCRIPT =
      Path.of("target", "axe", "node_modules", "axe-core", "axe.min.js");

  private AxeCore() {}

  /** Whether it is installed. */
  public static boolean isInstalled() {
    return Files.exists(SCRIPT);
  }

  /**
   * Checks a page as it is now.
   *
   * @param page a page that is loaded
   * @return each violation: the rule, what it demands, and the element
   * @throws IOException if the browser does not answer
   */
  public static List<String> violations(Chromium.Page page) throws IOException {
    if (page.evaluate("typeof axe").asString().equals("undefined")) {
      page.evaluate(Files.readString(SCRIPT) + "; 0");
    }
    List<String> violations = new ArrayList<>();
    page.evaluate(
            """
            axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) =>
              violations.flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `${id}: ${help}: ${html}`)))
            """)
        .forEach(violation -> violations.add(violation.asString()));
    return violations;
  }
}
