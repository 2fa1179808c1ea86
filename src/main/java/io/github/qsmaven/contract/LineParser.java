package io.github.qsmaven.contract;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.DocumentEndEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ImplicitTuple;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.events.StreamEndEvent;
import org.snakeyaml.engine.v2.events.StreamStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.Parser;

/**
 * Parses the lines that contracts consist of, several times as fast as the engine: comments, and
 * keys and elements of block collections with scalars that end on their line. Lets the engine parse
 * a value or an element that is anything else. At the first line that is neither, or with an error,
 * lets the engine parse the text from its start, drops the events that it gave itself, and goes on
 * with those of the engine. So it has to know no more of YAML than whether it knows all of a line,
 * and every message is the engine's.
 */
final class LineParser implements Parser {
  private enum Kind {
    MAPPING,
    SEQUENCE,
    /** A sequence in the column of the key that it is the value of. */
    INDENTLESS
  }

  /** The engine has another bound, on the length of keys. */
  private static final int LONGEST_KEY = 256;

  /** A scalar that starts with one of them is not plain, or may not be. */
  private static final String INDICATORS = "-?:,[]{}#&*!|>%@`";

  /** In characters: its events are kept. */
  private static final int LONGEST_PART = 64 * 1024;

  /** To parse a part takes the engine as long as so many characters of a whole text. */
  private static final int COST_OF_PART = 128;

  private static final int FREE_PARTS = 1000;

  private static final ImplicitTuple PLAIN = new ImplicitTuple(true, false);
  private static final ImplicitTuple QUOTED = new ImplicitTuple(false, true);
  private static final int[] NO_SNIPPET = {};

  /** A power of two. */
  private static final int POOLED = 4096;

  private final String text;
  private final Function<String, Parser> engine;
  private final Queue<Event> events = new ArrayDeque<>();

  /** The open collections: their columns and kinds. */
  private final int[] columns = new int[ElementwiseComposer.MOST_LEVELS + 2];

  private final Kind[] kinds = new Kind[columns.length];
  private int levels;

  /** Recent scalars: most keys and values of a contract recur. */
  private final @Nullable String[] pool = new String[POOLED];

  private int given;
  private int parts;
  private boolean isOver;
  private @Nullable Parser continued;

  /** The next token, and its line. */
  private int token;

  private int line;
  private int lineStart;

  /** The token that follows its line. */
  private int tokenAfter;

  private int lineAfter;
  private int lineStartAfter;

  /** The end of the last scalar that was looked for. */
  private int endOfScalar;

  /** The surrogate pairs before the line: the engine counts each as one character. */
  private int pairs;

  /** The end of the last key, if no value follows on its line. */
  private Optional<Mark> pending = Optional.empty();

  /**
   * @param text the text, without a byte order mark
   * @param engine parses a text, or a part of one
   */
  LineParser(String text, Function<String, Parser> engine) {
    this.text = text;
    this.engine = engine;
    give(new StreamStartEvent(mark(0), mark(0)));
    if (find(0)) {
      proceed();
    }
  }

  @Override
  public boolean hasNext() {
    while (events.isEmpty() && continued == null && !isOver) {
      if (!(token == text.length() ? end() : line())) {
        continued = engine.apply(text);
        for (int i = 0; i < given; i++) {
          continued.next();
        }
      }
    }
    return !events.isEmpty() || (continued != null && continued.hasNext());
  }

