package io.github.qsmaven.contract;

import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.model.SimilarNames;
import io.github.qsmaven.model.SourcePosition;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A mapping, read strictly: what is not as it must be goes to the problems of its source, and reads
 * as if it were not there.
 */
final class YamlMapping {
  private static final int LONGEST_SHOWN = 60;

  private final YamlSource source;
  private final MappingNode node;
  private final String what;
  private final Map<String, NodeTuple> entries = new LinkedHashMap<>();

  private YamlMapping(YamlSource source, MappingNode node, String what) {
    this.source = source;
    this.node = node;
    this.what = what;
    node.getValue().forEach(this::enter);
  }

  /**
   * Takes a node for a mapping.
   *
   * @param source where it is from
   * @param node the node
   * @param what what it describes, for messages: {@code a column}
   * @return the mapping; nothing if it is none
   */
  static Optional<YamlMapping> of(YamlSource source, Node node, String what) {
    if (node instanceof MappingNode mapping && mapping.getTag().equals(Tag.MAP)) {
      return Optional.of(new YamlMapping(source, mapping, what));
    }
    source.problem(
        node, () -> what + " must be a mapping of keys to values, not " + description(node));
    return Optional.empty();
  }

  private void enter(NodeTuple entry) {
    Node key = entry.getKeyNode();
    if (!(key instanceof ScalarNode scalar)) {
      source.problem(key, () -> "a key must be a text, not " + description(key));
      return;
    }
    NodeTuple first = entries.putIfAbsent(scalar.getValue(), entry);
    if (first != null) {
      source.problem(
          key,
          () ->
              "the key "
                  + quoted(scalar.getValue())
                  + " was already given in line "
                  + source.at(first.getKeyNode()).line());
    }
  }

  /**
   * The elements of a list that stands in no mapping.
   *
   * @param source where it is from
   * @param node the list
   * @param what what it describes, for messages
   * @return the elements; none if it is no list
   */
  static List<Node> elements(YamlSource source, Node node, String what) {
    if (node instanceof SequenceNode list && list.getTag().equals(Tag.SEQ)) {
      return list.getValue();
    }
    source.problem(node, () -> what + " must be a list, not " + description(node));
    return List.of();
  }

  /**
   * Refuses all other keys.
   *
   * @param keys those that may be here
   * @param otherwise what to do about a key that resembles none of them
   */
  void allow(Collection<String> keys, String otherwise) {
    entries.forEach(
        (key, entry) -> {
          if (!keys.contains(key)) {
            source.problem(
                entry.getKeyNode(),
                () ->
                    what
                        + " has no key "
                        + quoted(key)
                        + new SimilarNames(keys).question(key, "; " + otherwise));
          }
        });
  }

  /**
   * Refuses a key that is known, but has no place here.
   *
   * @param key the key
   * @param why why it has none
   */
  void forbid(String key, String why) {
    NodeTuple entry = entries.get(key);
    if (entry != null) {
      source.problem(entry.getKeyNode(), () -> quoted(key) + " is not allowed here: " + why);
    }
  }

  /** Tells of keys that are not there. */
  void require(String... keys) {
    for (String key : keys) {
      if (!entries.containsKey(key)) {
        source.problem(node, () -> what + " must have the key " + quoted(key));
      }
    }
  }

  /** Where the mapping starts. */
  SourcePosition at() {
    return source.at(node);
  }

  /** Where the value of a key starts. */
  SourcePosition at(String key) {
    Node value = value(key);
    return value == null ? at() : source.at(value);
  }

  /**
   * Tells what is wrong with a value.
   *
   * @param key the key that has it
   * @param text what is wrong
   */
  void problem(String key, String text) {
    Node value = value(key);
    source.problem(value == null ? node : value, () -> quoted(key) + ": " + text);
  }

  private @Nullable Node value(String key) {
    NodeTuple entry = entries.get(key);
    return entry == null ? null : entry.getValueNode();
  }

