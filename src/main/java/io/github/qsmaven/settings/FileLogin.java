package io.github.qsmaven.settings;

import io.github.qsmaven.model.CannotCheckException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * A login by the {@code <username>} and the {@code <credentialFile>} of a server entry.
 *
 * @param entry the server entry
 * @param text its {@code <credentialFile>}, not blank
 * @param currentFolder the folder that a relative path is resolved against
 * @param log receives a warning about a file that others may read
 */
record FileLogin(ServerEntry entry, String text, Path currentFolder, ConnectionLog log)
    implements Login {
  private static final Pattern EXTENSION =
      Pattern.compile("\\.(json|pem|crt|cer|der|key|p12|pfx|txt)$", Pattern.CASE_INSENSITIVE);

  @Override
  public Credential credential() throws CannotCheckException {
    String file = entry.resolved(ServerEntry.CREDENTIAL_FILE, text);
    String user = entry.user(", and the credentialFile does not contain one");
    if (entry.password() != null) {
      throw entry.hasBoth("password", ServerEntry.CREDENTIAL_FILE);
    }
    if (entry.value(ServerEntry.PASSWORD_FILE) != null) {
      throw entry.hasBoth(ServerEntry.PASSWORD_FILE, ServerEntry.CREDENTIAL_FILE);
    }
    CredentialFile credentialFile =
        new CredentialFile(
            path(entry, ServerEntry.CREDENTIAL_FILE, file, currentFolder), entry.id());
    Secret password = credentialFile.password();
    credentialFile.warning().ifPresent(log::warn);
    return Credential.of(
        user,
        password,
        PasswordSource.CREDENTIAL_FILE,
        entry.id(),
        "correct it in settings.xml or in the credentialFile.");
  }

  /** Without the text, which may be the secret itself. */
  @Override
  public String toString() {
    return "FileLogin[entry=" + entry + "]";
  }

  /**
   * Whether a text is plainly a path, not a secret that was written in the wrong element. That it
   * has a slash says nothing: base64, and so a private key, has too.
   *
   * @param folder the folder that a relative path is resolved against
   */
  static boolean isPath(String text, Path folder) {
    try {
      Path path = Path.of(text);
      Path root = path.isAbsolute() ? path.getRoot() : folder;
      return EXTENSION.matcher(text).find()
          || (path.getNameCount() > 1
              && (text.startsWith("~/") || Files.isDirectory(root.resolve(path.getName(0)))));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /** Does not show a text that is not a path: it may be the secret itself. */
  static Path path(ServerEntry entry, String key, String file, Path currentFolder)
      throws CannotCheckException {
    try {
      PastedPassword asPassword = PastedPassword.of(file);
      if (!file.startsWith("{")
          && asPassword.mistake() == null
          && CredentialKind.of(asPassword.secret().value()) == CredentialKind.PASSWORD) {
        Path path = currentFolder.resolve(file).normalize();
        if (isPath(file, currentFolder) || Files.exists(path)) {
          return path;
        }
      }
    } catch (InvalidPathException e) {
      // Reported below.
    }
    throw new CannotCheckException(
        "The <%s> of server entry %s is not the path of a file.".formatted(key, entry.quotedId()),
        "set it to the path of the file that contains the credential; a password belongs in"
            + " <password>. The text is not shown, since it may be the credential itself.");
  }
}
