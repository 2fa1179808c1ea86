package io.github.qsmaven.files;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The temporary files in a folder: a file is written there in full before it is moved to its place.
 * A build that is killed leaves them; the next one removes them.
 *
 * @param folder the folder
 */
public record TemporaryFiles(Path folder) {
  /** The process that writes the file, and a UUID. */
  private static final Pattern NAME =
      Pattern.compile("\\.qs-([0-9]{1,18})-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.tmp");

  private static final int MOST_ENTRIES = 100_000;

  /** The start of a process may be known to the second only. */
  private static final int TOLERANCE_SECONDS = 2;

  /** A new file. Not by {@link Files#createTempFile}, whose files only the user may read. */
  public Path next() {
    return folder.resolve(
        ".qs-" + ProcessHandle.current().pid() + "-" + UUID.randomUUID() + ".tmp");
  }

  /** Removes the files of processes that have ended, as far as that is possible. */
  public void removeAbandoned() {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      int count = 0;
      for (Path entry : entries) {
        Matcher name = NAME.matcher(String.valueOf(entry.getFileName()));
        if (name.matches() && isAbandoned(entry, Long.parseLong(name.group(1)))) {
          Files.delete(entry);
        }
        if (++count == MOST_ENTRIES) {
          return;
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      // The folder does not exist, or the file stays: it only takes space.
    }
  }

  /** The number of a process that has ended may have been given to another one. */
  private static boolean isAbandoned(Path file, long process) throws IOException {
    BasicFileAttributes attributes =
        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    Instant written = attributes.lastModifiedTime().toInstant().plusSeconds(TOLERANCE_SECONDS);
    return attributes.isRegularFile()
        && ProcessHandle.of(process)
            .map(running -> running.info().startInstant().filter(written::isBefore).isPresent())
            .orElse(true);
  }
}
