package io.github.qsmaven.report.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.github.qsmaven.files.TemporaryFiles;
import io.github.qsmaven.report.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The list of the reports that the plugin has written into a folder, a file there. Only reports
 * that are in the list, and that are still as the plugin wrote them, may be removed or replaced.
 *
 * <p>Anybody may have written the file, so what it lists is only an answer to the question whether
 * the plugin wrote a certain file, never a reason to look for one.
 */
final class Manifest {
  /** The name of the file; hidden, since it is not a report. */
  static final String FILE = ".qs-reports";

  private static final int MOST_BYTES = 1 << 16;
  private static final Pattern LINE =
      Pattern.compile("(\\S+) ([0-9]{1,10}) ([0-9a-f]{64}) (\\S+)(?: (\\S+))?");

  private final Path directory;
  private final Map<String, Entry> entries = new TreeMap<>();

  /** The files whose content was found to be that of their entries. */
  private final Set<String> verified = new HashSet<>();

  private boolean damaged;

  private Manifest(Path directory) {
    this.directory = directory;
  }

  /**
   * The content of a report, and the execution that wrote it.
   *
   * @param stamp as {@link #stamp} returns it
   */
  private record Entry(String writer, long size, String hash, String stamp) {
    /**
     * Whether a file is as it was written. Only one that was touched or copied is read.
     *
     * @param verified whether it was read before
     */
    boolean isOf(Path file, boolean verified) throws IOException {
      BasicFileAttributes now = attributes(file);
      return now.isRegularFile()
          && now.size() == size
          && (verified
              || (!stamp.isEmpty() && stamp.equals(stamp(now)))
              || hash.equals(of(writer, file, now).hash));
    }

    static BasicFileAttributes attributes(Path file) throws IOException {
      return Files.readAttributes(file, BasicFileAttributes.class, NOFOLLOW_LINKS);
    }

    /**
     * How to recognize a file that nobody has written to since, as in Git's index: when it was
     * changed, in ns, and its inode. Empty where the file system has none.
     */
    private static String stamp(BasicFileAttributes file) {
      Object key = file.fileKey();
      String stamp = file.lastModifiedTime().to(NANOSECONDS) + ":" + key;
      return key == null || stamp.contains(" ") ? "" : stamp;
    }

    static Entry of(String writer, Path file, BasicFileAttributes now) throws IOException {
      long size = now.size();
      Sha256 hash = new Sha256();
      try (InputStream in = Files.newInputStream(file, NOFOLLOW_LINKS)) {
        byte[] buffer = new byte[1 << 14];
        int count = 0;
        for (long rest = size; rest > 0 && count >= 0; rest -= count) {
          count = in.read(buffer, 0, (int) Math.min(buffer.length, rest));
          hash.add(buffer, count);
        }
      }
      return new Entry(writer, size, HexFormat.of().formatHex(hash.bytes()), stamp(now));
    }
  }

  /** Reads the list of a folder; it is empty if there is none, or none that can be read. */
  static Manifest read(Path directory) {
    Manifest manifest = new Manifest(directory);
    Path file = directory.resolve(FILE);
    if (!Files.isRegularFile(file, NOFOLLOW_LINKS)) {
      return manifest;
    }
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file, NOFOLLOW_LINKS)) {
      bytes = in.readNBytes(MOST_BYTES + 1);
    } catch (IOException e) {
      return manifest;
    }
    boolean isTooLong = bytes.length > MOST_BYTES;
    for (String text : new String(bytes, UTF_8).lines().toList()) {
      Matcher line = LINE.matcher(text);
      if (line.matches() && !isTooLong) {
        manifest.entries.put(
            line.group(4),
            new Entry(
                line.group(1),
                Long.parseLong(line.group(2)),
                line.group(3),
                Objects.requireNonNullElse(line.group(5), "")));
      } else {
        manifest.damaged = true;
      }
    }
    return manifest;
  }

  /** Whether the file contains more than a list, as after a power failure. */
  boolean isDamaged() {
    return damaged;
  }

  /** Whether the plugin wrote a file of the folder, and nobody has changed it since. */
  boolean wrote(String name) {
    Entry entry = entries.get(name);
    try {
      if (entry == null || !entry.isOf(directory.resolve(name), verified.contains(name))) {
        return false;
      }
      verified.add(name);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether an execution wrote a file, as {@link #add} was told. */
  boolean isBy(String writer, String name) {
    Entry entry = entries.get(name);
    return entry != null && entry.writer().equals(writer);
  }

  /**
   * Adds a file that is about to be moved to its place.
   *
   * @param writer the execution that writes it, without spaces
   * @param name its name, without spaces
   * @param content where it is now
   */
  void add(String writer, String name, Path content) throws IOException {
    entries.put(name, Entry.of(writer, content, Entry.attributes(content)));
    verified.remove(name);
  }

  /** Removes a file from the list. */
  void remove(String name) {
    entries.remove(name);
  }

  /** Writes the list as a whole; removes the file if the list is empty. */
  void save() throws IOException {
    Path file = directory.resolve(FILE);
    if (entries.isEmpty()) {
      Files.deleteIfExists(file);
      return;
    }
    StringBuilder lines = new StringBuilder();
    entries.forEach(
        (name, entry) ->
            lines
                .append(entry.writer() + " " + entry.size() + " " + entry.hash() + " " + name)
                .append(entry.stamp().isEmpty() ? "" : " " + entry.stamp())
                .append('\n'));
    Path temporary = new TemporaryFiles(directory).next();
    try {
      Files.writeString(temporary, lines, StandardOpenOption.CREATE_NEW);
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }
}
