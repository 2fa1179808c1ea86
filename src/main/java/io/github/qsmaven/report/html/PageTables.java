package io.github.qsmaven.report.html;

import io.github.qsmaven.model.Acceptance;
import io.github.qsmaven.model.CaseRule;
import io.github.qsmaven.model.Checked;
import io.github.qsmaven.model.Column;
import io.github.qsmaven.model.Coverage;
import io.github.qsmaven.model.Dataset;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.FindingCode;
import io.github.qsmaven.model.ForeignKey;
import io.github.qsmaven.model.SchemaDetails;
import io.github.qsmaven.model.Severity;
import io.github.qsmaven.model.Suggestion;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableDetails;
import io.github.qsmaven.model.TableName;
import io.github.qsmaven.model.Unchecked;
import io.github.qsmaven.report.ResultView;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The tables of a page, as data for its script ({@code page.js}, which describes the layout): the
 * listed tables, then the tables that were read although they are not listed. The number of a table
 * in this list identifies it.
 */
final class PageTables {
  private static final int VISIBLE = 1;
  private static final int UNLISTED = 2;
  private static final int EXPECTED = 4;
  private static final int NOT_NULL = 1;

  /** In the data; the table with the columns shows them. */
  private static final int MOST_FINDINGS = 2_000;

  private static final List<String> SEVERITIES = List.of("error", "warning", "note", "accepted");

  private final SchemaDetails structure;
  private final List<Table> tables;
  private final int listed;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final Map<Integer, Counts> counts = new HashMap<>();
  private final BitSet expected = new BitSet();
  private final List<Finding> findings;

  private static final class Counts {
    private static final Counts NONE = new Counts();

    private int errors;
    private int warnings;
    private int accepted;

    void add(Finding finding) {
      if (finding.acceptedBy() != null) {
        accepted++;
      } else if (finding.severity() == Severity.ERROR) {
        errors++;
      } else if (finding.severity() == Severity.WARNING) {
        warnings++;
      }
    }
  }

  PageTables(ResultView view) {
    structure = view.structure();
    tables = view.tables();
    listed = view.catalog().tables().size();
    for (int i = 0; i < tables.size(); i++) {
      numbers.putIfAbsent(tables.get(i).listedName(), i);
      numbers.putIfAbsent(tables.get(i).name().quoted(), i);
    }
    for (Finding finding : view.findings()) {
      Integer number = numbers.get(finding.table());
      if (number != null && finding.code().isAcceptable()) {
        counts.computeIfAbsent(number, table -> new Counts()).add(finding);
      }
    }
    findings =
        Stream.concat(view.open().stream(), view.accepted().stream())
            .filter(one -> one.code().isAcceptable() && numbers.containsKey(one.table()))
            .limit(MOST_FINDINGS)
            .toList();
    addExpected(view.coverage(), Set.copyOf(view.catalog().schemas()));
  }

  /** Finds the tables that a contract or a list expects, whether they could be checked or not. */
  private void addExpected(Coverage coverage, Set<String> schemas) {
    Set<String> spelledOtherwise = new HashSet<>();
    Stream.of(
            coverage.expectedTables().stream().map(table -> table.expected().text()),
            coverage.checked().stream().map(Checked::table),
            coverage.unchecked().stream().map(Unchecked::table))
        .flatMap(names -> names)
        .forEach(
            name -> {
              Integer number = numbers.get(name);
              if (number == null) {
                spelledOtherwise.add(CaseRule.fold(name));
              } else {
                expected.set(number);
              }
            });
    for (int i = 0; i < tables.size() && !spelledOtherwise.isEmpty(); i++) {
      TableName name = tables.get(i).name();
      // A bare name is looked up in these schemas only.
      String bare = schemas.contains(name.schema()) ? name.name() : name.qualified();
      if (Stream.of(bare, name.qualified(), name.quoted())
          .anyMatch(spelling -> spelledOtherwise.contains(CaseRule.fold(spelling)))) {
        expected.set(i);
      }
    }
  }

