package io.github.qsmaven.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Searches the output of a build for a secret, as it is and in each encoded form. */
public final class SecretCanary {
  private static final Pattern PLAIN_RUN = Pattern.compile("[^A-Za-z0-9]+");
  private static final int SHORTEST_CORE = 8;

  private static final Pattern ESCAPE = Pattern.compile("%[0-9A-F]{2}");

  private final Map<String, String> encodings = new LinkedHashMap<>();
  private final Map<String, String> forms = new LinkedHashMap<>();

  /**
   * Searches for one secret.
   *
   * @param secret a secret that holds a run of at least eight letters or digits, which no escaping
   *     and no character set changes
   */
  public SecretCanary(String secret) {
    String core =
        Arrays.stream(PLAIN_RUN.split(secret, -1))
            .reduce("", (a, b) -> a.length() >= b.length() ? a : b);
    if (core.length() < SHORTEST_CORE) {
      throw new IllegalArgumentException("The secret has no run of eight letters or digits");
    }
    encodings.put("plain", secret);
    encodings.put("percent-encoded", percent(secret));
    encodings.put("percent-encoded, lower case", lowerCase(percent(secret)));
    encodings.put("form-encoded", URLEncoder.encode(secret, UTF_8));
    encodings.put("base 64", Base64.getEncoder().encodeToString(secret.getBytes(UTF_8)));
    encodings.put(
        "base 64 for URLs", Base64.getUrlEncoder().encodeToString(secret.getBytes(UTF_8)));
    encodings.put("doubled quotes", secret.replace("'", "''").replace("\"", "\"\""));
    encodings.put("escaped for JSON", json(secret));
    encodings.put("escaped for XML", xml(secret));
    forms.putAll(encodings);
    forms.put("form-encoded, lower case", lowerCase(encodings.get("form-encoded")));
    forms.put("escaped for HTML", xml(secret).replace("&apos;", "&#39;"));
    forms.put("in part", core);
    for (int shift = 0; shift < 3; shift++) {
      String base64 = base64(secret, shift);
      forms.put("in base 64, shifted by " + shift, base64);
      forms.put(
          "in base 64 for URLs, shifted by " + shift, base64.replace('+', '-').replace('/', '_'));
    }
  }

  /** As in RFC 3986, where {@link URLEncoder} follows HTML's forms. */
  private static String percent(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20").replace("*", "%2A");
  }

  private static String lowerCase(String encoded) {
    return ESCAPE.matcher(encoded).replaceAll(escape -> escape.group().toLowerCase(Locale.ROOT));
  }

  private static String xml(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&apos;");
  }

  private static String json(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"");
  }

  /** The part of the encoding that does not depend on the bytes before and after it. */
  private static String base64(String text, int shift) {
    byte[] bytes = text.getBytes(UTF_8);
    byte[] shifted = new byte[shift + bytes.length];
    System.arraycopy(bytes, 0, shifted, shift, bytes.length);
    String encoded = Base64.getEncoder().withoutPadding().encodeToString(shifted);
    int first = shift == 0 ? 0 : 4;
    return encoded.substring(first, shifted.length / 3 * 4);
  }

  /** The encodings of the secret in which it could be shown, by their names. */
  public Map<String, String> encodings() {
    return Collections.unmodifiableMap(encodings);
  }

  /**
   * Searches a text.
   *
   * @param text any text
   * @return the forms in which the text holds the secret; empty: it does not
   */
  public List<String> formsIn(String text) {
    return formsIn(text.getBytes(UTF_8));
  }

  private List<String> formsIn(byte[] content) {
    // One character for each byte, so that files in any encoding and binary files can be searched.
    String text = new String(content, ISO_8859_1);
    List<String> found = new ArrayList<>();
    forms.forEach(
        (name, form) -> {
          if (text.contains(new String(form.getBytes(UTF_8), ISO_8859_1))) {
            found.add(name);
          }
        });
    return found;
  }

  /**
   * Searches all files below a folder, and their paths.
   *
   * @param folder the folder
   * @param except files to leave out
   * @return a line for each file that holds the secret, with the file and the forms but without the
   *     secret; empty: no file does
   * @throws IOException if a file cannot be read
   */
  public List<String> leaksBelow(Path folder, Predicate<Path> except) throws IOException {
    List<String> leaks = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file :
          files.filter(Files::isRegularFile).filter(except.negate()).sorted().toList()) {
        List<String> found = new ArrayList<>(formsIn(folder.relativize(file).toString()));
        found.addAll(formsIn(Files.readAllBytes(file)));
        if (!found.isEmpty()) {
          leaks.add(folder.relativize(file) + ": " + String.join(", ", found));
        }
      }
    }
    return leaks;
  }
}
