package io.github.qsmaven.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qsmaven.catalog.CatalogFallback;
import io.github.qsmaven.catalog.SchemaDetailsReader;
import io.github.qsmaven.connection.Sessions;
import io.github.qsmaven.contract.ContractOutput;
import io.github.qsmaven.contract.ContractOutput.IfExists;
import io.github.qsmaven.contract.ExpectedTablesReader;
import io.github.qsmaven.files.BaseFolder;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.Column;
import io.github.qsmaven.model.TableDetails;
import io.github.qsmaven.report.CheckReport;
import io.github.qsmaven.report.ResultView;
import io.github.qsmaven.report.text.Colors;
import io.github.qsmaven.report.text.ConsoleFormat;
import io.github.qsmaven.settings.Target;
import io.github.qsmaven.settings.Timeouts;
import io.github.qsmaven.testing.HeardLog;
import io.github.qsmaven.testing.SecretCanary;
import io.github.qsmaven.testing.Superuser;
import io.github.qsmaven.testing.TestDatabase;
import io.github.qsmaven.testing.TlsPostgres;
import io.github.qsmaven.testing.queryservice.QueryServiceSimulator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that has the password in its names, comments, types, messages and version. */
class EchoedPasswordTest {
  private static final String USER = "analyst@AdobeOrg";
  private static final String PASSWORD = "it's-A \"Canary7Canary\" &%";
  private static final String BASE64 =
      Base64.getEncoder().encodeToString(("ab:" + PASSWORD).getBytes(UTF_8));

  private static TestDatabase database;

  @TempDir Path folder;

  @BeforeAll
  static void createTables() throws Exception {
    String name = Superuser.identifier(PASSWORD);
    String text = "'" + PASSWORD.replace("'", "''") + "'";
    database =
        new TestDatabase(
            "CREATE SCHEMA " + name,
            "CREATE TYPE " + name + ".kind AS ENUM (" + text + ")",
            "CREATE TYPE parts AS (" + name + " int)",
            "CREATE TABLE " + name + " (id int)",
            "CREATE TABLE " + name + "." + name + " (id int)",
            "CREATE TABLE \"" + BASE64 + "\" (id int)",
            "CREATE TABLE columns (" + name + " bigint PRIMARY KEY, v text DEFAULT " + text + ")",
            "CREATE TABLE types (kind " + name + ".kind, parts parts)",
            "CREATE TABLE plain (id int, v text)",
            "COMMENT ON TABLE plain IS " + text,
            "COMMENT ON COLUMN plain.id IS '" + BASE64 + "'",
            "GRANT USAGE ON SCHEMA " + name + " TO PUBLIC");
  }

  private static QueryServiceSimulator.Builder simulator(String password) {
    return QueryServiceSimulator.over(TlsPostgres.shared())
        .user(USER, password)
        .database("all", database.name())
        .serverVersion("16.1 " + PASSWORD)
        .lenient();
  }

  private static Target target(QueryServiceSimulator server, String password) {
    return server.target(USER, password, "all", new Timeouts(30, 60, 0));
  }

  private void assertNothingWritten(CharSequence... texts) throws Exception {
    SecretCanary canary = new SecretCanary(PASSWORD);
    assertThat(canary.leaksBelow(folder, file -> false)).isEmpty();
    for (CharSequence text : texts) {
      assertThat(canary.formsIn(text.toString())).isEmpty();
    }
  }

  private Expectations expecting(String... tables) throws CannotCheckException {
    return new Expectations(
        new ExpectedTablesReader(new BaseFolder(folder), false).read(List.of(tables), null),
        List.of(),
        "accept.yaml");
  }

  @Test
  void aCheckFindsTheTrueNamesAndShowsNoneOfThem() throws Exception {
    try (QueryServiceSimulator server = simulator(PASSWORD).start()) {
      CheckReport report =
          TestProject.of(folder, List.of("public", PASSWORD))
              .check(
                  target(server, PASSWORD),
                  expecting(
                      PASSWORD,
                      "columns",
                      "types(kind text)",
                      "plain(id text, gone int)",
                      "plane",
                      "missing_" + PASSWORD));

      ResultView view = new ResultView(report);
      assertThat(report.result().findings())
          .extracting(TestProject::inShort)
          .contains("QS101 plane", "QS101 missing_***", "QS202 plain.id", "QS201 plain.gone")
          .doesNotContain("QS101 ***", "QS101 columns", "QS101 types");
      assertThat(report.server().version()).isEqualTo("16.1 ***");
      var summary = new ConsoleFormat(Colors.NONE).summarize(view, List.of(Path.of("x")));
      assertNothingWritten(
          report.toString(),
          summary.lines(Duration.ZERO) + "" + summary.warnings() + summary.failureMessage());
      try (var files = Files.walk(folder)) {
        assertThat(files.filter(Files::isRegularFile)).hasSizeGreaterThan(5);
      }
    }
  }

