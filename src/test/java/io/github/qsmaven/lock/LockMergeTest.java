package io.github.qsmaven.lock;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qsmaven.model.CatalogSource;
import io.github.qsmaven.model.ColumnType.Kind;
import io.github.qsmaven.model.ExpectedType;
import io.github.qsmaven.model.Lock;
import io.github.qsmaven.model.LockedColumn;
import io.github.qsmaven.model.LockedStatement;
import io.github.qsmaven.model.LockedTable;
import io.github.qsmaven.model.LockedType;
import io.github.qsmaven.model.TableName;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LockMergeTest {
  private static TableName name(String table) {
    return new TableName("public", table);
  }

  private static LockedTable table(String name, String type) {
    LockedColumn column =
        new LockedColumn("c", new ExpectedType(type, null), false, List.of(), null, null);
    return new LockedTable(name(name), null, true, true, List.of(column), null, null, null, null);
  }

  private static LockedType type(String name, String... values) {
    return new LockedType(name, Kind.ENUM, List.of(values), null, List.of(), null);
  }

  private static LockedStatement statement(String fingerprint, String parameter, String... reads) {
    return new LockedStatement(
        fingerprint,
        Stream.of(reads).map(LockMergeTest::name).toList(),
        List.of(),
        List.of(parameter),
        null);
  }

  private static Lock lock(
      List<LockedTable> tables, List<LockedType> types, List<LockedStatement> statements) {
    return new Lock(
        true, true, CatalogSource.PG_CATALOG, List.of("public"), tables, types, statements);
  }

  @Test
  void takesTheAcceptedTablesOnly() {
    Lock old =
        lock(
            List.of(table("a", "old"), table("b", "public.x[]"), table("gone", "public.z")),
            List.of(type("public.x", "old"), type("public.z")),
            List.of(
                statement("1", "old", "a"),
                statement("2", "old", "b"),
                statement("3", "old", "a"),
                statement("4", "old", "b")));
    Lock fresh =
        lock(
            List.of(table("a", "public.y"), table("b", "public.x"), table("new", "text")),
            List.of(type("public.x", "new"), type("public.y")),
            List.of(
                statement("1", "new", "a"),
                statement("2", "new", "b"),
                statement("5", "new", "b")));

    Lock merged = new LockMerge().merged(old, fresh, Set.of(name("a"), name("gone")));

    assertThat(merged.tables()).containsExactly(table("a", "public.y"), table("b", "public.x[]"));
    assertThat(merged.types()).containsExactly(type("public.x", "old"), type("public.y"));
    assertThat(merged.statements())
        .containsExactly(
            statement("1", "new", "a"),
            statement("2", "old", "b"),
            statement("4", "old", "b"),
            statement("5", "new", "b"));
    assertThat(new LockMerge().merged(old, old, Set.of(name("a")))).isEqualTo(old);
  }
}
