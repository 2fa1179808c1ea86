package io.github.qsmaven.maven;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.model.SimilarNames;
import io.github.qsmaven.platform.WebProxy;
import io.github.qsmaven.settings.Secret;
import io.github.qsmaven.settings.ServerEntry;
import java.io.File;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.inject.Inject;
import javax.inject.Named;
import javax.inject.Provider;
import javax.inject.Singleton;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.settings.Proxy;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.building.SettingsProblem.Severity;
import org.apache.maven.settings.crypto.DefaultSettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.apache.maven.settings.crypto.SettingsDecryptionResult;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.jspecify.annotations.Nullable;

/** Finds server entries and proxies in the settings, and decrypts them. */
@Named
@Singleton
public final class ServerEntries {
  private static final int MOST_IDS = 20;

  /**
   * The output of {@code mvn --encrypt-password} (Maven 3) and {@code mvnenc} (Maven 4). Every
   * Maven reports a plain password with braces as one that it could not decrypt, so the form
   * decides. The shortest output of Maven 3 has 32 bytes: salt, length and one block of the cipher,
   * padded to blocks. So an id of 24 characters in braces does not match.
   */
  private static final Pattern ENCRYPTED =
      Pattern.compile(
          "\\{(\\[[^\\]]*])?[A-Za-z0-9+/]{43,}={0,2}}|\\{\\[[^\\]]*name=[^\\]]*].*}",
          Pattern.DOTALL);

  private final Provider<SettingsDecrypter> decrypter;

  @Inject
  ServerEntries(Provider<SettingsDecrypter> decrypter) {
    this.decrypter = decrypter;
  }

  /**
   * Finds an entry.
   *
   * @param id its id
   * @param session whose settings to search
   * @return the entry, decrypted
   * @throws CannotCheckException if there is none, its password or client secret cannot be
   *     decrypted, or its configuration is not a list of plain elements
   */
  ServerEntry find(String id, MavenSession session) throws CannotCheckException {
    Server server = entry(id, session);
    Map<String, String> configuration =
        server.getConfiguration() instanceof Xpp3Dom dom ? texts(id, dom) : new LinkedHashMap<>();
    // Removed from the texts, since they are not secret.
    String clientSecret = configuration.remove(ServerEntry.CLIENT_SECRET);
    String name = NameEscaper.CONSOLE.quoted(id);
    return new ServerEntry(
        id,
        server.getUsername(),
        decrypted("The password of server entry " + name, server.getPassword()),
        configuration,
        decrypted("The <clientSecret> of server entry " + name, clientSecret),
        decrypted("The <passphrase> of server entry " + name, server.getPassphrase()));
  }

  /**
   * Finds an entry, not decrypted.
   *
   * @throws CannotCheckException if there is none
   */
  Server entry(String id, MavenSession session) throws CannotCheckException {
    Server server = session.getSettings().getServer(id);
    if (server == null) {
      throw unknown(id, session);
    }
    return server;
  }

  /**
   * The active proxies for HTTPS, decrypted: those of the protocol https first, then those of http,
   * in the order of Maven's own transport.
   *
   * @param session whose settings to search
   * @throws CannotCheckException if a password cannot be decrypted
   */
  List<WebProxy> proxies(MavenSession session) throws CannotCheckException {
    List<WebProxy> proxies = new ArrayList<>();
    for (String protocol : List.of("https", "http")) {
      for (Proxy proxy : session.getSettings().getProxies()) {
        if (proxy.isActive() && protocol.equalsIgnoreCase(proxy.getProtocol())) {
          proxies.add(proxy(proxy));
        }
      }
    }
    return proxies;
  }