  @Test
  void aContractHasNoTableWithThePasswordInAName() throws Exception {
    Path contract = folder.resolve("contract.odcs.yaml");
    try (QueryServiceSimulator server = simulator(PASSWORD).start();
        Sessions sessions = new Sessions()) {
      InitResult result =
          new Init(sessions, new CatalogFallback(null, 1000), new SchemaDetailsReader(1000))
              .run(
                  new InitRequest(
                      target(server, PASSWORD),
                      TestProject.of(folder, List.of("public", PASSWORD)).query(),
                      ContractOutput.open(
                          new BaseFolder(folder), contract.toString(), IfExists.REFUSE)),
                  new HeardLog());

      assertThat(result.leftOut()).isEqualTo(5);
      assertThat(result.tables()).isEqualTo(1);
      assertThat(Files.readString(contract))
          .contains("name: plain", "description: \"***\"")
          .doesNotContain("name: types");
      assertNothingWritten();
    }
  }

  @Test
  void aMessageOfTheServerIsRedacted() throws Exception {
    try (QueryServiceSimulator server =
            simulator(PASSWORD)
                .refuse(Pattern.compile("SELECT 1"), "P7Pa!", "no " + PASSWORD + " " + BASE64)
                .start();
        Sessions sessions = new Sessions()) {
      HeardLog log = new HeardLog();
      assertThatThrownBy(
              () ->
                  sessions.use(
                      target(server, PASSWORD),
                      log,
                      session -> session.query("SELECT 1", List.of(), row -> row.getInt(1))))
          .isInstanceOf(CannotCheckException.class)
          .hasMessageContaining("'no *** ***' (SQLSTATE invalid)")
          .satisfies(e -> assertNothingWritten(e + "", log.details() + ""));
    }
  }

  @Test
  void withAShortPasswordNamesStayAndCommentsAndMessagesGo() throws Exception {
    String password = "id";
    try (QueryServiceSimulator server =
            simulator(password).refuse(Pattern.compile("SELECT 1"), "XX001", "no id").start();
        Sessions sessions = new Sessions()) {
      Target target = target(server, password);
      CheckReport report =
          TestProject.of(folder, List.of("public"))
              .check(target, expecting("plain(id int, v text)"));

      assertThat(report.result().findings()).isEmpty();
      assertThat(report.result().coverage().columnsChecked()).isEqualTo(2);
      assertThat(report.structure().relations().values())
          .flatExtracting(TableDetails::columns)
          .allMatch(column -> column.comment() == null)
          .extracting(Column::name)
          .contains("id");
      assertThatThrownBy(
              () ->
                  sessions.use(
                      target,
                      new HeardLog(),
                      session -> session.query("SELECT 1", List.of(), row -> row.getInt(1))))
          .hasMessageContaining(
              "'not shown, since the password is too short to be redacted from it' (SQLSTATE XX001)");
    }
  }

  /** Names that are told apart only by the form of the password in them. */
  @Test
  void namesThatAreAlikeWithoutThePasswordAreReported() throws Exception {
    String word = "Canary7Canary";
    List<String> forms = List.copyOf(new SecretCanary(word + " &").encodings().values());
    String[] tables =
        forms.stream()
            .distinct()
            .flatMap(
                form -> {
                  String name = Superuser.identifier(form);
                  return Stream.of(
                      "CREATE TABLE " + name + " (" + name + " int PRIMARY KEY, \"x\" text)",
                      "CREATE VIEW "
                          + Superuser.identifier("v" + form)
                          + " AS SELECT 1 AS "
                          + name);
                })
            .toArray(String[]::new);
    TestDatabase alike = new TestDatabase(tables);
    try (QueryServiceSimulator server =
        QueryServiceSimulator.over(TlsPostgres.shared())
            .user(USER, word + " &")
            .database("all", alike.name())
            .lenient()
            .start()) {
      CheckReport report =
          TestProject.of(folder, List.of("public"))
              .check(
                  server.target(USER, word + " &", "all", new Timeouts(30, 60, 0)),
                  expecting(
                      forms.stream()
                          .distinct()
                          .map(form -> Superuser.identifier(form) + "(x int, y text)")
                          .toArray(String[]::new)));

      assertThat(report.result().findings()).hasSize(2 * (int) forms.stream().distinct().count());
      SecretCanary canary = new SecretCanary(word + " &");
      assertThat(canary.formsIn(report.toString())).isEmpty();
      assertThat(canary.leaksBelow(folder, file -> false)).isEmpty();
    }
  }
}
