package io.github.qsmaven.platform;

import static java.util.Objects.requireNonNull;

import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.settings.Secret;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A {@code <proxy>} of {@code settings.xml}, decrypted.
 *
 * @param host its host
 * @param port its port
 * @param nonProxyHosts hosts that are not asked through it; {@code *} stands for any characters
 * @param username its {@code <username>}
 * @param password its {@code <password>}, in the clear
 */
public record WebProxy(
    String host,
    int port,
    List<String> nonProxyHosts,
    @Nullable String username,
    @Nullable Secret password) {
  /** Refuses a null host and copies. */
  public WebProxy {
    requireNonNull(host, "host is null");
    nonProxyHosts = List.copyOf(nonProxyHosts);
  }

  /** Whether a host is asked through it. */
  boolean isFor(String target) {
    return nonProxyHosts.stream().noneMatch(pattern -> matches(pattern, target));
  }

  /** As Maven reads it: {@code *} alone is special, case does not count. */
  private static boolean matches(String pattern, String target) {
    String regex = Pattern.quote(pattern).replace("*", "\\E.*\\Q");
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE).matcher(target).matches();
  }

  /** {@code host:port}, fit for a console. */
  String address() {
    return NameEscaper.CONSOLE.of(host) + ":" + port;
  }
}
