package io.github.qsmaven.report;

import io.github.qsmaven.model.Acceptance;
import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.CatalogSource;
import io.github.qsmaven.model.CheckResult;
import io.github.qsmaven.model.Checked;
import io.github.qsmaven.model.Column;
import io.github.qsmaven.model.ColumnType;
import io.github.qsmaven.model.Coverage;
import io.github.qsmaven.model.Dataset;
import io.github.qsmaven.model.FailOn;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.FindingCode;
import io.github.qsmaven.model.ForeignKey;
import io.github.qsmaven.model.Glob;
import io.github.qsmaven.model.Goal;
import io.github.qsmaven.model.SchemaDetails;
import io.github.qsmaven.model.Server;
import io.github.qsmaven.model.SourcePosition;
import io.github.qsmaven.model.Suggestion;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableDetails;
import io.github.qsmaven.model.TableName;
import io.github.qsmaven.model.TableType;
import io.github.qsmaven.model.TypeShape;
import io.github.qsmaven.model.Unchecked;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes reports for the tests of the page: one like a user's, a hostile one, and a large one. */
public final class PageReports {
  private static final String FILE = "src/main/qs/luma.odcs.yaml";

  private PageReports() {}

  private static Column column(String name, int position, String type) {
    return column(name, position, type, true, null, null);
  }

  private static Column column(
      String name,
      int position,
      String type,
      boolean nullable,
      @Nullable String defaultValue,
      @Nullable String comment,
      Column... fields) {
    return new Column(
        name,
        position,
        new ColumnType(type, fields.length == 0 ? TypeShape.SCALAR : TypeShape.STRUCT),
        nullable,
        defaultValue,
        comment,
        List.of(fields));
  }

  private static Table table(
      String schema, String name, boolean visible, @Nullable String comment) {
    return new Table(new TableName(schema, name), TableType.TABLE, visible, comment);
  }

  private static Finding finding(
      FindingCode code,
      String table,
      @Nullable String column,
      int line,
      String expected,
      String actual,
      String why,
      Suggestion... suggestions) {
    return new Finding(
        code,
        code.severity(),
        table,
        column,
        new SourcePosition(FILE, line, 9),
        expected,
        actual,
        why,
        List.of(suggestions),
        null);
  }

