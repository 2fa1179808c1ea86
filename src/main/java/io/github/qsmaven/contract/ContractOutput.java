package io.github.qsmaven.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.qsmaven.contract.ContractMerge.Addition;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.model.SchemaDetails;
import io.github.qsmaven.model.Table;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The file that a contract is written to. It is written completely or not at all. An existing file
 * is replaced or changed only on request.
 */
public final class ContractOutput {
  /** What to do with an existing file. */
  public enum IfExists {
    /** Fail. */
    REFUSE,
    /** Replace it. */
    REPLACE,
    /** Add the tables that it does not contain, and keep its content. */
    MERGE
  }

  private final Path file;
  private final String shown;
  private final IfExists ifExists;
  private final @Nullable ContractMerge merge;

  private ContractOutput(Path file, String shown, IfExists ifExists) throws CannotCheckException {
    this.file = file;
    this.shown = shown;
    this.ifExists = ifExists;
    this.merge =
        ifExists == IfExists.MERGE && Files.exists(file) ? ContractMerge.of(file, shown) : null;
  }

  /**
   * Examines the file, before any connection to the server.
   *
   * @param base the folder that messages show the path relative to
   * @param file the file
   * @param ifExists what to do if it exists
   * @throws CannotCheckException if it exists and must not, or tables cannot be added to it
   */
  public static ContractOutput open(Path base, Path file, IfExists ifExists)
      throws CannotCheckException {
    String shown = new BaseFolder(base).shown(file.toAbsolutePath().normalize());
    if (Files.isDirectory(file)) {
      throw new CannotCheckException(
          "Cannot write the contract: " + NameEscaper.CONSOLE.of(shown) + " is a folder.",
          "name a file in it with -Dqs.contract.");
    }
    if (ifExists == IfExists.REFUSE && Files.exists(file)) {
      throw exists(shown);
    }
    return new ContractOutput(file, shown, ifExists);
  }

  /** The path of the file for messages. */
  public String shown() {
    return shown;
  }

  /** The tables to write: all, or those that the existing contract does not contain. */
  public List<Table> missing(List<Table> tables) {
    return merge == null ? List.copyOf(tables) : merge.missing(tables);
  }

  /**
   * Writes the contract.
   *
   * @param id the id of a new contract
   * @param details the details of the tables that {@link #missing} returned
   * @return the number of columns and fields that were written
   * @throws CannotCheckException if it cannot be written; an existing file is not changed
   */
  public int write(String id, SchemaDetails details) throws CannotCheckException {
    try {
      if (merge == null) {
        ContractWriter writer = new ContractWriter("\n");
        move(writer.contract(id, details).getBytes(UTF_8));
        return writer.columnsWritten();
      }
      Addition addition = merge.addition(details);
      move(merged(merge, addition.text().getBytes(UTF_8)));
      return addition.columns();
    } catch (FileAlreadyExistsException e) {
      throw exists(shown);
    } catch (IOException e) {
      throw new CannotCheckException(
          "Cannot write the contract to %s (%s)."
              .formatted(NameEscaper.CONSOLE.of(shown), e.getClass().getSimpleName()),
          "check free space and permissions there, or choose another file with -Dqs.contract.");
    }
  }

  private byte[] merged(ContractMerge into, byte[] addition)
      throws IOException, CannotCheckException {
    byte[] now = Files.readAllBytes(file);
    byte[] read = into.bytes();
    // A byte order mark may precede the bytes that were read.
    int start = now.length - read.length;
    if (start < 0 || !Arrays.equals(now, start, now.length, read, 0, read.length)) {
      throw new CannotCheckException(
          ("Cannot add tables to %s: it was changed while the plugin read the server;"
                  + " nothing was added.")
              .formatted(NameEscaper.CONSOLE.of(shown)),
          "run the goal again.");
    }
    int split = start + into.offset();
    ByteArrayOutputStream out = new ByteArrayOutputStream(now.length + addition.length);
    out.write(now, 0, split);
    out.writeBytes(addition);
    out.write(now, split, now.length - split);
    return out.toByteArray();
  }

  private void move(byte[] bytes) throws IOException, CannotCheckException {
    if (bytes.length > SourceText.MOST_BYTES) {
      throw new CannotCheckException(
          ("The contract would be larger than %s MB, the most that a check reads; nothing"
                  + " was written.")
              .formatted(SourceText.MOST_BYTES / 1024 / 1024),
          "write several contracts with -Dqs.includes and -Dqs.contract.");
    }
    boolean replaces = ifExists == IfExists.REPLACE || merge != null;
    Path to = replaces && Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
    Path temporary = to.resolveSibling("." + to.getFileName() + "-" + UUID.randomUUID() + ".tmp");
    Path folder = temporary.getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    try {
      Files.write(temporary, bytes, StandardOpenOption.CREATE_NEW);
      if (replaces) {
        Files.move(temporary, to, StandardCopyOption.ATOMIC_MOVE);
      } else {
        // Without an option the move does not replace a file that was created in the meantime.
        Files.move(temporary, to);
      }
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static CannotCheckException exists(String shown) {
    return new CannotCheckException(
        "The contract " + NameEscaper.CONSOLE.of(shown) + " already exists; it was not changed.",
        "add the missing tables with -Dqs.merge, replace the contract with -Dqs.force, or choose"
            + " another file with -Dqs.contract.");
  }
}
