package io.github.qsmaven.contract;

import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.model.ReceivedText;
import io.github.qsmaven.model.SimilarNames;
import io.github.qsmaven.model.SourcePosition;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.CollectionNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A mapping, read strictly: an invalid key or value becomes a problem of the source, and reads as
 * if it were absent.
 */
final class YamlMapping {
  private static final int LONGEST_SHOWN = 60;
  private static final Pattern DECIMAL = Pattern.compile("[-+]?[0-9]{1,1000}");
  private static final Set<Tag> CORE_TAGS = Set.of(Tag.STR, Tag.BOOL, Tag.INT, Tag.FLOAT);

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
   * Reads a node as a mapping.
   *
   * @param source the source of the node
   * @param node the node
   * @param what what it describes, for messages: {@code a column}
   * @return the mapping; empty if the node is not a mapping
   */
  static Optional<YamlMapping> of(YamlSource source, Node node, String what) {
    if (node instanceof MappingNode mapping && mapping.getTag().equals(Tag.MAP)) {
      return Optional.of(new YamlMapping(source, mapping, what));
    }
    source.problem(node, () -> what + " must be a mapping of keys to values, not " + kind(node));
    return Optional.empty();
  }

  private void enter(NodeTuple entry) {
    Node key = entry.getKeyNode();
    if (!(key instanceof ScalarNode scalar)) {
      source.problem(key, () -> "a key must be a string, not " + kind(key));
      return;
    }
    NodeTuple first = entries.putIfAbsent(scalar.getValue(), entry);
    if (first != null) {
      source.problem(
          key,
          () ->
              "the key %s was already given in line %s"
                  .formatted(quoted(scalar.getValue()), source.at(first.getKeyNode()).line()));
    }
  }

  /**
   * The elements of a list that is not the value of a key.
   *
   * @param source the source of the node
   * @param node the node
   * @param what what it describes, for messages
   * @return the elements; none if the node is not a list
   */
  static List<Node> elements(YamlSource source, Node node, String what) {
    if (node instanceof SequenceNode list && list.getTag().equals(Tag.SEQ)) {
      return list.getValue();
    }
    source.problem(node, () -> what + " must be a list, not " + kind(node));
    return List.of();
  }

  /** Whether the key is there. */
  boolean has(String key) {
    return entries.containsKey(key);
  }

  /** The keys, in their order. */
  Collection<String> keys() {
    return entries.keySet();
  }

  /** Whether the value of a key says anything: it is neither absent nor empty. */
  boolean isGiven(String key) {
    Node value = value(key);
    return value instanceof ScalarNode scalar
        ? !scalar.getTag().equals(Tag.NULL) && !scalar.getValue().isEmpty()
        : value instanceof CollectionNode<?> collection && !collection.getValue().isEmpty();
  }

  /**
   * The text of a scalar of any type, which is not validated.
   *
   * @return null if the key is absent, or its value is empty or not a scalar
   */
  @Nullable String anyText(String key) {
    return value(key) instanceof ScalarNode scalar && isGiven(key) ? scalar.getValue() : null;
  }

  /**
   * Rejects all other keys.
   *
   * @param keys the allowed keys
   * @param otherwise what to do about a key that resembles none of them
   */
  void allow(Collection<String> keys, String otherwise) {
    entries.forEach(
        (key, entry) -> {
          if (!keys.contains(key)) {
            source.problem(
                entry.getKeyNode(),
                () -> what + " has no key " + quoted(key) + similar(keys, key, otherwise));
          }
        });
  }

  /**
   * Rejects a known key that is not allowed in this mapping.
   *
   * @param key the key
   * @param why why it is not allowed
   */
  void forbid(String key, Supplier<String> why) {
    NodeTuple entry = entries.get(key);
    if (entry != null) {
      source.problem(entry.getKeyNode(), () -> quoted(key) + " is not allowed here: " + why.get());
    }
  }

  /** Reports missing keys. */
  void require(String... keys) {
    for (String key : keys) {
      if (!entries.containsKey(key)) {
        source.problem(node, () -> what + " must have the key " + quoted(key));
      }
    }
  }

  /**
   * Reports a problem of the whole mapping.
   *
   * @param key the key whose value shows it, if that is there
   * @param text what is wrong
   */
  void say(String key, String text) {
    source.problem(Objects.requireNonNullElse(value(key), node), () -> text);
  }

  /** The position of the mapping. */
  SourcePosition at() {
    return source.at(node);
  }

  /** The position of the value of a key. */
  SourcePosition at(String key) {
    return source.at(Objects.requireNonNullElse(value(key), node));
  }

  /**
   * Reports a problem of a value.
   *
   * @param key the key of the value
   * @param text what is wrong
   */
  void problem(String key, String text) {
    source.problem(Objects.requireNonNullElse(value(key), node), () -> quoted(key) + ": " + text);
  }

  /** Whether characters were lost in the text of a key: U+FFFD, but not as an escape. */
  boolean isDamaged(String key) {
    return value(key) instanceof ScalarNode scalar
        && new ReceivedText(scalar.getValue()).isDamaged()
        && new ReceivedText(source.written(scalar)).isDamaged();
  }

  private @Nullable Node value(String key) {
    NodeTuple entry = entries.get(key);
    return entry == null ? null : entry.getValueNode();
  }

