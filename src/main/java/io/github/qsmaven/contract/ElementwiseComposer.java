package io.github.qsmaven.contract;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.ComposerException;
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
 * <p>The nodes are those of the engine's {@code Composer}, which takes several times as long: it
 * asks for comments around each node, notes the parents of each for aliases that {@link
 * BoundedParser} rejects, and compares each scalar with regular expressions.
 */
final class ElementwiseComposer extends MergeUtils {
  private static final CoreScalarResolver RESOLVER = new CoreScalarResolver(true);

  private final Parser parser;
  private final String list;
  private final Consumer<Node> elements;
  private final Map<Anchor, Node> anchors = new HashMap<>();

  /**
   * @param parser the parser; does not return comments, nor an alias inside its own node
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

  /** The root of the next document. */
  Node next() {
    parser.next();
    Node root = node(true);
    parser.next();
    return root;
  }

  private Node node(boolean isRoot) {
    Event event = parser.next();
    if (event instanceof ScalarEvent scalar) {
      return scalar(scalar);
    } else if (event instanceof MappingStartEvent start) {
      return mapping(start, isRoot);
    } else if (event instanceof SequenceStartEvent start) {
      return sequence(start, new ArrayList<>());
    }
    Anchor alias = ((AliasEvent) event).getAlias();
    Node node = anchors.get(alias);
    if (node == null) {
      throw new ComposerException("found undefined alias " + alias, event.getStartMark());
    }
    return node;
  }

  private <T extends Node> T anchored(NodeEvent event, T node) {
    if (event.getAnchor().isPresent()) {
      anchors.put(event.getAnchor().get(), node);
      node.setAnchor(event.getAnchor());
    }
    return node;
  }

  /** The given tag, unless there is none or it is the non-specific one. */
  private static Tag tag(Optional<String> given, Tag otherwise) {
    return given.isEmpty() || given.get().equals("!") ? otherwise : new Tag(given.get());
  }

  private Node scalar(ScalarEvent event) {
    String value = event.getValue();
    Tag implicit = event.getImplicit().canOmitTagInPlainScalar() ? plainTag(value) : Tag.STR;
    return anchored(
        event,
        new ScalarNode(
            tag(event.getTag(), implicit),
            true,
            value,
            event.getScalarStyle(),
            event.getStartMark(),
            event.getEndMark()));
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
   * @param children where to put the elements; null: they are passed on
   */
  private Node sequence(SequenceStartEvent start, @Nullable List<Node> children) {
    SequenceNode node =
        anchored(
            start,
            new SequenceNode(
                tag(start.getTag(), Tag.SEQ),
                true,
                children == null ? List.of() : children,
                start.getFlowStyle(),
                start.getStartMark(),
                Optional.empty()));
    Consumer<Node> consumer = children == null ? elements : children::add;
    while (!parser.checkEvent(Event.ID.SequenceEnd)) {
      consumer.accept(node(false));
    }
    node.setEndMark(parser.next().getEndMark());
    return node;
  }

  private Node mapping(MappingStartEvent start, boolean isRoot) {
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
                Optional.empty()));
    boolean merges = false;
    while (!parser.checkEvent(Event.ID.MappingEnd)) {
      Node key = node(false);
      merges |= key.getTag().equals(Tag.MERGE);
      boolean isList = isRoot && key instanceof ScalarNode name && name.getValue().equals(list);
      children.add(new NodeTuple(key, isList ? list() : node(false)));
    }
    node.setEndMark(parser.next().getEndMark());
    if (merges) {
      node.setValue(flatten(node));
    }
    return node;
  }

  /** The list whose elements are not kept, if it is one. */
  private Node list() {
    return parser.peekEvent() instanceof SequenceStartEvent start
            && start.getAnchor().isEmpty()
            && start.getTag().isEmpty()
        ? sequence((SequenceStartEvent) parser.next(), null)
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
