package io.github.qsmaven.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.qsmaven.contract.ContractMerge.Addition;
import io.github.qsmaven.files.BaseFolder;
import io.github.qsmaven.files.InputFile;
import io.github.qsmaven.files.TemporaryFiles;
import io.github.qsmaven.files.UnusableFileException;
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

  private final InputFile file;
  private final String shown;
  private final IfExists ifExists;
  private final @Nullable ContractMerge merge;

  private ContractOutput(InputFile file, IfExists ifExists) throws CannotCheckException {
    this.file = file;
    this.shown = file.shown();
    this.ifExists = ifExists;
    this.merge =
        ifExists == IfExists.MERGE && Files.exists(file.path()) ? ContractMerge.of(file) : null;
  }

  /**
   * Examines the file, before any connection to the server.
   *
   * @param base the folder that relative paths start from
   * @param written the path of the file as the user wrote it
   * @param ifExists what to do if it exists
   * @throws CannotCheckException if it exists and must not, or tables cannot be added to it
   */
  public static ContractOutput open(BaseFolder base, String written, IfExists ifExists)
      throws CannotCheckException {
    InputFile file = base.file(written);
    if (Files.exists(file.path())) {
      try {
        file.requireRegular();
      } catch (UnusableFileException e) {
        throw new CannotCheckException(
            "Cannot write the contract: %s %s."
                .formatted(NameEscaper.CONSOLE.of(file.shown()), e.problem()),
            "name another file with -Dqs.contract.");
      }
      if (ifExists == IfExists.REFUSE) {
        throw exists(file.shown());
      }
    }
    return new ContractOutput(file, ifExists);
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
   * @return what was written
   * @throws CannotCheckException if it cannot be written; an existing file is not changed
   */
  public Written write(String id, SchemaDetails details) throws CannotCheckException {
    try {
      if (merge == null) {
        ContractWriter writer = new ContractWriter("\n");
        move(writer.contract(id, details).getBytes(UTF_8));
        return writer.written();
      }
      Addition addition = merge.addition(details);
      move(merged(merge, addition.text().getBytes(UTF_8)));
      return addition.written();
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
    byte[] now;
    try {
      now = file.read(SourceText.MOST_BYTES);
    } catch (UnusableFileException e) {
      now = new byte[0];
    }
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
    Path to = replaces && Files.exists(file.path()) ? file.path().toRealPath() : file.path();
    Path folder = to.resolveSibling("");
    Files.createDirectories(folder);
    TemporaryFiles files = new TemporaryFiles(folder);
    files.removeAbandoned();
    Path temporary = files.next();
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