  /** The text of a key; null if the key is absent. */
  @Nullable String text(String key) {
    if (value(key) instanceof ScalarNode scalar && scalar.getTag().equals(Tag.STR)) {
      return scalar.getValue();
    }
    wrong(key, "a string", "; write it in quotes");
    return null;
  }

  /**
   * The word of a key.
   *
   * @param key the key
   * @param words the allowed words
   * @return the word; null if the key is absent
   */
  @Nullable String word(String key, List<String> words) {
    Node value = value(key);
    String word = text(key);
    if (value == null || word == null || words.contains(word)) {
      return word;
    }
    String known = "known: " + String.join(", ", words);
    source.problem(
        value, () -> quoted(key) + " cannot be " + quoted(word) + similar(words, word, known));
    return null;
  }

  private static String similar(Collection<String> known, String unknown, String otherwise) {
    return new SimilarNames(known).question(unknown, "; " + otherwise);
  }

  /** The boolean of a key; null if the key is absent. */
  @Nullable Boolean bool(String key) {
    if (value(key) instanceof ScalarNode scalar && scalar.getTag().equals(Tag.BOOL)) {
      String word = scalar.getValue().toLowerCase(Locale.ROOT);
      // A tag makes a boolean of any word.
      if (word.equals("true") || word.equals("false")) {
        return Boolean.valueOf(word);
      }
    }
    wrong(key, "true or false", ", without quotes");
    return null;
  }

  /** The whole number of a key; null if the key is absent. */
  @Nullable BigInteger integer(String key) {
    if (value(key) instanceof ScalarNode scalar
        && scalar.getTag().equals(Tag.INT)
        && DECIMAL.matcher(scalar.getValue()).matches()) {
      return new BigInteger(scalar.getValue());
    }
    wrong(key, "a whole number", ", without quotes");
    return null;
  }

  /**
   * The strings of a key that has one or a list of them.
   *
   * @return null if the key is absent, or its value is neither
   */
  @Nullable List<String> texts(String key) {
    Node value = value(key);
    if (!(value instanceof SequenceNode) || !value.getTag().equals(Tag.SEQ)) {
      String text = text(key);
      return text == null ? null : List.of(text);
    }
    List<String> texts = new ArrayList<>();
    for (Node element : elements(source, value, quoted(key))) {
      if (element instanceof ScalarNode scalar && scalar.getTag().equals(Tag.STR)) {
        texts.add(scalar.getValue());
      } else {
        source.problem(
            element,
            () ->
                "an element of %s must be a string, not %s"
                    .formatted(quoted(key), description(element)));
      }
    }
    if (texts.isEmpty()) {
      problem(key, "must name at least one column");
    }
    return texts;
  }

  /** Whether the value of a key is a list. */
  boolean isList(String key) {
    return value(key) instanceof SequenceNode;
  }

  /** The elements of the list of a key; none if the key is absent. */
  List<Node> list(String key) {
    Node value = value(key);
    return value == null ? List.of() : elements(source, value, quoted(key));
  }

  /**
   * The mappings in the list of a key.
   *
   * @param key the key of the list
   * @param what what an element describes, for messages
   * @return the mappings; none if the key is absent
   */
  List<YamlMapping> mappings(String key, String what) {
    List<Node> elements = list(key);
    List<YamlMapping> mappings = new ArrayList<>(elements.size());
    for (Node element : elements) {
      of(source, element, what).ifPresent(mappings::add);
    }
    return mappings;
  }

  /**
   * The mapping of a key.
   *
   * @param key the key
   * @param what what it describes, for messages
   * @return the mapping; empty if the key is absent
   */
  Optional<YamlMapping> mapping(String key, String what) {
    return Optional.ofNullable(value(key)).flatMap(value -> of(source, value, what));
  }

  private void wrong(String key, String must, String hint) {
    Node value = value(key);
    if (value != null) {
      // Quotes change the type of a scalar, unless nothing is written.
      boolean isWritten = value instanceof ScalarNode && !value.getTag().equals(Tag.NULL);
      source.problem(
          value,
          () ->
              "%s must be %s, not %s%s"
                  .formatted(quoted(key), must, description(value), isWritten ? hint : ""));
    }
  }

  /** What a node is, without its text: in a file that is no contract, that may be a secret. */
  private static String kind(Node value) {
    Tag tag = value.getTag();
    if (tag.equals(Tag.MAP)) {
      return "a mapping";
    } else if (tag.equals(Tag.SEQ)) {
      return "a list";
    } else if (tag.equals(Tag.NULL)) {
      return "an empty value";
    }
    return CORE_TAGS.contains(tag)
        ? "a single value"
        : "a value with the tag " + NameEscaper.CONSOLE.quoted(shortened(tag.getValue()));
  }

  private static String description(Node value) {
    Tag tag = value.getTag();
    if (value instanceof ScalarNode scalar && CORE_TAGS.contains(tag)) {
      String text = shortened(scalar.getValue());
      return tag.equals(Tag.STR)
          ? "the string " + NameEscaper.CONSOLE.quoted(text)
          : (tag.equals(Tag.BOOL) ? "" : "the number ") + NameEscaper.CONSOLE.of(text);
    }
    return kind(value);
  }

  private static String quoted(String written) {
    return NameEscaper.CONSOLE.quoted(shortened(written));
  }

  static String shortened(String written) {
    return written.length() <= LONGEST_SHOWN
        ? written
        : written.substring(0, LONGEST_SHOWN) + "...";
  }
}
