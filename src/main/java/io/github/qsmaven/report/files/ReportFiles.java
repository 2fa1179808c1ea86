package io.github.qsmaven.report.files;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.github.qsmaven.files.TemporaryFiles;
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
import java.io.UncheckedIOException;
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
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes reports into a folder: each file whole or not at all. All are written beside their places
 * first and then moved there in one step each, so that a reader sees a whole report or none, and a
 * full disk leaves no truncated report. Only files that the plugin wrote are removed or replaced
 * ({@link Manifest}).
 *
 * @param <T> what is reported
 */
public final class ReportFiles<T> {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int MOST_SUBFOLDERS = 1000;

  private final ExecutionFolder folder;
  private final Path directory;
  private final TemporaryFiles temporaries;
  private final Formats formats;
  private final Supplier<List<Path>> inputs;
  private final Function<T, Contents> contents;

  private ReportFiles(
      ExecutionFolder folder,
      Formats formats,
      Supplier<List<Path>> inputs,
      Function<T, Contents> contents) {
    this.folder = folder;
    this.directory = folder.path();
    this.temporaries = new TemporaryFiles(directory);
    this.formats = formats;
    this.inputs = inputs;
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
   * @param folder where the reports go; created if it does not exist
   * @param formats which reports to write
   */
  public static ReportFiles<CheckReport> of(ExecutionFolder folder, Formats formats) {
    return new ReportFiles<>(
        folder,
        formats,
        List::of,
        report -> {
          ResultView view = new ResultView(report);
          return format -> format.isNeeded(view) ? out -> format.write(view, out) : null;
        });
  }

  /**
   * Creates the files of {@code doctor}.
   *
   * @param folder where the reports go; created if it does not exist
   * @param formats which reports to write
   */
  public static ReportFiles<DoctorReport> ofDoctor(ExecutionFolder folder, Formats formats) {
    return new ReportFiles<>(
        folder, formats, List::of, report -> format -> out -> format.write(report, out));
  }

  /**
   * The same, for a goal that reads files.
   *
   * @param files finds the files that the goal reads, which no report may replace; called only if
   *     there are files in the places of reports
   */
  public ReportFiles<T> protecting(Supplier<List<Path>> files) {
    return new ReportFiles<>(folder, formats, files, contents);
  }

  /** The folder of the files. */
  public Path directory() {
    return directory;
  }

  /** Whether a report among those to write always shows the columns of tables. */
  public boolean showColumns() {
    return formats.showColumns();
  }

  /** Whether a report of a format is among those to write. */
  public boolean include(String format) {
    return formats.include(format);
  }

  /**
   * Checks that reports can be written here, before the server is queried, and removes the reports
   * of an earlier run: if this run ended without a report, they would be taken for its own. The
   * first execution of a goal also removes the reports that later executions of an earlier run
   * wrote into subfolders.
   *
   * @throws CannotCheckException if reports cannot be written, or would replace a file that the
   *     plugin did not write or that the goal reads; then none was removed
   */
  public void prepare() throws CannotCheckException {
    try {
      Files.createDirectories(directory);
      synchronized (folder.build()) {
        Manifest manifest = Manifest.read(directory);
        for (Format format : formats.wanted()) {
          requireFree(path(format), manifest);
        }
        Path probe = temporaries.next();
        Files.createFile(probe);
        Files.delete(probe);
        removeEarlierReports(manifest);
      }
    } catch (IOException e) {
      throw cannotWrite(e);
    }
  }

  private void requireFree(Path file, Manifest manifest) throws IOException, CannotCheckException {
    if (!Files.exists(file, NOFOLLOW_LINKS)) {
      return;
    }
    if (Files.isDirectory(file, NOFOLLOW_LINKS)) {
      throw new FileAlreadyExistsException(file.toString());
    }
    String shown = NameEscaper.CONSOLE.of(file.toAbsolutePath());
    if (isInput(file)) {
      throw new CannotCheckException(
          "The report %s would replace a file that this goal reads.".formatted(shown),
          "copy this file to a folder of the sources and name the copy instead, or choose another"
              + " folder for the reports with -Dqs.reportDirectory.");
    }
    if (!manifest.wrote(name(file))) {
      throw new CannotCheckException(
          ("Cannot write the report %s: a file of this name exists, and the plugin did not write"
                  + " it, or it was changed afterwards%s.")
              .formatted(
                  shown,
                  manifest.isDamaged()
                      ? ", or it was lost from the damaged list " + Manifest.FILE + " there"
                      : ""),
          "move or delete this file, or choose another folder for the reports with"
              + " -Dqs.reportDirectory.");
    }
  }

  private boolean isInput(Path file) throws IOException {
    for (Path input : inputs.get()) {
      if (Files.exists(input) && Files.exists(file) && Files.isSameFile(input, file)) {
        return true;
      }
    }
    return false;
  }

  private void removeEarlierReports(Manifest manifest) throws IOException {
    temporaries.removeAbandoned();
    removeReports(directory, manifest, name -> true);
    if (folder.name().isEmpty()) {
      removeReportsOfLaterExecutions();
    }
  }

  /** Removes the reports of the goal that the plugin wrote, but not those that the goal reads. */
  private boolean removeReports(Path from, Manifest manifest, Predicate<String> which)
      throws IOException {
    boolean changed = false;
    for (Format format : formats.all()) {
      String name = formats.fileName(format);
      if (which.test(name) && manifest.wrote(name) && !isInput(from.resolve(name))) {
        Files.delete(from.resolve(name));
        manifest.remove(name);
        changed = true;
      }
    }
    if (changed) {
      manifest.save();
    }
    return changed;
  }

  /** Removes them from subfolders that no execution of this build has claimed. */
  private void removeReportsOfLaterExecutions() throws IOException {
    List<Path> subfolders;
    try (Stream<Path> entries = Files.list(directory)) {
      subfolders =
          entries
              .filter(entry -> Files.isDirectory(entry, NOFOLLOW_LINKS))
              .limit(MOST_SUBFOLDERS)
              .toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    for (Path subfolder : subfolders) {
      if (!folder.build().isClaimed(subfolder, formats.goal())) {
        new TemporaryFiles(subfolder).removeAbandoned();
        Manifest manifest = Manifest.read(subfolder);
        String writer = writer(name(subfolder));
        if (removeReports(subfolder, manifest, name -> manifest.isBy(writer, name))) {
          deleteQuietly(subfolder); // It stays if it contains something else.
        }
      }
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
    return write(contents.apply(report), formats.wanted());
  }

  private List<Path> write(Contents report, List<Format> wanted) throws CannotCheckException {
    Map<Path, Path> written = new LinkedHashMap<>(); // From temporary files to reports.
    try {
      for (Format format : wanted) {
        Content content = report.in(formats.create(format));
        if (content != null) {
          Path temporary = temporaries.next();
          written.put(temporary, path(format));
          try (OutputStream out = open(temporary)) {
            content.write(out);
          }
        }
      }
      if (!written.isEmpty()) {
        move(written);
      }
      return new ArrayList<>(written.values());
    } catch (IOException e) {
      throw cannotWrite(e);
    } finally {
      written.keySet().forEach(ReportFiles::deleteQuietly);
    }
  }

  /** Lists the reports first: a report without an entry in the list could never be replaced. */
  private void move(Map<Path, Path> written) throws IOException, CannotCheckException {
    synchronized (folder.build()) {
      Manifest manifest = Manifest.read(directory);
      for (Path file : written.values()) {
        requireFree(file, manifest);
      }
      for (Map.Entry<Path, Path> file : written.entrySet()) {
        manifest.add(writer(folder.name()), name(file.getValue()), file.getKey());
      }
      manifest.save();
      for (Map.Entry<Path, Path> file : written.entrySet()) {
        Files.move(file.getKey(), file.getValue(), StandardCopyOption.ATOMIC_MOVE);
      }
    }
  }

  /** Who writes into a subfolder, for the manifest. */
  private String writer(String subfolder) {
    String goal = formats.goal().word();
    return subfolder.isEmpty() ? goal : goal + ":" + subfolder;
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  /**
   * Writes why nothing could be checked, in those of the formats that can express it, and removes
   * the reports of an earlier run. A file that cannot be written is left out: the caller reports
   * the reason.
   *
   * @param reason why nothing could be checked
   * @return the files that say so
   */
  public List<Path> writeFailure(CannotCheckException reason) {
    try {
      Files.createDirectories(directory);
      Manifest manifest;
      synchronized (folder.build()) {
        manifest = Manifest.read(directory);
        removeEarlierReports(manifest);
      }
      List<Format> free = new ArrayList<>();
      for (Format format : formats.wanted()) {
        if (isFree(path(format), manifest)) {
          free.add(format);
        }
      }
      return write(format -> format.failure(reason), free);
    } catch (IOException | CannotCheckException e) {
      return List.of(); // See above.
    }
  }

  private boolean isFree(Path file, Manifest manifest) {
    try {
      requireFree(file, manifest);
      return true;
    } catch (IOException | CannotCheckException e) {
      return false;
    }
  }

  private static OutputStream open(Path file) throws IOException {
    return new BufferedOutputStream(
        Files.newOutputStream(file, StandardOpenOption.CREATE_NEW), BUFFER_BYTES);
  }

  private Path path(Format format) {
    return directory.resolve(formats.fileName(format));
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
                NameEscaper.CONSOLE.of(directory.toAbsolutePath()), NameEscaper.CONSOLE.of(why)),
        "Check the permissions and the free space of this folder, or choose another one with"
            + " -Dqs.reportDirectory.");
  }
}
