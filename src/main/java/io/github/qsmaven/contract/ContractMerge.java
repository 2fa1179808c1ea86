package io.github.qsmaven.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toSet;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.ExpectedTable;
import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.model.SchemaDetails;
import io.github.qsmaven.model.Table;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A contract that is there, to which tables are added at the end of its list {@code schema}. All
 * that it holds stays as it is, byte for byte. Whether the result demands what the contract did and
 * the tables besides is read before it is handed over, whatever YAML may hold in store.
 */
final class ContractMerge {
  /**
   * Where tables go.
   *
   * @param index in the text; the begin of a line, or the end of the text
   * @param indent the column of the list's dashes, from 0
   * @param hasList whether the list is there
   */
  private record Place(int index, int indent, boolean hasList) {}

  private final SourceText source;
  private final List<ExpectedTable> relations;
  private final Place place;
  private int endOfElements;

  private ContractMerge(SourceText source, Problems problems) throws CannotCheckException {
    this.source = source;
    this.relations = new OdcsReader(new YamlSource(source, problems)).read();
    throwIfAny(problems);
    this.place =
        place(
            (MappingNode)
                new YamlSource(source, problems)
                    .root("schema", this::see)
                    .filter(MappingNode.class::isInstance)
                    .orElseThrow(() -> cannot("is no mapping")));
  }

  /**
   * Reads a contract.
   *
   * @param path the file
   * @param file the file, as users know it
   * @throws CannotCheckException if it cannot be read, or tables cannot be added to it
   */
  static ContractMerge of(Path path, String file) throws CannotCheckException {
    Problems problems = new Problems();
    Optional<SourceText> source = SourceText.read(path, file, problems);
    throwIfAny(problems);
    return new ContractMerge(source.orElseThrow(), problems);
  }

  private static void throwIfAny(Problems problems) throws CannotCheckException {
    problems.throwIfAny(
        "Tables cannot be added to the contract, since it cannot be read",
        "correct it, or write it anew with -Dqs.force; it was left as it is.");
  }

  /** The tables that the contract does not demand, under whatever name. */
  List<Table> lacking(List<Table> tables) {
    Set<String> exact = relations.stream().map(relation -> relation.name().text()).collect(toSet());
    Set<String> there = tables.stream().flatMap(ContractMerge::names).collect(toSet());
    // A check takes a name in another case for a table only if none has it in its own.
    Set<String> folded =
        exact.stream()
            .filter(name -> !there.contains(name))
            .map(name -> name.toLowerCase(Locale.ROOT))
            .collect(toSet());
    return tables.stream()
        .filter(
            table ->
                names(table)
                    .noneMatch(
                        name ->
                            exact.contains(name) || folded.contains(name.toLowerCase(Locale.ROOT))))
        .toList();
  }

  private static Stream<String> names(Table table) {
    return Stream.of(table.listedName(), table.name().qualified()).distinct();
  }

  /** The contract as it is on the disk, without a byte order mark. */
  byte[] bytes() {
    return source.text().getBytes(UTF_8);
  }

  /** How many of {@link #bytes} stand before what is added. */
  int offset() {
    return source.text().substring(0, place.index()).getBytes(UTF_8).length;
  }

  /**
   * What is to be put in.
   *
   * @param structure the tables to add
   * @throws CannotCheckException if the contract would not read as it should
   */
  byte[] addition(SchemaDetails structure) throws CannotCheckException {
    String text = source.text();
    String newline = newline();
    ContractWriter writer = new ContractWriter(newline);
    boolean midLine = place.index() > 0 && "\r\n".indexOf(text.charAt(place.index() - 1)) < 0;
    String head =
        (midLine ? newline : "")
            + (place.hasList() ? "" : " ".repeat(place.indent()) + "schema:" + newline);
    int indent = place.hasList() ? place.indent() : place.indent() + 2;
    String addition = head + writer.tables(indent, structure);
    String merged = text.substring(0, place.index()) + addition + text.substring(place.index());
    Problems problems = new Problems();
    List<ExpectedTable> read =
        new OdcsReader(new YamlSource(new SourceText(source.file(), merged), problems)).read();
    int added = structure.relations().size() + structure.notRead().size();
    if (problems.count() > 0
        || read.size() != relations.size() + added
        || !read.subList(0, relations.size()).equals(relations)) {
      throw cannot("is written in a way that this plugin cannot add to");
    }
    return addition.getBytes(UTF_8);
  }

