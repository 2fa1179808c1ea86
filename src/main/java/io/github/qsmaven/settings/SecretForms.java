package io.github.qsmaven.settings;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Base64;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The forms in which a secret may occur in a text: each of its characters plain, percent-encoded,
 * doubled like a quote in SQL, after a backslash, or as an entity of XML; the whole in hexadecimal
 * digits; or in base64, at any of the three positions at which it may start in the encoded bytes.
 */
final class SecretForms {
  private static final boolean[] ESCAPES = new boolean[128];

  static {
    for (char c : new char[] {'%', '\\', '&', '\'', '"', '+'}) {
      ESCAPES[c] = true;
    }
  }

  private static final String MOST_BACKSLASHES = "\\\\\\\\\\\\\\\\";
  private static final int LONGEST_ENTITY = 12;

  /** A text that was encoded more often is the work of somebody who wants to take time. */
  private static final int MOST_DIGITS = 32;

  private static final Map<String, Integer> ENTITIES =
      Map.of("amp", 38, "lt", 60, "gt", 62, "quot", 34, "apos", 39);

  /** A server may cut a longer secret: PostgreSQL's names have at most 63 bytes. */
  private static final int LONGEST_NEEDED = 48;

  private final List<Form> forms = new ArrayList<>();

  /** The forms that may start with a character of ASCII: any may start with an escape. */
  private final List<List<Form>> starts = new ArrayList<>();

  private int shortest = LONGEST_NEEDED;

  /**
   * A form.
   *
   * @param characters its code points
   * @param isEncoded whether other bytes may be encoded in the same word, which is removed as a
   *     whole
   */
  @SuppressWarnings("ArrayRecordComponent") // Neither compared nor handed out.
  private record Form(int[] characters, boolean isEncoded) {}

  /**
   * @param secrets the secret, and the parts of it that are secret too; none is empty
   */
  SecretForms(List<String> secrets) {
    for (boolean isEscape : ESCAPES) {
      starts.add(isEscape ? forms : new ArrayList<>(0));
    }
    for (String secret : secrets) {
      add(secret, false);
      byte[] bytes = secret.getBytes(UTF_8);
      StringBuilder hex = new StringBuilder();
      for (byte one : bytes) {
        hex.append(Character.forDigit(one >> 4 & 0xF, 16))
            .append(Character.forDigit(one & 0xF, 16));
      }
      add(hex.toString(), true);
      add(hex.toString().toUpperCase(Locale.ROOT), true);
      for (int shift = 0; shift < 3; shift++) {
        byte[] shifted = new byte[shift + bytes.length];
        System.arraycopy(bytes, 0, shifted, shift, bytes.length);
        // Without the characters at both ends that also encode bits of other bytes.
        String base64 =
            Base64.getEncoder()
                .encodeToString(shifted)
                .substring((4 * shift + 2) / 3, 4 * shifted.length / 3);
        add(base64, true);
        add(base64.replace('+', '-').replace('/', '_'), true);
      }
    }
  }

  private void add(String text, boolean isEncoded) {
    // Without streams, whose classes take time to load.
    int[] characters = new int[text.codePointCount(0, text.length())];
    for (int i = 0, at = 0; i < characters.length; i++) {
      characters[i] = text.codePointAt(at);
      at += Character.charCount(characters[i]);
    }
    Form form = new Form(characters, isEncoded);
    forms.add(form);
    shortest = Math.min(shortest, characters.length);
    if (!isEscape(text.charAt(0)) && text.charAt(0) < starts.size()) {
      starts.get(text.charAt(0)).add(form);
    }
  }

  /** Returns the same text if no form occurs in it. */
  String maskedIn(String text) {
    int last = text.length() - shortest;
    StringBuilder masked = null;
    int kept = 0;
    for (int i = 0; i <= last; i++) {
      char c = text.charAt(i);
      List<Form> possible = c < starts.size() ? starts.get(c) : forms;
      // Without an iterator for each character.
      for (int next = 0; next < possible.size(); next++) {
        Form form = possible.get(next);
        int end = end(text, i, form.characters);
        if (end > i) {
          int start = i;
          while (form.isEncoded && start > kept && isEncoded(text.charAt(start - 1))) {
            start--;
          }
          while (form.isEncoded && end < text.length() && isEncoded(text.charAt(end))) {
            end++;
          }
          masked = masked == null ? new StringBuilder() : masked;
          masked.append(text, kept, start).append(Secret.MASK);
          kept = end;
          i = end - 1;
          break;
        }
      }
    }
    return masked == null ? text : masked.append(text, kept, text.length()).toString();
  }

  private static boolean isEscape(int c) {
    return c < ESCAPES.length && ESCAPES[c];
  }

  private static boolean isEncoded(char c) {
    return c < 128 && (Character.isLetterOrDigit(c) || "+/-_=%".indexOf(c) >= 0);
  }

