package io.github.qsmaven.report;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.NameEscaper;
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
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Writes reports into a directory: each file whole or not at all. All are written beside their
 * places first and then moved there in one step each, so that a reader sees a whole report or none,
 * and a full disk leaves none that is cut.
 *
 * @param <T> what is reported
 */
public final class ReportFiles<T> {
  private static final int BUFFER_BYTES = 1 << 16;

  private final Path directory;
  private final Set<ReportFormat> formats;
  private final Writers<T> writers;

  /**
   * @param directory where the reports go; made if it is not there
   * @param formats which reports; those that the goal does not have are left out
   * @param writers write them
   */
  public ReportFiles(Path directory, Set<ReportFormat> formats, Writers<T> writers) {
    this.directory = directory;
    this.writers = writers;
    this.formats = EnumSet.copyOf(formats);
    this.formats.retainAll(writers.formats());
    if (this.formats.isEmpty()) {
      this.formats.add(ReportFormat.TEXT);
    }
  }

  /** Whether a report of this format is among those to write. */
  public boolean include(ReportFormat format) {
    return formats.contains(format);
  }

  /**
   * Makes sure that reports can be written here, before anything is asked of a server, and removes
   * those of an earlier run: should this one end without a report, they would be taken for its own.
   *
   * @throws CannotCheckException if they cannot be written; nothing was
   */
  public void prepare() throws CannotCheckException {
    try {
      Files.createDirectories(directory);
      List<Path> files = files();
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
   * Loads what {@link #write} needs, by writing a report to nowhere.
   *
   * @param nothing a report of nothing
   */
  public void load(T nothing) {
    try {
      for (ReportFormat format : formats) {
        writers.writer(format).write(nothing, OutputStream.nullOutputStream());
      }
    } catch (IOException e) {
      // What is wrong will be told when it matters.
    }
  }

  /**
   * Writes the reports.
   *
   * @param report what to write
   * @return the files, in the order of the formats, then what is attached
   * @throws CannotCheckException if a file cannot be written; nothing half-written stays
   */
  public List<Path> write(T report) throws CannotCheckException {
    Map<Path, Path> written = new LinkedHashMap<>();
    try {
      for (ReportFormat format : formats) {
        Path temporary = temporary();
        written.put(temporary, path(format));
        try (OutputStream out = open(temporary)) {
          writers.writer(format).write(report, out);
        }
      }
      for (Attachment<T> attachment : writers.attachments()) {
        if (attachment.isNeeded(report)) {
          Path temporary = temporary();
          written.put(temporary, directory.resolve(attachment.fileName()));
          try (OutputStream out = open(temporary)) {
            attachment.write(report, out);
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
   * Writes why there is nothing to report, in those of the formats that can say it, and removes the
   * reports of an earlier run. What prevents this is not told: the reason is, by the caller.
   *
   * @param reason why there is nothing to report
   * @return the files that say so
   */
  public List<Path> tell(CannotCheckException reason) {
    List<Path> told = new ArrayList<>();
    try {
      prepare();
      for (ReportFormat format : formats) {
        ReportWriter<CannotCheckException> writer = writers.failure(format);
        if (writer != null) {
          write(reason, writer, path(format));
          told.add(path(format));
        }
      }
    } catch (CannotCheckException | IOException e) {
      // As said above.
    }
    return told;
  }

  private void write(
      CannotCheckException reason, ReportWriter<CannotCheckException> writer, Path file)
      throws IOException {
    Path temporary = temporary();
    try {
      try (OutputStream out = open(temporary)) {
        writer.write(reason, out);
      }
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static OutputStream open(Path file) throws IOException {
    return new BufferedOutputStream(
        Files.newOutputStream(file, StandardOpenOption.CREATE_NEW), BUFFER_BYTES);
  }

  /** All that this goal may ever have written here. */
  private List<Path> files() {
    List<Path> files = new ArrayList<>();
    for (ReportFormat format : writers.formats()) {
      files.add(path(format));
    }
    for (Attachment<T> attachment : writers.attachments()) {
      files.add(directory.resolve(attachment.fileName()));
    }
    return files;
  }

  private Path path(ReportFormat format) {
    return directory.resolve(format.fileName(writers.baseName()));
  }

  /** Not by {@link Files#createTempFile}, whose files nobody else may read. */
  private Path temporary() {
    return directory.resolve("." + writers.baseName() + "-" + UUID.randomUUID() + ".tmp");
  }

  private static void deleteQuietly(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // The failure that brought us here is the one to tell.
    }
  }

  private CannotCheckException cannotWrite(IOException e) {
    String why;
    if (e instanceof AccessDeniedException) {
      why = "access to " + e.getMessage() + " is denied";
    } else if (e instanceof FileAlreadyExistsException exists) {
      why = exists.getFile() + " is in the way";
    } else if (e instanceof FileSystemException system && system.getReason() == null) {
      why = system.getFile() + " (" + system.getClass().getSimpleName() + ")";
    } else {
      why = String.valueOf(e.getMessage());
    }
    return new CannotCheckException(
        "Cannot write the reports into "
            + NameEscaper.CONSOLE.of(directory.toAbsolutePath().toString())
            + ": "
            + NameEscaper.CONSOLE.of(why)
            + ".",
        "make room or grant access there, or choose another folder with -Dqs.reportDirectory.");
  }
}
