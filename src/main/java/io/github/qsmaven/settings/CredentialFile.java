package io.github.qsmaven.settings;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.model.ReceivedText;
import io.github.qsmaven.model.SimilarNames;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;

/**
 * The file with a non-expiring credential, which can be downloaded from Query Service once: {@code
 * {"technicalAccountName":"…","credential":"…","technicalAccountId":"…"}}. All its content is
 * treated as secret; messages only say what is missing and where.
 */
final class CredentialFile {
  private static final String ID = "technicalAccountId";
  private static final String CREDENTIAL = "credential";
  private static final Set<String> NAMES = Set.of("technicalAccountName", ID, CREDENTIAL);

  private final SecretFile file;

  /**
   * @param path where it is
   * @param serverId the id of the server entry that names it
   */
  CredentialFile(Path path, String serverId) {
    file = SecretFile.of(path, ServerEntry.CREDENTIAL_FILE, serverId);
  }

  /**
   * Reads the password.
   *
   * @return {@code technicalAccountId:credential}
   * @throws CannotCheckException if it cannot be read, or is not such a file
   */
  Secret password() throws CannotCheckException {
    JsonObject content;
    try {
      content =
          JsonObject.parse(
              file.bytes(
                  file.path().toString().contains(file.path().getFileSystem().getSeparator() + "~")
                      ? "write ${user.home} instead of ~, which only a shell expands."
                      : "correct the path; a relative path is resolved against the folder in which"
                          + " Maven was started. The user who runs the build needs the permission"
                          + " to read it."));
    } catch (JacksonException e) {
      // Its message quotes the content.
      throw unusable(
          "is not a valid JSON object (line %s, column %s)."
              .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr()));
    }
    return new Secret(text(content, ID) + ":" + text(content, CREDENTIAL));
  }

  private String text(JsonObject content, String name) throws CannotCheckException {
    JsonObject.Value value = content.members().get(name);
    if (value == null) {
      Set<String> unknown = new HashSet<>(content.members().keySet());
      unknown.removeAll(NAMES);
      List<String> meant = new SimilarNames(unknown).nearest(name, 1);
      throw unusable(
          "has no \"%s\"%s."
              .formatted(
                  name,
                  meant.isEmpty() ? "" : ", but a " + NameEscaper.CONSOLE.quoted(meant.get(0))));
    }
    if (!value.isString()) {
      throw unusable("has a \"" + name + "\" that is not a string.");
    }
    if (new ReceivedText(value.text()).isDamaged()) {
      throw unusable("has a \"" + name + "\" in which characters were lost (U+FFFD).");
    }
    String text = value.text().strip();
    if (text.isEmpty()) {
      throw unusable("has an empty \"" + name + "\".");
    }
    return text;
  }

  private CannotCheckException unusable(String problem) {
    return new CannotCheckException(
        file.what() + problem,
        "set credentialFile to the file that you download from Query Service when you create a"
            + " non-expiring credential (Queries > Credentials),"
            + " {\"technicalAccountName\":\"...\",\"credential\":\"...\",\"technicalAccountId\":\"...\"},"
            + " or write <password>technicalAccountId:credential</password> instead.");
  }

  /**
   * Checks whether others than its owner may read it, if the file system has POSIX permissions.
   *
   * @return a warning, if so
   */
  Optional<String> warning() {
    return file.warning();
  }
}
