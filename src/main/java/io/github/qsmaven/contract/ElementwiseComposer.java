package io.github.qsmaven.contract;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.ComposerException;
import org.snakeyaml.engine.v2.exceptions.ParserException;
import org.snakeyaml.engine.v2.nodes.CollectionNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.parser.Parser;
import org.snakeyaml.engine.v2.resolver.CoreScalarResolver;
import org.snakeyaml.engine.v2.util.MergeUtils;

/**
 * Composes a document, but passes the elements of one list of its root to a consumer instead of
 * keeping them: the nodes of 10,000 tables with 30 columns each would take 700 MB. A list with an
 * anchor or a tag is kept, since an alias may refer to it, or the tag may make it another type.
 *
 * <p>The nodes are those of the engine's {@code Composer}, within bounds that it lacks: on nesting,
 * which exhausts the stack, and on aliases that expand to billions of nodes or to a node that
 * contains them. The engine limits only the number of aliases, and takes several times as long: it
 * looks for comments around each node, and compares each scalar with regular expressions.
 */
final class ElementwiseComposer extends MergeUtils {
  static final int MOST_LEVELS = 100;
  static final int MOST_ALIASED_NODES = 1_000_000;

  private static final CoreScalarResolver RESOLVER = new CoreScalarResolver(true);

  private final Parser parser;
  private final String list;
  private final Consumer<Node> elements;
  private final Map<Anchor, Node> anchors = new HashMap<>();
  private final Map<Anchor, Long> nodesByAnchor = new HashMap<>();

  /** The anchors of the lists and mappings whose ends are not reached. */
  private final Deque<Anchor> open = new ArrayDeque<>();

  private int levels;
  private long nodes;
  private long aliasedNodes;

  /**
   * @param parser the parser; it returns no comments
   * @param list the key of the list
   * @param elements receives its elements
   */
  ElementwiseComposer(Parser parser, String list, Consumer<Node> elements) {
    this.parser = parser;
    this.list = list;
    this.elements = elements;
  }

  /** Whether there is another document. */
  boolean hasNext() {
    if (parser.checkEvent(Event.ID.StreamStart)) {
      parser.next();
    }
    return !parser.checkEvent(Event.ID.StreamEnd);
  }

  /**
   * Reads the next document.
   *
   * @return its root
   * @throws ParserException if it exceeds a bound, or is not valid YAML
   */
  Node next() {
    parser.next();
    Node root = node(true);
    parser.next();
    // An alias refers to its own document.
    anchors.clear();
    nodesByAnchor.clear();
    return root;
  }

  private Node node(boolean isRoot) {
    Event event = parser.next();
    if (event instanceof ScalarEvent scalar) {
      nodes++;
      return anchored(scalar, node(scalar), 1);
    } else if (event instanceof CollectionStartEvent start) {
      return collection(start, isRoot, null);
    }
    return node((AliasEvent) event);
  }

  private Node node(AliasEvent event) {
    Anchor alias = event.getAlias();
    if (open.contains(alias)) {
      throw new ParserException(
          "the alias *" + alias.getValue() + " refers to a node that contains it",
          event.getStartMark());
    }
    long aliased = nodesByAnchor.getOrDefault(alias, 0L);
    nodes += aliased;
    aliasedNodes += aliased;
    if (aliasedNodes > MOST_ALIASED_NODES) {
      throw new ParserException(
          "the aliases expand to more than " + MOST_ALIASED_NODES + " nodes", event.getStartMark());
    }
    Node node = anchors.get(alias);
    if (node == null) {
      throw new ComposerException("found undefined alias " + alias, event.getStartMark());
    }
    return node;
  }

  private <T extends Node> T anchored(NodeEvent event, T node, long count) {
    if (event.getAnchor().isPresent()) {
      anchors.put(event.getAnchor().get(), node);
      nodesByAnchor.put(event.getAnchor().get(), count);
      node.setAnchor(event.getAnchor());
    }
    return node;
  }

  /** The given tag, unless there is none or it is the non-specific one. */
  private static Tag tag(Optional<String> given, Tag otherwise) {
    return given.isEmpty() || given.get().equals("!") ? otherwise : new Tag(given.get());
  }