  /** What the example of the README could have found. */
  public static CheckReport luma() {
    Table customers = table("public", "customers", true, "Who has ever bought or registered");
    Table orders = table("public", "orders", true, "One row for each order, cancelled ones too");
    Table web =
        new Table(
            new TableName("public", "luma_web_data"),
            TableType.TABLE,
            true,
            null,
            new Dataset(
                "5bac030c29bb8d12fa992e58", "Luma web data", "Events of the shop", "'PROFILE'"));
    Table invoices = table("sales", "invoices", false, null);
    Table open =
        new Table(new TableName("public", "open_orders"), TableType.VIEW, true, "Not yet shipped");
    Map<TableName, TableDetails> relations = new LinkedHashMap<>();
    relations.put(
        customers.name(),
        new TableDetails(
            customers,
            List.of(
                column("id", 1, "bigint", false, null, null),
                column("email", 2, "character varying(254)", false, null, "As typed, not checked"),
                column("name", 3, "text"),
                column("created_at", 4, "timestamp with time zone", false, "now()", null)),
            List.of("id"),
            List.of()));
    relations.put(
        orders.name(),
        new TableDetails(
            orders,
            List.of(
                column("id", 1, "bigint", false, "nextval('orders_id_seq'::regclass)", null),
                column("customer_id", 2, "bigint", false, null, null),
                column("total", 3, "numeric(10,2)", true, null, "Gross, in the shop's currency"),
                column("placed", 4, "timestamp with time zone")),
            List.of("id"),
            List.of(
                new ForeignKey(
                    "orders_customer_fk",
                    List.of("customer_id"),
                    customers.name(),
                    List.of("id")))));
    relations.put(
        web.name(),
        new TableDetails(
            web,
            List.of(
                column("_id", 1, "text"),
                column("timestamp", 2, "timestamp"),
                column(
                    "identity",
                    3,
                    "luma_web_data_identity",
                    true,
                    null,
                    "Who it was",
                    column("ecid", 1, "text", true, null, "Experience Cloud ID"),
                    column(
                        "crm",
                        2,
                        "luma_web_data_identity_crm",
                        true,
                        null,
                        null,
                        column("id", 1, "text"),
                        column("authenticated", 2, "boolean"))),
                column("web", 4, "luma_web_data_web")),
            List.of(),
            List.of()));
    List<Finding> findings =
        List.of(
            finding(
                FindingCode.MISSING_TABLE,
                "ordres",
                null,
                8,
                "a table",
                "nothing of that name in schema public",
                "",
                new Suggestion("orders", Suggestion.Reason.SPELLING)),
            finding(
                FindingCode.TYPE_MISMATCH,
                "orders",
                "total",
                31,
                "integer",
                "numeric(10,2)",
                "numeric(10,2) has digits after the point"),
            finding(
                FindingCode.MISSING_COLUMN,
                "orders",
                "placed_at",
                34,
                "timestamp",
                "no column of that name",
                "",
                new Suggestion("placed", Suggestion.Reason.SPELLING)),
            finding(
                FindingCode.TYPE_UNKNOWN,
                "luma_web_data",
                "web",
                52,
                "object",
                "luma_web_data_web",
                "the catalog does not report its fields"),
            finding(FindingCode.NULLABILITY, "customers", "name", 17, "not null", "nullable", "")
                .accepted(
                    new Acceptance(
                        FindingCode.NULLABILITY,
                        new Glob("customers.name"),
                        "Filled in by the shop from March on",
                        null,
                        "https://tracker.example.org/DATA-17",
                        new SourcePosition("src/main/qs/accept.yaml", 1, 3))));
    List<Checked> checked = new ArrayList<>();
    for (String name : List.of("customers", "orders", "luma_web_data", "ordres")) {
      checked.add(new Checked(name, null, null));
    }
    for (String name : List.of("total", "placed_at", "id", "customer_id")) {
      checked.add(new Checked("orders", name, null));
    }
    return new CheckReport(
        Goal.CHECK,
        new Server("qs", "acme.platform-query.adobe.io", 80, "prod:all", "verify-full", "0.1.0"),
        new SchemaDetails(
            new Catalog(
                CatalogSource.PG_CATALOG,
                List.of("public"),
                true,
                List.of(customers, orders, web, invoices, open)),
            relations,
            Map.of(invoices.name(), "may not be read by this credential")),
        new CheckResult(
            findings,
            new Coverage(
                4,
                6,
                checked,
                List.of(
                    new Unchecked(
                        Unchecked.What.FIELDS,
                        "luma_web_data",
                        "web",
                        "the server does not report the fields of luma_web_data_web")),
                List.of()),
            FailOn.ERROR),
        "src/main/qs/accept.yaml");
  }

  /** Hostile names in all places. */
  public static CheckReport hostile(List<String> names) {
    List<Table> tables = new ArrayList<>();
    Map<TableName, TableDetails> relations = new LinkedHashMap<>();
    for (String name : names) {
      Table table =
          new Table(
              new TableName(name, name),
              TableType.TABLE,
              false,
              name,
              new Dataset(name, name, name, name));
      tables.add(table);
      relations.put(
          table.name(),
          new TableDetails(
              table,
              List.of(column(name, 1, name, false, name, name, column(name, 1, name))),
              List.of(name),
              List.of(new ForeignKey(name, List.of(name), table.name(), List.of(name)))));
    }
    CheckReport found = CheckReports.hostile();
    return new CheckReport(
        Goal.CHECK,
        new Server(names.get(0), names.get(1), 1, names.get(4), names.get(5), names.get(6)),
        new SchemaDetails(
            new Catalog(CatalogSource.PG_CATALOG, names, true, tables, List.of(), names),
            relations,
            Map.of()),
        found.result(),
        "src/main/qs/accept.yaml");
  }

