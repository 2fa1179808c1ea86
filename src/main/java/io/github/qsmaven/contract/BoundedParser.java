package io.github.qsmaven.contract;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.exceptions.ParserException;
import org.snakeyaml.engine.v2.parser.Parser;

/**
 * Parses YAML within bounds that the engine lacks: on nesting, which exhausts the stack, and on
 * aliases that expand to billions of nodes or to a node that contains them. The engine limits only
 * the number of aliases.
 */
final class BoundedParser implements Parser {
  static final int MOST_LEVELS = 100;
  static final int MOST_ALIASED_NODES = 1_000_000;

  /** A list or a mapping whose end is not reached. */
  private static final class Open {
    final @Nullable Anchor anchor;
    long nodes = 1;

    Open(@Nullable Anchor anchor) {
      this.anchor = anchor;
    }
  }

  private final Parser parser;
  private final Deque<Open> open = new ArrayDeque<>();
  private final Map<Anchor, Long> nodesByAnchor = new HashMap<>();
  private long aliasedNodes;

  BoundedParser(Parser parser) {
    this.parser = parser;
  }

  @Override
  public boolean hasNext() {
    return parser.hasNext();
  }

  @Override
  public boolean checkEvent(Event.ID id) {
    return parser.checkEvent(id);
  }

  @Override
  public Event peekEvent() {
    return parser.peekEvent();
  }

  /**
   * Reads the next event.
   *
   * @throws ParserException if it exceeds a bound, or is not valid YAML
   */
  @Override
  public Event next() {
    Event event = parser.next();
    switch (event.getEventId()) {
      case MappingStart, SequenceStart -> start((NodeEvent) event);
      case MappingEnd, SequenceEnd -> end();
      case Scalar -> node(anchor((NodeEvent) event), 1);
      case Alias -> alias((AliasEvent) event);
      default -> {}
    }
    return event;
  }

  private static @Nullable Anchor anchor(NodeEvent event) {
    return event.getAnchor().orElse(null);
  }

  private void start(NodeEvent event) {
    if (open.size() == MOST_LEVELS) {
      throw new ParserException(
          "lists and mappings are nested more than " + MOST_LEVELS + " levels deep",
          event.getStartMark());
    }
    Anchor anchor = anchor(event);
    if (anchor != null) {
      nodesByAnchor.remove(anchor);
    }
    open.push(new Open(anchor));
  }

  private void end() {
    Open closed = open.pop();
    node(closed.anchor, closed.nodes);
  }

  private void node(@Nullable Anchor anchor, long nodes) {
    if (anchor != null) {
      nodesByAnchor.put(anchor, nodes);
    }
    if (!open.isEmpty()) {
      open.element().nodes += nodes;
    }
  }

  private void alias(AliasEvent event) {
    Anchor alias = event.getAlias();
    if (open.stream().anyMatch(parent -> alias.equals(parent.anchor))) {
      throw new ParserException(
          "the alias *" + alias.getValue() + " refers to a node that contains it",
          event.getStartMark());
    }
    // The engine reports an alias without an anchor.
    long nodes = nodesByAnchor.getOrDefault(alias, 0L);
    aliasedNodes += nodes;
    if (aliasedNodes > MOST_ALIASED_NODES) {
      throw new ParserException(
          "the aliases expand to more than " + MOST_ALIASED_NODES + " nodes", event.getStartMark());
    }
    node(null, nodes);
  }
}
