package io.github.qsmaven.app;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.settings.Credential;
import io.github.qsmaven.settings.CredentialKind;
import io.github.qsmaven.settings.Endpoint;
import io.github.qsmaven.settings.Overrides;
import io.github.qsmaven.settings.ServerEntry;
import io.github.qsmaven.settings.Target;
import io.github.qsmaven.settings.TargetResolver;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The steps of {@link Doctor} on this machine.
 *
 * @param list keeps what they find
 * @param source where the target is taken from
 * @param resolver makes it
 */
record SettingsSteps(StepRecorder list, TargetSource source, TargetResolver resolver) {
  private static final String ORGANIZATION = "@AdobeOrg";

  /**
   * Who signs in.
   *
   * @param given the server entry as it is written
   * @param entry the same, with what Adobe's APIs told
   * @param credential who
   */
  record Signer(ServerEntry given, ServerEntry entry, Credential credential) {}

  Signer readCredential() throws CannotCheckException {
    ServerEntry given = source.readEntry();
    ServerEntry entry = source.complete(given, list);
    Credential credential = resolver.credential(entry);
    list.hide(credential);
    list.found("user " + shape(credential.user()) + ", password from " + from(given));
    return new Signer(given, entry, credential);
  }

  private static String from(ServerEntry given) {
    if (given.isOAuth()) {
      return "Adobe's APIs, by OAuth server-to-server";
    }
    return given.password() == null ? "the credentialFile" : "the server entry";
  }

  /** What can be shown of a user name: enough to see that it is not an e-mail address. */
  private static String shape(String user) {
    return "of "
        + user.length()
        + " characters"
        + (user.endsWith(ORGANIZATION) ? " that end with " + ORGANIZATION : "");
  }

  Target resolve(Signer signer) throws CannotCheckException {
    Overrides overrides = source.overrides();
    Endpoint endpoint = resolver.endpoint(signer.entry(), overrides);
    Origin origin = new Origin(signer);
    list.found("host " + endpoint.host() + origin.of("host", overrides.host()));
    list.found("port " + endpoint.port() + origin.of("port", overrides.port()));
    list.found(
        "database "
            + NameEscaper.CONSOLE.quoted(endpoint.database())
            + origin.of("database", overrides.database()));
    list.found("sslMode " + endpoint.sslMode().word() + origin.of("sslMode", overrides.sslMode()));
    list.found(
        "sslRootCert "
            + authorities(endpoint.sslRootCert())
            + origin.of("sslRootCert", overrides.sslRootCert()));
    return new Target(endpoint, signer.credential(), source.timeouts());
  }

  /** Of a path the last part; the others may tell whose machine it is. */
  private static String authorities(@Nullable Path file) {
    return file == null
        ? "none, so that the JVM's trust store counts"
        : NameEscaper.CONSOLE.of(String.valueOf(file.getFileName()));
  }

  /**
   * Tells where values come from.
   *
   * @param signer who signs in, by which server entry
   */
  private record Origin(Signer signer) {
    private static final String DEFAULT = ", the default";

    String of(String key, @Nullable String override) {
      if (override != null) {
        return override.isBlank() ? DEFAULT : ", from -Dqs." + key + " or the POM";
      }
      if (!signer.given().configuration().getOrDefault(key, "").isBlank()) {
        return ", from the server entry";
      }
      return signer.entry().configuration().getOrDefault(key, "").isBlank()
          ? DEFAULT
          : ", from Adobe's APIs";
    }
  }

  void checkExpiry(Signer signer) throws CannotCheckException {
    Credential credential = signer.credential();
    String kind = kind(credential);
    list.found(
        kind
            + credential
                .expiry()
                .map(expiry -> ", which says that it expires at " + expiry)
                .orElse(""));
    resolver.requireLife(signer.entry(), credential);
  }

  private static String kind(Credential credential) {
    CredentialKind kind = credential.kind();
    return switch (kind) {
      case TOKEN ->
          "an expiring token of " + credential.password().value().length() + " characters";
      case TECHNICAL_ACCOUNT ->
          "a non-expiring credential, of the form technicalAccountId:credential";
      case PASSWORD -> "a password, neither a token nor technicalAccountId:credential";
    };
  }
}