  /**
   * A table with keys of every kind: it references itself, a table that is not listed, and twelve
   * others, one of them by two columns; others reference it. The tables are in two schemas.
   */
  public static CheckReport related(int references) {
    Map<TableName, TableDetails> relations = new LinkedHashMap<>();
    List<ForeignKey> own = new ArrayList<>();
    List<Column> columns = new ArrayList<>();
    columns.add(column("id", 1, "bigint", false, null, null));
    columns.add(column("parent_id", 2, "bigint"));
    TableName center = new TableName("public", "items");
    own.add(new ForeignKey("items_parent_fk", List.of("parent_id"), center, List.of("id")));
    own.add(
        new ForeignKey(
            null, List.of("id"), new TableName("gone", "elsewhere"), List.of("item_number")));
    for (int i = 0; i < 12; i++) {
      TableName name = new TableName("crm", "kind_%02d".formatted(i));
      List<String> key = i == 0 ? List.of("code", "region") : List.of("code");
      List<Column> both =
          List.of(
              column("code", 1, "text", false, null, null),
              column("region", 2, "text", false, null, null));
      relations.put(name, details(name, both, key));
      List<String> columnsOfKey = key.stream().map(each -> name.name() + "_" + each).toList();
      columnsOfKey.forEach(each -> columns.add(column(each, columns.size() + 1, "text")));
      own.add(new ForeignKey("items_" + name.name() + "_fk", columnsOfKey, name, key));
    }
    relations.put(center, details(center, columns, List.of("id"), own.toArray(ForeignKey[]::new)));
    for (int i = 0; i < references; i++) {
      TableName name = new TableName("public", "use_%02d".formatted(i));
      relations.put(
          name,
          details(
              name,
              List.of(column("item_id", 1, "bigint"), column("note", 2, "text")),
              List.of(),
              new ForeignKey("uses_fk", List.of("item_id"), center, List.of("id"))));
    }
    return new CheckReport(
        Goal.CHECK,
        TablesReports.server(),
        new SchemaDetails(
            new Catalog(
                CatalogSource.PG_CATALOG,
                List.of("public", "crm"),
                true,
                relations.values().stream().map(TableDetails::table).toList()),
            relations,
            Map.of()),
        new CheckResult(
            List.of(
                finding(
                    FindingCode.TYPE_MISMATCH, "items", "parent_id", 9, "integer", "bigint", ""),
                finding(FindingCode.MISSING_COLUMN, "use_03", "amount", 12, "integer", "none", "")),
            new Coverage(
                2,
                2,
                List.of(new Checked("items", null, null), new Checked("use_03", null, null)),
                List.of(),
                List.of()),
            FailOn.ERROR),
        "src/main/qs/accept.yaml");
  }

  private static TableDetails details(
      TableName name, List<Column> columns, List<String> key, ForeignKey... foreignKeys) {
    Table table = table(name.schema(), name.name(), name.schema().equals("public"), null);
    return new TableDetails(table, columns, key, List.of(foreignKeys));
  }

  /** As many tables, with as many columns each; a third of the columns has a comment. */
  public static CheckReport large(int tables, int columns) {
    List<Table> listed = new ArrayList<>();
    Map<TableName, TableDetails> relations = new LinkedHashMap<>();
    for (int i = 0; i < tables; i++) {
      Table table =
          table(
              "public", "customer_event_dataset_%05d".formatted(i), true, "Events of source " + i);
      List<Column> all = new ArrayList<>();
      all.add(column("id", 1, "bigint", false, null, null));
      for (int j = 1; j < columns; j++) {
        all.add(
            column(
                "attribute_" + (i * 7 + j) % 997 + "_" + j,
                j + 1,
                j % 4 == 0 ? "timestamp without time zone" : j % 3 == 0 ? "numeric(10,2)" : "text",
                j % 5 != 0,
                null,
                j % 3 == 0 ? "What the source calls field " + j : null));
      }
      listed.add(table);
      relations.put(table.name(), new TableDetails(table, all, List.of("id"), List.of()));
    }
    return new CheckReport(
        Goal.CHECK,
        TablesReports.server(),
        new SchemaDetails(
            new Catalog(CatalogSource.PG_CATALOG, List.of("public"), true, listed),
            relations,
            Map.of()),
        new CheckResult(List.of(), Coverage.NONE, FailOn.ERROR),
        "src/main/qs/accept.yaml");
  }
}
