package io.github.qsmaven.report.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.qsmaven.model.Goal;
import io.github.qsmaven.model.SourcePosition;
import io.github.qsmaven.model.SourceTree;
import io.github.qsmaven.report.CheckReport;
import io.github.qsmaven.report.CheckReports;
import io.github.qsmaven.report.SqlReports;
import io.github.qsmaven.report.TablesReports;
import io.github.qsmaven.testing.AllFormats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A report has the same bytes in every locale and on every JDK: compares JVMs with this one. */
class SameBytesTest {
  private static final SourceTree SOURCES =
      new SourceTree("/src/", "module/", new SourcePosition("pom.xml", 12, 1));

  /** Prints a line for each report: what it is, its digest. */
  static final class Reports {
    private Reports() {}

    public static void main(String... arguments) throws IOException, NoSuchAlgorithmException {
      for (String line : digests()) {
        // Read by the test from the other JVM.
        System.out.println(line);
      }
    }
  }

  private static List<String> digests() throws IOException, NoSuchAlgorithmException {
    List<String> lines = new ArrayList<>();
    Formats check = AllFormats.of(Goal.CHECK, SOURCES);
    for (CheckReport report : List.of(CheckReports.mixed(), CheckReports.hostile())) {
      addTo(lines, check, report);
    }
    Formats sql = AllFormats.of(Goal.CHECK_SQL, SOURCES);
    for (CheckReport report : List.of(SqlReports.mixed(), SqlReports.hostile())) {
      addTo(lines, sql, report);
    }
    Formats tables = AllFormats.of(Goal.LIST_TABLES, SOURCES);
    for (CheckReport report : List.of(TablesReports.listing("orders"), TablesReports.hostile())) {
      addTo(lines, tables, report);
    }
    return lines;
  }

  private static void addTo(List<String> lines, Formats formats, CheckReport report)
      throws IOException, NoSuchAlgorithmException {
    for (String format : AllFormats.WORDS) {
      byte[] bytes = AllFormats.bytes(formats.create(format), report);
      lines.add(
          formats.fileName(format)
              + " "
              + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
    }
  }

  private static List<String> digestsOf(Path javaHome, String... options) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(javaHome.resolve("bin").resolve("java").toString());
    command.addAll(List.of(options));
    command.addAll(
        List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            Reports.class.getName()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("%s ends", command.get(0)).isTrue();
    assertThat(process.exitValue()).as("exit code of %s: %s", command.get(0), out).isZero();
    return out.lines().toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-Duser.language=tr -Duser.country=TR",
        "-Duser.language=th -Duser.country=TH -Duser.variant=TH -Duser.extensions=u-nu-thai",
        "-Duser.language=ar -Duser.country=EG -Duser.extensions=u-nu-arab",
        "-Dline.separator=\r\n -Dfile.encoding=US-ASCII -Duser.timezone=Asia/Tokyo"
      })
  void everywhere(String options) throws Exception {
    assertThat(digestsOf(Path.of(System.getProperty("java.home")), options.split(" ")))
        .isEqualTo(digests());
  }

  /** The JDKs that are installed beside the one that runs this test, if they run these classes. */
  private static List<Path> otherJdks() throws IOException {
    Path here = Path.of(System.getProperty("java.home")).toRealPath();
    Set<Path> homes = new TreeSet<>();
    try (Stream<Path> siblings = Files.list(Objects.requireNonNull(here.getParent()))) {
      for (Path home : siblings.filter(SameBytesTest::isNewEnough).toList()) {
        // A JDK may have several names, as links.
        homes.add(home.toRealPath());
      }
    }
    homes.remove(here);
    return List.copyOf(homes);
  }

  private static boolean isNewEnough(Path home) {
    Path release = home.resolve("release");
    try {
      return Files.isRegularFile(release)
          && Files.readString(release)
              .lines()
              .anyMatch(line -> line.matches("JAVA_VERSION=\"(1[7-9]|[2-9][0-9])\\b.*"));
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void onEveryJdk() throws Exception {
    List<Path> others = otherJdks();
    assumeThat(others)
        .as("JDKs of version 17 or later beside %s", System.getProperty("java.home"))
        .isNotEmpty();
    for (Path javaHome : others) {
      assertThat(digestsOf(javaHome)).as("%s", javaHome).isEqualTo(digests());
    }
  }
}
