package io.github.qsmaven.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qsmaven.catalog.TableProbe.Answer;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.settings.Endpoint;
import io.github.qsmaven.settings.Target;
import io.github.qsmaven.testing.Superuser;
import io.github.qsmaven.testing.TestDatabase;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TableProbeTest {
  private static TestDatabase database;

  @BeforeAll
  static void createRelations() throws SQLException {
    database =
        new TestDatabase(
            "CREATE SCHEMA off",
            "CREATE TABLE public.\"it's \"\"quoted\"\"\" (x int)",
            "CREATE VIEW public.view_1 AS SELECT 1 AS x",
            "CREATE TABLE public.closed (x int)",
            "CREATE TABLE off.away (x int)",
            "CREATE INDEX index_1 ON public.closed (x)",
            "CREATE TYPE public.composite_1 AS (x int)",
            "CREATE FUNCTION public.zero() RETURNS int IMMUTABLE LANGUAGE sql AS 'SELECT 1 / 0'",
            "CREATE VIEW public.broken AS SELECT public.zero() AS x");
    String role = Superuser.identifier(database.role());
    database.execute(
        "GRANT SELECT ON ALL TABLES IN SCHEMA public TO " + role,
        "REVOKE ALL ON public.closed FROM " + role);
  }

  private static Answer ask(@Nullable String schema, String name) throws CannotCheckException {
    return database.use(session -> new TableProbe().ask(session, schema, name));
  }

  @Test
  void anyRelationThatCanBeReadIsThere() throws Exception {
    assertThat(ask(null, "it's \"quoted\"")).isEqualTo(Answer.THERE);
    assertThat(ask("public", "view_1")).isEqualTo(Answer.THERE);
    assertThat(ask("public", "broken")).isEqualTo(Answer.THERE);
  }

  @Test
  void whatMayNotBeReadIsThere() throws Exception {
    assertThat(ask(null, "closed")).isEqualTo(Answer.UNREADABLE);
    assertThat(ask("public", "closed")).isEqualTo(Answer.UNREADABLE);
  }

  @Test
  void ofASchemaThatMayNotBeLookedIntoNothingCanBeTold() throws Exception {
    assertThat(ask("off", "away")).isEqualTo(Answer.HIDDEN);
    assertThat(ask("off", "nope")).isEqualTo(Answer.HIDDEN);
  }

  @Test
  void aNameThatTheEncodingOfTheDatabaseLacksIsAbsent() throws Exception {
    TestDatabase latin = new TestDatabase();
    String another = "latin " + latin.name();
    latin.execute(
        "CREATE DATABASE "
            + Superuser.identifier(another)
            + " TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'");
    Endpoint endpoint = latin.target().endpoint();
    Target target =
        latin.target(
            new Endpoint(
                "qs",
                endpoint.host(),
                endpoint.port(),
                another,
                endpoint.sslMode(),
                endpoint.sslRootCert()));

    Answer answer =
        TestDatabase.use(target, session -> new TableProbe().ask(session, null, "\u65E5\u672C"));

    assertThat(answer).isEqualTo(Answer.ABSENT);
  }

  @Test
  void whatIsNotThereIsAbsent() throws Exception {
    assertThat(ask(null, "nope")).isEqualTo(Answer.ABSENT);
    assertThat(ask("nowhere", "nope")).isEqualTo(Answer.ABSENT);
    assertThat(ask(null, "away")).isEqualTo(Answer.ABSENT);
    assertThat(ask(null, "VIEW_1")).isEqualTo(Answer.ABSENT);
  }

  @Test
  void whatIsNoTableIsAbsent() throws Exception {
    assertThat(ask(null, "index_1")).isEqualTo(Answer.ABSENT);
    assertThat(ask(null, "composite_1")).isEqualTo(Answer.ABSENT);
  }

  @Test
  void aNameIsANameWhateverItHolds() throws Exception {
    assertThat(ask(null, "x\" WHERE 1=1; DROP TABLE closed; --")).isEqualTo(Answer.ABSENT);
    assertThat(ask(null, "closed")).isEqualTo(Answer.UNREADABLE);
    assertThat(ask(null, "?")).isEqualTo(Answer.ABSENT);
    assertThat(ask(null, "\n")).isEqualTo(Answer.ABSENT);
    assertThat(ask(null, "é".repeat(200))).isEqualTo(Answer.ABSENT);
  }

  @Test
  void anAnswerThatIsNoneIsAnError() {
    assertThatThrownBy(() -> ask(null, ""))
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContainingAll("Cannot query server", "42601");
  }
}