  /** The text of a key; null if it is not there. */
  @Nullable String text(String key) {
    Node value = value(key);
    if (value == null) {
      return null;
    }
    if (value instanceof ScalarNode scalar && scalar.getTag().equals(Tag.STR)) {
      return scalar.getValue();
    }
    wrong(key, value, "a text", "; write it in quotes");
    return null;
  }

  /**
   * One of some words.
   *
   * @param key the key
   * @param words those that may stand here
   * @return the word; null if the key is not there
   */
  @Nullable String word(String key, List<String> words) {
    Node value = value(key);
    String word = text(key);
    if (value == null || word == null || words.contains(word)) {
      return word;
    }
    source.problem(
        value,
        () ->
            quoted(key)
                + " cannot be "
                + quoted(word)
                + new SimilarNames(words).question(word, "; known: " + String.join(", ", words)));
    return null;
  }

  /** The truth value of a key; null if it is not there. */
  @Nullable Boolean bool(String key) {
    Node value = value(key);
    if (value == null) {
      return null;
    }
    if (value instanceof ScalarNode scalar && scalar.getTag().equals(Tag.BOOL)) {
      String word = scalar.getValue().toLowerCase(Locale.ROOT);
      // A tag makes a truth value of any word.
      if (word.equals("true") || word.equals("false")) {
        return Boolean.valueOf(word);
      }
    }
    wrong(key, value, "true or false", ", without quotes");
    return null;
  }

  /** The elements of a list; none if the key is not there. */
  List<Node> list(String key) {
    Node value = value(key);
    if (value instanceof SequenceNode list && list.getTag().equals(Tag.SEQ)) {
      return list.getValue();
    }
    if (value != null) {
      wrong(key, value, "a list", "");
    }
    return List.of();
  }

  /**
   * The mappings of a list.
   *
   * @param key the key of the list
   * @param what what an element describes, for messages
   * @return the mappings; none if the key is not there
   */
  List<YamlMapping> mappings(String key, String what) {
    return list(key).stream().flatMap(element -> of(source, element, what).stream()).toList();
  }

  /**
   * A mapping inside.
   *
   * @param key the key
   * @param what what it describes, for messages
   * @return the mapping; nothing if the key is not there
   */
  Optional<YamlMapping> mapping(String key, String what) {
    return Optional.ofNullable(value(key)).flatMap(value -> of(source, value, what));
  }

  private void wrong(String key, Node value, String must, String hint) {
    source.problem(
        value,
        () ->
            quoted(key)
                + " must be "
                + must
                + ", not "
                + description(value)
                + (isWritten(value) ? hint : ""));
  }

  /** Whether it is something that quotes could make another thing of. */
  private static boolean isWritten(Node value) {
    return value instanceof ScalarNode && !value.getTag().equals(Tag.NULL);
  }

  private static String description(Node value) {
    Tag tag = value.getTag();
    if (tag.equals(Tag.MAP)) {
      return "a mapping";
    } else if (tag.equals(Tag.SEQ)) {
      return "a list";
    } else if (tag.equals(Tag.NULL)) {
      return "an empty value";
    } else if (value instanceof ScalarNode scalar && isCore(tag)) {
      String text = shortened(scalar.getValue());
      return tag.equals(Tag.STR)
          ? "the text " + NameEscaper.CONSOLE.quoted(text)
          : (tag.equals(Tag.BOOL) ? "" : "the number ") + NameEscaper.CONSOLE.of(text);
    }
    return "a value with the tag " + NameEscaper.CONSOLE.quoted(shortened(tag.getValue()));
  }

  private static boolean isCore(Tag tag) {
    return tag.equals(Tag.STR)
        || tag.equals(Tag.BOOL)
        || tag.equals(Tag.INT)
        || tag.equals(Tag.FLOAT);
  }

  private static String quoted(String written) {
    return NameEscaper.CONSOLE.quoted(shortened(written));
  }

  private static String shortened(String written) {
    return written.length() <= LONGEST_SHOWN
        ? written
        : written.substring(0, LONGEST_SHOWN) + "...";
  }
}
