package io.github.qsmaven.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qsmaven.model.TableName;
import io.github.qsmaven.testing.TestDatabase;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UnreadableTablesTest {
  @Test
  void privilegesOfTheTableTheColumnsAndTheSchemaCount() throws Exception {
    TestDatabase database =
        new TestDatabase(
            "CREATE SCHEMA closed",
            "CREATE TABLE closed.t (a int)",
            "GRANT SELECT ON closed.t TO public",
            "CREATE TABLE may (a int)",
            "GRANT SELECT ON may TO public",
            "CREATE TABLE \"May not\" (a int)",
            "GRANT INSERT ON \"May not\" TO public",
            "CREATE TABLE partly (a int, b int)",
            "GRANT SELECT (b) ON partly TO public",
            "CREATE VIEW v AS SELECT * FROM \"May not\"",
            "GRANT SELECT ON v TO public");

    Set<TableName> unreadable =
        database.use(
            session ->
                new UnreadableTables()
                    .of(
                        session,
                        List.of(
                            new TableName("closed", "t"),
                            new TableName("public", "may"),
                            new TableName("public", "May not"),
                            new TableName("public", "partly"),
                            new TableName("public", "v"),
                            new TableName("public", "not there"))));

    assertThat(unreadable)
        .containsExactlyInAnyOrder(
            new TableName("closed", "t"), new TableName("public", "May not"));
    assertThat(database.<Set<TableName>>use(s -> new UnreadableTables().of(s, List.of())))
        .isEmpty();
  }
}