  /** How many of the listed tables nothing expects. */
  int unexpected() {
    return listed - expected.get(0, listed).cardinality();
  }

  /** How many tables are listed. */
  int listed() {
    return listed;
  }

  int size() {
    return tables.size();
  }

  /** The number of a table by its name in findings; null for a table that is not shown. */
  @Nullable Integer numberOf(String name) {
    return numbers.get(name);
  }

  Table get(int number) {
    return tables.get(number);
  }

  /**
   * Writes four elements: an array of tables, an array with a line for the columns of each table,
   * which the script reads only when it needs them, the spellings of the types, which repeat, and
   * the findings.
   */
  void write(PageText page) throws IOException {
    page.raw("<script type=\"application/json\" id=\"data-tables\">[");
    for (int i = 0; i < tables.size(); i++) {
      page.raw(i == 0 ? "\n" : ",\n");
      writeTable(page, i);
    }
    page.raw("\n]</script>\n<script type=\"application/json\" id=\"data-columns\">[");
    Types types = new Types(new LinkedHashMap<>());
    Map<TableName, List<Integer>> references = references();
    for (int i = 0; i < tables.size(); i++) {
      TableName name = tables.get(i).name();
      page.raw(i == 0 ? "\n" : ",\n");
      writeRelation(page, name, types, references.getOrDefault(name, List.of()));
    }
    page.raw("\n]</script>\n<script type=\"application/json\" id=\"data-types\">");
    writeStrings(page, types.numbers().keySet());
    page.raw("</script>\n<script type=\"application/json\" id=\"data-findings\">");
    writeFindings(page);
    page.raw("</script>\n");
  }

  /** The numbers of the other tables that reference a table. */
  private Map<TableName, List<Integer>> references() {
    Map<TableName, List<Integer>> all = new HashMap<>();
    for (int i = 0; i < tables.size(); i++) {
      TableName name = tables.get(i).name();
      TableDetails relation = structure.relations().get(name);
      if (relation != null) {
        Set<TableName> referenced = new LinkedHashSet<>();
        relation.foreignKeys().forEach(key -> referenced.add(key.references()));
        referenced.remove(name);
        for (TableName other : referenced) {
          all.computeIfAbsent(other, key -> new ArrayList<>(1)).add(i);
        }
      }
    }
    return all;
  }

  /** The codes, then for each finding the number of its table, its severity, its code and texts. */
  private void writeFindings(PageText page) throws IOException {
    List<FindingCode> codes = findings.stream().map(Finding::code).distinct().toList();
    page.raw("[[")
        .joined(
            ",",
            codes,
            code -> writeStrings(page, List.of(code.code(), code.title(), code.page())));
    page.raw("],[");
    page.joined(",", findings, finding -> writeFinding(page, finding, codes)).raw("]]");
  }

  private void writeFinding(PageText page, Finding finding, List<FindingCode> codes)
      throws IOException {
    Acceptance acceptance = finding.acceptedBy();
    Row row = new Row(page.raw("["));
    row.number(numbers.getOrDefault(finding.table(), 0));
    row.number(SEVERITIES.indexOf(PageNotes.kind(finding)));
    row.number(codes.indexOf(finding.code()));
    row.text(finding.column());
    row.text(finding.expected());
    row.text(finding.actual());
    row.text(acceptance == null ? finding.why() : acceptance.reason());
    if (!finding.suggestions().isEmpty()) {
      writeStrings(row.next(), finding.suggestions().stream().map(Suggestion::name).toList());
    }
    page.raw("]");
  }

