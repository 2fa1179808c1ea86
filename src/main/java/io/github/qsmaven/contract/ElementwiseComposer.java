package io.github.qsmaven.contract;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.parser.Parser;

/**
 * Composes a document, but passes the elements of one list of its root to a consumer instead of
 * keeping them: the nodes of 10,000 tables with 30 columns each would take 700 MB. A list with an
 * anchor or a tag is kept, since an alias may refer to it, or the tag may make it another type.
 */
final class ElementwiseComposer extends Composer {
  private final String list;
  private final Consumer<Node> elements;
  private @Nullable MappingNode root;
  private boolean atList;

  /**
   * @param settings the settings of the parser
   * @param parser the parser
   * @param list the key of the list
   * @param elements receives its elements
   */
  ElementwiseComposer(LoadSettings settings, Parser parser, String list, Consumer<Node> elements) {
    super(settings, parser);
    this.list = list;
    this.elements = elements;
  }

  @Override
  protected Node composeKeyNode(MappingNode parent) {
    if (root == null) {
      root = parent;
    }
    Node key = super.composeKeyNode(parent);
    atList = parent.equals(root) && key instanceof ScalarNode name && name.getValue().equals(list);
    return key;
  }

  @Override
  protected Node composeValueNode(MappingNode parent) {
    if (!atList
        || !(parser.peekEvent() instanceof SequenceStartEvent start)
        || start.getAnchor().isPresent()
        || start.getTag().isPresent()) {
      atList = false;
      return super.composeValueNode(parent);
    }
    atList = false;
    parser.next();
    while (!parser.checkEvent(Event.ID.SequenceEnd)) {
      elements.accept(super.composeValueNode(parent));
    }
    Event end = parser.next();
    return new SequenceNode(
        Tag.SEQ, true, List.of(), start.getFlowStyle(), start.getStartMark(), end.getEndMark());
  }
}