  /** Where the form ends that starts at an index of a text; the index itself if none does. */
  private static int end(String text, int from, int[] form) {
    int at = from;
    int i = 0;
    for (; i < form.length && at < text.length(); i++) {
      int c = text.codePointAt(at);
      if (isEscape(c)) {
        // From here on, there may be more than one way to read the text.
        return end(text, from, form, i, at);
      }
      if (c != form[i]) {
        break;
      }
      at += Character.charCount(c);
    }
    return i == form.length || i >= LONGEST_NEEDED ? at : from;
  }

  private static int end(String text, int from, int[] form, int next, int at) {
    // Relative to the start, so that a set stays small in a long text.
    BitSet places = new BitSet();
    places.set(at - from);
    for (int i = next; i < form.length; i++) {
      BitSet following = new BitSet();
      for (int place = places.nextSetBit(0); place >= 0; place = places.nextSetBit(place + 1)) {
        addEnds(text, from, from + place, form[i], following);
      }
      if (following.isEmpty()) {
        return i >= LONGEST_NEEDED ? from + places.length() - 1 : from;
      }
      places = following;
    }
    return from + places.length() - 1;
  }

  /** Adds where a character ends that may be escaped at an index of a text. */
  private static void addEnds(String text, int from, int at, int c, BitSet ends) {
    if (at >= text.length()) {
      return;
    }
    int first = text.codePointAt(at);
    if (first == c) {
      ends.set(at + Character.charCount(c) - from);
      if (isEscape(c) && text.startsWith(Character.toString(c), at + 1)) {
        ends.set(at + 2 - from);
      }
    }
    switch (first) {
      case '+' -> {
        if (c == ' ') {
          ends.set(at + 1 - from);
        }
      }
      case '%' -> {
        // A percent sign may itself be encoded, once for each time that the text was.
        int digits = at + 1;
        do {
          add(afterNumbers(text, at, digits, bytes(c), 2, 16), from, ends);
          if (c == ' ') {
            add(afterNumbers(text, at, digits, bytes('+'), 2, 16), from, ends);
          }
          digits += 2;
        } while (digits < at + MOST_DIGITS && text.startsWith("25", digits - 2));
      }
      case '\\' -> addEndsAfterBackslash(text, from, at, c, ends);
      case '&' -> addEndsOfEntity(text, from, at + 1, c, ends);
      default -> {}
    }
  }

  private static void addEndsAfterBackslash(String text, int from, int at, int c, BitSet ends) {
    if (!text.startsWith(MOST_BACKSLASHES, at)) {
      addEnds(text, from, at + 1, c, ends);
    } else if (c == '\\') {
      // Escaped twice.
      ends.set(at + 4 - from);
    }
    int control = "\n\r\t\b\f".indexOf(c);
    if (control >= 0 && text.startsWith("nrtbf".substring(control, control + 1), at + 1)) {
      ends.set(at + 2 - from);
    }
    if (text.startsWith("u", at + 1)) {
      int[] units = Character.toString(c).chars().toArray();
      add(afterNumbers(text, at, at + 2, units, 4, 16), from, ends);
    } else if (text.startsWith("x", at + 1)) {
      add(afterNumbers(text, at, at + 2, bytes(c), 2, 16), from, ends);
    } else {
      add(afterNumbers(text, at, at + 1, bytes(c), 3, 8), from, ends);
    }
  }

  private static void add(int end, int from, BitSet ends) {
    if (end > 0) {
      ends.set(end - from);
    }
  }

  private static int[] bytes(int c) {
    byte[] bytes = Character.toString(c).getBytes(UTF_8);
    int[] numbers = new int[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      numbers[i] = bytes[i] & 0xFF;
    }
    return numbers;
  }

  /**
   * The end of numbers with the same mark before each; -1 if they are not there.
   *
   * @param start the start of the first mark
   * @param digits the end of the first mark
   */
  private static int afterNumbers(
      String text, int start, int digits, int[] numbers, int length, int radix) {
    int at = start;
    for (int number : numbers) {
      int first = at + digits - start;
      if (!text.regionMatches(at, text, start, digits - start)
          || number(text, first, first + length, radix) != number) {
        return -1;
      }
      at = first + length;
    }
    return at;
  }

  private static void addEndsOfEntity(String text, int from, int at, int c, BitSet ends) {
    int start = at;
    do {
      String end = text.substring(start, Math.min(text.length(), start + LONGEST_ENTITY));
      int length = Math.max(0, end.indexOf(';'));
      int found =
          end.regionMatches(true, 0, "#x", 0, 2)
              ? number(end, 2, length, 16)
              : end.startsWith("#")
                  ? number(end, 1, length, 10)
                  : ENTITIES.getOrDefault(end.substring(0, length), -1);
      if (found == c) {
        ends.set(start + length + 1 - from);
      }
      // An ampersand may itself be an entity, once for each time that the text was escaped.
      start += 4;
    } while (text.startsWith("amp;", start - 4));
  }

  /** A number; -1 if there is none. */
  private static int number(String text, int start, int end, int radix) {
    if (end > text.length() || end <= start || end - start > 8) {
      return -1;
    }
    int number = 0;
    for (int i = start; i < end; i++) {
      int digit = Character.digit(text.charAt(i), radix);
      if (digit < 0) {
        return -1;
      }
      number = number * radix + digit;
    }
    return number;
  }
}
