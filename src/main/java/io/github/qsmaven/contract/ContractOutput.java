package io.github.qsmaven.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

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
 * The file that a contract is written to. It is there as a whole or not at all, and one that is
 * there already is neither lost nor changed but where that is asked for.
 */
public final class ContractOutput {
  /** What to do with a file that is there. */
  public enum IfThere {
    /** End with an error. */
    REFUSE,
    /** Write it anew. */
    REPLACE,
    /** Add the tables that it lacks, and leave all that it holds as it is. */
    MERGE
  }

  private final Path file;
  private final String shown;
  private final IfThere ifThere;
  private final @Nullable ContractMerge merge;

  private ContractOutput(Path file, String shown, IfThere ifThere) throws CannotCheckException {
    this.file = file;
    this.shown = shown;
    this.ifThere = ifThere;
    this.merge =
        ifThere == IfThere.MERGE && Files.exists(file) ? ContractMerge.of(file, shown) : null;
  }

  /**
   * Looks at the file, before anything is asked of a server.
   *
   * @param base the folder that messages tell its path from
   * @param file the file
   * @param ifThere what to do if it is there
   * @throws CannotCheckException if it is there and must not be, or nothing can be added to it
   */
  public static ContractOutput open(Path base, Path file, IfThere ifThere)
      throws CannotCheckException {
    String shown = new BaseFolder(base).shown(file.toAbsolutePath().normalize());
    if (Files.isDirectory(file)) {
      throw new CannotCheckException(
          "The contract cannot be written: " + NameEscaper.CONSOLE.of(shown) + " is a folder.",
          "name a file in it with -Dqs.contract.");
    }
    if (ifThere == IfThere.REFUSE && Files.exists(file)) {
      throw isThere(shown);
    }
    return new ContractOutput(file, shown, ifThere);
  }

  /** The file, as users know it. */
  public String shown() {
    return shown;
  }

  /** Those of some tables that would be written: all, or those that the contract lacks. */
  public List<Table> lacking(List<Table> tables) {
    return merge == null ? List.copyOf(tables) : merge.lacking(tables);
  }

  /**
   * Writes.
   *
   * @param id what identifies a new contract
   * @param structure what is known of the tables to write: of those that {@link #lacking} gave
   * @throws CannotCheckException if it cannot be written; a file that was there is as it was
   */
  public void write(String id, SchemaDetails structure) throws CannotCheckException {
    try {
      if (merge == null) {
        String contract = new ContractWriter("\n").contract(id, structure);
        move(contract.getBytes(UTF_8));
      } else {
        move(merged(merge, structure));
      }
    } catch (FileAlreadyExistsException e) {
      throw isThere(shown);
    } catch (IOException e) {
      throw new CannotCheckException(
          "The contract cannot be written to "
              + NameEscaper.CONSOLE.of(shown)
              + " ("
              + e.getClass().getSimpleName()
              + ").",
          "make room or grant access there, or choose another file with -Dqs.contract.");
    }
  }

  private byte[] merged(ContractMerge into, SchemaDetails structure)
      throws IOException, CannotCheckException {
    byte[] addition = into.addition(structure);
    byte[] now = Files.readAllBytes(file);
    byte[] read = into.bytes();
    // Before what was read there may be a byte order mark.
    int start = now.length - read.length;
    if (start < 0 || !Arrays.equals(now, start, now.length, read, 0, read.length)) {
      throw new CannotCheckException(
          "Nothing was added to "
              + NameEscaper.CONSOLE.of(shown)
              + ": it was changed while the server was asked.",
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
          "The contract would be larger than "
              + SourceText.MOST_BYTES / 1024 / 1024
              + " MB, more than a check reads; nothing was written.",
          "write several, with -Dqs.includes and -Dqs.contract.");
    }
    boolean replaces = ifThere == IfThere.REPLACE || merge != null;
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
        // Without an option it does not take the place of a file that came meanwhile.
        Files.move(temporary, to);
      }
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static CannotCheckException isThere(String shown) {
    return new CannotCheckException(
        "The contract "
            + NameEscaper.CONSOLE.of(shown)
            + " is there already; it was left as it is.",
        "add the tables that it lacks with -Dqs.merge, write it anew with -Dqs.force, or choose"
            + " another file with -Dqs.contract.");
  }
}