  private String newline() {
    String text = source.text();
    int end = 0;
    while (end < text.length() && "\r\n".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    if (end == text.length()) {
      return "\n";
    }
    return text.startsWith("\r\n", end) ? "\r\n" : text.substring(end, end + 1);
  }

  /** Elements come one by one; only where the last ends matters. */
  private void see(Node element) {
    endOfElements = Math.max(endOfElements, endOfText(element));
  }

  private Place place(MappingNode root) throws CannotCheckException {
    for (NodeTuple entry : root.getValue()) {
      if (entry.getKeyNode() instanceof ScalarNode key && key.getValue().equals("schema")) {
        if (!(entry.getValueNode() instanceof SequenceNode list)
            || list.getFlowStyle() == FlowStyle.FLOW) {
          throw cannot("holds its tables in flow style, schema: [...], not as a list of lines");
        }
        list.getValue().forEach(this::see);
        int indent = indent(list);
        return new Place(endOfList(index(list.getEndMark()), indent), indent, true);
      }
    }
    if (root.getFlowStyle() == FlowStyle.FLOW) {
      throw cannot("is written in flow style, {...}, not as lines");
    }
    return new Place(startOfLine(index(root.getEndMark())), column(root), false);
  }

  /** Where the last text of a node ends; the ends of lists and mappings are where others begin. */
  private int endOfText(Node node) {
    if (node instanceof MappingNode mapping) {
      return mapping.getValue().stream()
          .mapToInt(
              entry -> Math.max(endOfText(entry.getKeyNode()), endOfText(entry.getValueNode())))
          .max()
          .orElse(0);
    }
    return node instanceof SequenceNode list
        ? list.getValue().stream().mapToInt(this::endOfText).max().orElse(0)
        : index(node.getEndMark());
  }

  /** Before the blank lines and comments that belong to what comes after the list. */
  private int endOfList(int next, int indent) {
    int end = startOfLine(next);
    while (end > 0) {
      int before = startOfLine(end - 1);
      if (before < endOfElements || !isBlankOrOutside(before, end, indent)) {
        return end;
      }
      end = before;
    }
    return end;
  }

  private boolean isBlankOrOutside(int start, int end, int indent) {
    String line = source.text().substring(start, end);
    String text = line.strip();
    return text.isEmpty() || (text.startsWith("#") && line.indexOf('#') <= indent);
  }

  /** The begin of a line in which a character is; the end of the text is one. */
  private int startOfLine(int index) {
    String text = source.text();
    if (index == text.length()) {
      return index;
    }
    int start = index;
    while (start > 0 && !isEndOfLine(start - 1)) {
      start--;
    }
    return start;
  }

  private boolean isEndOfLine(int index) {
    String text = source.text();
    char c = text.charAt(index);
    return c == '\n' || (c == '\r' && !text.startsWith("\n", index + 1));
  }

  /** Marks count code points. */
  private int index(Optional<Mark> mark) {
    return source.text().offsetByCodePoints(0, mark.orElseThrow().getIndex());
  }

  /** The column of the dashes. A list that has an anchor or a tag starts there. */
  private int indent(SequenceNode list) {
    if (list.getValue().isEmpty()) {
      return column(list);
    }
    int first = index(list.getValue().get(0).getStartMark());
    int dash = source.text().lastIndexOf('-', first - 1);
    return dash < 0 ? 0 : dash - startOfLine(dash);
  }

  private static int column(Node node) {
    return node.getStartMark().orElseThrow().getColumn();
  }

  private CannotCheckException cannot(String why) {
    return new CannotCheckException(
        "Tables cannot be added to " + NameEscaper.CONSOLE.of(source.file()) + ": it " + why + ".",
        "write the tables to a contract of their own with -Dqs.contract, or write this one anew"
            + " with -Dqs.force; it was left as it is.");
  }
}
