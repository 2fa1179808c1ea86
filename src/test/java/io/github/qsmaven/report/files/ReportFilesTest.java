package io.github.qsmaven.report.files;

import static java.nio.file.attribute.PosixFilePermission.OTHERS_READ;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.Goal;
import io.github.qsmaven.report.CheckReport;
import io.github.qsmaven.report.TablesReports;
import io.github.qsmaven.testing.AllFormats;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFilesTest {
  @TempDir Path folder;

  private ReportFiles<CheckReport> files(Path directory) {
    return ReportFiles.of(directory, AllFormats.of(Goal.LIST_TABLES));
  }

  private List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
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
            "gl-code-quality-tables.json");
    assertThat(names(directory))
        .containsExactlyInAnyOrderElementsOf(
            written.stream().map(file -> file.getFileName().toString()).toList());
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
    Files.writeString(folder.resolve("tables.txt"), "x".repeat(10_000));

    files(folder).write(TablesReports.listing("a"));

    assertThat(folder.resolve("tables.txt")).hasContent("a\n");
  }

  @Test
  void aReportOfAnEarlierRunDoesNotOutliveTheStartOfThisOne() throws Exception {
    Files.writeString(folder.resolve("tables.txt"), "old");
    Files.writeString(folder.resolve("other.txt"), "not ours");

    files(folder).prepare();

    assertThat(names(folder)).containsExactly("other.txt");
  }

  @Test
  void aLinkInThePlaceOfAReportIsReplacedNotFollowed() throws Exception {
    Path precious = Files.writeString(folder.resolve("precious"), "keep");
    Path directory = Files.createDirectory(folder.resolve("reports"));
    Files.createSymbolicLink(directory.resolve("tables.txt"), precious);

    files(directory).write(TablesReports.listing("a"));

    assertThat(precious).hasContent("keep");
    assertThat(directory.resolve("tables.txt")).isRegularFile().hasContent("a\n");
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
}
