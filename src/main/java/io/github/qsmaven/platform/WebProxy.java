package io.github.qsmaven.platform;

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
 * @param nonProxyHosts hosts that it is not used for; {@code *} matches any characters
 * @param username its {@code <username>}
 * @param password its {@code <password>}, in plain text
 */
public record WebProxy(
    String host,
    int port,
    List<String> nonProxyHosts,
    @Nullable String username,
    @Nullable Secret password) {
  public WebProxy {
    nonProxyHosts = List.copyOf(nonProxyHosts);
  }

  /** Whether it is used for a host. */
  boolean isFor(String target) {
    return nonProxyHosts.stream().noneMatch(pattern -> matches(pattern, target));
  }

  /** Like Maven: only {@code *} is special, and case is ignored. */
  private static boolean matches(String pattern, String target) {
    String regex = Pattern.quote(pattern).replace("*", "\\E.*\\Q");
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE).matcher(target).matches();
  }

  /** {@code host:port}, escaped for a console. */
  String address() {
    return NameEscaper.CONSOLE.of(host) + ":" + port;
  }
}
