package io.github.qsmaven.testing.queryservice;

import static io.github.qsmaven.testing.queryservice.Fixture.LONGEST_WAIT;
import static io.github.qsmaven.testing.queryservice.Fixture.ask;
import static io.github.qsmaven.testing.queryservice.Fixture.connect;
import static io.github.qsmaven.testing.queryservice.Fixture.properties;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qsmaven.testing.TlsPostgres;
import java.net.Socket;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;

/** The behavior of the simulator, as the plain driver sees it. */
class QueryServiceSimulatorTest {
  private static final String FORM_20 =
      """
      SELECT pg_catalog.pg_class.relname
      FROM pg_catalog.pg_class JOIN pg_catalog.pg_namespace
        ON pg_catalog.pg_namespace.oid = pg_catalog.pg_class.relnamespace
      WHERE pg_catalog.pg_class.relkind = ANY (ARRAY['r', 'p'])
        AND pg_catalog.pg_class.relpersistence != 't'
        AND pg_catalog.pg_table_is_visible(pg_catalog.pg_class.oid)
        AND pg_catalog.pg_namespace.nspname != 'pg_catalog'
      ORDER BY 1
      """;
  private static final String FORM_14 =
      """
      SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = 'public' AND c.relkind in ('r', 'p') ORDER BY c.relname
      """;
  private static final String INFORMATION_SCHEMA =
      "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1";
  private static final List<String> TABLES =
      List.of("luma_midvalues", "luma_postvalues", "segment_definitions");

  private static Fixture fixture;

  @BeforeAll
  static void makeTables() throws SQLException {
    fixture = new Fixture();
  }

