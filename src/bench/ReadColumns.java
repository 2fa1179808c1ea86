import io.github.qsmaven.catalog.CatalogFallback;
import io.github.qsmaven.catalog.CatalogQuery;
import io.github.qsmaven.catalog.SchemaDetailsReader;
import io.github.qsmaven.settings.Credential;
import io.github.qsmaven.settings.Endpoint;
import io.github.qsmaven.settings.Timeouts;
import io.github.qsmaven.settings.Secret;
import io.github.qsmaven.settings.ConnectionLog;
import io.github.qsmaven.connection.Sessions;
import io.github.qsmaven.settings.SslMode;
import io.github.qsmaven.settings.Target;
import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.NameFilter;
import io.github.qsmaven.model.SchemaDetails;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;

/** Lists the tables of a database of the lab, and reads the columns of all, or of as many as wanted. */
final class ReadColumns {
  private static final int PAGE_SIZE = 40_000;

  private ReadColumns() {}

  /** Arguments: database, port, how many tables (0: all). Prints: tables, columns, ms of both. */
  public static void main(String[] args) throws Exception {
    Target target =
        new Target(
            new Endpoint(
                "qs",
                System.getenv("PERF_HOST"),
                Integer.parseInt(args[1]),
                args[0],
                SslMode.VERIFY_FULL,
                Path.of(System.getenv("CERT_DIR"), "server.crt")),
            new Credential(
                System.getenv("PERF_USER"), new Secret(System.getenv("PERF_PASSWORD"))),
            new Timeouts(30, 300, 0));
    long start = System.nanoTime();
    try (Sessions sessions = new Sessions()) {
      SchemaDetails structure =
          sessions.use(
              target,
              new Silence(),
              session -> {
                Catalog catalog =
                    new CatalogFallback(null, PAGE_SIZE)
                        .read(
                            session,
                            new CatalogQuery(
                                List.of(), EnumSet.of(TableType.TABLE), NameFilter.ALL));
                return new SchemaDetailsReader(PAGE_SIZE)
                    .read(session, catalog, some(catalog.tables(), Integer.parseInt(args[2])));
              });
      int columns =
          structure.relations().values().stream().mapToInt(r -> r.columns().size()).sum();
      System.out.printf(
          "%d %d %d%n",
          structure.relations().size(), columns, (System.nanoTime() - start) / 1_000_000);
    }
  }

  private static List<Table> some(List<Table> all, int count) {
    if (count == 0) {
      return all;
    }
    List<Table> shuffled = new ArrayList<>(all);
    Collections.shuffle(shuffled, new Random(1));
    return shuffled.subList(0, count);
  }

  private static final class Silence implements ConnectionLog {
    @Override
    public void warn(String sentence) {}

    @Override
    public void debug(String sentence) {}
  }
}
