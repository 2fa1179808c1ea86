package io.github.qsmaven.check;

import io.github.qsmaven.model.Acceptance;
import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.CatalogSource;
import io.github.qsmaven.model.CheckResult;
import io.github.qsmaven.model.Column;
import io.github.qsmaven.model.ColumnType;
import io.github.qsmaven.model.ExpectedColumn;
import io.github.qsmaven.model.ExpectedTable;
import io.github.qsmaven.model.ExpectedType;
import io.github.qsmaven.model.FailOn;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.FindingCode;
import io.github.qsmaven.model.Glob;
import io.github.qsmaven.model.NameFilter;
import io.github.qsmaven.model.SchemaDetails;
import io.github.qsmaven.model.SchemaNames;
import io.github.qsmaven.model.Severity;
import io.github.qsmaven.model.SourcePosition;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableDetails;
import io.github.qsmaven.model.TableName;
import io.github.qsmaven.model.TableReference;
import io.github.qsmaven.model.TableType;
import io.github.qsmaven.model.TypeShape;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Short words for contracts and servers, for tests. */
final class Contract {
  static final LocalDate TODAY = LocalDate.of(2026, 7, 14);

  /** Everything is told. */
  static final CheckRules STRICT =
      new CheckRules(
          false,
          Map.of(FindingCode.EXTRA_COLUMN, Severity.ERROR, FindingCode.EXTRA_TABLE, Severity.ERROR),
          FailOn.ERROR);

  static final CheckRules LAX = new CheckRules(false, Map.of(), FailOn.ERROR);

  private Contract() {}

  static SourcePosition at(int line) {
    return new SourcePosition("a.odcs.yaml", line, 1);
  }

  static ExpectedTable table(String name, ExpectedColumn... columns) {
    return new ExpectedTable(new TableReference(name), List.of(columns), null, at(1));
  }

  static ExpectedColumn column(String name, @Nullable String physicalType) {
    return column(name, physicalType, null, null);
  }

  static ExpectedColumn logical(String name, String logicalType) {
    return new ExpectedColumn(
        name, new ExpectedType(null, logicalType), null, List.of(), null, at(2));
  }

  static ExpectedColumn column(
      String name,
      @Nullable String physicalType,
      @Nullable Boolean required,
      @Nullable ExpectedColumn items,
      ExpectedColumn... fields) {
    return new ExpectedColumn(
        name, new ExpectedType(physicalType, null), required, List.of(fields), items, at(2));
  }

  static ExpectedColumn struct(String name, ExpectedColumn... fields) {
    return column(name, null, null, null, fields);
  }

  static TableDetails there(String name, Column... columns) {
    return there(name, TableType.TABLE, columns);
  }

  static TableDetails there(String name, TableType type, Column... columns) {
    return new TableDetails(
        new Table(new TableName("public", name), type, true, null),
        List.of(columns),
        List.of(),
        List.of());
  }

  static Column is(String name, String type) {
    return is(name, type, TypeShape.SCALAR);
  }

  static Column is(String name, String type, TypeShape shape, Column... fields) {
    return new Column(name, 1, new ColumnType(type, shape), true, null, null, List.of(fields));
  }

  /** Tables that are listed and were read. */
  static SchemaDetails details(TableDetails... relations) {
    return new SchemaDetails(
        catalog(Stream.of(relations).map(TableDetails::table).toList()),
        byName(relations),
        Map.of());
  }

  /** Tables that were read though no catalog lists them. */
  static SchemaDetails unlisted(TableDetails... relations) {
    return new SchemaDetails(catalog(List.of()), byName(relations), Map.of());
  }

  private static Map<TableName, TableDetails> byName(TableDetails... relations) {
    Map<TableName, TableDetails> read = new LinkedHashMap<>();
    List.of(relations).forEach(relation -> read.put(relation.table().name(), relation));
    return read;
  }

  static ServerSnapshot server(TableDetails... relations) {
    return server(details(relations));
  }

  static Catalog catalog(List<Table> tables) {
    return new Catalog(CatalogSource.PG_CATALOG, List.of("public"), true, tables);
  }

  static ServerSnapshot server(SchemaDetails details) {
    return server(details, List.of(), NameFilter.ALL);
  }

  static ServerSnapshot server(
      SchemaDetails details, List<TableName> elsewhere, NameFilter filter) {
    return new ServerSnapshot(
        details,
        Set.of(),
        Set.of(),
        Set.of(),
        Map.of(),
        elsewhere,
        SchemaNames.UNKNOWN,
        filter,
        true);
  }

  static Acceptance acceptance(FindingCode code, String object, @Nullable LocalDate until) {
    return new Acceptance(code, new Glob(object), "it is known", until, null, at(9));
  }

  static CheckResult check(CheckRules rules, ServerSnapshot snapshot, ExpectedTable... expected) {
    return new SchemaCheck(rules, List.of(), TODAY).check(List.of(expected), snapshot);
  }

  /** The findings, as {@code QS201 orders.id}. */
  static List<String> findings(CheckResult result) {
    return result.findings().stream().map(Contract::shown).toList();
  }

  static String shown(Finding finding) {
    return finding.code().code() + " " + finding.object();
  }

  /** What was not checked, as {@code TYPE orders.id}. */
  static List<String> unchecked(CheckResult result) {
    return result.coverage().unchecked().stream()
        .map(unchecked -> unchecked.what() + " " + unchecked.object())
        .toList();
  }
}