  private static void assertRefused(String sqlState, ThrowingCallable action) {
    assertThatThrownBy(action)
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).as("%s", e).isEqualTo(sqlState));
  }

  @Test
  void itCallsItself010AndShowsTlsOfTheVersionThatIsDocumented() throws Exception {
    try (QueryServiceSimulator server = fixture.start();
        Connection connection = connect(server)) {
      assertThat(connection.unwrap(PGConnection.class).getParameterStatus("server_version"))
          .isEqualTo("0.1.0");
      assertThat(ask(connection, "SHOW server_version")).containsExactly("0.1.0");
      assertThat(ask(connection, "SELECT current_schema()")).containsExactly("public");
    }
  }

  @ParameterizedTest
  @CsvSource({"TLSv1.2, TLSv1.2", "TLSv1.3, TLSv1.3"})
  void itSpeaksOnlyTheConfiguredTls(String protocol, String spoken) throws Exception {
    try (QueryServiceSimulator server = fixture.simulator().tls(protocol).start();
        Socket plain = new Socket("localhost", server.port())) {
      plain.getOutputStream().write(new MessageBuilder().int32(80877104).asStartupPacket());
      assertThat(plain.getInputStream().read()).as("GSSENCRequest").isEqualTo('N');
      plain.getOutputStream().write(new MessageBuilder().int32(80877103).asStartupPacket());
      assertThat(plain.getInputStream().read()).isEqualTo('S');
      SSLContext trust = Backend.trusting(TlsPostgres.shared());
      try (SSLSocket tls =
          (SSLSocket)
              trust.getSocketFactory().createSocket(plain, "localhost", server.port(), true)) {
        tls.startHandshake();
        assertThat(tls.getSession().getProtocol()).isEqualTo(spoken);
      }
    }
  }

  @Test
  void nobodySignsInWithoutTls() throws Exception {
    Properties properties = properties();
    properties.setProperty("sslmode", "disable");
    try (QueryServiceSimulator server = fixture.start()) {
      assertRefused("28000", () -> connect(server, properties));
    }
  }

  @Test
  void passwordsOf16KbWorkAndWrongOnesDoNot() throws Exception {
    String token = "eyJ.".repeat(4096) + "x";
    Properties properties = properties();
    try (QueryServiceSimulator server = fixture.simulator().user("token@AdobeOrg", token).start()) {
      properties.setProperty("user", "token@AdobeOrg");
      properties.setProperty("password", token);
      connect(server, properties).close();
      properties.setProperty("password", token + "x");
      assertRefused("28P01", () -> connect(server, properties));
      properties.setProperty("user", "nobody@AdobeOrg");
      assertRefused("28P01", () -> connect(server, properties));
      assertThat(server.sessions()).isEqualTo(1);
      assertThat(server.connections()).isEqualTo(3);
    }
  }

  @Test
  void aTokenCanExpire() throws Exception {
    AtomicBoolean expired = new AtomicBoolean();
    try (QueryServiceSimulator server =
        fixture.simulator().passwords((user, password) -> !expired.get()).start()) {
      connect(server).close();
      expired.set(true);
      assertRefused("28P01", () -> connect(server));
    }
  }

  @Test
  void anUnknownDatabaseHasNoTables() throws Exception {
    Properties properties = properties();
    properties.setProperty("PGDBNAME", "stage:all");
    try (QueryServiceSimulator server = fixture.start()) {
      assertRefused("42P12", () -> connect(server, properties));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"extended", "simple"})
  void showTablesHasEachDocumentedShape(String mode) throws Exception {
    Properties properties = properties();
    properties.setProperty("preferQueryMode", mode);
    for (ShowTables shape : ShowTables.values()) {
      try (QueryServiceSimulator server =
              fixture
                  .simulator()
                  .showTables(shape)
                  .dataset(
                      "luma_midvalues", "5bac030c29bb8d12fa992e58", "It's Luma", "", "'PROFILE'")
                  .start();
          Connection connection = connect(server, properties);
          Statement statement = connection.createStatement();
          ResultSet result = statement.executeQuery("show tables;")) {
        ResultSetMetaData columns = result.getMetaData();
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
          names.add(columns.getColumnName(i));
        }
        assertThat(names).isEqualTo(shape.columns());
        assertThat(result.next()).isTrue();
        assertThat(result.getString("name")).isEqualTo("luma_midvalues");
        if (shape != ShowTables.NAME_AND_TYPE) {
          assertThat(result.getString("dataSetId")).isEqualTo("5bac030c29bb8d12fa992e58");
          assertThat(result.getString("dataSet")).isEqualTo("It's Luma");
          assertThat(result.next()).isTrue();
          assertThat(result.getString("dataSetId")).matches("[0-9a-f]{24}");
        }
        assertThat(server.statements()).last().asString().startsWith("show tables");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT unnest(current_schemas(false))",
        "SELECT current_schemas(false)",
        "SELECT * FROM generate_series(1, 2) WITH ORDINALITY",
        "SELECT oid::text FROM pg_class",
        "SELECT description FROM pg_description",
        "SELECT obj_description(oid) FROM pg_class",
        "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY",
      })
  void whatNoDocumentShowsIsRefusedUnlessItIsLenient(String sql) throws Exception {
    try (QueryServiceSimulator server = fixture.start();
        QueryServiceSimulator lenient = fixture.simulator().lenient().start();
        Connection connection = connect(server);
        Connection lenientConnection = connect(lenient);
        Statement statement = connection.createStatement();
        Statement lenientStatement = lenientConnection.createStatement()) {
      assertRefused("0A000", () -> statement.execute(sql));
      lenientStatement.execute(sql);
      // The session continues.
      assertThat(ask(connection, "SELECT 1")).containsExactly("1");
    }
  }

  @Test
  void anArrayIsNoDocumentedParameter() throws Exception {
    try (QueryServiceSimulator server = fixture.start();
        Connection connection = connect(server);
        PreparedStatement statement =
            connection.prepareStatement("SELECT relname FROM pg_class WHERE relname = ANY (?)")) {
      statement.setArray(1, connection.createArrayOf("text", new String[] {"a"}));
      assertRefused("0A000", statement::executeQuery);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        FORM_20,
        FORM_14,
        "SELECT count(*) FROM pg_class",
        "SELECT * FROM \"luma_midvalues\" WHERE 1=0",
        "SELECT 'unnest ::' AS \"current_schemas\" -- pg_description",
        "SHOW DateStyle",
        "select pg_catalog.version()",
      })
  void whatIsDocumentedIsAnswered(String sql) throws Exception {
    try (QueryServiceSimulator server = fixture.start();
        Connection connection = connect(server)) {
      ask(connection, sql);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"extended", "simple"})
  void aResultIsCutAtTheCap(String mode) throws Exception {
    Properties properties = properties();
    properties.setProperty("preferQueryMode", mode);
    try (QueryServiceSimulator server = fixture.simulator().rowCap(1000).start();
        Connection connection = connect(server, properties)) {
      assertThat(ask(connection, "SELECT id FROM luma_midvalues ORDER BY id"))
          .hasSize(1000)
          .endsWith("1000");
      assertThat(ask(connection, "SELECT id FROM luma_midvalues LIMIT 1500")).hasSize(1000);
      assertThat(ask(connection, "SELECT id FROM luma_midvalues LIMIT 0")).hasSize(2000);
      assertThat(ask(connection, "SELECT id FROM luma_midvalues LIMIT 100000")).hasSize(1000);
      assertThat(ask(connection, "SELECT id FROM luma_midvalues WHERE id > 1500")).hasSize(500);
      assertRefused("53400", () -> ask(connection, "SELECT id FROM luma_midvalues LIMIT 100001"));
      assertThat(
              ask(
                  connection,
                  "SELECT count(*) FROM (SELECT id FROM luma_midvalues LIMIT 200000) t"))
          .containsExactly("2000");
    }
  }

  @Test
  void aLimitThatIsAParameterCountsAsWell() throws Exception {
    try (QueryServiceSimulator server = fixture.simulator().rowCap(1000).start();
        Connection connection = connect(server);
        PreparedStatement statement =
            connection.prepareStatement(
                "SELECT id FROM luma_midvalues WHERE id > ? ORDER BY id LIMIT ?")) {
      statement.setInt(1, 10);
      statement.setInt(2, 100_001);
      assertRefused("53400", statement::executeQuery);
      statement.setInt(2, 0);
      assertThat(rows(statement)).isEqualTo(1990);
      statement.setInt(2, 7);
      assertThat(rows(statement)).isEqualTo(7);
    }
  }

  private static int rows(PreparedStatement statement) throws SQLException {
    try (ResultSet result = statement.executeQuery()) {
      int rows = 0;
      while (result.next()) {
        rows++;
      }
      return rows;
    }
  }

  @Test
  void aResultReadInPortionsIsCutAsAWhole() throws Exception {
    try (QueryServiceSimulator server = fixture.simulator().rowCap(1000).start();
        Connection connection = connect(server)) {
      connection.setAutoCommit(false);
      try (PreparedStatement statement =
          connection.prepareStatement("SELECT id FROM luma_midvalues ORDER BY id")) {
        statement.setFetchSize(300);
        assertThat(rows(statement)).isEqualTo(1000);
      }
      try (Statement statement = connection.createStatement()) {
        statement.execute("DECLARE c CURSOR FOR SELECT id FROM luma_midvalues");
        assertThat(ask(connection, "FETCH 800 FROM c")).hasSize(800);
        assertThat(ask(connection, "FETCH FORWARD 800 FROM c")).hasSize(200);
        assertThat(ask(connection, "FETCH ALL IN c")).isEmpty();
      }
      assertThat(server.statements().stream().filter(sql -> sql.startsWith("SELECT"))).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource({"false, SELECT 1000", "true, SELECT 2000"})
  void commandCompleteTellsTheRowsOrLies(boolean lies, String tag) throws Exception {
    QueryServiceSimulator.Builder simulator = fixture.simulator().rowCap(1000);
    try (QueryServiceSimulator server =
            (lies ? simulator.commandCompleteLies() : simulator).start();
        RawClient client = new RawClient(server)) {
      client.query("SELECT id FROM luma_midvalues");

      assertThat(client.completion()).isEqualTo(tag);
    }
  }

  @Test
  void thereAreOnlySoManySessions() throws Exception {
    try (QueryServiceSimulator server = fixture.simulator().sessionLimit(1).start()) {
      try (Connection first = connect(server)) {
        assertThatThrownBy(() -> connect(server)).hasMessageContaining("Session Limit Reached");
        assertThat(ask(first, "SELECT 1")).containsExactly("1");
      }
      // The first connection is closed, although the server may not have noticed yet.
      connect(server).close();
      assertThat(server.mostSessions()).isEqualTo(1);
      assertThat(server.awaitNoSessions(LONGEST_WAIT)).isTrue();
    }
  }

  @Test
  void aRequestToCancelIsNotHeard() throws Exception {
    List<Statement> running = new CopyOnWriteArrayList<>();
    try (QueryServiceSimulator server =
            fixture
                .simulator()
                .before(Pattern.compile("segment"), sql -> running.get(0).cancel())
                .start();
        Connection connection = connect(server);
        Statement statement = connection.createStatement()) {
      running.add(statement);

      assertThat(statement.execute("SELECT * FROM segment_definitions")).isTrue();

      assertThat(server.awaitCancelRequest(LONGEST_WAIT)).isTrue();
      assertThat(server.cancelRequests()).isEqualTo(1);
    }
  }

  @Test
  void eachCatalogCanBeRejected() throws Exception {
    try (QueryServiceSimulator server =
            fixture
                .simulator()
                .refuse(SimulatedCatalog.PG_CATALOG)
                .refuse(SimulatedCatalog.INFORMATION_SCHEMA)
                .refuse(SimulatedCatalog.SHOW_TABLES)
                .start();
        Connection connection = connect(server)) {
      assertRefused("42P01", () -> ask(connection, FORM_20));
      assertRefused("42P01", () -> ask(connection, FORM_14));
      assertRefused("42P01", () -> ask(connection, INFORMATION_SCHEMA));
      assertRefused("0A000", () -> ask(connection, "SHOW TABLES"));
      assertThat(ask(connection, "SELECT * FROM luma_postvalues WHERE 1=0")).isEmpty();
    }
  }

  @Test
  void theForm20CanBeRefusedAlone() throws Exception {
    try (QueryServiceSimulator server = fixture.simulator().refuseSqlAlchemy20Form().start();
        Connection connection = connect(server)) {
      assertRefused("42703", () -> ask(connection, FORM_20));
      assertRefused(
          "42883",
          () -> ask(connection, "SELECT oid FROM pg_class WHERE pg_table_is_visible(oid)"));
      assertThat(ask(connection, FORM_14)).isEqualTo(TABLES);
    }
  }

  @Test
  void aRefusalAbortsATransaction() throws Exception {
    try (QueryServiceSimulator server =
            fixture
                .simulator()
                .refuse(Pattern.compile("luma_post"), "58000", "System error")
                .start();
        Connection connection = connect(server)) {
      connection.setAutoCommit(false);
      assertRefused("58000", () -> ask(connection, "SELECT * FROM luma_postvalues"));
      assertRefused("25P02", () -> ask(connection, "SELECT 1"));
      connection.rollback();
      assertThat(ask(connection, "SELECT 1")).containsExactly("1");
    }
  }

  @Test
  void itCanHangUpAfterARefusal() throws Exception {
    try (QueryServiceSimulator server =
            fixture.simulator().refuse(SimulatedCatalog.SHOW_TABLES).hangUpAfterRefusal().start();
        Connection connection = connect(server)) {
      assertRefused("0A000", () -> ask(connection, "SHOW TABLES"));
      assertThat(connection.isClosed()).isTrue();
    }
  }

  @Test
  void theExtendedProtocolCanBeRefused() throws Exception {
    Properties simple = properties();
    simple.setProperty("preferQueryMode", "simple");
    try (QueryServiceSimulator server = fixture.simulator().refuseExtendedProtocol().start();
        Connection extended = connect(server);
        Connection simpleConnection = connect(server, simple)) {
      assertRefused("08P01", () -> ask(extended, "SELECT 1"));
      assertRefused("08P01", () -> ask(extended, "SELECT 1"));
      assertThat(ask(simpleConnection, "SELECT 1")).containsExactly("1");
    }
  }

  @Test
  void aCatalogHidesATableFromListsCountsAndPages() throws Exception {
    try (QueryServiceSimulator server =
            fixture
                .simulator()
                .hide(SimulatedCatalog.PG_CATALOG, "luma_postvalues", "it's")
                .hide(SimulatedCatalog.INFORMATION_SCHEMA, "segment_definitions")
                .hide(SimulatedCatalog.SHOW_TABLES, "luma_midvalues")
                .start();
        Connection connection = connect(server)) {
      List<String> others = List.of("luma_midvalues", "segment_definitions");
      assertThat(ask(connection, FORM_20)).isEqualTo(others);
      assertThat(ask(connection, FORM_14)).isEqualTo(others);
      assertThat(
              ask(
                  connection,
                  "SELECT count(*) FROM pg_class WHERE relname IN ('luma_postvalues', 'segment_definitions')"))
          .containsExactly("1");
      assertThat(ask(connection, FORM_14 + " LIMIT 2")).isEqualTo(others);
      assertThat(ask(connection, INFORMATION_SCHEMA))
          .containsExactly("luma_midvalues", "luma_postvalues");
      assertThat(ask(connection, "SHOW TABLES"))
          .containsExactly("luma_postvalues", "segment_definitions");
      assertThat(ask(connection, "SELECT * FROM luma_postvalues WHERE 1=0")).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SHOW_VIEWS")
  void aCatalogCanListNothing(SimulatedCatalog catalog) throws Exception {
    String sql =
        switch (catalog) {
          case PG_CATALOG -> FORM_20;
          case INFORMATION_SCHEMA -> INFORMATION_SCHEMA;
          case SHOW_TABLES, SHOW_VIEWS -> "SHOW TABLES";
        };
    try (QueryServiceSimulator full = fixture.start();
        QueryServiceSimulator server = fixture.simulator().empty(catalog).start()) {
      assertThat(ask(full, sql)).isEqualTo(TABLES);
      assertThat(ask(server, sql)).isEmpty();
    }
  }

  /** Each row, its columns joined by {@code |}. */
  private static List<String> rows(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      int columns = result.getMetaData().getColumnCount();
      List<String> rows = new ArrayList<>();
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          row.add(result.getString(i));
        }
        rows.add(String.join("|", row));
      }
      return rows;
    }
  }

  @Test
  void showViewsHasTheDocumentedColumns() throws Exception {
    Fixture own = new Fixture();
    own.execute(
        "CREATE SCHEMA profile_agg",
        "CREATE VIEW profile_agg.view1 AS SELECT 1 AS x",
        "CREATE VIEW view2 AS SELECT 1 AS x",
        "CREATE VIEW view3 AS SELECT 1 AS x");
    try (QueryServiceSimulator server =
            own.simulator()
                .container("qsaccel", "profile_agg")
                .view("view1", "view_id1", "dwh_dataset1", "")
                .view("view2", "view_id2", "adls_dataset", "adls_views")
                .hide(SimulatedCatalog.SHOW_VIEWS, "view3")
                .start();
        QueryServiceSimulator empty = own.simulator().empty(SimulatedCatalog.SHOW_VIEWS).start();
        QueryServiceSimulator without =
            own.simulator().refuse(SimulatedCatalog.SHOW_VIEWS).start();
        Connection connection = connect(server)) {
      assertThat(rows(connection, "show views;"))
          .containsExactly(
              "qsaccel|profile_agg|view1|view_id1|dwh_dataset1||DWH",
              "||view2|view_id2|adls_dataset|adls_views|ADLS");
      assertThat(ask(connection, "SELECT * FROM \"qsaccel\".\"profile_agg\".\"view1\""))
          .containsExactly("1");
      assertThat(ask(empty, "SHOW VIEWS")).isEmpty();
      assertRefused("42601", () -> ask(without, "SHOW VIEWS"));
    }
  }

  @Test
  void aDeniedSchemaIsNotListedAndDeniesEveryName() throws Exception {
    Fixture own = new Fixture();
    own.execute(
        "CREATE SCHEMA sales",
        "CREATE TABLE sales.orders (id int)",
        "CREATE VIEW sales.open AS SELECT 1 AS x");
    try (QueryServiceSimulator server = own.simulator().denySchema("sales").start();
        Connection connection = connect(server)) {
      assertRefused("42501", () -> ask(connection, "SELECT * FROM \"sales\".\"orders\" WHERE 1=0"));
      assertRefused("42501", () -> ask(connection, "SELECT * FROM \"sales\".\"none\" WHERE 1=0"));
      for (String list :
          List.of(
              "SELECT nspname FROM pg_catalog.pg_namespace",
              "SELECT relname FROM pg_catalog.pg_class",
              "SELECT table_name FROM information_schema.tables",
              "SELECT schema_name FROM information_schema.schemata",
              "SHOW VIEWS")) {
        assertThat(ask(connection, list)).as(list).doesNotContain("sales", "orders", "open");
      }
      assertThat(ask(connection, FORM_20)).isEqualTo(TABLES);
    }
  }

  @Test
  void theRolesPrivilegesAreReal() throws Exception {
    Fixture own = new Fixture();
    String role = own.name() + " reader";
    own.execute(
        "CREATE ROLE " + Fixture.role(role),
        "GRANT SELECT ON luma_midvalues TO " + Fixture.role(role));
    try (QueryServiceSimulator server =
            own.simulator().role(role).hide(SimulatedCatalog.PG_CATALOG, "luma_midvalues").start();
        Connection connection = connect(server)) {
      assertThat(ask(connection, "SELECT * FROM luma_midvalues WHERE 1=0")).isEmpty();
      assertThat(ask(connection, FORM_20)).doesNotContain("luma_midvalues").hasSize(2);
      assertRefused("42501", () -> ask(connection, "SELECT * FROM luma_postvalues WHERE 1=0"));
    }
  }

  @Test
  void whatHappensBeforeAStatementIsSeenByIt() throws Exception {
    Fixture own = new Fixture();
    try (QueryServiceSimulator server =
            own.simulator()
                .before(
                    Pattern.compile("nspname"), sql -> own.execute("CREATE TABLE another (i int)"))
                .start();
        Connection connection = connect(server)) {
      assertThat(ask(connection, FORM_14)).contains("another");
    }
  }

  @Test
  void aSettingOfTheSessionsIsTheBuildersChoice() throws Exception {
    try (QueryServiceSimulator server =
            fixture.simulator().setting("search_path", "pg_catalog").serverVersion("18.6").start();
        Connection connection = connect(server)) {
      assertThat(ask(connection, "SHOW search_path")).containsExactly("pg_catalog");
      assertThat(connection.getMetaData().getDatabaseMajorVersion()).isEqualTo(18);
    }
  }

  @Test
  void statementsAreCountedOnceEachAsTheyCame() throws Exception {
    try (QueryServiceSimulator server = fixture.start()) {
      try (Connection connection = connect(server);
          PreparedStatement statement = connection.prepareStatement("SELECT ? AS x")) {
        for (int i = 0; i < 7; i++) {
          statement.setString(1, "x");
          statement.executeQuery().close();
        }
      }
      assertThat(server.statements()).hasSize(8).contains("SELECT $1 AS x");
      assertThat(server.awaitStatement(Pattern.compile("AS x"), LONGEST_WAIT)).isTrue();
      assertThat(server.awaitNoConnections(LONGEST_WAIT)).isTrue();
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void theSimulatorHangsUpWhenItsPostgresDoes() throws Exception {
    try (QueryServiceSimulator server = fixture.start();
        Connection connection = connect(server)) {
      String terminate = "SELECT pg_terminate_backend(pg_backend_pid())";
      assertThatThrownBy(() -> ask(connection, terminate)).isInstanceOf(SQLException.class);
      assertThat(server.awaitNoSessions(LONGEST_WAIT)).isTrue();
    }
  }

  @Test
  void aClosedSimulatorHasNoThreadsOrConnections() throws Exception {
    QueryServiceSimulator server = fixture.start();
    try (Connection open = connect(server)) {
      assertThat(threads(server)).isNotEmpty();
      server.close();
      assertThat(threads(server)).isEmpty();
      assertThat(server.openConnections()).isZero();
      assertThatThrownBy(() -> ask(open, "SELECT 1")).isInstanceOf(SQLException.class);
    }
  }

  private static List<@Nullable String> threads(QueryServiceSimulator server) {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith(server.threadPrefix()))
        .toList();
  }
}