  private static Node node(ScalarEvent event) {
    String value = event.getValue();
    Tag implicit = event.getImplicit().canOmitTagInPlainScalar() ? plainTag(value) : Tag.STR;
    return new ScalarNode(
        tag(event.getTag(), implicit),
        true,
        value,
        event.getScalarStyle(),
        event.getStartMark(),
        event.getEndMark());
  }

  /**
   * The tag of a plain scalar in the core schema. Most start with a letter, and need no pattern.
   */
  static Tag plainTag(String value) {
    char first = value.isEmpty() ? '.' : value.charAt(0);
    if (first != '_' && (first < 'A' || first > 'Z') && (first < 'a' || first > 'z')) {
      return RESOLVER.resolve(value, true);
    }
    return switch (value) {
      case "null", "Null", "NULL" -> Tag.NULL;
      case "true", "True", "TRUE", "false", "False", "FALSE" -> Tag.BOOL;
      default -> Tag.STR;
    };
  }

  /**
   * @param consumer receives the elements of a list; null: they are kept
   */
  private Node collection(
      CollectionStartEvent start, boolean isRoot, @Nullable Consumer<Node> consumer) {
    if (levels == MOST_LEVELS) {
      throw new ParserException(
          "lists and mappings are nested more than " + MOST_LEVELS + " levels deep",
          start.getStartMark());
    }
    levels++;
    long before = nodes++;
    start.getAnchor().ifPresent(open::push);
    CollectionNode<?> node =
        start instanceof MappingStartEvent ? mapping(start, isRoot) : sequence(start, consumer);
    levels--;
    if (start.getAnchor().isPresent()) {
      nodesByAnchor.put(open.pop(), nodes - before);
    }
    node.setEndMark(parser.next().getEndMark());
    if (node instanceof MappingNode mapping && mapping.hasMergeTag()) {
      mapping.setValue(flatten(mapping));
      mapping.setHasMergeTag(false);
    }
    return node;
  }

  private SequenceNode sequence(CollectionStartEvent start, @Nullable Consumer<Node> consumer) {
    List<Node> children = new ArrayList<>();
    SequenceNode node =
        anchored(
            start,
            new SequenceNode(
                tag(start.getTag(), Tag.SEQ),
                true,
                children,
                start.getFlowStyle(),
                start.getStartMark(),
                Optional.empty()),
            0);
    Consumer<Node> receiver = consumer == null ? children::add : consumer;
    while (!parser.checkEvent(Event.ID.SequenceEnd)) {
      receiver.accept(node(false));
    }
    return node;
  }

  private MappingNode mapping(CollectionStartEvent start, boolean isRoot) {
    List<NodeTuple> children = new ArrayList<>();
    MappingNode node =
        anchored(
            start,
            new MappingNode(
                tag(start.getTag(), Tag.MAP),
                true,
                children,
                start.getFlowStyle(),
                start.getStartMark(),
                Optional.empty()),
            0);
    while (!parser.checkEvent(Event.ID.MappingEnd)) {
      Node key = node(false);
      if (key.getTag().equals(Tag.MERGE)) {
        node.setHasMergeTag(true);
      }
      boolean isList = isRoot && key instanceof ScalarNode name && name.getValue().equals(list);
      children.add(new NodeTuple(key, isList ? list() : node(false)));
    }
    return node;
  }

  /** The list whose elements are not kept, if it is one. */
  private Node list() {
    return parser.peekEvent() instanceof SequenceStartEvent start
            && start.getAnchor().isEmpty()
            && start.getTag().isEmpty()
        ? collection((CollectionStartEvent) parser.next(), false, elements)
        : node(false);
  }

  /** The mapping that a merge key refers to. */
  @Override
  public MappingNode asMappingNode(Node node) {
    Node mapping =
        node instanceof MappingNode ? node : node.getAnchor().<Node>map(anchors::get).orElse(node);
    if (mapping instanceof MappingNode found) {
      return found;
    }
    throw new ComposerException(
        "Expected mapping node or an anchor referencing mapping",
        parser.peekEvent().getStartMark());
  }
}
