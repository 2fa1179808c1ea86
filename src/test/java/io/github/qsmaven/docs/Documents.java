package io.github.qsmaven.docs;

import io.github.qsmaven.docs.MarkdownPage.Target;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The pages of a repository: those in its top folder, and those below {@code docs}. */
final class Documents {
  /** Where GitHub shows a file of the repository. */
  private static final String ON_GITHUB = "https://github.com/qsmaven/qs-maven-plugin/blob/main/";

  private static final String FIRST = "README.md";

  private final Path root;
  private final Map<String, MarkdownPage> pages = new TreeMap<>();

  Documents(Path root) throws IOException {
    this.root = root.toAbsolutePath().normalize();
    for (Path folder : List.of(this.root, this.root.resolve("docs"))) {
      int depth = folder.equals(this.root) ? 1 : Integer.MAX_VALUE;
      if (Files.isDirectory(folder)) {
        try (Stream<Path> files = Files.walk(folder, depth)) {
          for (Path file : files.filter(file -> file.toString().endsWith(".md")).toList()) {
            MarkdownPage page = MarkdownPage.read(this.root, file);
            pages.put(page.name(), page);
          }
        }
      }
    }
  }

  Map<String, MarkdownPage> pages() {
    return pages;
  }

  /** All excerpts, page by page. */
  List<Excerpt> excerpts() {
    return pages.values().stream().flatMap(page -> page.excerpts().stream()).toList();
  }

  /** The links and images that lead nowhere. */
  List<String> brokenLinks() {
    List<String> broken = new ArrayList<>();
    pages.forEach(
        (name, page) -> {
          for (Target target : page.targets()) {
            problem(name, target.destination())
                .ifPresent(
                    problem ->
                        broken.add(target.at() + ": " + target.destination() + " " + problem));
          }
        });
    return broken;
  }

  /** The pages to which no link leads from the first one, on whatever way. */
  Set<String> unreachable() {
    Set<String> reached = new TreeSet<>(Set.of(FIRST));
    for (Deque<String> next = new ArrayDeque<>(reached); !next.isEmpty(); ) {
      String name = next.remove();
      for (Target target : pages.get(name).targets()) {
        String path = target.destination().replaceFirst("#.*", "");
        String page = path.contains(":") ? name : name(root.resolve(name).resolveSibling(path));
        if (pages.containsKey(page) && reached.add(page)) {
          next.add(page);
        }
      }
    }
    Set<String> unreachable = new TreeSet<>(pages.keySet());
    unreachable.removeAll(reached);
    return unreachable;
  }

  /**
   * What is wrong with a link.
   *
   * @param page the page that it is on
   * @param destination the link, as written
   */
  Optional<String> problem(String page, String destination) {
    URI uri;
    try {
      uri = new URI(destination);
    } catch (URISyntaxException e) {
      return Optional.of("is no URI");
    }
    if (destination.startsWith(ON_GITHUB)) {
      return problem(FIRST, destination.substring(ON_GITHUB.length()));
    }
    if (uri.getScheme() != null) {
      boolean isWeb = List.of("https", "http").contains(uri.getScheme()) && uri.getHost() != null;
      return isWeb || uri.getScheme().equals("mailto")
          ? Optional.empty()
          : Optional.of("is neither an address of the web nor a file");
    }
    Path file = root.resolve(page).resolveSibling(uri.getPath()).normalize();
    if (uri.getPath().isEmpty()) {
      file = root.resolve(page);
    }
    if (!file.startsWith(root) || !isThere(file)) {
      return Optional.of("leads to no file");
    }
    if (uri.getFragment() == null) {
      return Optional.empty();
    }
    MarkdownPage target = pages.get(name(file));
    return target != null && target.anchors().contains(uri.getFragment())
        ? Optional.empty()
        : Optional.of("leads to no heading");
  }

  private String name(Path file) {
    return root.relativize(file.normalize()).toString().replace('\\', '/');
  }

  /** As on GitHub, where case counts, also if this machine's file system ignores it. */
  private static boolean isThere(Path file) {
    try {
      return file.toRealPath().endsWith(file.getFileName()) || Files.isDirectory(file);
    } catch (IOException e) {
      return false;
    }
  }
}
