package io.github.qsmaven.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.qsmaven.testing.SpecialFiles;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class InputFileTest {
  private static final String OUTSIDE = "leads outside of the checkout ";

  @TempDir Path folder;
  private Path checkout;
  private Path project;
  private Path secret;

  @BeforeEach
  void makeProject() throws Exception {
    folder = folder.toRealPath();
    checkout = Files.createDirectory(folder.resolve("checkout"));
    project = Files.createDirectory(checkout.resolve("project"));
    secret = Files.writeString(folder.resolve("settings.xml"), "<password>s3cret</password>");
  }

  private String read(String written) throws UnusableFileException {
    return new String(new BaseFolder(project, checkout).file(written).read(1000), UTF_8);
  }

  private void assertRefused(String written, String problem) {
    assertThatThrownBy(() -> read(written))
        .isInstanceOf(UnusableFileException.class)
        .hasMessageMatching(Pattern.quote(problem) + "(; if the plugin .* absolute path)?")
        .hasMessageNotContaining("settings.xml");
  }

  @Test
  void filesOfTheCheckoutAreRead() throws Exception {
    Files.writeString(project.resolve("a"), "in the project");
    Files.writeString(checkout.resolve("b"), "beside it");
    SpecialFiles.link(project.resolve("c"), Path.of("../b"));
    SpecialFiles.link(project.resolve("d"), checkout);

    assertThat(read("a")).isEqualTo("in the project");
    assertThat(read("./x/../a")).isEqualTo("in the project");
    assertThat(read(project.resolve("a").toString())).isEqualTo("in the project");
    assertThat(read("../b")).isEqualTo("beside it");
    assertThat(read("c")).isEqualTo("beside it");
    assertThat(read("d/b")).isEqualTo("beside it");
  }

  @Test
  void aLinkOutOfTheCheckoutIsRefusedHoweverItIsNamed() {
    SpecialFiles.link(project.resolve("direct"), secret);
    SpecialFiles.link(project.resolve("relative"), Path.of("../../settings.xml"));
    SpecialFiles.link(project.resolve("twice"), Path.of("direct"));
    SpecialFiles.link(project.resolve("folder"), folder);

    for (String name : new String[] {"direct", "relative", "twice", "folder/settings.xml"}) {
      assertRefused(name, OUTSIDE + checkout);
      assertRefused(project.resolve(name).toString(), OUTSIDE + checkout);
    }
    assertRefused("../../settings.xml", OUTSIDE + checkout);
  }

  @Test
  void aFileElsewhereIsReadIfItsAbsolutePathIsGiven() throws Exception {
    SpecialFiles.link(folder.resolve("home/link"), secret);
    SpecialFiles.link(folder.resolve("home2"), folder.resolve("home"));

    assertThat(read(secret.toString())).contains("s3cret");
    assertThat(read(folder.resolve("home/link").toString())).contains("s3cret");
    assertThat(read(folder.resolve("home2/../home2/link").toString())).contains("s3cret");
  }

  @Test
  void anAbsolutePathThatALinkOfTheCheckoutLeadsAwayIsRefused() {
    Path link = SpecialFiles.link(project.resolve("tables.txt"), secret);
    SpecialFiles.link(folder.resolve("home/tables.txt"), link);
    SpecialFiles.link(folder.resolve("work"), checkout);
    SpecialFiles.link(folder.resolve("loop"), folder.resolve("work/project/tables.txt"));

    assertRefused(folder.resolve("home/tables.txt").toString(), OUTSIDE + checkout);
    assertRefused(folder.resolve("work/project/tables.txt").toString(), OUTSIDE + checkout);
    assertRefused(folder.resolve("loop").toString(), OUTSIDE + checkout);
  }

  @Test
  void aCheckoutReachedThroughALinkIsTheSameCheckout() throws Exception {
    Files.writeString(project.resolve("a"), "in the project");
    Path work = SpecialFiles.link(folder.resolve("work"), checkout);
    SpecialFiles.link(project.resolve("tables.txt"), secret);

    BaseFolder base = new BaseFolder(work.resolve("project"), work);
    assertThat(base.file("a").read(100)).hasSize(14);
    assertThatThrownBy(() -> base.file("tables.txt").read(100))
        .hasMessageStartingWith(OUTSIDE + checkout + "; ");
  }

  @Test
  void theRepositoryIsNoSource() throws Exception {
    Files.createDirectories(checkout.resolve(".git"));
    Files.writeString(checkout.resolve(".git/config"), "token");
    SpecialFiles.link(project.resolve("tables.txt"), checkout.resolve(".git/config"));

    assertRefused("tables.txt", "is in .git, not among the sources");
    assertRefused("../.git/config", "is in .git, not among the sources");
  }

  @ParameterizedTest
  @ValueSource(strings = {".m2/settings.xml", ".env", "a/.config/b"})
  void aLinkToAHiddenFileOfTheCheckoutIsRefused(String hidden) throws Exception {
    Path file = checkout.resolve(hidden);
    Path parent = Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, "token");
    SpecialFiles.link(project.resolve("tables.txt"), file);
    SpecialFiles.link(project.resolve("folder"), parent);

    String problem = "is a symbolic link to a hidden file or folder";
    assertRefused("tables.txt", problem);
    assertRefused("folder/" + file.getFileName(), problem);
    assertRefused(project.resolve("tables.txt").toString(), problem);
    assertThat(read("../" + hidden)).isEqualTo("token");
  }

  @Test
  void whatBlocksOrNeverEndsIsNotOpened() throws Exception {
    SpecialFiles.pipe(project.resolve("pipe"));
    SpecialFiles.link(project.resolve("link"), Path.of("pipe"));
    Files.createDirectory(project.resolve("folder"));
    try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      socket.bind(UnixDomainSocketAddress.of(project.resolve("socket")));
      assertRefused("socket", "is not a regular file");
    }

    assertRefused("pipe", "is not a regular file");
    assertRefused("link", "is not a regular file");
    assertRefused("folder", "is a folder");
    assertRefused("", "is a folder");
    assertRefused("gone", "does not exist");
    assertRefused("folder/gone", "does not exist");
    SpecialFiles.link(project.resolve("loop"), Path.of("loop"));
    assertRefused("loop", "cannot be read");
    SpecialFiles.link(project.resolve("dangling"), Path.of("gone"));
    assertRefused("dangling", "does not exist");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/dev/zero", "/dev/stdin", "/dev/tty", "/dev/fd/0"})
  void aDeviceIsNotOpened(String device) throws Exception {
    Path path = Path.of(device);
    assumeTrue(Files.exists(path) && !Files.isRegularFile(path));

    assertThatThrownBy(() -> read(device)).isInstanceOf(UnusableFileException.class);
    SpecialFiles.link(project.resolve("link"), path);
    assertThatThrownBy(() -> read("link")).isInstanceOf(UnusableFileException.class);
  }

  /** The kernel's messages block who has read them all. */
  @ParameterizedTest
  @ValueSource(strings = {"/proc/kmsg", "/proc/self/environ", "/proc/sys/kernel/hostname"})
  void aFileOfTheKernelIsNotOpened(String file) throws Exception {
    assumeTrue(Files.isRegularFile(Path.of(file)));

    assertThat(read(file)).isEmpty();
    SpecialFiles.link(project.resolve("link"), Path.of(file));
    assertRefused("link", OUTSIDE + checkout);
  }

  @Test
  void aFileHasABound() throws Exception {
    Files.write(project.resolve("a"), new byte[2048]);
    BaseFolder base = new BaseFolder(project);

    assertThat(base.file("a").read(2048)).hasSize(2048);
    assertThatThrownBy(() -> base.file("a").read(2047)).hasMessage("is larger than 1 KB");
    assertThatThrownBy(() -> new InputFile(project.resolve("a")).read(1024))
        .hasMessage("is larger than 1 KB");
  }
}
