package io.github.qsmaven.settings;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the settings show of the kind of server, so that advice fits it before the server has
 * answered.
 *
 * @param host the host; null if none is set
 * @param user the user; null if none is set
 * @param password the password; null if none is known
 */
record ServerHints(@Nullable String host, @Nullable String user, @Nullable Secret password) {
  /** The end of Query Service's host names, {@code acme.platform-query.adobe.io}. */
  private static final String DOMAIN = ".adobe.io";

  /** The end of the id of an organization, the user name of Query Service. */
  private static final String ORGANIZATION = "@adobeorg";

  /**
   * Whether the server is Query Service: by its host, the user or the form of the password. A token
   * of another issuer is none of its passwords: other clouds use tokens with PostgreSQL. If neither
   * host nor user is set, it is taken for Query Service.
   */
  boolean isQueryService() {
    if (host == null && user == null) {
      return true;
    }
    String name = lowerCase(host);
    return (name.endsWith(".") ? name.substring(0, name.length() - 1) : name).endsWith(DOMAIN)
        || lowerCase(user).endsWith(ORGANIZATION)
        || (password != null && CredentialKind.isOfAdobe(password.value()));
  }

  private static String lowerCase(@Nullable String text) {
    return text == null ? "" : text.strip().toLowerCase(Locale.ROOT);
  }
}
