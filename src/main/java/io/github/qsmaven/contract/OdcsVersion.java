package io.github.qsmaven.contract;

import io.github.qsmaven.model.HasWord;
import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.model.SimilarNames;
import io.github.qsmaven.types.LogicalType;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A minor version of the Open Data Contract Standard, and what a file is that has none of them.
 * What each version has is in its JSON Schema and in the change log of the standard.
 */
enum OdcsVersion {
  V3_0(List.of("v3.0.2", "v3.0.1", "v3.0.0")),
  V3_1(List.of("v3.1.0")),
  V3_2(List.of("v3.2.0"));

  /** The versions that the plugin reads, for messages. */
  static final String READ = "this plugin reads ODCS 3.0, 3.1 and 3.2";

  private static final String WRITE_VERSION = "write apiVersion: " + V3_2.word();

  /** The change log lists the keys that 3.0 renamed, moved and dropped. */
  private static final String MIGRATION =
      "rename its keys as the change log of 3.0.0 says"
          + " (https://bitol-io.github.io/open-data-contract-standard/latest/changelog) and "
          + WRITE_VERSION;

  /** Keys that 2.x has and 3.0 has not. */
  private static final List<String> KEYS_OF_2 =
      List.of("dataset", "quantumName", "datasetKind", "datasetDomain", "uuid", "datasetName");

  private static final String KEY_OF_SPECIFICATION = "dataContractSpecification";
  private static final Pattern NUMBERS =
      Pattern.compile("v?([0-9]{1,4})(?:\\.([0-9]{1,4}))?(?:\\.[0-9]{1,4})?");
  private static final int MAJOR = 3;
  private static final int NEWEST_MINOR = 2;

  // The list is that of List.of.
  @SuppressWarnings("ImmutableEnumChecker")
  private final List<String> words;

  OdcsVersion(List<String> words) {
    this.words = words;
  }

  /** The newest {@code apiVersion} of this version. */
  String word() {
    return words.get(0);
  }

  /** Whether a contract of this version may have what a later version introduced. */
  boolean isAtLeast(OdcsVersion other) {
    return compareTo(other) >= 0;
  }

  /**
   * Whether this version has a logical type.
   *
   * @param word its word; one that no version has is left to the reader
   */
  boolean has(String word) {
    return HasWord.parse(LogicalType.class, word).map(this::has).orElse(true);
  }

  /** Whether this version has a logical type. */
  boolean has(LogicalType type) {
    return switch (type) {
      case TIMESTAMP, TIME -> isAtLeast(V3_1);
      case MAP, VECTOR -> isAtLeast(V3_2);
      default -> true;
    };
  }

  /**
   * The version of a contract.
   *
   * @param contract the root of the file
   * @return the version; empty, with one problem, if the file is something else
   */
  static Optional<OdcsVersion> of(YamlMapping contract) {
    String key = "apiVersion";
    String written = contract.anyText(key);
    Optional<OdcsVersion> version = Optional.ofNullable(written).flatMap(OdcsVersion::parse);
    if (version.isEmpty()) {
      String other = otherFormat(contract, written);
      if (other != null) {
        contract.say(key, other);
      } else if (written != null) {
        contract.say(key, unknown(written));
      } else {
        contract.require(key);
        contract.text(key);
      }
    }
    return version;
  }

  private static Optional<OdcsVersion> parse(String written) {
    for (OdcsVersion version : values()) {
      if (version.words.contains(written)) {
        return Optional.of(version);
      }
    }
    return Optional.empty();
  }

  /** What the whole file is; null if it may be a contract of 3.x. */
  private static @Nullable String otherFormat(YamlMapping contract, @Nullable String written) {
    if (contract.has(KEY_OF_SPECIFICATION)) {
      return "this is a file of the Data Contract Specification ("
          + KEY_OF_SPECIFICATION
          + "), not of ODCS, and "
          + READ
          + "; convert it with datacontract-cli: datacontract export --format odcs";
    }
    Matcher numbers = NUMBERS.matcher(written == null ? "" : written);
    boolean numbered = numbers.matches();
    int major = numbered ? Integer.parseInt(numbers.group(1)) : 0;
    if (numbered && major < MAJOR) {
      return "this is a contract of ODCS "
          + NameEscaper.CONSOLE.of(String.valueOf(written))
          + ", and "
          + READ
          + "; "
          + MIGRATION;
    }
    String old =
        written != null ? null : KEYS_OF_2.stream().filter(contract::has).findFirst().orElse(null);
    if (old != null && !contract.has("schema")) {
      return "this is a contract of ODCS 2.x without apiVersion (it has the key \""
          + old
          + "\"), and "
          + READ
          + "; "
          + MIGRATION;
    }
    boolean newer =
        numbered
            && (major > MAJOR
                || Integer.parseInt(numbers.group(2) == null ? "0" : numbers.group(2))
                    > NEWEST_MINOR);
    return newer
        ? "this is a contract of ODCS "
            + NameEscaper.CONSOLE.of(String.valueOf(written))
            + ", which is newer than this plugin, and "
            + READ
            + "; update the plugin, or write the contract in "
            + V3_2.word()
        : null;
  }

  private static String unknown(String written) {
    List<String> words =
        List.of(values()).stream().flatMap(version -> version.words.stream()).sorted().toList();
    String withV = written.startsWith("v") ? written : "v" + written;
    long dots = written.chars().filter(c -> c == '.').count();
    String complete = withV + (dots == 0 ? ".0.0" : dots == 1 ? ".0" : "");
    String hint =
        words.contains(complete)
            ? "; write " + complete
            : new SimilarNames(words).question(written, "; known: " + String.join(", ", words));
    return "\"apiVersion\" cannot be "
        + NameEscaper.CONSOLE.quoted(YamlMapping.shortened(written))
        + ", and "
        + READ
        + hint;
  }
}
