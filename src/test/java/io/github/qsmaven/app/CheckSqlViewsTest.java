package io.github.qsmaven.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qsmaven.files.SqlFile;
import io.github.qsmaven.model.CheckResult;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.FindingCode;
import io.github.qsmaven.model.SourcePosition;
import io.github.qsmaven.testing.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The views that every PostgreSQL has, as files of SQL: long, valid, and of many kinds. */
class CheckSqlViewsTest {
  /** A column behind its table, as the server writes it in a view; no call, and no definition. */
  private static final Pattern COLUMN =
      Pattern.compile("(?<![\\w.\"'$])([a-z_]\\w*)\\.([a-z_]\\w*)(?![\\w.(\"'$])");

  private static TestDatabase database;
  private static List<String> views;

  @TempDir Path folder;

  @BeforeAll
  static void readViews() throws Exception {
    database = new TestDatabase();
    views =
        database.use(
            session ->
                session.query(
                    "SELECT pg_catalog.pg_get_viewdef(c.oid, true) FROM pg_catalog.pg_class c"
                        + " WHERE c.relkind = 'v' AND c.relnamespace IN"
                        + " ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)"
                        + " ORDER BY c.relnamespace, c.relname",
                    List.of(),
                    row -> row.getString(1)));
  }

  private CheckResult check(List<SqlFile> files) throws Exception {
    return new SqlProject(folder, database.target()).check(files.toArray(SqlFile[]::new)).result();
  }

  @Test
  void validStatementsHaveNoFinding() throws Exception {
    List<SqlFile> files = new ArrayList<>();
    for (String view : views) {
      files.add(new SqlFile("v" + files.size() + ".sql", view));
      files.add(new SqlFile("v" + files.size() + ".sql", "CREATE VIEW some AS " + view));
    }

    CheckResult result = check(files);

    assertThat(result.findings()).isEmpty();
    assertThat(result.coverage().tablesChecked()).isEqualTo(files.size()).isGreaterThan(200);
  }

  @Test
  void aMisspelledColumnIsFoundAtItsPlace() throws Exception {
    Random random = new Random(3);
    List<SqlFile> files = new ArrayList<>();
    Map<String, SourcePosition> places = new HashMap<>();
    for (int i = 0; files.size() < 300; i++) {
      String view = views.get(i % views.size());
      List<Integer> columns = new ArrayList<>();
      Matcher matcher = COLUMN.matcher(view);
      while (matcher.find()) {
        columns.add(matcher.end());
      }
      if (!columns.isEmpty()) {
        int end = columns.get(random.nextInt(columns.size()));
        String name = "f" + files.size() + ".sql";
        files.add(new SqlFile(name, view.substring(0, end) + "_qs" + view.substring(end)));
        Matcher reference = COLUMN.matcher(view);
        while (reference.find() && reference.end() != end) {}
        String before = view.substring(0, reference.start());
        int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        places.put(
            name, new SourcePosition(name, line, before.length() - before.lastIndexOf('\n')));
      }
    }

    Map<String, SourcePosition> found = new HashMap<>();
    for (Finding finding : check(files).findings()) {
      if (finding.code() != FindingCode.SQL_NOT_CHECKED) {
        found.put(finding.group(), finding.at());
      }
    }

    places.entrySet().removeAll(found.entrySet());
    assertThat(places).as("not found, or elsewhere").isEmpty();
  }
}