  @Override
  public Event peekEvent() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Event event = events.peek();
    return event == null ? Objects.requireNonNull(continued).peekEvent() : event;
  }

  @Override
  public boolean checkEvent(Event.ID id) {
    return hasNext() && peekEvent().getEventId() == id;
  }

  @Override
  public Event next() {
    peekEvent();
    Event event = events.poll();
    return event == null ? Objects.requireNonNull(continued).next() : event;
  }

  /** Gives the events of a line, or of a part; false if the engine has to parse all. */
  private boolean line() {
    boolean isElement = at(token) == '-' && isSpaceOrEnd(token + 1);
    int content = isElement ? afterSpaces(token + 1) : token;
    int endOfKey = endOfKey(content);
    boolean isEntry = endOfKey >= 0;
    if (!(isEntry || isElement) || levels + 2 > columns.length) {
      return false;
    }
    int value = isEntry ? afterSpaces(endOfKey + 1) : content;
    boolean hasValue = !endsLine(value) && at(value) != '#';
    int parent = isEntry ? content : token;
    if (!(hasValue ? isScalar(value, parent) : isEntry)) {
      return part(parent, isElement, isEntry);
    } else if (!(hasValue || find(value)) || !place(isElement)) {
      return false;
    }
    if (isEntry) {
      if (isElement) {
        open(content, Kind.MAPPING);
      }
      give(scalar(content, endOfKey));
      pending = hasValue ? Optional.empty() : mark(endOfKey + 1);
    }
    if (hasValue) {
      give(scalar(value, endOfScalar));
    }
    proceed();
    return true;
  }

  /** Whether only a scalar follows on the line, and does not go on in the next line. */
  private boolean isScalar(int start, int parent) {
    endOfScalar = endOfScalar(start);
    return endOfScalar >= 0
        && find(endOfScalar)
        && (tokenAfter == text.length()
            || (lineAfter > line && tokenAfter - lineStartAfter <= parent - lineStart));
  }

  /**
   * Lets the engine parse the lines of an entry with a value, or of an element. What follows them
   * is no deeper, and so cannot be part of what is complete without it.
   */
  private boolean part(int parent, boolean isElement, boolean isEntry) {
    if (parts++ > FREE_PARTS + token / COST_OF_PART) {
      return false;
    }
    int i = token;
    int lines = 0;
    int start = lineStart;
    do {
      for (; !endsLine(i); i++) {
        if (at(i) == '\r' || i - token > LONGEST_PART) {
          return false;
        }
      }
      if (i == text.length()) {
        break;
      }
      i += at(i) == '\n' ? 1 : 2;
      lines++;
      start = i;
      i = afterSpaces(i);
    } while (endsLine(i) || at(i) == '#' || i - start > parent - lineStart);
    String part = text.substring(lineStart, i);
    List<Event> parsed = new ArrayList<>();
    try {
      engine.apply(part).forEachRemaining(parsed::add);
    } catch (YamlEngineException e) {
      // Not with the positions of the text.
      return false;
    }
    int around = isElement && isEntry ? 4 : 3;
    boolean isEmpty =
        parsed.get(parsed.size() - around - 1) instanceof ScalarEvent scalar
            && scalar.getScalarStyle() == ScalarStyle.PLAIN
            && scalar.getValue().isEmpty();
    if (isEmpty && isEntry && at(i) == '-' && i - start == parent - lineStart) {
      // A list in the column of its key may follow an anchor, a tag or a tab.
      return false;
    }
    if (!place(isElement)) {
      return false;
    }
    if (isElement && isEntry) {
      open(parent, Kind.MAPPING);
    }
    parsed.subList(around, parsed.size() - around).forEach(event -> give(moved(event)));
    pairs += part.length() - part.codePointCount(0, part.length());
    line += lines;
    lineStart = i - text.codePointCount(start, i);
    if (!find(i)) {
      return false;
    }
    proceed();
    return true;
  }

  /** An event of a part, with its place in the text. */
  private Event moved(Event event) {
    Optional<Mark> from = event.getStartMark().flatMap(this::moved);
    Optional<Mark> to = event.getEndMark().flatMap(this::moved);
    if (event instanceof ScalarEvent of) {
      return new ScalarEvent(
          of.getAnchor(),
          of.getTag(),
          of.getImplicit(),
          of.getValue(),
          of.getScalarStyle(),
          from,
          to);
    } else if (event instanceof MappingStartEvent of) {
      return new MappingStartEvent(
          of.getAnchor(), of.getTag(), of.isImplicit(), of.getFlowStyle(), from, to);
    } else if (event instanceof SequenceStartEvent of) {
      return new SequenceStartEvent(
          of.getAnchor(), of.getTag(), of.isImplicit(), of.getFlowStyle(), from, to);
    } else if (event instanceof AliasEvent of) {
      return new AliasEvent(Optional.of(of.getAlias()), from, to);
    }
    return event instanceof MappingEndEvent
        ? new MappingEndEvent(from, to)
        : new SequenceEndEvent(from, to);
  }

  private Optional<Mark> moved(Mark mark) {
    int index = lineStart - pairs + mark.getIndex();
    return Optional.of(new Mark("", index, line + mark.getLine(), mark.getColumn(), NO_SNIPPET, 0));
  }

  /** Opens and closes collections before a token; false if none can have it. */
  private boolean place(boolean isElement) {
    int column = token - lineStart;
    if (given == 1 && !isElement) {
      give(new DocumentStartEvent(false, Optional.empty(), Map.of(), mark(token), mark(token)));
      open(token, Kind.MAPPING);
    } else if (pending.isPresent() && column > columns[levels - 1]) {
      open(token, isElement ? Kind.SEQUENCE : Kind.MAPPING);
    } else if (pending.isPresent() && column == columns[levels - 1] && isElement) {
      open(token, Kind.INDENTLESS);
    } else {
      givePending();
      while (levels > 0
          && (columns[levels - 1] > column
              || (columns[levels - 1] == column
                  && kinds[levels - 1] == Kind.INDENTLESS
                  && !isElement))) {
        close();
      }
    }
    pending = Optional.empty();
    return levels > 0
        && columns[levels - 1] == column
        && isElement == (kinds[levels - 1] != Kind.MAPPING);
  }

  /** Gives the last events of the text; false if it has no others. */
  private boolean end() {
    if (given == 1) {
      return false;
    }
    givePending();
    while (levels > 0) {
      close();
    }
    give(new DocumentEndEvent(false, mark(token), mark(token)));
    give(new StreamEndEvent(mark(token), mark(token)));
    isOver = true;
    return true;
  }

  private void open(int start, Kind kind) {
    columns[levels] = start - lineStart;
    kinds[levels++] = kind;
    Optional<Mark> mark = mark(start);
    give(
        kind == Kind.MAPPING
            ? new MappingStartEvent(
                Optional.empty(), Optional.empty(), true, FlowStyle.BLOCK, mark, mark)
            : new SequenceStartEvent(
                Optional.empty(),
                Optional.empty(),
                true,
                FlowStyle.BLOCK,
                mark,
                kind == Kind.INDENTLESS ? mark(start + 1) : mark));
  }

  private void close() {
    Optional<Mark> mark = mark(token);
    give(
        kinds[--levels] == Kind.MAPPING
            ? new MappingEndEvent(mark, mark)
            : new SequenceEndEvent(mark, mark));
  }

  private void givePending() {
    if (pending.isPresent()) {
      give(scalar(PLAIN, "", ScalarStyle.PLAIN, pending, pending));
    }
  }

  private void give(Event event) {
    events.add(event);
    given++;
  }

  private ScalarEvent scalar(int start, int end) {
    Optional<Mark> from = mark(start);
    Optional<Mark> to = mark(end);
    return switch (text.charAt(start)) {
      case '\'' -> scalar(QUOTED, pooled(start + 1, end - 1), ScalarStyle.SINGLE_QUOTED, from, to);
      case '"' -> scalar(QUOTED, pooled(start + 1, end - 1), ScalarStyle.DOUBLE_QUOTED, from, to);
      default -> scalar(PLAIN, pooled(start, end), ScalarStyle.PLAIN, from, to);
    };
  }

  private static ScalarEvent scalar(
      ImplicitTuple implicit,
      String value,
      ScalarStyle style,
      Optional<Mark> from,
      Optional<Mark> to) {
    return new ScalarEvent(Optional.empty(), Optional.empty(), implicit, value, style, from, to);
  }

  private String pooled(int start, int end) {
    int hash = 0;
    for (int i = start; i < end; i++) {
      hash = 31 * hash + text.charAt(i);
    }
    int index = (hash ^ (hash >>> 16)) & (POOLED - 1);
    String known = pool[index];
    if (known == null || known.length() != end - start || !text.startsWith(known, start)) {
      known = text.substring(start, end);
      pool[index] = known;
    }
    return known;
  }

  /** The end of a plain key; -1 if there is none. */
  private int endOfKey(int start) {
    int end = start;
    while (isOfKey(at(end), end > start) && end - start < LONGEST_KEY) {
      end++;
    }
    return end > start && at(end) == ':' && isSpaceOrEnd(end + 1) ? end : -1;
  }

  private static boolean isOfKey(char c, boolean isInside) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || c == '_'
        || (isInside && ((c >= '0' && c <= '9') || c == '-' || c == '.'));
  }

  /** The end of a scalar; -1 if it may not end on its line. */
  private int endOfScalar(int start) {
    char first = text.charAt(start);
    if (first == '\'' || first == '"') {
      int end = start + 1;
      while (isText(at(end)) && at(end) != first && (at(end) != '\\' || first == '\'')) {
        end++;
      }
      // Two quotes stand for one.
      return at(end) == first && isSpaceOrEnd(end + 1) ? end + 1 : -1;
    }
    boolean isNegative = first == '-' && Character.isDigit(at(start + 1));
    if (INDICATORS.indexOf(first) >= 0 && !isNegative) {
      return -1;
    }
    int end = start;
    for (int i = start; !endsLine(i); i++) {
      char c = text.charAt(i);
      if (c != ' ') {
        if (!isText(c) || (c == ':' && isSpaceOrEnd(i + 1))) {
          return -1;
        }
        end = i + 1;
      } else if (at(i + 1) == '#') {
        return end;
      }
    }
    return end;
  }

  /** Finds the token after an index, behind spaces and comments; false if the engine has to. */
  private boolean find(int from) {
    lineAfter = line;
    lineStartAfter = lineStart;
    int i = afterSpaces(from);
    while (endsLine(i) || at(i) == '#') {
      for (; !endsLine(i); i++) {
        if (!isText(at(i))) {
          return false;
        }
      }
      if (i == text.length()) {
        break;
      }
      i += at(i) == '\n' ? 1 : 2;
      lineAfter++;
      lineStartAfter = i;
      i = afterSpaces(i);
    }
    tokenAfter = i;
    return true;
  }

  private void proceed() {
    token = tokenAfter;
    line = lineAfter;
    lineStart = lineStartAfter;
  }

  private int afterSpaces(int from) {
    int i = from;
    while (at(i) == ' ') {
      i++;
    }
    return i;
  }

  private boolean isSpaceOrEnd(int index) {
    return at(index) == ' ' || endsLine(index);
  }

  private boolean endsLine(int index) {
    char c = at(index);
    return c == '\n' || (c == '\r' && index + 1 < text.length() && text.charAt(index + 1) == '\n');
  }

  /** The character at an index; the end of a line after the text. */
  private char at(int index) {
    return index < text.length() ? text.charAt(index) : '\n';
  }

  /** Whether a character counts as one for the engine, and has no meaning but where it is here. */
  private static boolean isText(char c) {
    return (c >= ' ' && c < 0x7F) || (c >= 0xA0 && c < Character.MIN_SURROGATE);
  }

  private Optional<Mark> mark(int index) {
    return Optional.of(new Mark("", index - pairs, line, index - lineStart, NO_SNIPPET, 0));
  }
}
