package io.github.qsmaven.check;

import static io.github.qsmaven.check.Contract.LAX;
import static io.github.qsmaven.check.Contract.at;
import static io.github.qsmaven.check.Contract.check;
import static io.github.qsmaven.check.Contract.column;
import static io.github.qsmaven.check.Contract.is;
import static io.github.qsmaven.check.Contract.server;
import static io.github.qsmaven.check.Contract.table;
import static io.github.qsmaven.check.Contract.unchecked;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.qsmaven.model.CheckResult;
import io.github.qsmaven.model.ColumnRules;
import io.github.qsmaven.model.ExpectedColumn;
import io.github.qsmaven.model.ExpectedKey;
import io.github.qsmaven.model.ExpectedReference;
import io.github.qsmaven.model.ExpectedTable;
import io.github.qsmaven.model.ExpectedType;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.ForeignKey;
import io.github.qsmaven.model.NameFilter;
import io.github.qsmaven.model.SchemaNames;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableDetails;
import io.github.qsmaven.model.TableName;
import io.github.qsmaven.model.TableReference;
import io.github.qsmaven.model.TableRules;
import io.github.qsmaven.model.TableType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyCheckTest {
  private static final ForeignKey TO_CUSTOMERS =
      key("customer_id", new TableName("public", "customers"), "id");

  private static ForeignKey key(String column, TableName to, String referenced) {
    return new ForeignKey("k", List.of(column), to, List.of(referenced));
  }

  private static TableDetails orders(
      TableType type, boolean reported, List<String> primaryKey, ForeignKey... keys) {
    return new TableDetails(
        new Table(new TableName("public", "orders"), type, true, null),
        List.of(is("id", "bigint"), is("line", "bigint"), is("customer_id", "bigint")),
        primaryKey,
        List.of(List.of("line"), List.of("id", "customer_id")),
        List.of(keys),
        reported);
  }

  private static TableDetails orders(List<String> primaryKey, ForeignKey... keys) {
    return orders(TableType.TABLE, true, primaryKey, keys);
  }

  private static ExpectedTable expecting(
      @Nullable ExpectedKey primaryKey, ExpectedReference... references) {
    return new ExpectedTable(
        new TableReference("orders"),
        List.of(column("id", "bigint"), column("line", "bigint"), column("CUSTOMER_ID", "bigint")),
        null,
        new TableRules(false, primaryKey, List.of(references), List.of()),
        at(1));
  }

  private static ExpectedTable unique(String name) {
    ColumnRules rules = new ColumnRules(false, false, true, Map.of(), List.of());
    return table(
        "orders",
        new ExpectedColumn(
            name, new ExpectedType(null, null), null, List.of(), null, rules, at(2)));
  }

  private static ExpectedReference reference(String column, String table, String referenced) {
    return new ExpectedReference(
        List.of(column), new TableReference(table), List.of(referenced), at(3));
  }

  private static List<String> findings(TableDetails there, ExpectedTable expected) {
    return check(LAX, server(there), expected).findings().stream()
        .map(KeyCheckTest::shown)
        .toList();
  }

  private static String shown(Finding finding) {
    return finding.code().code()
        + " "
        + finding.object()
        + ": "
        + finding.expected()
        + " / "
        + finding.actual()
        + (finding.why().isEmpty() ? "" : ": " + finding.why());
  }

  @ParameterizedTest
  @CsvSource({
    "'id,line', 'id,line', true, ''",
    "'line,id', 'id,line', false, ''",
    "'line,id', 'id,line', true, 'primary key (line, id) / primary key (id, line): the order differs'",
    "id, 'id,line', false, 'primary key (id) / primary key (id, line)'",
    "'id,line', id, false, 'primary key (id, line) / primary key (id)'",
    "id, line, true, 'primary key (id) / primary key (line)'",
    "ID, id, true, ''",
  })
  void aPrimaryKeyHasTheSameColumns(
      String expected, String there, boolean ordered, String difference) {
    ExpectedKey key = new ExpectedKey(List.of(expected.split(",")), ordered, at(4));

    assertThat(findings(orders(List.of(there.split(","))), expecting(key)))
        .isEqualTo(difference.isEmpty() ? List.of() : List.of("QS208 orders: " + difference));
  }

  @Test
  void aTableWithoutAPrimaryKeyLacksOne() {
    assertThat(findings(orders(List.of()), expecting(new ExpectedKey(List.of("id"), false, at(4)))))
        .containsExactly("QS208 orders: primary key (id) / no primary key");
  }

  @Test
  void aColumnOfAKeyThatIsMissingIsReportedOnce() {
    ExpectedTable expected =
        new ExpectedTable(
            new TableReference("orders"),
            List.of(column("gone", "bigint")),
            null,
            new TableRules(
                false, new ExpectedKey(List.of("gone"), true, at(4)), List.of(), List.of()),
            at(1));
    CheckResult result = check(LAX, server(orders(List.of("id"))), expected);

    assertThat(Contract.findings(result)).containsExactly("QS201 orders.gone");
    assertThat(unchecked(result)).containsExactly("KEY orders");
  }

  @Test
  void aUniqueColumnHasAKeyOfItsOwn() {
    assertThat(findings(orders(List.of("id")), unique("id"))).isEmpty();
    assertThat(findings(orders(List.of()), unique("LINE"))).isEmpty();
    assertThat(findings(orders(List.of("id", "line")), unique("id")))
        .containsExactly(
            "QS209 orders.id: a unique column / no unique key on it alone:"
                + " it is unique only together: (id, customer_id)");
    assertThat(findings(orders(List.of("line", "customer_id")), unique("customer_id")))
        .singleElement()
        .asString()
        .startsWith("QS209 orders.customer_id: ");
  }

  @Test
  void aReferenceIsAForeignKeyToThatTableAndColumn() {
    TableDetails there = orders(List.of("id"), TO_CUSTOMERS);

    for (String table : List.of("customers", "Customers", "public.customers")) {
      assertThat(findings(there, expecting(null, reference("customer_id", table, "ID")))).isEmpty();
    }
    assertThat(findings(there, expecting(null, reference("customer_id", "crm.customers", "id"))))
        .containsExactly(
            "QS210 orders.customer_id: a foreign key to crm.customers (id)"
                + " / a foreign key to public.customers (id)");
    assertThat(findings(there, expecting(null, reference("customer_id", "customers", "no"))))
        .hasSize(1);
    assertThat(findings(there, expecting(null, reference("line", "customers", "id"))))
        .containsExactly(
            "QS210 orders.line: a foreign key to customers (id) / no foreign key on it");
  }

  @Test
  void aReferenceOfSeveralColumnsPairsThemAndTheirOrderDoesNotCount() {
    ForeignKey both =
        new ForeignKey(
            "k", List.of("id", "line"), new TableName("public", "lines"), List.of("a", "b"));
    TableDetails there = orders(List.of("id"), both);

    assertThat(findings(there, expecting(null, pair("line", "id", "b", "a")))).isEmpty();
    assertThat(findings(there, expecting(null, pair("line", "id", "a", "b"))))
        .containsExactly(
            "QS210 orders: a foreign key on (line, id) to lines (a, b)"
                + " / a foreign key on (id, line) to public.lines (a, b)");
    assertThat(findings(there, expecting(null, reference("id", "lines", "a")))).hasSize(1);
  }

  private static ExpectedReference pair(String one, String other, String to, String otherTo) {
    return new ExpectedReference(
        List.of(one, other), new TableReference("lines"), List.of(to, otherTo), at(3));
  }

  @Test
  void aBareNameMeansTheTableOfTheSearchPath() {
    TableDetails customers = Contract.there("customers", is("id", "bigint"));
    TableDetails there =
        orders(List.of("id"), key("customer_id", new TableName("crm", "customers"), "id"));
    ExpectedTable expected = expecting(null, reference("customer_id", "customers", "id"));

    assertThat(Contract.findings(check(LAX, server(there, customers), expected)))
        .containsExactly("QS210 orders.customer_id");
    // Nothing else of that name is listed.
    assertThat(Contract.findings(check(LAX, server(there), expected))).isEmpty();
  }

  @Test
  void whereTheServerReportsNoKeysNoneIsMissing() {
    ExpectedTable expected =
        expecting(
            new ExpectedKey(List.of("id"), true, at(4)), reference("line", "customers", "id"));

    for (TableDetails there :
        List.of(
            orders(TableType.VIEW, true, List.of()), orders(TableType.TABLE, false, List.of()))) {
      CheckResult result = check(LAX, server(there), expected);
      assertThat(result.findings()).isEmpty();
      assertThat(result.coverage().unchecked())
          .extracting(one -> one.key() + " " + one.object() + ": " + one.why())
          .allMatch(line -> line.endsWith(" keys"))
          .hasSize(2);
    }
  }

  @Test
  void aMaterializedViewCanBeUniqueButHasNoOtherKey() {
    TableDetails view = orders(TableType.MATERIALIZED_VIEW, true, List.of());
    ExpectedTable keyed = expecting(new ExpectedKey(List.of("id"), true, at(4)));

    assertThat(Contract.findings(check(LAX, server(view), unique("line")))).isEmpty();
    assertThat(Contract.findings(check(LAX, server(view), unique("id"))))
        .containsExactly("QS209 orders.id");
    assertThat(check(LAX, server(view), keyed).coverage().unchecked())
        .extracting(one -> one.key() + ": " + one.why())
        .containsExactly("primaryKey: a materialized view has no such keys");
  }

  @Test
  void aKeyThatAnotherServerReportsCounts() {
    ExpectedTable expected = expecting(new ExpectedKey(List.of("id"), true, at(4)));
    ServerSnapshot queryService =
        new ServerSnapshot(
            Contract.details(orders(List.of("id"))),
            Set.of(),
            Set.of(),
            Set.of(),
            Map.of(),
            List.of(),
            SchemaNames.UNKNOWN,
            NameFilter.ALL,
            false);

    CheckResult result = check(LAX, queryService, expected);

    assertThat(result.findings()).isEmpty();
    assertThat(result.coverage().unchecked()).isEmpty();
  }
}
