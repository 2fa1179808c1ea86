package io.github.qsmaven.files;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.NameEscaper;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A file as a commit of the repository around a folder has it. Runs {@code git}, without a shell.
 *
 * @param folder the absolute path of the folder
 * @param file the absolute path of the file
 * @param search the folders in which {@code git} is looked for: those of PATH
 */
public record GitFile(Path folder, Path file, List<String> search) {
  private static final int MOST_BYTES = 64 * 1024 * 1024;
  private static final int MOST_ERROR_BYTES = 2_000;
  private static final int SECONDS = 60;
  private static final int LONGEST_REF = 1_000;

  /** Copies the list. */
  public GitFile {
    search = List.copyOf(search);
  }

  /** The file, with the {@code git} on the PATH of this process. */
  public GitFile(Path folder, Path file) {
    this(folder, file, List.of(String.valueOf(System.getenv("PATH")).split(File.pathSeparator)));
  }

  /**
   * Reads the file.
   *
   * @param ref the commit, as {@code git} reads it: {@code main}, {@code HEAD~1}
   * @return its bytes, at most 64 MB
   * @throws CannotCheckException if the ref is no commit, the commit does not have the file, or
   *     {@code git} is not there or fails
   */
  public byte[] read(String ref) throws CannotCheckException {
    if (ref.isBlank()
        || ref.startsWith("-")
        || ref.length() > LONGEST_REF
        || ref.chars().anyMatch(c -> c == ':' || Character.isISOControl(c))) {
      throw new CannotCheckException(
          "Invalid value %s for against (-Dqs.against): it does not name a commit."
              .formatted(NameEscaper.CONSOLE.quoted("git:" + ref)),
          "write git: and a branch, a tag or a commit, such as git:origin/main.");
    }
    Process process = null;
    try {
      process = start(ref);
      return output(process, ref);
    } catch (IOException | ExecutionException e) {
      throw failed(ref, "git cannot be run", "run git in " + NameEscaper.CONSOLE.of(folder) + ".");
    } catch (TimeoutException e) {
      throw failed(ref, "git did not end within " + SECONDS + " seconds", "run the goal again.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(ref, "the build was interrupted", "run the goal again.");
    } finally {
      if (process != null) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    }
  }

  private Process start(String ref) throws IOException, CannotCheckException {
    String path = NameEscaper.slashed(folder.relativize(file));
    // Not git show, which may start programs that the repository configures.
    ProcessBuilder builder =
        new ProcessBuilder(executable(ref), "cat-file", "blob", ref + ":./" + path)
            .directory(folder.toFile());
    builder.environment().put("LC_ALL", "C");
    builder.environment().put("GIT_TERMINAL_PROMPT", "0");
    // The second is for versions of git that do not know the first.
    builder.environment().put("GIT_NO_LAZY_FETCH", "1");
    builder.environment().put("GIT_ALLOW_PROTOCOL", "none");
    return builder.start();
  }

  /** Looked up here: Windows would first look into the folder of the project. */
  private String executable(String ref) throws CannotCheckException {
    boolean isWindows = File.separatorChar == '\\';
    for (String entry : search) {
      try {
        Path git = Path.of(entry).resolve(isWindows ? "git.exe" : "git");
        if (git.isAbsolute() && Files.isRegularFile(git) && Files.isExecutable(git)) {
          return git.toString();
        }
      } catch (InvalidPathException e) {
        // No folder.
      }
    }
    throw failed(
        ref,
        "git is not on the PATH",
        "install git, or compare with a file: -Dqs.against=file:...");
  }

  private byte[] output(Process process, String ref)
      throws IOException,
          InterruptedException,
          ExecutionException,
          TimeoutException,
          CannotCheckException {
    process.getOutputStream().close();
    CompletableFuture<byte[]> out = bytes(process.getInputStream(), MOST_BYTES + 1);
    CompletableFuture<byte[]> err = bytes(process.getErrorStream(), MOST_ERROR_BYTES);
    byte[] content = out.get(SECONDS, TimeUnit.SECONDS);
    if (content.length > MOST_BYTES) {
      throw failed(ref, "the file is larger than 64 MB", "name a commit whose lock is smaller.");
    }
    if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
      throw new TimeoutException();
    }
    if (process.exitValue() == 0) {
      return content;
    }
    String words = new String(err.get(SECONDS, TimeUnit.SECONDS), StandardCharsets.UTF_8).strip();
    throw failed(ref, words.isEmpty() ? "git failed" : "git says: " + safe(words), advice(words));
  }

  private static CompletableFuture<byte[]> bytes(InputStream in, int most) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return in.readNBytes(most);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  /** The first line, without the login of a URL. */
  private static String safe(String words) {
    return shown(words.lines().findFirst().orElse("").replaceAll("://[^/@\\s]*@", "://***@"));
  }

  private static String advice(String words) {
    String lower = words.toLowerCase(Locale.ROOT);
    if (lower.contains("not a git repository") || lower.contains("dubious ownership")) {
      return "run the goal in a clone that git accepts; see git status there.";
    }
    return lower.contains("does not exist in") || lower.contains("but not in")
        ? "name a commit that contains the lock, or commit the lock there: mvn qs:lock writes it."
        : "fetch the commit (git fetch origin; CI servers often clone without history), or name"
            + " another one with -Dqs.against=git:<ref>.";
  }

  private CannotCheckException failed(String ref, String why, String advice) {
    return new CannotCheckException(
        "Cannot read %s of commit %s: %s."
            .formatted(
                shown(String.valueOf(file.getFileName())),
                NameEscaper.CONSOLE.quoted(ref),
                why.endsWith(".") ? why.substring(0, why.length() - 1) : why),
        advice);
  }

  private static String shown(String text) {
    return NameEscaper.CONSOLE.of(text);
  }
}
