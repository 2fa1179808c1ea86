package io.github.qsmaven.report.ci;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.CheckResult;
import io.github.qsmaven.model.FailOn;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.FindingCode;
import io.github.qsmaven.model.Goal;
import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.model.Severity;
import io.github.qsmaven.model.SourcePosition;
import io.github.qsmaven.model.SourceTree;
import io.github.qsmaven.report.CheckReport;
import io.github.qsmaven.report.CheckReports;
import io.github.qsmaven.report.ReportFormat.Content;
import io.github.qsmaven.report.ResultView;
import io.github.qsmaven.report.SqlReports;
import io.github.qsmaven.report.TablesReports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CiServersTest {
  private static final SourceTree SOURCES =
      new SourceTree("/src/", "module/", new SourcePosition("pom.xml", 12, 1));
  private static final CiServers GITHUB = new CiServers(true, null, false, SOURCES);
  private static final CiServers AZURE = new CiServers(false, null, true, SOURCES);
  private static final Path FILE = Path.of("target", "qs", "check.txt");

  /** A command, read as a server reads it. */
  private record Command(String name, Map<String, String> properties, String message) {
    /** As the runner's {@code ActionCommand.TryParseV2}. */
    static Command ofGitHub(String line) {
      assertThat(line).startsWith("::").doesNotContain("\n", "\r");
      int end = line.indexOf("::", 2);
      String head = line.substring(2, end);
      int blank = head.indexOf(' ');
      Map<String, String> properties = new HashMap<>();
      for (String property : head.substring(blank + 1).split(",", -1)) {
        String[] pair = property.split("=", 2);
        properties.put(pair[0], data(pair[1].replace("%3A", ":").replace("%2C", ","), "%25"));
      }
      return new Command(
          head.substring(0, blank), properties, data(line.substring(end + 2), "%25"));
    }

    /** As the agent: the first command anywhere in the line, up to the first bracket. */
    static Command ofAzure(String line) {
      assertThat(line).startsWith("##vso[").doesNotContain("\n", "\r");
      int end = line.indexOf(']');
      String head = line.substring("##vso[".length(), end);
      int blank = head.indexOf(' ');
      Map<String, String> properties = new HashMap<>();
      // The last one ends in a semicolon as well.
      for (String property : head.substring(blank + 1, head.length() - 1).split(";", -1)) {
        String[] pair = property.split("=", 2);
        properties.put(pair[0], data(pair[1].replace("%5D", "]").replace("%3B", ";"), "%AZP25"));
      }
      return new Command(
          head.substring(0, blank), properties, data(line.substring(end + 1), "%AZP25"));
    }

    private static String data(String text, String percent) {
      return text.replace("%0D", "\r").replace("%0A", "\n").replace(percent, "%");
    }
  }

  private static Finding at(@Nullable SourcePosition place, String name) {
    return new Finding(
        FindingCode.MISSING_COLUMN,
        Severity.ERROR,
        name,
        name,
        place,
        name,
        name,
        name,
        List.of(),
        null);
  }

  @Test
  void gitHubIsToldOfErrorsAndWarningsWhereTheyAre() {
    assertThat(GITHUB.commands(new ResultView(CheckReports.mixed()), FILE))
        .containsExactly(
            "::error file=module/src/main/qs/a.odcs.yaml,line=12,col=15,title=QS202 type"
                + " mismatch::orders.total: expected integer, found numeric(10,2): scale 2",
            "::error file=module/src/main/qs/a.odcs.yaml,line=17,col=23,title=QS201 missing"
                + " column::orders.placed_at: expected timestamp, found no column of that name; did"
                + " you mean placed_ats?",
            "::warning file=module/src/main/qs/accept.yaml,line=2,col=3,title=QS302 unused"
                + " acceptance::x*: expected a finding to accept, found no QS201 (missing column)");
  }

  @Test
  void azureIsToldOfTheSame() {
    assertThat(AZURE.commands(new ResultView(CheckReports.mixed()), FILE))
        .hasSize(3)
        .startsWith(
            "##vso[task.logissue type=error;sourcepath=module/src/main/qs/a.odcs.yaml;linenumber=12;columnnumber=15;code=QS202;]type"
                + " mismatch: orders.total: expected integer, found numeric(10,2): scale 2");
  }

  @Test
  void aNoteIsANoticeOnGitHubAndNothingOnAzure() {
    ResultView view = new ResultView(CheckReports.noted());

    assertThat(GITHUB.commands(view, FILE))
        .containsExactly(
            "::notice file=module/src/main/qs/a.odcs.yaml,line=14,col=9,title=QS211"
                + " deprecated::orders.note: expected a deprecated column, found that it is still"
                + " there");
    assertThat(AZURE.commands(view, FILE)).isEmpty();
  }

  @Test
  void elsewhereNobodyIsTold() {
    CiServers nowhere = new CiServers(false, null, false, SOURCES);

    assertThat(nowhere.commands(new ResultView(CheckReports.mixed()), FILE)).isEmpty();
    assertThat(nowhere.commands(new CannotCheckException("a", "b"))).isEmpty();
    assertThat(nowhere.uploads(List.of(Path.of("check.md")))).isEmpty();
  }

  @Test
  void whatIsDemandedInThePomOrNowhereIsInThePom() {
    CheckReport report = CheckReports.of(List.of(at(null, "t")));

    assertThat(GITHUB.commands(new ResultView(report), FILE).get(0))
        .startsWith("::error file=module/pom.xml,line=12,col=1,title=");
    assertThat(
            new CiServers(true, null, false, SourceTree.NONE)
                .commands(new ResultView(report), FILE)
                .get(0))
        .startsWith("::error title=");
    assertThat(
            new CiServers(false, null, true, SourceTree.NONE)
                .commands(new ResultView(report), FILE)
                .get(0))
        .startsWith("##vso[task.logissue type=error;code=QS201;]");
  }

  @Test
  void theTenthSaysHowManyMoreThereAre() {
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      findings.add(CheckReports.missing("t" + i, "c"));
      findings.add(CheckReports.unused());
    }
    List<String> lines = GITHUB.commands(new ResultView(CheckReports.of(findings)), FILE);

    assertThat(lines).hasSize(20);
    assertThat(lines.get(8)).doesNotContain("more");
    assertThat(lines.get(9)).endsWith("%0A... and 15 more, in " + FILE);
    assertThat(lines.get(19)).startsWith("::warning ").endsWith("%0A... and 15 more, in " + FILE);
    assertThat(
            GITHUB.commands(new ResultView(CheckReports.of(findings.subList(0, 20))), FILE).get(9))
        .doesNotContain("more");
  }

  @Test
  void whatCouldNotBeCheckedIsOneError() {
    CannotCheckException reason =
        new CannotCheckException("Cannot reach \"x\": 100%\nTwice.", "start it.");

    assertThat(GITHUB.commands(reason))
        .containsExactly(
            "::error file=module/pom.xml,line=12,col=1,title=The schema could not be"
                + " checked::Cannot reach \"x\": 100%25%0ATwice.%0AWhat to do: start it.");
    assertThat(AZURE.commands(reason))
        .containsExactly(
            "##vso[task.logissue type=error;sourcepath=module/pom.xml;linenumber=12;columnnumber=1;]The"
                + " schema could not be checked: Cannot reach \"x\": 100%AZP25%0ATwice.%0AWhat"
                + " to do: start it.");
  }

  @Test
  void azureShowsAReportInMarkdown() {
    Path report = Path.of("target", "100%", "check.md");

    assertThat(AZURE.uploads(List.of(Path.of("check.txt"), report)))
        .containsExactly(
            "##vso[task.uploadsummary]"
                + report.toAbsolutePath().toString().replace("%", "%AZP25"));
  }

  @Test
  void errorsThatTheBuildLivesWithComeBeforeWarnings() {
    List<Finding> findings = new ArrayList<>(Collections.nCopies(12, CheckReports.unused()));
    findings.add(CheckReports.missing("orders", "placed"));
    CheckReport report = CheckReports.of(findings);
    CheckReport neverFails =
        new CheckReport(
            Goal.CHECK,
            report.server(),
            report.structure(),
            new CheckResult(findings, report.result().coverage(), FailOn.NEVER),
            report.acceptFile());

    assertThat(GITHUB.commands(new ResultView(neverFails), FILE)).hasSize(10);
    assertThat(GITHUB.commands(new ResultView(neverFails), FILE).get(0)).contains("orders.placed");
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.oneOf(
        Arbitraries.of(TablesReports.HOSTILE),
        Arbitraries.strings()
            .withChars(":,;]=%250ADa\r\n#vso[\\ \u0000\u001B\u2028\uD83D\uDE00\uD800")
            .ofMinLength(1)
            .ofMaxLength(30));
  }

  @Property(tries = 500)
  void noNameBreaksOutOfItsCommand(@ForAll("names") String file, @ForAll("names") String name) {
    CheckReport report = CheckReports.of(List.of(at(new SourcePosition(file, 3, 4), name)));
    String path = NameEscaper.FILE.of(file);
    SourceTree plain = SourceTree.NONE;
    List<String> github =
        new CiServers(true, null, false, plain).commands(new ResultView(report), FILE);
    List<String> azure =
        new CiServers(false, null, true, plain).commands(new ResultView(report), FILE);

    assertThat(github).hasSize(1);
    Command told = Command.ofGitHub(github.get(0));
    assertThat(told.name()).isEqualTo("error");
    assertThat(told.properties())
        .containsOnlyKeys(Set.of("file", "line", "col", "title").toArray(String[]::new))
        .containsEntry("file", path)
        .containsEntry("line", "3");
    assertThat(azure).hasSize(1);
    Command logged = Command.ofAzure(azure.get(0));
    assertThat(logged.name()).isEqualTo("task.logissue");
    assertThat(logged.properties())
        .containsOnlyKeys("type", "sourcepath", "linenumber", "columnnumber", "code")
        .containsEntry("sourcepath", path);
    assertThat(logged.message()).endsWith(told.message()).doesNotContain("##vso[", "##[");
  }

  @Test
  void theSummaryIsAddedToWhatOthersWrote(@TempDir Path folder) throws IOException {
    Path summary = Files.writeString(folder.resolve("summary"), "before\n", UTF_8);
    CiServers servers = new CiServers(true, summary, false, SOURCES);
    Content content = writing("# é\n");

    assertThat(servers.summarize(content)).isTrue();
    assertThat(servers.summarize(content)).isTrue();

    assertThat(summary).usingCharset(UTF_8).hasContent("before\n# é\n# é\n");
  }

  @Test
  void aSummaryThatGitHubWouldDropIsLeftAsItWas(@TempDir Path folder) throws IOException {
    Path summary = Files.writeString(folder.resolve("summary"), "b".repeat(1 << 19), UTF_8);
    CiServers servers = new CiServers(true, summary, false, SOURCES);

    assertThat(servers.summarize(writing("a".repeat((1 << 19) + 1)))).isFalse();
    assertThat(Files.size(summary)).isEqualTo(1 << 19);
    assertThat(servers.summarize(writing("a".repeat(1 << 19)))).isTrue();
    assertThat(Files.size(summary)).isEqualTo(1 << 20);
  }

  @Test
  void aSummaryThatCannotBeWrittenIsTold(@TempDir Path folder) {
    CiServers servers = new CiServers(true, folder, false, SOURCES);

    assertThatThrownBy(() -> servers.summarize(writing("x"))).isInstanceOf(IOException.class);
  }

  @Test
  void withoutAPlaceForItThereIsNoSummary(@TempDir Path folder) throws IOException {
    assertThat(GITHUB.summarize(writing("x"))).isTrue();
    Path summary = folder.resolve("summary");
    assertThat(new CiServers(false, summary, true, SOURCES).summarize(writing("x"))).isTrue();
    assertThat(summary).doesNotExist();
  }

  private static Content writing(String markdown) {
    return out -> out.write(markdown.getBytes(UTF_8));
  }

  @Test
  void aFaultInSqlIsAnnotatedAtItsColumnAndWhatWasNotCheckedIsNot() {
    assertThat(GITHUB.commands(new ResultView(SqlReports.mixed()), FILE))
        .hasSize(3)
        .first()
        .asString()
        .startsWith(
            "::error file=module/src/main/sql/funnel.sql,line=14,col=3,title=QS402 missing column in"
                + " SQL::src/main/sql/funnel.sql#2: ");
    assertThat(AZURE.commands(new ResultView(SqlReports.mixed()), FILE).get(0))
        .contains("linenumber=14;columnnumber=3;code=QS402");
    assertThat(GITHUB.commands(new ResultView(SqlReports.mixed(FailOn.WARNING)), FILE)).hasSize(5);
  }
}