  private void writeTable(PageText page, int number) throws IOException {
    Table table = tables.get(number);
    Dataset dataset = table.dataset();
    TableDetails relation = structure.relations().get(table.name());
    Counts found = counts.getOrDefault(number, Counts.NONE);
    Row row = new Row(page.raw("["));
    row.text(table.name().schema());
    row.text(table.name().name());
    row.text(table.type().word());
    row.number(
        (table.visible() ? VISIBLE : 0)
            | (number < listed ? 0 : UNLISTED)
            | (expected.get(number) ? EXPECTED : 0));
    row.number(relation == null ? -1 : Column.count(relation.columns()));
    row.number(found.errors);
    row.number(found.warnings);
    row.number(found.accepted);
    row.text(table.comment());
    if (dataset != null) {
      row.text(dataset.id());
      row.text(dataset.name());
      row.text(dataset.description());
      row.text(dataset.labels());
    }
    page.raw("]");
  }

  private void writeRelation(PageText page, TableName name, Types types, List<Integer> referencedBy)
      throws IOException {
    TableDetails relation = structure.relations().get(name);
    if (relation == null && referencedBy.isEmpty()) {
      page.json(structure.notRead().get(name));
      return;
    }
    page.raw("[");
    if (relation == null) {
      page.json(structure.notRead().get(name)).raw(",0,0");
    } else {
      writeColumns(page, relation.columns(), types);
      if (!relation.primaryKey().isEmpty()
          || !relation.foreignKeys().isEmpty()
          || !referencedBy.isEmpty()) {
        writeStrings(page.raw(","), relation.primaryKey());
        page.raw(",[");
        page.joined(",", relation.foreignKeys(), key -> writeForeignKey(page, key)).raw("]");
      }
    }
    if (!referencedBy.isEmpty()) {
      page.raw(",[").joined(",", referencedBy, number -> page.number(number)).raw("]");
    }
    page.raw("]");
  }

  private static void writeForeignKey(PageText page, ForeignKey key) throws IOException {
    page.raw("[").json(key.references().schema()).raw(",").json(key.references().name()).raw(",");
    writeStrings(page, key.columns());
    page.raw(",");
    writeStrings(page, key.referencedColumns());
    page.raw(",").json(key.name()).raw("]");
  }

  private static void writeColumns(PageText page, List<Column> columns, Types types)
      throws IOException {
    page.raw("[").joined(",", columns, column -> writeColumn(page, column, types)).raw("]");
  }

  private static void writeColumn(PageText page, Column column, Types types) throws IOException {
    Row row = new Row(page.raw("["));
    row.text(column.name());
    row.number(types.number(column.type().spelling()));
    row.number(column.nullable() ? 0 : NOT_NULL);
    row.text(column.defaultValue());
    row.text(column.comment());
    if (!column.fields().isEmpty()) {
      writeColumns(row.next(), column.fields(), types);
    }
    page.raw("]");
  }

  private static void writeStrings(PageText page, Iterable<String> texts) throws IOException {
    page.raw("[").joined(",", texts, page::json).raw("]");
  }

  /** The spellings of types, in the order of their first use. */
  private record Types(Map<String, Integer> numbers) {
    int number(String spelling) {
      Integer number = numbers.putIfAbsent(spelling, numbers.size());
      return number == null ? numbers.size() - 1 : number;
    }
  }

  /** The parts of an array; zeros and nulls at its end are left out. */
  private static final class Row {
    private final PageText page;
    private boolean begun;
    private int zeros;

    Row(PageText page) {
      this.page = page;
    }

    /** Where the next part goes. */
    PageText next() throws IOException {
      for (; zeros > 0; zeros--) {
        page.raw(begun ? ",0" : "0");
        begun = true;
      }
      page.raw(begun ? "," : "");
      begun = true;
      return page;
    }

    void text(@Nullable String text) throws IOException {
      if (text == null) {
        zeros++;
      } else {
        next().json(text);
      }
    }

    void number(int number) throws IOException {
      if (number == 0) {
        zeros++;
      } else {
        next().number(number);
      }
    }
  }
}
