package io.github.qsmaven.report.files;

import io.github.qsmaven.model.Goal;
import io.github.qsmaven.report.PercentEncoding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The folders that the executions of a build write their reports into: no two executions of a goal
 * write into the same one. Modules that are built at the same time may share it; {@link
 * ReportFiles} locks it while it removes and writes reports.
 */
public final class ExecutionFolders implements ExecutionFolder.Claims {
  private static final PercentEncoding SAFE = new PercentEncoding("-_.");
  private static final int MOST_CHARACTERS = 80;

  /** Names that Windows keeps for devices, with any extension. */
  private static final Pattern DEVICE =
      Pattern.compile("(con|prn|aux|nul|com\\d|lpt\\d)(\\..*)?", Pattern.CASE_INSENSITIVE);

  /** Both by {@link #place}: linking the hash code of a record takes 20 ms of a build. */
  private final Map<String, Claim> folders = new HashMap<>();

  private final Map<String, Claim> modules = new HashMap<>();

  /** Creates the folders of a build that has not written any report. */
  public ExecutionFolders() {}

  /**
   * An execution of a goal.
   *
   * @param goal the goal
   * @param module the folder of the module
   * @param moduleName the name of the module
   * @param id the id of the execution, which another one may have as well
   */
  public record Execution(Goal goal, Path module, String moduleName, String id) {}

  /** The module that came first, and the names that are in use. */
  private record Claim(Path module, Set<String> names) {
    static Claim of(Execution execution) {
      return new Claim(real(execution.module()), new HashSet<>());
    }

    /** The first of some names, then of the last one with a number, that is not in use. */
    String unused(Predicate<String> usable, String... names) {
      for (int i = 0; ; i++) {
        int number = i - names.length + 2;
        String name = number < 2 ? names[i] : names[names.length - 1] + "-" + number;
        if (this.names.add(fold(name)) && usable.test(name)) {
          return name;
        }
      }
    }
  }

  /**
   * Gives an execution a folder: the one that it asks for, unless the goal was run for that folder
   * before; then a subfolder, named after the execution, or after its module if the other one
   * belongs to another module.
   *
   * @param directory the folder that the execution asks for
   * @param execution the execution
   */
  public synchronized ExecutionFolder claim(Path directory, Execution execution) {
    Goal goal = execution.goal();
    String id = folderName(execution.id());
    Claim inModule =
        modules.computeIfAbsent(place(execution.module(), goal), at -> Claim.of(execution));
    boolean isFirst = inModule.names().isEmpty();
    String unique = inModule.unused(name -> true, id);

    Claim claim = Claim.of(execution);
    Claim before = folders.putIfAbsent(place(directory, goal), claim);
    String name = "";
    if (before == null) {
      claim.names().add(fold(id));
    } else {
      String module = folderName(execution.moduleName());
      name =
          before.unused(
              subfolder ->
                  !Formats.isFile(subfolder)
                      && folders.putIfAbsent(place(directory.resolve(subfolder), goal), claim)
                          == null,
              before.module().equals(claim.module())
                  ? new String[] {id}
                  : new String[] {module, folderName(execution.moduleName() + "-" + id)});
    }
    return new ExecutionFolder(directory.resolve(name), name, isFirst ? "" : unique, this);
  }

  @Override
  public synchronized boolean isClaimed(Path directory, Goal goal) {
    return folders.containsKey(place(directory, goal));
  }

  /** A goal, and a folder, by its real path without regard to case. */
  private static String place(Path path, Goal goal) {
    return goal.word() + ":" + fold(real(path).toString());
  }

  /** A name that every file system allows, not hidden, no option of a command, in its folder. */
  private static String folderName(String text) {
    String encoded = SAFE.of(text);
    String name = encoded.substring(0, Math.min(encoded.length(), MOST_CHARACTERS));
    boolean isSafe =
        !name.isEmpty()
            && ".-".indexOf(name.charAt(0)) < 0
            && !name.endsWith(".")
            && !DEVICE.matcher(name).matches();
    return isSafe ? name : "_" + name + "_";
  }

  private static String fold(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** The path without symbolic links, as far as it exists. */
  private static Path real(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    for (Path folder = absolute; folder != null; folder = folder.getParent()) {
      try {
        return folder.toRealPath().resolve(folder.relativize(absolute));
      } catch (IOException e) {
        // It does not exist; the folder above may.
      }
    }
    return absolute;
  }
}
