package io.github.qsmaven.contract;

import static java.util.Comparator.comparing;

import io.github.qsmaven.files.BaseFolder;
import io.github.qsmaven.model.CodePointOrder;
import io.github.qsmaven.model.NameEscaper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The files of the default folder that look like contracts or like a list of accepted findings, but
 * have names that the plugin does not read, so that nothing checks them.
 */
public final class UnreadFiles {
  /** The most files and folders to look at. */
  private static final int MOST_ENTRIES = 1000;

  /** The folder and the folders in it. */
  private static final int DEPTH = 2;

  private static final int MOST_SHOWN = 10;
  private static final String FOLDER = "src/main/qs";

  private final List<String> contracts = new ArrayList<>();
  private final List<String> acceptFiles = new ArrayList<>();

  /**
   * Looks for the files.
   *
   * @param base the folder of the project
   * @param others files, by their paths or names, that have another purpose
   */
  public UnreadFiles(BaseFolder base, Collection<Path> others) {
    Collection<Path> known = others.stream().map(file -> base.resolve(file.toString())).toList();
    Path root = base.resolve(FOLDER);
    try (Stream<Path> files = Files.walk(root, DEPTH)) {
      files
          .limit(MOST_ENTRIES)
          .filter(file -> !known.contains(file) && !others.contains(file.getFileName()))
          .filter(file -> !isContract(root, file) && Files.isRegularFile(file))
          .sorted(comparing(base::shown, CodePointOrder.INSTANCE))
          .forEach(file -> add(base, file));
    } catch (IOException | UncheckedIOException e) {
      // The folder does not exist, or cannot be read; then it has no contracts either.
    }
  }

  private static boolean isContract(Path root, Path file) {
    return root.equals(file.getParent())
        && String.valueOf(file.getFileName()).endsWith(Contracts.EXTENSION);
  }

  private void add(BaseFolder base, Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    // Files of editors.
    if (name.startsWith(".") || name.startsWith("#") || name.endsWith("~")) {
      return;
    }
    String plain = name.endsWith(".txt") ? name.substring(0, name.length() - 4) : name;
    boolean yaml = plain.endsWith(".yaml") || plain.endsWith(".yml");
    boolean json = plain.endsWith(".json") && plain.contains("contract");
    if (yaml && name.startsWith("accept")) {
      acceptFiles.add(NameEscaper.CONSOLE.of(base.shown(file)));
    } else if (yaml || json || name.contains(".odcs")) {
      contracts.add(NameEscaper.CONSOLE.of(base.shown(file)));
    }
  }

  /** Those that look like contracts, for messages; empty if there are none. */
  public String contracts() {
    return shown(contracts);
  }

  /** Those that look like lists of accepted findings, for messages; empty if there are none. */
  public String acceptFiles() {
    return shown(acceptFiles);
  }

  private static String shown(List<String> files) {
    return String.join(", ", files.subList(0, Math.min(files.size(), MOST_SHOWN)))
        + (files.size() > MOST_SHOWN ? " and " + (files.size() - MOST_SHOWN) + " more" : "");
  }
}
