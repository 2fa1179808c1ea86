package io.github.qsmaven.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toSet;

import io.github.qsmaven.files.InputFile;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.CaseRule;
import io.github.qsmaven.model.ExpectedTable;
import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.model.SchemaDetails;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * An existing contract, and what to insert to add tables at the end of its list {@code schema}. The
 * content of the contract is kept byte for byte. The result is read back before it is written, to
 * verify that it expects what the contract expected and the added tables.
 */
final class ContractMerge {
  private static final Pattern NEWLINE = Pattern.compile("\r\n|\r|\n");

  /**
   * Where to insert tables.
   *
   * @param index the index in the text: the start of a line, or the end of the text
   * @param indent the column of the dashes of the list, from 0
   * @param hasList whether the list exists
   */
  private record InsertionPoint(int index, int indent, boolean hasList) {}

  private final SourceText source;
  private final String text;
  private final OdcsContract contract;
  private final InsertionPoint at;

  /** In code points, as marks count: an index in the text takes a scan from its start. */
  private int codePointsToEndOfElements;

  private ContractMerge(SourceText source, OdcsContract contract) throws CannotCheckException {
    this.source = source;
    this.text = source.text();
    this.contract = contract;
    this.at =
        insertionPoint(
            (MappingNode)
                new YamlSource(source, new Problems())
                    .root("schema", this::noteEnd)
                    .filter(MappingNode.class::isInstance)
                    .orElseThrow(() -> cannot("is not a mapping")));
  }

  /**
   * Reads a contract.
   *
   * @param file the file
   * @throws CannotCheckException if it cannot be read, or tables cannot be added to it
   */
  static ContractMerge of(InputFile file) throws CannotCheckException {
    Problems problems = new Problems();
    Optional<SourceText> source = SourceText.read(file, SourceText.MOST_BYTES, problems);
    Optional<OdcsContract> contract = source.map(text -> OdcsReader.read(text, problems));
    problems.throwIfAny(
        "Cannot add tables to the contract, since it cannot be read",
        "correct the contract, or replace it with -Dqs.force; it was not changed.");
    return new ContractMerge(source.orElseThrow(), contract.orElseThrow());
  }

  /** The tables that the contract does not expect under any of their names. */
  List<Table> missing(List<Table> tables) {
    Set<String> exact =
        contract.tables().stream().map(table -> table.name().text()).collect(toSet());
    Set<String> qualified = tables.stream().map(table -> table.name().qualified()).collect(toSet());
    Set<String> existing =
        tables.stream().flatMap(table -> names(table, qualified)).collect(toSet());
    // A name that matches no table in its own case is meant for one in another case: a check finds
    // that table, or reports the case.
    Set<String> folded =
        exact.stream()
            .filter(name -> !existing.contains(name))
            .map(CaseRule::fold)
            .collect(toSet());
    return tables.stream()
        .filter(
            table ->
                names(table, qualified)
                    .noneMatch(
                        name -> exact.contains(name) || folded.contains(CaseRule.fold(name))))
        .toList();
  }

  /**
   * The names by which a check finds a table: a bare name only if no other table has it as its
   * qualified name.
   */
  private static Stream<String> names(Table table, Set<String> qualified) {
    TableName name = table.name();
    Stream<String> unique = Stream.of(name.qualified(), name.quoted());
    return table.visible() && !qualified.contains(name.name())
        ? Stream.concat(Stream.of(name.name()), unique)
        : unique;
  }

  /** The bytes of the file, without a byte order mark. */
  byte[] bytes() {
    return text.getBytes(UTF_8);
  }

  /** The number of {@link #bytes} before the insertion. */
  int offset() {
    return text.substring(0, at.index()).getBytes(UTF_8).length;
  }

  /**
   * What to insert.
   *
   * @param text the text
   * @param written what was written
   */
  record Addition(String text, Written written) {}

  /**
   * Writes the tables to add.
   *
   * @param details the tables to add
   * @throws CannotCheckException if the contract with these bytes would not read as expected
   */
  Addition addition(SchemaDetails details) throws CannotCheckException {
    String newline = newline();
    ContractWriter writer = new ContractWriter(newline, contract.version(), contract.names());
    boolean midLine = at.index() > 0 && !source.endsLine(at.index() - 1);
    String head =
        (midLine ? newline : "")
            + (at.hasList() ? "" : " ".repeat(at.indent()) + "schema:" + newline);
    int indent = at.hasList() ? at.indent() : at.indent() + 2;
    String addition = head + writer.tables(indent, details);
    String merged = text.substring(0, at.index()) + addition + text.substring(at.index());
    Problems problems = new Problems();
    List<ExpectedTable> read =
        OdcsReader.read(new SourceText(source.file(), merged), problems).tables();
    List<ExpectedTable> expected = contract.tables();
    int added = details.relations().size() + details.notRead().size();
    if (problems.count() > 0
        || read.size() != expected.size() + added
        || !withoutRules(read.subList(0, expected.size())).equals(withoutRules(expected))) {
      throw cannot("is written in a style that the plugin cannot add to");
    }
    return new Addition(addition, writer.written());
  }

