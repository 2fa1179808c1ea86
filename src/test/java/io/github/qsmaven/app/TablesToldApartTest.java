package io.github.qsmaven.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qsmaven.check.CheckRules;
import io.github.qsmaven.check.SchemaCheck;
import io.github.qsmaven.check.ServerSnapshot;
import io.github.qsmaven.contract.ContractOutput;
import io.github.qsmaven.contract.ContractOutput.IfExists;
import io.github.qsmaven.contract.Contracts;
import io.github.qsmaven.files.BaseFolder;
import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.CatalogSource;
import io.github.qsmaven.model.CheckResult;
import io.github.qsmaven.model.Column;
import io.github.qsmaven.model.ColumnType;
import io.github.qsmaven.model.ExpectedTable;
import io.github.qsmaven.model.FailOn;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.FindingCode;
import io.github.qsmaven.model.NameFilter;
import io.github.qsmaven.model.SchemaDetails;
import io.github.qsmaven.model.SchemaNames;
import io.github.qsmaven.model.Severity;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableDetails;
import io.github.qsmaven.model.TableName;
import io.github.qsmaven.model.TableReference;
import io.github.qsmaven.model.TableStatus;
import io.github.qsmaven.model.TableStatus.Presence;
import io.github.qsmaven.model.TableType;
import io.github.qsmaven.model.TypeShape;
import io.github.qsmaven.testing.NameCheck;
import io.github.qsmaven.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the names of tables are, a written contract expects each of them, and no other. */
class TablesToldApartTest {
  private static final CheckRules RULES =
      new CheckRules(false, Map.of(FindingCode.EXTRA_TABLE, Severity.ERROR), FailOn.WARNING);

  private static Arbitrary<String> identifiers() {
    return Arbitraries.strings().withChars("a.\"").ofMinLength(1).ofMaxLength(4);
  }

  @Provide
  Arbitrary<Set<TableName>> tables() {
    return Combinators.combine(identifiers(), identifiers())
        .as(TableName::new)
        .set()
        .ofMinSize(1)
        .ofMaxSize(8)
        .map(LinkedHashSet::new);
  }

  /** Each table has one column, which no other has. */
  private static SchemaDetails schema(Set<TableName> names, boolean searched) {
    Map<TableName, TableDetails> relations = new LinkedHashMap<>();
    Set<String> visible = new LinkedHashSet<>();
    for (TableName name : names) {
      // The schemas of an odd length are on the search path.
      boolean found = searched && name.schema().length() % 2 == 1 && visible.add(name.name());
      String column = "column " + relations.size();
      relations.put(
          name,
          new TableDetails(
              new Table(name, TableType.TABLE, found, null),
              List.of(
                  new Column(
                      column,
                      1,
                      new ColumnType("text", TypeShape.SCALAR),
                      true,
                      null,
                      null,
                      List.of())),
              List.of(),
              List.of()));
    }
    return new SchemaDetails(
        new Catalog(
            CatalogSource.PG_CATALOG,
            names.stream().map(TableName::schema).distinct().toList(),
            false,
            relations.values().stream().map(TableDetails::table).toList()),
        relations,
        Map.of());
  }

  private static List<ExpectedTable> written(SchemaDetails schema) throws Exception {
    Path folder = Files.createTempDirectory("qs-names");
    Path file = folder.resolve("a.odcs.yaml");
    try {
      ContractOutput.open(new BaseFolder(folder), file.toString(), IfExists.REFUSE)
          .write("id", schema);
      return new Contracts(new BaseFolder(folder)).read(List.of("a.odcs.yaml")).tables();
    } finally {
      delete(file);
      delete(folder);
    }
  }

  private static void delete(Path path) throws IOException {
    Files.deleteIfExists(path);
  }

  private static CheckResult check(List<ExpectedTable> expected, SchemaDetails schema) {
    return new SchemaCheck(RULES, List.of(), LocalDate.EPOCH)
        .check(
            expected,
            new ServerSnapshot(
                schema,
                Set.of(),
                Set.of(),
                Set.of(),
                Map.of(),
                List.of(),
                SchemaNames.UNKNOWN,
                NameFilter.ALL,
                true));
  }

  @Property(tries = 500)
  void eachTableIsToldApart(@ForAll("tables") Set<TableName> names, @ForAll boolean searched)
      throws Exception {
    SchemaDetails schema = schema(names, searched);

    List<ExpectedTable> expected = written(schema);

    assertThat(expected).extracting(ExpectedTable::name).doesNotHaveDuplicates();
    assertThat(check(expected, schema).findings()).isEmpty();
  }

  /** The other tables do not stand in for a table that is gone. */
  @Property(tries = 300)
  void aTableThatIsGoneIsMissing(@ForAll("tables") Set<TableName> names, @ForAll boolean searched)
      throws Exception {
    SchemaDetails before = schema(names, searched);
    TableName gone = names.iterator().next();
    Map<TableName, TableDetails> left = new LinkedHashMap<>(before.relations());
    left.remove(gone);
    List<Table> tables = new ArrayList<>(before.catalog().tables());
    tables.removeIf(table -> table.name().equals(gone));
    SchemaDetails after =
        new SchemaDetails(
            new Catalog(CatalogSource.PG_CATALOG, before.catalog().schemas(), false, tables),
            left,
            Map.of());

    List<Finding> findings = check(written(before), after).findings();

    // With a table gone from the search path, another of that name may be found there.
    assertThat(findings)
        .singleElement()
        .extracting(Finding::code)
        .isEqualTo(FindingCode.MISSING_TABLE);
  }

  /** A table of that schema would be the expected one; the list shows that there is none. */
  @Test
  void aListedNameWithADotIsNotQueriedIfNoSchemaHasIt(@TempDir Path folder) throws Exception {
    TestDatabase dotted = new TestDatabase("CREATE TABLE \"sales.orders\" (a int)");

    CheckResult result =
        new NameCheck(dotted.target(), folder).run("sales.orders").report().result();

    assertThat(result.findings()).isEmpty();
    assertThat(result.coverage().expectedTables())
        .containsExactly(
            new TableStatus(new TableReference("sales.orders"), Presence.LISTED, true));
  }
}
