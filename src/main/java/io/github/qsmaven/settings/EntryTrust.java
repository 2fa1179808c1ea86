package io.github.qsmaven.settings;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.HasWord;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whom a server entry trusts with its credential. A parameter, which a project may set, may name
 * another host, with a warning, but may not make TLS weaker than the entry says.
 *
 * @param entry the server entry
 * @param overrides the parameters that win over it
 * @param currentFolder the folder that relative paths are resolved against
 */
record EntryTrust(ServerEntry entry, Overrides overrides, Path currentFolder) {
  private static final String NOTHING_SENT = ". Nothing was sent.";

  /**
   * Checks the parameters against the entry. What the entry does not set a parameter may set.
   *
   * @throws CannotCheckException if a parameter gives a weaker mode, or other authorities, than the
   *     entry
   */
  void requireKept() throws CannotCheckException {
    requireMode();
    requireAuthorities();
  }

  private void requireMode() throws CannotCheckException {
    String given = overrides.sslMode();
    String configured = entry.value(EndpointSetting.SSL_MODE.key());
    if (given == null || configured == null) {
      return;
    }
    // Whoever reads the settings reports a word that is no mode.
    Optional<SslMode> mode = HasWord.parse(SslMode.class, given.strip());
    SslMode least = HasWord.parse(SslMode.class, configured).orElse(SslMode.VERIFY_FULL);
    if (mode.isPresent() && mode.get().compareTo(least) > 0) {
      throw new CannotCheckException(
          parameter(EndpointSetting.SSL_MODE)
              + (" is " + mode.get().word() + ", which is weaker than " + least.word())
              + (", the " + element(EndpointSetting.SSL_MODE) + NOTHING_SENT),
          "remove the parameter, or correct the server entry in settings.xml: a project cannot make"
              + " the connection less safe than the entry, whose credential it uses.");
    }
  }

  private void requireAuthorities() throws CannotCheckException {
    String given = overrides.sslRootCert();
    String configured = entry.value(EndpointSetting.SSL_ROOT_CERT.key());
    if (given != null && configured != null && !real(given).equals(real(configured))) {
      throw new CannotCheckException(
          parameter(EndpointSetting.SSL_ROOT_CERT)
              + (given.isBlank() ? " is empty" : " is " + entry.shown(given.strip()))
              + (", not " + entry.shown(configured))
              + (", the " + element(EndpointSetting.SSL_ROOT_CERT) + NOTHING_SENT),
          "remove the parameter, or set <sslRootCert> in settings.xml to the file with the"
              + " authorities to trust: a project cannot replace those of the entry, whose"
              + " credential it uses.");
    }
  }

  /** The file itself, whatever links lead to it; the text if it is not the path of one. */
  private String real(String text) {
    try {
      Path file = currentFolder.resolve(text.strip()).normalize();
      try {
        return file.toRealPath().toString();
      } catch (IOException e) {
        return file.toString();
      }
    } catch (InvalidPathException e) {
      return text;
    }
  }

  /**
   * Compares the host with that of the entry.
   *
   * @param ofLogin the host that the login gives; null if it gives none
   * @return a warning if a parameter gives another one
   */
  Optional<String> warning(@Nullable String ofLogin) throws CannotCheckException {
    String given = overrides.host();
    String configured = entry.value(EndpointSetting.HOST.key());
    String host = configured == null ? ofLogin : configured;
    if (given == null || given.isBlank() || host == null || same(given).equals(same(host))) {
      return Optional.empty();
    }
    return Optional.of(
        "The credential of server entry %s goes to the host %s, the parameter host (-Dqs.host or <host> in the POM), not to %s, the host %s. If this is not intended, remove the parameter."
            .formatted(
                entry.quotedId(),
                entry.shown(given.strip()),
                entry.shown(host),
                configured == null ? "that Adobe's APIs return for it" : "of the entry"));
  }

  /** The name without its case, the dot of its root, and the brackets of an address. */
  private static String same(String host) {
    String name = host.strip().toLowerCase(Locale.ROOT);
    if (name.startsWith("[") && name.endsWith("]")) {
      return name.substring(1, name.length() - 1);
    }
    return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  }

  private static String parameter(EndpointSetting setting) {
    return "The parameter %1$s (-Dqs.%1$s or <%1$s> in the POM)".formatted(setting.key());
  }

  private String element(EndpointSetting setting) {
    return "<%s> of server entry %s".formatted(setting.key(), entry.quotedId());
  }
}