  /** A reference may name a table that is added. */
  private static List<ExpectedTable> withoutRules(List<ExpectedTable> tables) {
    return tables.stream()
        .map(
            table ->
                new ExpectedTable(table.name(), table.columns(), table.physicalType(), table.at()))
        .toList();
  }

  private String newline() {
    Matcher newline = NEWLINE.matcher(text);
    return newline.find() ? newline.group() : "\n";
  }

  /** Notes the end of an element of the list; only the last end matters. */
  private void noteEnd(Node element) {
    codePointsToEndOfElements = Math.max(codePointsToEndOfElements, endOfText(element));
  }

  private InsertionPoint insertionPoint(MappingNode root) throws CannotCheckException {
    for (NodeTuple entry : root.getValue()) {
      if (entry.getKeyNode() instanceof ScalarNode key && key.getValue().equals("schema")) {
        if (!(entry.getValueNode() instanceof SequenceNode list)
            || list.getFlowStyle() == FlowStyle.FLOW) {
          throw cannot("has its tables in flow style, schema: [...], not in block style");
        }
        list.getValue().forEach(this::noteEnd);
        int indent = indent(list);
        int endOfElements = text.offsetByCodePoints(0, codePointsToEndOfElements);
        return new InsertionPoint(
            endOfList(index(list.getEndMark()), endOfElements, indent), indent, true);
      }
    }
    if (root.getFlowStyle() == FlowStyle.FLOW) {
      throw cannot("is written in flow style, {...}, not in block style");
    }
    return new InsertionPoint(startOfLine(index(root.getEndMark())), column(root), false);
  }

  /**
   * The end of the last scalar of a node, in code points; a list or mapping ends where the next
   * node starts.
   */
  private static int endOfText(Node node) {
    if (node instanceof MappingNode mapping) {
      return mapping.getValue().stream()
          .mapToInt(
              entry -> Math.max(endOfText(entry.getKeyNode()), endOfText(entry.getValueNode())))
          .max()
          .orElse(0);
    }
    return node instanceof SequenceNode list
        ? list.getValue().stream().mapToInt(ContractMerge::endOfText).max().orElse(0)
        : codePoints(node.getEndMark());
  }

  /**
   * The end of the list, before the blank lines and comments that belong to what follows it.
   *
   * @param next the start of what follows
   * @param endOfElements the end of the last element
   * @param indent the column of the dashes
   */
  private int endOfList(int next, int endOfElements, int indent) {
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
    String line = text.substring(start, end);
    return line.isBlank() || (line.strip().startsWith("#") && line.indexOf('#') <= indent);
  }

  /** The start of the line of a character; the end of the text counts as a start. */
  private int startOfLine(int index) {
    if (index == text.length()) {
      return index;
    }
    int start = index;
    while (start > 0 && !source.endsLine(start - 1)) {
      start--;
    }
    return start;
  }

  /** The number of code points before a mark. */
  private static int codePoints(Optional<Mark> mark) {
    return mark.orElseThrow().getIndex();
  }

  /** The index of a mark in the text. */
  private int index(Optional<Mark> mark) {
    return text.offsetByCodePoints(0, codePoints(mark));
  }

  /** The column of the dashes; a list with an anchor or a tag starts at another column. */
  private int indent(SequenceNode list) {
    if (list.getValue().isEmpty()) {
      return column(list);
    }
    int first = index(list.getValue().get(0).getStartMark());
    int dash = text.lastIndexOf('-', first - 1);
    return dash < 0 ? 0 : dash - startOfLine(dash);
  }

  private static int column(Node node) {
    return node.getStartMark().orElseThrow().getColumn();
  }

  private CannotCheckException cannot(String why) {
    return new CannotCheckException(
        "Cannot add tables to " + NameEscaper.CONSOLE.of(source.file()) + ": it " + why + ".",
        "write the tables to another contract with -Dqs.contract, or replace this one with"
            + " -Dqs.force; it was not changed.");
  }
}
