package io.github.qsmaven.app;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.settings.Credential;
import io.github.qsmaven.settings.Endpoint;
import io.github.qsmaven.settings.EndpointSetting;
import io.github.qsmaven.settings.Login;
import io.github.qsmaven.settings.ResolvedEndpoint;
import io.github.qsmaven.settings.ResolvedEndpoint.Origin;
import io.github.qsmaven.settings.ServerEntry;
import io.github.qsmaven.settings.Target;
import io.github.qsmaven.settings.TargetResolver;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;

/**
 * The steps of {@link Doctor} on this machine: those of {@link TargetResolver#resolve}, one by one.
 *
 * @param recorder records the findings
 * @param source finds and reads the server entry
 * @param resolver resolves it
 */
record SettingsSteps(StepRecorder recorder, TargetSource source, TargetResolver resolver) {
  private static final String ORGANIZATION = "@AdobeOrg";

  /**
   * The user that signs in.
   *
   * @param entry the server entry
   * @param login the login that it defines
   * @param credential the credential of the login
   */
  record Signer(ServerEntry entry, Login login, Credential credential) {}

  Signer readCredential() throws CannotCheckException {
    ServerEntry entry = source.readEntry();
    Login login = resolver.login(entry);
    Credential credential = resolver.credential(entry, login);
    recorder.hide(credential);
    recorder.found(
        "user " + shape(credential.user()) + ", password from " + credential.source().words());
    if (credential.looksEncrypted()) {
      recorder.warn(
          "the password starts with { and ends with }: unless it is stored encrypted, Maven 4 takes"
              + " it for encrypted, ends with an error before the plugin starts, and prints it",
          "write it into a file and set <passwordFile> instead of <password>, or encrypt it.");
    }
    if (credential.certificate() != null) {
      X509Certificate certificate = credential.certificate().certificate();
      recorder.found(
          "client certificate until %s, from <%s>"
              .formatted(certificate.getNotAfter().toInstant(), ServerEntry.SSL_KEY));
    }
    return new Signer(entry, login, credential);
  }

  /** The form of a user name: enough to see that it is not an e-mail address. */
  private static String shape(String user) {
    return "of %s characters%s"
        .formatted(
            user.length(), user.endsWith(ORGANIZATION) ? " that end with " + ORGANIZATION : "");
  }

  Target resolve(Signer signer) throws CannotCheckException {
    ResolvedEndpoint resolved = resolver.endpoint(signer.entry(), signer.login());
    for (EndpointSetting setting : EndpointSetting.values()) {
      Origin origin = resolved.origins().getOrDefault(setting, Origin.DEFAULT);
      recorder.found(
          "%s %s, %s"
              .formatted(
                  setting.key(), value(resolved.endpoint(), setting), words(origin, setting)));
    }
    return new Target(resolved.endpoint(), signer.credential(), resolver.parameters().timeouts());
  }

  private static String value(Endpoint endpoint, EndpointSetting setting) {
    return switch (setting) {
      case HOST -> endpoint.host();
      case PORT -> String.valueOf(endpoint.port());
      case DATABASE -> NameEscaper.CONSOLE.quoted(endpoint.database());
      case SSL_MODE -> endpoint.sslMode().word();
      case SSL_ROOT_CERT -> authorities(endpoint.sslRootCert());
      case CHANNEL_BINDING -> endpoint.channelBinding().word();
      case OPTIONS ->
          endpoint.options() == null ? "none" : NameEscaper.CONSOLE.quoted(endpoint.options());
    };
  }

  /** Only the last part of a path, since the others may contain the name of the user. */
  private static String authorities(@Nullable Path file) {
    return file == null
        ? "none (the JVM's trust store is used)"
        : NameEscaper.CONSOLE.of(String.valueOf(file.getFileName()));
  }

  private static String words(Origin origin, EndpointSetting setting) {
    return switch (origin) {
      case PARAMETER -> "from -Dqs." + setting.key() + " or the POM";
      case SERVER_ENTRY -> "from the server entry";
      case LOGIN -> "from Adobe's APIs";
      case DEFAULT -> "the default";
    };
  }

  void checkExpiry(Signer signer) throws CannotCheckException {
    recorder.found(signer.credential().description());
    signer.login().requireNotExpired(signer.credential());
  }
}
