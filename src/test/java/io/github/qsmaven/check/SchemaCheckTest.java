package io.github.qsmaven.check;

import static io.github.qsmaven.check.Contract.LAX;
import static io.github.qsmaven.check.Contract.STRICT;
import static io.github.qsmaven.check.Contract.acceptance;
import static io.github.qsmaven.check.Contract.catalog;
import static io.github.qsmaven.check.Contract.check;
import static io.github.qsmaven.check.Contract.column;
import static io.github.qsmaven.check.Contract.details;
import static io.github.qsmaven.check.Contract.findings;
import static io.github.qsmaven.check.Contract.is;
import static io.github.qsmaven.check.Contract.logical;
import static io.github.qsmaven.check.Contract.server;
import static io.github.qsmaven.check.Contract.shown;
import static io.github.qsmaven.check.Contract.struct;
import static io.github.qsmaven.check.Contract.table;
import static io.github.qsmaven.check.Contract.there;
import static io.github.qsmaven.check.Contract.unchecked;
import static io.github.qsmaven.check.Contract.unlisted;
import static io.github.qsmaven.model.TypeShape.ARRAY;
import static io.github.qsmaven.model.TypeShape.MAP;
import static io.github.qsmaven.model.TypeShape.STRUCT;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.qsmaven.model.Acceptance;
import io.github.qsmaven.model.CheckResult;
import io.github.qsmaven.model.ExpectedTable;
import io.github.qsmaven.model.ExtraPolicy;
import io.github.qsmaven.model.FailOn;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.FindingCode;
import io.github.qsmaven.model.Glob;
import io.github.qsmaven.model.NameFilter;
import io.github.qsmaven.model.SchemaDetails;
import io.github.qsmaven.model.SchemaNames;
import io.github.qsmaven.model.Severity;
import io.github.qsmaven.model.Suggestion;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableDetails;
import io.github.qsmaven.model.TableName;
import io.github.qsmaven.model.TableReference;
import io.github.qsmaven.model.TableType;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SchemaCheckTest {
  private static final CheckRules CASE_SENSITIVE =
      new CheckRules(true, Map.of(FindingCode.EXTRA_COLUMN, Severity.ERROR), FailOn.ERROR);

  private static final TableDetails ORDERS =
      there("orders", is("id", "bigint"), is("placed_at", "timestamp without time zone"));

  private static Finding only(CheckResult result) {
    assertThat(result.findings()).hasSize(1);
    return result.findings().get(0);
  }

  private static List<String> names(Finding finding) {
    return finding.suggestions().stream().map(Suggestion::name).toList();
  }

  @Test
  void whatIsAsDemandedIsNoFindingAndCounts() {
    CheckResult result =
        check(
            STRICT,
            server(ORDERS),
            table("orders", column("id", "int8"), column("placed_at", null)));

    assertThat(result.findings()).isEmpty();
    assertThat(result.failing()).isEmpty();
    assertThat(result.coverage().tablesChecked()).isEqualTo(1);
    assertThat(result.coverage().columnsChecked()).isEqualTo(2);
    assertThat(result.coverage().unchecked()).isEmpty();
  }

  @Test
  void allThatIsWrongIsFoundInOneRun() {
    CheckResult result =
        check(
            STRICT,
            server(ORDERS, there("unknown"), there("lines", TableType.VIEW)),
            table("orders", column("id", "text"), column("total", null)),
            table("gone"),
            new ExpectedTable(new TableReference("lines"), List.of(), "table", Contract.at(7)));

    assertThat(findings(result))
        .containsExactly(
            "QS101 gone",
            "QS104 lines",
            "QS202 orders.id",
            "QS201 orders.total",
            "QS204 orders.placed_at",
            "QS103 unknown");
    assertThat(result.failing()).hasSize(6);
  }

  @Test
  void aRenamedColumnIsToldOnceAsMissing() {
    Finding finding =
        only(
            check(
                STRICT,
                server(ORDERS),
                table("orders", column("id", null), column("place_at", "timestamp"))));

    assertThat(finding.code()).isEqualTo(FindingCode.MISSING_COLUMN);
    assertThat(finding.expected()).isEqualTo("timestamp");
    assertThat(finding.at()).isEqualTo(Contract.at(2));
    assertThat(names(finding)).containsExactly("placed_at");
  }

  @Test
  void aRenamedTableIsToldOnceAsMissing() {
    Finding finding = only(check(STRICT, server(ORDERS), table("ordres")));

    assertThat(finding.code()).isEqualTo(FindingCode.MISSING_TABLE);
    assertThat(names(finding)).containsExactly("orders");
    assertThat(finding.actual()).isEqualTo("nothing of that name in schema public");
  }

  @Test
  void columnsThatAreDemandedThemselvesAreNoSuggestions() {
    assertThat(
            names(
                only(
                    check(
                        LAX,
                        server(there("t", is("name1", "text"), is("other", "text"))),
                        table("t", column("name1", null), column("name2", null))))))
        .isEmpty();
  }

  @Test
  void extrasAreToldOnlyWhereAsked() {
    ExpectedTable demanded = table("orders", column("id", null));
    ServerSnapshot snapshot = server(ORDERS, there("more"));

    assertThat(findings(check(LAX, snapshot, demanded))).isEmpty();
    assertThat(findings(check(STRICT, snapshot, demanded)))
        .containsExactly("QS103 more", "QS204 orders.placed_at");
  }

  @Test
  void aTableWithoutDemandedColumnsMayHaveAny() {
    assertThat(check(STRICT, server(ORDERS), table("orders")).findings()).isEmpty();
  }

  @Test
  void whatAnyContractDemandsIsNotExtra() {
    assertThat(
            check(
                    STRICT,
                    server(ORDERS),
                    table("orders", column("id", null)),
                    table("public.orders", column("placed_at", null)))
                .findings())
        .isEmpty();
  }

  @Test
  void caseDoesNotCountUnlessItIsToCount() {
    ExpectedTable demanded = table("Orders", column("ID", "bigint"));
    ServerSnapshot snapshot = server(there("orders", is("id", "bigint")));

    assertThat(findings(check(STRICT, snapshot, demanded))).isEmpty();
    CheckResult strict = check(CASE_SENSITIVE, snapshot, demanded);
    assertThat(findings(strict)).containsExactly("QS106 orders", "QS206 orders.id");
    assertThat(names(strict.findings().get(1))).containsExactly("id");
  }

  @Test
  void namesThatDifferInCaseOnlyAreAmbiguousUnlessOneIsExact() {
    ServerSnapshot snapshot =
        server(there("t", is("Id", "text"), is("iD", "text"), is("x", "text")));

    Finding ambiguous =
        only(check(STRICT, snapshot, table("t", column("id", null), column("x", null))));
    assertThat(ambiguous.code()).isEqualTo(FindingCode.AMBIGUOUS_COLUMN);
    assertThat(ambiguous.actual()).isEqualTo("Id, iD");
    assertThat(check(LAX, snapshot, table("t", column("Id", null))).findings()).isEmpty();

    CheckResult tables =
        check(STRICT, server(there("T"), there("t", is("id", "text"))), table("t"), table("T"));
    assertThat(tables.findings()).isEmpty();
    CheckResult neither =
        check(STRICT, server(there("Tab"), there("taB")), table("tab", column("id", null)));
    assertThat(findings(neither)).containsExactly("QS105 tab");
    assertThat(unchecked(neither)).containsExactly("TABLE tab");
  }

  @Test
  void aBareNameInTwoNamedSchemasIsAmbiguous() {
    List<Table> tables =
        List.of(
            new Table(new TableName("a", "t"), TableType.TABLE, false, null),
            new Table(new TableName("b", "t"), TableType.TABLE, false, null));
    ServerSnapshot snapshot = server(SchemaDetails.of(catalog(tables)));

    Finding finding = only(check(STRICT, snapshot, table("t")));
    assertThat(finding.code()).isEqualTo(FindingCode.AMBIGUOUS_TABLE);
    assertThat(finding.actual()).isEqualTo("a.t, b.t");
    assertThat(findings(check(LAX, snapshot, table("a.t")))).isEmpty();
  }

  @Test
  void whatCannotBeToldIsAWarningAndNotChecked() {
    CheckResult result =
        check(
            STRICT, server(there("t", is("m", "anymap", MAP))), table("t", logical("m", "object")));

    assertThat(findings(result)).containsExactly("QS205 t.m");
    assertThat(result.findings().get(0).severity()).isEqualTo(Severity.WARNING);
    assertThat(result.failing()).isEmpty();
    assertThat(unchecked(result)).containsExactly("TYPE t.m");
  }

  @Test
  void aTableThatCannotBeReadIsNoCleanBill() {
    Table orders = ORDERS.table();
    SchemaDetails details =
        new SchemaDetails(
            catalog(List.of(orders)),
            Map.of(),
            Map.of(orders.name(), "may not be read by this credential"));
    CheckResult result = check(STRICT, server(details), table("orders", column("id", null)));

    assertThat(findings(result)).containsExactly("QS102 orders");
    assertThat(only(result).why()).isEqualTo("it may not be read by this credential");
    assertThat(unchecked(result)).containsExactly("TABLE orders");
    assertThat(result.coverage().tablesChecked()).isZero();
    assertThat(result.coverage().columns()).isEqualTo(1);
    assertThat(result.coverage().columnsChecked()).isZero();
    assertThat(check(STRICT, server(details), table("orders")).findings()).isEmpty();
  }

  @Test
  void whatIsHiddenIsNotMissing() {
    ServerSnapshot snapshot =
        new ServerSnapshot(
            details(),
            Set.of(),
            Set.of(new TableReference("hidden")),
            Set.of(),
            Map.of(),
            List.of(),
            SchemaNames.UNKNOWN,
            NameFilter.ALL,
            true);

    assertThat(check(STRICT, snapshot, table("hidden")).findings()).isEmpty();
    assertThat(findings(check(STRICT, snapshot, table("hidden", column("id", null)))))
        .containsExactly("QS102 hidden");
  }

  @Test
  void whatIsFilteredOutIsNotMissingButNotChecked() {
    ServerSnapshot snapshot =
        server(details(), List.of(), new NameFilter(List.of(), List.of(new Glob("tmp_*"))));
    CheckResult result =
        check(STRICT, snapshot, table("tmp_a"), table("public.tmp_b"), table("gone"));

    assertThat(findings(result)).containsExactly("QS101 gone");
    assertThat(unchecked(result)).containsExactly("LEFT_OUT public.tmp_b", "LEFT_OUT tmp_a");
  }

  @Test
  void whatIsFilteredOutUnderAnotherCaseIsNotMissingButNotChecked() {
    ServerSnapshot snapshot =
        server(
            details(),
            List.of(new TableName("public", "tmp_a")),
            new NameFilter(List.of(), List.of(new Glob("tmp_*"))));

    CheckResult result = check(STRICT, snapshot, table("TMP_A"));
    assertThat(result.findings()).isEmpty();
    assertThat(unchecked(result)).containsExactly("LEFT_OUT TMP_A");

    CheckRules caseSensitive = new CheckRules(true, Map.of(), FailOn.ERROR);
    assertThat(findings(check(caseSensitive, snapshot, table("TMP_A"))))
        .containsExactly("QS101 TMP_A");
  }

  @Test
  void ofATableThatNoCatalogListsNeitherTypeNorNullabilityIsGuessed() {
    TableDetails there = there("t", is("a", "text"));
    ServerSnapshot snapshot =
        new ServerSnapshot(
            unlisted(there),
            Set.of(there.table().name()),
            Set.of(),
            Set.of(),
            Map.of(),
            List.of(),
            SchemaNames.UNKNOWN,
            NameFilter.ALL,
            true);
    ExpectedTable demanded =
        new ExpectedTable(
            new TableReference("t"),
            List.of(column("a", null, true, null)),
            "view",
            Contract.at(1));

    CheckResult result = check(STRICT, snapshot, demanded);

    assertThat(result.findings()).isEmpty();
    assertThat(unchecked(result)).containsExactly("TABLE_TYPE t", "NULLABILITY t.a");
    assertThat(result.coverage().columnsChecked()).isEqualTo(1);
  }

  @Test
  void aTableThatWasLookedUpElsewhereDoesNotMeetABareName() {
    TableDetails there =
        new TableDetails(
            new Table(new TableName("sales", "t"), TableType.TABLE, false, null),
            List.of(is("a", "text")),
            List.of(),
            List.of());

    assertThat(
            findings(
                check(
                    STRICT,
                    server(unlisted(there)),
                    table("sales.t", column("a", null)),
                    table("t", column("a", null)))))
        .containsExactly("QS101 t");
  }

  @Test
  void aTableInAnotherSchemaIsSuggested() {
    ServerSnapshot snapshot =
        server(details(), List.of(new TableName("sales", "orders")), NameFilter.ALL);

    assertThat(only(check(STRICT, snapshot, table("orders"))).suggestions())
        .containsExactly(new Suggestion("sales.orders", Suggestion.Reason.SCHEMA));
  }

  @Test
  void nullabilityIsFoundWhereItIsKnown() {
    ExpectedTable demanded =
        table("t", column("a", null, true, null), column("b", null, false, null));
    TableDetails relation = there("t", is("a", "text"), is("b", "text"));

    Finding finding = only(check(STRICT, server(relation), demanded));
    assertThat(finding.code()).isEqualTo(FindingCode.NULLABILITY);
    assertThat(finding.object()).isEqualTo("t.a");

    CheckResult view =
        check(
            STRICT, server(there("t", TableType.VIEW, is("a", "text"), is("b", "text"))), demanded);
    assertThat(view.findings()).isEmpty();
    assertThat(unchecked(view)).containsExactly("NULLABILITY t.a");

    ServerSnapshot mute =
        new ServerSnapshot(
            details(relation),
            Set.of(),
            Set.of(),
            Set.of(),
            Map.of(),
            List.of(),
            SchemaNames.UNKNOWN,
            NameFilter.ALL,
            false);
    assertThat(unchecked(check(STRICT, mute, demanded))).containsExactly("NULLABILITY t.a");
  }

  @Test
  void theTypeOfATableIsKnownByManyWords() {
    ServerSnapshot snapshot = server(there("t"), there("v", TableType.MATERIALIZED_VIEW));
    for (String word : List.of("table", "BASE TABLE", "Base_Table")) {
      assertThat(check(LAX, snapshot, typed("t", word)).findings()).isEmpty();
    }
    assertThat(check(LAX, snapshot, typed("v", "materialized-view")).findings()).isEmpty();
    assertThat(findings(check(LAX, snapshot, typed("v", "view")))).containsExactly("QS104 v");
    assertThat(unchecked(check(LAX, snapshot, typed("t", "topic"))))
        .containsExactly("TABLE_TYPE t");
  }

  private static ExpectedTable typed(String name, String type) {
    return new ExpectedTable(new TableReference(name), List.of(), type, Contract.at(1));
  }

  @Test
  void fieldsAreCheckedToAnyDepth() {
    TableDetails luma =
        there(
            "luma",
            is(
                "web",
                "luma_web",
                STRUCT,
                is("page", "luma_web_page", STRUCT, is("name", "text"), is("views", "real")),
                is("url", "text")));
    CheckResult result =
        check(
            STRICT,
            server(luma),
            table(
                "luma",
                struct("web", struct("page", column("nam", "text"), column("views", "text")))));

    assertThat(findings(result))
        .containsExactly(
            "QS201 luma.web.page.nam", "QS202 luma.web.page.views", "QS204 luma.web.url");
    assertThat(names(result.findings().get(0))).containsExactly("web.page.name");
    assertThat(result.coverage().columns()).isEqualTo(4);
    assertThat(result.coverage().columnsChecked()).isEqualTo(4);
  }

  @Test
  void aDottedNameFindsAField() {
    TableDetails luma =
        there("luma", is("web", "w", STRUCT, is("page", "p", STRUCT, is("name", "text"))));

    assertThat(
            check(STRICT, server(luma), table("luma", column("web.page.name", "text"))).findings())
        .isEmpty();
    assertThat(findings(check(LAX, server(luma), table("luma", column("Web.page.Name", "real")))))
        .containsExactly("QS202 luma.web.page.name");
    assertThat(findings(check(LAX, server(luma), table("luma", column("web.page.x", null)))))
        .containsExactly("QS201 luma.web.page.x");
  }

  @Test
  void flattenedColumnsAreFields() {
    TableDetails flat =
        there("luma", is("web.page.name", "text"), is("web.page.views", "real"), is("x", "text"));

    CheckResult result =
        check(
            STRICT,
            server(flat),
            table("luma", struct("web", struct("page", column("name", "text")))));
    assertThat(findings(result)).containsExactly("QS204 luma.web.page.views", "QS204 luma.x");
    assertThat(
            findings(
                check(
                    LAX,
                    server(flat),
                    table("luma", struct("Web", struct("page", column("nam", null)))))))
        .containsExactly("QS201 luma.Web.page.nam");
    assertThat(findings(check(LAX, server(flat), table("luma", column("web", "text")))))
        .containsExactly("QS202 luma.web");
    assertThat(findings(check(LAX, server(flat), table("luma", column("we", "text")))))
        .containsExactly("QS201 luma.we");
  }

  @Test
  void aStructWhoseFieldsAreNotToldIsToldOnce() {
    CheckResult result =
        check(
            STRICT,
            server(there("t", is("web", "t_web", STRUCT))),
            table("t", struct("web", column("a", null), column("b", null))));

    assertThat(findings(result)).containsExactly("QS205 t.web");
    assertThat(only(result).expected()).isEqualTo("fields a, b");
    assertThat(unchecked(result)).containsExactly("FIELDS t.web");
    assertThat(result.coverage().columns()).isEqualTo(3);
    assertThat(result.coverage().columnsChecked()).isEqualTo(1);
  }

  @Test
  void aScalarHasNoFields() {
    CheckResult result =
        check(
            STRICT,
            server(there("t", is("web", "text"))),
            table("t", struct("web", column("a", null))));

    assertThat(findings(result)).containsExactly("QS202 t.web");
    assertThat(only(result).expected()).isEqualTo("logical type object");
  }

  @Test
  void theElementsOfAnArrayAreChecked() {
    TableDetails relation =
        there(
            "t",
            is("tags", "text[]", ARRAY),
            is("lines", "t_lines[]", ARRAY, is("sku", "text"), is("note", "text")));

    CheckResult result =
        check(
            STRICT,
            server(relation),
            table(
                "t",
                column("tags", null, null, column("", "varchar(5)")),
                column("lines", null, null, struct("", column("sk", null)))));
    assertThat(findings(result))
        .containsExactly("QS201 t.lines[].sk", "QS202 t.tags[]", "QS204 t.lines[].note");
    assertThat(result.findings().get(1).actual()).isEqualTo("text");

    assertThat(
            check(
                    LAX,
                    server(relation),
                    table(
                        "t",
                        column("tags", null, null, logical("", "string")),
                        column("lines", null, null, logical("", "object"))))
                .findings())
        .isEmpty();
    assertThat(
            findings(
                check(
                    LAX,
                    server(relation),
                    table("t", column("tags", null, null, logical("", "integer"))))))
        .containsExactly("QS202 t.tags[]");
  }

  @Test
  void anArrayOfArraysIsAnArray() {
    TableDetails relation = there("t", is("grid", "integer[]", ARRAY));

    assertThat(
            check(
                    STRICT,
                    server(relation),
                    table(
                        "t", column("grid", null, null, column("", null, null, column("", "int")))))
                .findings())
        .isEmpty();
    assertThat(
            findings(
                check(
                    STRICT,
                    server(relation),
                    table(
                        "t",
                        column("grid", null, null, column("", null, null, column("", "text")))))))
        .containsExactly("QS202 t.grid[][]");
  }

  @Test
  void elementsThatAreNotToldCannotBeChecked() {
    CheckResult result =
        check(
            STRICT,
            server(there("t", is("tags", "anyarray", ARRAY))),
            table("t", column("tags", null, null, logical("", "string"))));

    assertThat(findings(result)).containsExactly("QS205 t.tags[]");
    assertThat(unchecked(result)).containsExactly("TYPE t.tags[]");
  }

  @Test
  void severitiesRule() throws Exception {
    CheckRules rules =
        CheckRules.of(
            false,
            ExtraPolicy.WARN,
            ExtraPolicy.IGNORE,
            List.of("QS201=off", "qs202 = Warning", " "),
            FailOn.WARNING);
    CheckResult result =
        check(rules, server(ORDERS), table("orders", column("id", "text"), column("x", null)));

    assertThat(findings(result)).containsExactly("QS202 orders.id", "QS204 orders.placed_at");
    assertThat(result.failing()).hasSize(2);
    assertThat(result.findings()).allMatch(finding -> finding.severity() == Severity.WARNING);
  }

  /** What a check of {@code orders} with the missing column {@code x} finds. */
  private static CheckResult accepting(Acceptance acceptance) {
    return new SchemaCheck(LAX, List.of(acceptance), Contract.TODAY)
        .check(List.of(table("orders", column("x", null))), server(ORDERS));
  }

  @Test
  void whatIsAcceptedFailsNothingButIsListed() {
    CheckResult result =
        accepting(acceptance(FindingCode.MISSING_COLUMN, "orders.*", Contract.TODAY));

    assertThat(findings(result)).containsExactly("QS201 orders.x");
    assertThat(result.failing()).isEmpty();
    assertThat(result.accepted()).hasSize(1);
  }

  @Test
  void whatHasExpiredAcceptsNothingAndIsTold() {
    LocalDate yesterday = Contract.TODAY.minusDays(1);
    CheckResult result = accepting(acceptance(FindingCode.MISSING_COLUMN, "orders.x", yesterday));

    assertThat(findings(result)).containsExactly("QS201 orders.x", "QS301 orders.x");
    assertThat(result.failing()).hasSize(1);
    assertThat(result.findings().get(1).at()).isEqualTo(Contract.at(9));
  }

  @Test
  void whatMatchesNothingIsTold() {
    CheckResult result = accepting(acceptance(FindingCode.TYPE_MISMATCH, "orders.x", null));

    assertThat(findings(result)).containsExactly("QS201 orders.x", "QS302 orders.x");
    assertThat(result.findings().get(1).severity()).isEqualTo(Severity.WARNING);
  }

  /** What of some acceptances a check of {@code orders} tells that leaves other tables out. */
  private static List<String> told(
      NameFilter filter, @Nullable LocalDate until, String... objects) {
    CheckResult result =
        new SchemaCheck(
                LAX,
                Stream.of(objects)
                    .map(object -> acceptance(FindingCode.TYPE_MISMATCH, object, until))
                    .toList(),
                Contract.TODAY)
            .check(
                List.of(table("orders", column("id", null)), table("payroll", column("x", null))),
                server(details(ORDERS), List.of(), filter));
    return result.findings().stream().map(finding -> shown(finding) + finding.why()).toList();
  }

  @Test
  void anAcceptanceOfWhatIsLeftOutIsNotCalledUnused() {
    NameFilter onlyOrders = new NameFilter(List.of(new Glob("orders")), List.of());
    NameFilter noPayroll = new NameFilter(List.of(), List.of(new Glob("payroll?")));

    assertThat(
            told(
                onlyOrders,
                null,
                "payroll",
                "payroll.x",
                "payroll.*",
                "public.payroll.x",
                "pay*",
                "*.x",
                "sales.payroll.x"))
        .isEmpty();
    assertThat(told(onlyOrders, null, "orders", "orders.*", "orders.a.b", "public.orders.x"))
        .containsExactly(
            "QS302 orders", "QS302 orders.*", "QS302 orders.a.b", "QS302 public.orders.x");
    assertThat(told(noPayroll, null, "payrolls.x", "payroll1", "refunds.x"))
        .containsExactly("QS101 payroll", "QS302 refunds.x");
  }

  @Test
  void thatItHasExpiredIsToldEvenThen() {
    LocalDate yesterday = Contract.TODAY.minusDays(1);
    NameFilter onlyOrders = new NameFilter(List.of(new Glob("orders")), List.of());

    assertThat(told(onlyOrders, yesterday, "payroll.x", "orders.x"))
        .containsExactly("QS301 orders.xit matches no finding any more", "QS301 payroll.x");
  }
}