  private WebProxy proxy(Proxy proxy) throws CannotCheckException {
    String name = "proxy " + NameEscaper.CONSOLE.quoted(proxy.getId());
    if (proxy.getHost() == null || proxy.getPort() < 1 || proxy.getPort() > 65535) {
      throw new CannotCheckException(
          "The " + name + " has no <host>, or its <port> is not between 1 and 65535.",
          "correct it in settings.xml, or set its <active> to false.");
    }
    String hosts = proxy.getNonProxyHosts() == null ? "" : proxy.getNonProxyHosts();
    String username = proxy.getUsername() == null ? "" : proxy.getUsername();
    return new WebProxy(
        proxy.getHost(),
        proxy.getPort(),
        Arrays.stream(hosts.split("[|,\\s]+", -1)).filter(host -> !host.isEmpty()).toList(),
        username.isBlank() ? null : username,
        decrypted("The password of " + name, proxy.getPassword()));
  }

  private @Nullable Secret decrypted(String what, @Nullable String text)
      throws CannotCheckException {
    if (text == null) {
      return null;
    }
    if (text.indexOf('{') < 0) {
      // Without a brace, it is plain text in every Maven, and the decrypter need not start.
      return new Secret(text);
    }
    // As the password of a server, since Maven decrypts only passwords of servers and proxies.
    Server server = new Server();
    server.setPassword(text);
    SettingsDecryptionResult result =
        decrypter.get().decrypt(new DefaultSettingsDecryptionRequest(server));
    boolean failed =
        result.getProblems().stream().anyMatch(p -> p.getSeverity() != Severity.WARNING);
    String password = result.getServer().getPassword();
    if (failed && ENCRYPTED.matcher(password).find()) {
      throw new CannotCheckException(
          what + " cannot be decrypted.",
          "check that settings-security.xml exists and contains the master password that it was"
              + " encrypted with, or encrypt it again: mvn --encrypt-password for Maven 3, mvnenc"
              + " for Maven 4. Maven 3 cannot read what Maven 4 encrypted.");
    }
    return new Secret(password);
  }

  private static Map<String, String> texts(String id, Xpp3Dom configuration)
      throws CannotCheckException {
    Map<String, String> texts = new LinkedHashMap<>();
    for (Xpp3Dom element : configuration.getChildren()) {
      String name = element.getName();
      String value = element.getValue() == null ? "" : element.getValue();
      if (element.getChildCount() > 0 || texts.put(name, value) != null) {
        throw new CannotCheckException(
            "In the <configuration> of server entry %s, <%s> %s"
                .formatted(
                    NameEscaper.CONSOLE.quoted(id),
                    NameEscaper.CONSOLE.of(name),
                    element.getChildCount() > 0 ? "contains elements." : "occurs twice."),
            "write each element once, with only text in it.");
      }
    }
    return texts;
  }

  private static CannotCheckException unknown(String id, MavenSession session) {
    List<String> ids =
        session.getSettings().getServers().stream().map(Server::getId).distinct().toList();
    List<String> meant = new SimilarNames(ids).nearest(id, 1);
    File file = session.getRequest().getUserSettingsFile();
    String settings = file == null ? "settings.xml" : NameEscaper.CONSOLE.of(file.toPath());
    return new CannotCheckException(
        "Server entry %s does not exist in %s; %s."
            .formatted(NameEscaper.CONSOLE.quoted(id), settings, known(ids)),
        "%sadd <server><id>%s</id>...</server> with <username>, <password> and <configuration> there, or set -Dqs.server to another entry."
            .formatted(
                meant.isEmpty()
                    ? ""
                    : "set -Dqs.server=%s if you meant that entry; otherwise "
                        .formatted(NameEscaper.CONSOLE.of(meant.get(0))),
                NameEscaper.CONSOLE.of(id)));
  }

  private static String known(List<String> ids) {
    if (ids.isEmpty()) {
      return "the file has no server entries";
    }
    List<String> shown = ids.stream().limit(MOST_IDS).map(NameEscaper.CONSOLE::quoted).toList();
    return "the server entries are "
        + String.join(", ", shown)
        + (ids.size() > MOST_IDS ? " and " + (ids.size() - MOST_IDS) + " more" : "");
  }
}
