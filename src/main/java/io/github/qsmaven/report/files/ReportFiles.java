package io.github.qsmaven.report.files;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.DoctorReport;
import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.report.CheckReport;
import io.github.qsmaven.report.ReportFormat;
import io.github.qsmaven.report.ReportFormat.Content;
import io.github.qsmaven.report.ResultView;
import io.github.qsmaven.report.files.Formats.Format;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes reports into a directory: each file whole or not at all. All are written beside their
 * places first and then moved there in one step each, so that a reader sees a whole report or none,
 * and a full disk leaves no truncated report.
 *
 * @param <T> what is reported
 */
public final class ReportFiles<T> {
  private static final int BUFFER_BYTES = 1 << 16;

  private final Path directory;
  private final Formats formats;
  private final Function<T, Contents> contents;

  private ReportFiles(Path directory, Formats formats, Function<T, Contents> contents) {
    this.directory = directory;
    this.formats = formats;
    this.contents = contents;
  }

  /** What a report is in each format. */
  @FunctionalInterface
  private interface Contents {
    /** The content in a format; null if there is nothing to write. */
    @Nullable Content in(ReportFormat format);
  }

  /**
   * Creates the files of a goal on tables.
   *
   * @param directory where the reports go; created if it does not exist
   * @param formats which reports to write
   */
  public static ReportFiles<CheckReport> of(Path directory, Formats formats) {
    return new ReportFiles<>(
        directory,
        formats,
        report -> {
          ResultView view = new ResultView(report);
          return format -> format.isNeeded(view) ? out -> format.write(view, out) : null;
        });
  }

  /**
   * Creates the files of {@code doctor}.
   *
   * @param directory where the reports go; created if it does not exist
   * @param formats which reports to write
   */
  public static ReportFiles<DoctorReport> ofDoctor(Path directory, Formats formats) {
    return new ReportFiles<>(
        directory, formats, report -> format -> out -> format.write(report, out));
  }

  /** Whether a report of a format is among those to write. */
  public boolean include(String format) {
    return formats.include(format);
  }

  /**
   * Checks that reports can be written here, before the server is queried, and removes the reports
   * of an earlier run: if this run ended without a report, they would be taken for its own.
   *
   * @throws CannotCheckException if reports cannot be written; then none was removed
   */
  public void prepare() throws CannotCheckException {
    try {
      Files.createDirectories(directory);
      List<Path> files = formats.all().stream().map(this::path).toList();
      for (Path file : files) {
        if (Files.isDirectory(file)) {
          throw new FileAlreadyExistsException(file.toString());
        }
      }
      Path probe = temporary();
      Files.createFile(probe);
      Files.delete(probe);
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw cannotWrite(e);
    }
  }

  /**
   * Loads the classes that {@link #write} needs, by writing a report to nowhere.
   *
   * @param empty an empty report
   */
  public void load(T empty) {
    Contents report = contents.apply(empty);
    try {
      for (Format format : formats.wanted()) {
        Content content = report.in(formats.create(format));
        if (content != null) {
          content.write(OutputStream.nullOutputStream());
        }
      }
    } catch (IOException e) {
      // If the problem persists, write() reports it.
    }
  }

  /**
   * Writes the reports.
   *
   * @param report what to write
   * @return the files, in the order of the formats
   * @throws CannotCheckException if a file cannot be written; no partial file stays
   */
  public List<Path> write(T report) throws CannotCheckException {
    return write(contents.apply(report));
  }

  private List<Path> write(Contents report) throws CannotCheckException {
    Map<Path, Path> written = new LinkedHashMap<>();
    try {
      for (Format format : formats.wanted()) {
        Content content = report.in(formats.create(format));
        if (content != null) {
          Path temporary = temporary();
          written.put(temporary, path(format));
          try (OutputStream out = open(temporary)) {
            content.write(out);
          }
        }
      }
      for (Map.Entry<Path, Path> file : written.entrySet()) {
        Files.move(file.getKey(), file.getValue(), StandardCopyOption.ATOMIC_MOVE);
      }
      return new ArrayList<>(written.values());
    } catch (IOException e) {
      written.keySet().forEach(ReportFiles::deleteQuietly);
      throw cannotWrite(e);
    }
  }

  /**
   * Writes why nothing could be checked, in those of the formats that can express it, and removes
   * the reports of an earlier run. A problem with a file is ignored: the caller reports the reason.
   *
   * @param reason why nothing could be checked
   * @return the files that say so
   */
  public List<Path> writeFailure(CannotCheckException reason) {
    try {
      prepare();
      Contents failure = format -> format.failure(reason);
      return write(failure);
    } catch (CannotCheckException e) {
      return List.of(); // See above.
    }
  }

  private static OutputStream open(Path file) throws IOException {
    return new BufferedOutputStream(
        Files.newOutputStream(file, StandardOpenOption.CREATE_NEW), BUFFER_BYTES);
  }

  private Path path(Format format) {
    return directory.resolve(formats.fileName(format));
  }

  /** Not by {@link Files#createTempFile}, whose files only the user may read. */
  private Path temporary() {
    return directory.resolve("." + formats.baseName() + "-" + UUID.randomUUID() + ".tmp");
  }

  private static void deleteQuietly(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // The caller reports the failure that came first.
    }
  }

  private CannotCheckException cannotWrite(IOException e) {
    String why;
    if (e instanceof AccessDeniedException) {
      why = "access to " + e.getMessage() + " is denied";
    } else if (e instanceof FileAlreadyExistsException exists) {
      boolean isDirectory = Files.isDirectory(Path.of(exists.getFile()));
      why = exists.getFile() + (isDirectory ? " is a directory" : " is a file");
    } else if (e instanceof FileSystemException system && system.getReason() == null) {
      why = system.getFile() + " (" + system.getClass().getSimpleName() + ")";
    } else {
      why = String.valueOf(e.getMessage());
    }
    return new CannotCheckException(
        "Cannot write the reports into %s: %s."
            .formatted(
                NameEscaper.CONSOLE.of(directory.toAbsolutePath().toString()),
                NameEscaper.CONSOLE.of(why)),
        "Check the permissions and the free space of this folder, or choose another one with"
            + " -Dqs.reportDirectory.");
  }
}
