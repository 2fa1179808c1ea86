package io.github.qsmaven.report.files;

import static java.nio.file.attribute.PosixFilePermission.OTHERS_READ;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.Goal;
import io.github.qsmaven.model.SourceTree;
import io.github.qsmaven.report.CheckReport;
import io.github.qsmaven.report.TablesReports;
import io.github.qsmaven.testing.AllFormats;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFilesTest {
  /** When a report was written, and its inode. */
  private static final String STAMP = "(?m) [0-9]+:\\S+$";

  @TempDir Path folder;

  private final CannotCheckException reason = new CannotCheckException("No server.", "wait.");

  private ReportFiles<CheckReport> files(Path directory) {
    return files(ExecutionFolder.of(directory));
  }

  private ReportFiles<CheckReport> files(ExecutionFolder directory) {
    return ReportFiles.of(directory, AllFormats.of(Goal.LIST_TABLES));
  }

  private ReportFiles<CheckReport> textAlone(Path directory) {
    return ReportFiles.of(
        ExecutionFolder.of(directory),
        new Formats(Goal.LIST_TABLES, Set.of("text"), SourceTree.NONE));
  }

  /** A folder of a build that runs several executions with the same folder. */
  private static ExecutionFolder claim(ExecutionFolders build, Path directory, String id) {
    return build.claim(
        directory, new ExecutionFolders.Execution(Goal.LIST_TABLES, directory, "module", id));
  }

  /** A run of the goal from begin to end. */
  private static void run(ReportFiles<CheckReport> files) throws CannotCheckException {
    files.prepare();
    files.write(TablesReports.listing("a"));
  }

  private List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static String withoutStamps(Path manifest) throws IOException {
    return Files.readString(manifest).replaceAll(STAMP, "");
  }

  @Test
  void writesAFileAFormatAndNothingElse() throws Exception {
    Path directory = folder.resolve("deep/er");

    files(directory).prepare();
    List<Path> written = files(directory).write(TablesReports.listing("a"));

    assertThat(written)
        .extracting(file -> file.getFileName().toString())
        .containsExactly(
            "tables.txt",
            "tables.json",
            "TEST-qs-tables.xml",
            "tables.sarif",
            "tables.md",
            "tables.html",
            "gl-code-quality-tables.json",
            "tables.sources.yml",
            "tables.mmd");
    assertThat(names(directory))
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(
                    Stream.of(Manifest.FILE),
                    written.stream().map(file -> file.getFileName().toString()))
                .toList());
  }

  @Test
  void loadingWritesNothing() {
    files(folder).load(TablesReports.listing());

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void twoRunsWriteTheSameBytes() throws Exception {
    files(folder.resolve("1")).prepare();
    files(folder.resolve("2")).prepare();
    files(folder.resolve("1")).write(TablesReports.hostile());
    files(folder.resolve("2")).write(TablesReports.hostile());

    for (String name : List.of("tables.txt", "tables.json")) {
      assertThat(folder.resolve("1").resolve(name))
          .hasSameBinaryContentAs(folder.resolve("2").resolve(name));
    }
  }

  @Test
  void anOlderReportIsReplacedWhole() throws Exception {
    files(folder).prepare();
    files(folder).write(TablesReports.listing("x".repeat(10_000)));

    run(files(folder));

    assertThat(folder.resolve("tables.txt")).hasContent("a\n");
  }

  @Test
  void aReportOfAnEarlierRunDoesNotOutliveTheStartOfThisOne() throws Exception {
    run(files(folder));
    Files.writeString(folder.resolve("other.txt"), "not ours");
    Files.writeString(folder.resolve("check.txt"), "of another goal");

    textAlone(folder).prepare();

    assertThat(names(folder)).containsExactly("check.txt", "other.txt");
  }

  @Test
  void aFileThatThePluginDidNotWriteStaysAndIsTold() throws Exception {
    Files.writeString(folder.resolve("tables.txt"), "mine");
    run(textAlone(folder.resolve("elsewhere")));
    Files.copy(folder.resolve("elsewhere").resolve(Manifest.FILE), folder.resolve(Manifest.FILE));

    for (ReportFiles<CheckReport> files : List.of(files(folder), textAlone(folder))) {
      assertThatThrownBy(files::prepare)
          .isInstanceOf(CannotCheckException.class)
          .hasMessageContainingAll(
              folder.resolve("tables.txt") + ": a file of this name exists",
              "the plugin did not write it",
              "-Dqs.reportDirectory");
      assertThatThrownBy(() -> files.write(TablesReports.listing("a")))
          .isInstanceOf(CannotCheckException.class);
      assertThat(names(folder)).containsExactly(Manifest.FILE, "elsewhere", "tables.txt");
    }
    assertThat(folder.resolve("tables.txt")).hasContent("mine");
  }

  @Test
  void aReportThatWasEditedStays() throws Exception {
    run(files(folder));
    Files.writeString(folder.resolve("tables.txt"), "b\n"); // As many bytes.

    assertThatThrownBy(() -> textAlone(folder).prepare())
        .hasMessageContaining("changed afterwards");

    assertThat(folder.resolve("tables.txt")).hasContent("b\n");
    assertThat(folder.resolve("tables.json")).exists();
  }

  @Test
  void aReportThatWasCopiedOrTouchedIsStillOfThePlugin() throws Exception {
    run(files(folder));
    Path copy = Files.copy(folder.resolve("tables.txt"), folder.resolve("copy"));
    Files.move(copy, folder.resolve("tables.txt"), StandardCopyOption.REPLACE_EXISTING);
    Files.setLastModifiedTime(folder.resolve("tables.json"), FileTime.fromMillis(0));
    Path list = folder.resolve(Manifest.FILE);
    Files.writeString(list, withoutStamps(list));
    files(folder).prepare();

    assertThat(names(folder)).isEmpty();
  }

  @Test
  void aFileInTheWayOfAFormatThatIsNotWrittenIsNone() throws Exception {
    Files.writeString(folder.resolve("tables.json"), "mine");

    run(textAlone(folder));

    assertThat(folder.resolve("tables.json")).hasContent("mine");
    assertThat(folder.resolve("tables.txt")).hasContent("a\n");
  }

  @Test
  void aReportThatTheGoalReadsIsNeitherReplacedNorRemoved() throws Exception {
    Path reports = folder.resolve("reports");
    run(files(reports));
    Path link = Files.createSymbolicLink(folder.resolve("link"), reports.resolve("tables.txt"));
    Files.createLink(folder.resolve("hard-link"), reports.resolve("tables.txt"));

    for (Path input : List.of(reports.resolve("tables.txt"), link, folder.resolve("hard-link"))) {
      List<Path> inputs = List.of(folder.resolve("gone"), input);
      assertThatThrownBy(() -> textAlone(reports).protecting(() -> inputs).prepare())
          .isInstanceOf(CannotCheckException.class)
          .hasMessageContainingAll("tables.txt would replace a file that this goal reads", "copy");
      ReportFiles.of(
              ExecutionFolder.of(reports),
              new Formats(Goal.LIST_TABLES, Set.of("markdown"), SourceTree.NONE))
          .protecting(() -> inputs)
          .prepare();
      assertThat(reports.resolve("tables.txt")).hasContent("a\n");
    }
    assertThat(names(reports)).containsExactly(Manifest.FILE, "tables.txt");

    run(files(reports));
    assertThat(reports.resolve("tables.json")).exists();
  }

  @Test
  void aLinkInThePlaceOfAReportIsNotFollowed() throws Exception {
    Path directory = Files.createDirectory(folder.resolve("reports"));
    run(textAlone(directory));
    // What is written there is the same, so only the link shows that it is not the plugin's.
    Path precious = folder.resolve("precious");
    Files.move(directory.resolve("tables.txt"), precious);
    Files.createSymbolicLink(directory.resolve("tables.txt"), precious);

    assertThatThrownBy(() -> textAlone(directory).prepare())
        .hasMessageContaining("a file of this name exists");

    assertThat(precious).hasContent("a\n");
    assertThat(directory.resolve("tables.txt")).isSymbolicLink();
  }

  @Test
  void aFailureIsReportedWhereThereIsRoomAndAfterTheEarlierReportsAreGone() throws Exception {
    run(files(folder));
    Files.writeString(folder.resolve("tables.md"), "edited");

    List<Path> written = files(folder).writeFailure(reason);

    assertThat(written)
        .containsExactly(folder.resolve("TEST-qs-tables.xml"), folder.resolve("tables.sarif"));
    assertThat(names(folder))
        .containsExactly(Manifest.FILE, "TEST-qs-tables.xml", "tables.md", "tables.sarif");
    assertThat(folder.resolve("tables.md")).hasContent("edited");
  }

  @Test
  void aLaterExecutionLeavesTheReportsOfAnEarlierOne() throws Exception {
    ExecutionFolders build = new ExecutionFolders();
    files(claim(build, folder, "first")).writeFailure(reason);
    String failure = Files.readString(folder.resolve("TEST-qs-tables.xml"));

    run(files(claim(build, folder, "second")));

    assertThat(folder.resolve("TEST-qs-tables.xml")).hasContent(failure);
    assertThat(folder.resolve("second/TEST-qs-tables.xml")).exists();

    // Once more in the same build, as with two goals on the command line.
    files(claim(build, folder, "second")).writeFailure(reason);
    assertThat(folder.resolve("second/tables.txt")).hasContent("a\n");
    assertThat(folder.resolve("second-2/TEST-qs-tables.xml")).exists();
  }

  @Test
  void theFirstExecutionRemovesTheReportsOfEarlierRunsAlsoFromSubfolders() throws Exception {
    ExecutionFolders before = new ExecutionFolders();
    for (String id : List.of("first", "gone", "edited", "second")) {
      run(files(claim(before, folder, id)));
    }
    Files.writeString(folder.resolve("edited/tables.txt"), "mine");
    run(textAlone(folder.resolve("of-another-run")));

    ExecutionFolders now = new ExecutionFolders();
    ReportFiles<CheckReport> first = files(claim(now, folder, "first"));
    ReportFiles<CheckReport> second = files(claim(now, folder, "second"));
    run(second); // At the same time, in another module.
    first.prepare();

    assertThat(names(folder)).containsExactly("edited", "of-another-run", "second");
    assertThat(names(folder.resolve("edited"))).containsExactly(Manifest.FILE, "tables.txt");
    assertThat(folder.resolve("second/tables.txt")).hasContent("a\n");
    assertThat(folder.resolve("of-another-run/tables.txt")).hasContent("a\n");
  }

  @Test
  void aListOfReportsIsNotBelievedMoreThanNeeded() throws Exception {
    Path precious = Files.writeString(folder.resolve("precious"), "keep");
    Path directory = folder.resolve("reports");
    run(textAlone(directory));
    Path manifest = directory.resolve(Manifest.FILE);
    String line = Files.readString(manifest);
    Files.writeString(directory.resolve("notes.txt"), "a\n");
    Files.writeString(
        manifest,
        line
            + line.replace("tables.txt", "notes.txt")
            + line.replace("tables.txt", "../precious")
            + "list-tables 99999999999999999999 x tables.json\n\0\n");

    files(directory).prepare();
    assertThat(names(directory)).contains("notes.txt").doesNotContain("tables.txt");
    assertThat(precious).hasContent("keep");

    Files.writeString(manifest, line + " ".repeat(70_000));
    Files.writeString(directory.resolve("tables.txt"), "a\n");
    assertThatThrownBy(() -> files(directory).prepare())
        .hasMessageContaining("a file of this name exists");
  }

  @Test
  void aListOfReportsIsNoLink() throws Exception {
    Path elsewhere = Files.writeString(folder.resolve("elsewhere"), "keep");
    Path directory = Files.createDirectory(folder.resolve("reports"));
    Files.createSymbolicLink(directory.resolve(Manifest.FILE), elsewhere);

    run(textAlone(directory));

    assertThat(elsewhere).hasContent("keep");
    assertThat(directory.resolve(Manifest.FILE)).isRegularFile();
  }

  @Test
  void othersMayReadAReportAsAnyOtherFile() throws Exception {
    if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      files(folder).write(TablesReports.listing("a"));
      Path plain = Files.createFile(folder.resolve("plain"));

      assertThat(Files.getPosixFilePermissions(folder.resolve("tables.txt")).contains(OTHERS_READ))
          .isEqualTo(Files.getPosixFilePermissions(plain).contains(OTHERS_READ));
    }
  }

  @Test
  void aFileInThePlaceOfTheFolderIsTold() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");

    assertThatThrownBy(() -> files(file).prepare())
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContainingAll("Cannot write the reports", "file", "-Dqs.reportDirectory");
  }

  @Test
  void aFolderInThePlaceOfAReportIsToldAndNothingIsWritten() throws Exception {
    Files.createDirectory(folder.resolve("tables.json"));
    Files.writeString(folder.resolve("tables.json").resolve("x"), "");

    assertThatThrownBy(() -> files(folder).prepare())
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContainingAll("tables.json", "tables.json is a directory");
    assertThat(names(folder)).containsExactly("tables.json");
  }

  @Test
  void whatCannotBePutInPlaceLeavesNothingHalfWritten() throws Exception {
    Files.createDirectory(folder.resolve("tables.txt"));
    Files.writeString(folder.resolve("tables.txt").resolve("x"), "");

    assertThatThrownBy(() -> files(folder).write(TablesReports.listing("a")))
        .isInstanceOf(CannotCheckException.class);
    assertThat(names(folder)).containsExactly("tables.txt");
  }

  @Test
  void whatAKilledRunLeftIsRemoved() throws Exception {
    Path directory = Files.createDirectories(folder.resolve("reports"));
    Path later = Files.createDirectory(directory.resolve("later"));
    String left = ".qs-1-0a1b2c3d-0000-4000-8000-0123456789ab.tmp";
    for (Path place : List.of(directory, later)) {
      Files.setLastModifiedTime(Files.createFile(place.resolve(left)), FileTime.fromMillis(0));
    }
    Files.createFile(directory.resolve(".qs-mine.tmp"));

    run(textAlone(directory));

    assertThat(names(directory)).contains(".qs-mine.tmp").doesNotContain(left);
    assertThat(later.resolve(left)).doesNotExist();
  }

  @Test
  void aListOfReportsThatIsHalfWrittenIsTold() throws Exception {
    Path directory = folder.resolve("reports");
    run(textAlone(directory));
    Path manifest = directory.resolve(Manifest.FILE);
    String lines = Files.readString(manifest);
    Files.writeString(manifest, lines.substring(0, lines.indexOf("tables.txt")));

    assertThatThrownBy(() -> files(directory).prepare())
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContaining(
            "it was changed afterwards, or it was lost from the damaged list .qs-reports there.");

    Files.writeString(manifest, "\0\n" + lines);
    run(textAlone(directory));
    assertThat(withoutStamps(manifest)).isEqualTo(lines.replaceAll(STAMP, ""));
  }
}
