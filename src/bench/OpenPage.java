import io.github.qsmaven.model.Goal;
import io.github.qsmaven.report.ReportScope;
import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.CatalogSource;
import io.github.qsmaven.model.CheckResult;
import io.github.qsmaven.model.Column;
import io.github.qsmaven.model.ColumnType;
import io.github.qsmaven.model.Coverage;
import io.github.qsmaven.model.FailOn;
import io.github.qsmaven.model.TableDetails;
import io.github.qsmaven.model.Server;
import io.github.qsmaven.model.SchemaDetails;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableName;
import io.github.qsmaven.model.TableType;
import io.github.qsmaven.model.TypeShape;
import io.github.qsmaven.report.CheckReport;
import io.github.qsmaven.report.ResultView;
import io.github.qsmaven.report.html.HtmlFormat;
import io.github.qsmaven.testing.Chromium;
import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the page of many tables, opens it in Chromium, and searches: how large, how fast. */
final class OpenPage {
  private static final int ROUNDS = 7;
  private static final String[] TYPES = {
    "text", "bigint", "timestamp without time zone", "numeric(10,2)", "character varying(254)"
  };

  private OpenPage() {}

  /**
   * Arguments: tables, columns of each, the folder for the page. Prints lines of a name and a
   * number: bytes, ms of writing (the first time, then the median), ms from the start of loading
   * until the list is there and a key pressed is answered, ms of searches.
   */
  public static void main(String[] args) throws Exception {
    int tables = Integer.parseInt(args[0]);
    CheckReport report = report(tables, Integer.parseInt(args[1]));
    Path file = Path.of(args[2], "check.html").toAbsolutePath();
    HtmlFormat writer = new HtmlFormat(ReportScope.of(Goal.CHECK));
    long[] writing = new long[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      long start = System.nanoTime();
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
        writer.write(new ResultView(report), out);
      }
      writing[i] = (System.nanoTime() - start) / 1_000_000;
    }
    print("bytes", Files.size(file));
    print("first-writing-ms", writing[0]);
    print("writing-ms", median(writing));
    try (Chromium chromium = new Chromium(Chromium.find().orElseThrow())) {
      long[] first = new long[ROUNDS];
      for (int i = 0; i < ROUNDS; i++) {
        first[i] = firstInteraction(chromium, file.toUri());
      }
      print("first-interaction-ms", median(first));
      Chromium.Page page = chromium.newPage();
      page.resize(1280, 900);
      page.load(file.toUri());
      print("first-search-ms", search(page, "attribute_99"));
      for (String text : List.of("e", "dataset_09", "attribute_99", "source calls field 7", "nothing such", "atribute_99", "custmer evnt")) {
        long[] searches = new long[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
          search(page, "");
          searches[i] = search(page, text);
        }
        print("search-ms \"" + text + "\"", median(searches));
      }
      long[] links = new long[ROUNDS];
      for (int i = 0; i < ROUNDS; i++) {
        page.load(URI.create("about:blank"));
        page.load(URI.create(file.toUri() + "#t=public.customer_event_dataset_0" + (i + 2) + "500"));
        page.await("document.querySelector('details[open] .columns')");
        links[i] = page.evaluate("Math.round(performance.now())").asLong();
      }
      print("deep-link-ms", median(links));
    }
  }

  /** From the start of the load until a key is answered, whenever it was pressed. */
  private static long firstInteraction(Chromium chromium, URI address) throws Exception {
    Chromium.Page page = chromium.newPage();
    page.resize(1280, 900);
    page.load(address);
    page.evaluate(
        "new Promise(done => document.getElementById('search').addEventListener('focus', () =>"
            + " requestAnimationFrame(() => { window.answered = performance.now(); done(); }))"
            + " || document.getElementById('search').focus())");
    return page.evaluate("Math.round(answered)").asLong();
  }

  /** Until the list has been painted. */
  private static long search(Chromium.Page page, String text) throws Exception {
    return page.evaluate(
            "new Promise(done => { const start = performance.now();"
                + " const search = document.getElementById('search'); search.value = '"
                + text
                + "'; search.dispatchEvent(new Event('input'));"
                + " requestAnimationFrame(() => setTimeout(() =>"
                + " done(Math.round(performance.now() - start)))); })")
        .asLong();
  }

  private static void print(String name, long number) {
    System.out.println(name + " " + number);
  }

  private static long median(long[] numbers) {
    Arrays.sort(numbers);
    return numbers[numbers.length / 2];
  }

  private static CheckReport report(int tables, int columns) {
    List<Table> listed = new ArrayList<>();
    Map<TableName, TableDetails> relations = new LinkedHashMap<>();
    for (int i = 0; i < tables; i++) {
      Table table =
          new Table(
              new TableName("public", "customer_event_dataset_%05d".formatted(i)),
              TableType.TABLE,
              true,
              "Events of source " + i);
      List<Column> all = new ArrayList<>();
      for (int j = 0; j < columns; j++) {
        all.add(
            new Column(
                "attribute_" + (i * 7 + j) % 997 + "_" + j,
                j + 1,
                new ColumnType(TYPES[j % TYPES.length], TypeShape.SCALAR),
                j % 5 != 0,
                null,
                j % 3 == 0 ? "What the source calls field " + j : null,
                List.of()));
      }
      listed.add(table);
      relations.put(table.name(), new TableDetails(table, all, List.of(all.get(0).name()), List.of()));
    }
    return new CheckReport(
        Goal.CHECK,
        new Server("qs", "db.example.org", 5432, "prod:all", "verify-full", "18.6"),
        new SchemaDetails(
            new Catalog(CatalogSource.PG_CATALOG, List.of("public"), true, listed),
            relations,
            Map.of()),
        new CheckResult(List.of(), Coverage.NONE, FailOn.ERROR), "src/main/qs/accept.yaml");
  }
}
