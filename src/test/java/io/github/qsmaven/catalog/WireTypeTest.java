package io.github.qsmaven.catalog;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.qsmaven.connection.ResultColumn;
import io.github.qsmaven.model.ColumnType;
import io.github.qsmaven.model.TypeShape;
import io.github.qsmaven.testing.TestDatabase;
import io.github.qsmaven.testing.TlsPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class WireTypeTest {
  /** Of all modifiers, those that a declared type can have. */
  private static final String MODIFIERS =
      "VALUES (-1), (0), (3), (6), (8), (14), ((10 << 16) + 2 + 4), ((5 << 16) + 2046 + 4)";

  private static final List<String> INTERVALS =
      List.of(
          "interval",
          "interval(0)",
          "interval(6)",
          "interval year",
          "interval month",
          "interval day",
          "interval hour",
          "interval minute",
          "interval second",
          "interval second(3)",
          "interval year to month",
          "interval day to hour",
          "interval day to minute",
          "interval day to second",
          "interval day to second(3)",
          "interval hour to minute",
          "interval hour to second(0)",
          "interval minute to second(6)",
          "interval minute to second");

  @Test
  void aTypeIsSpeltAsPostgresSpellsItOrUnknown() throws SQLException {
    int known = 0;
    try (Connection connection = TlsPostgres.shared().adminConnection("postgres");
        Statement statement = connection.createStatement();
        ResultSet types =
            statement.executeQuery(
                "SELECT t.oid, m.m, format_type(t.oid, m.m) FROM pg_type t, ("
                    + MODIFIERS
                    + ") AS m (m) WHERE m.m = -1 OR t.typname ~ '^_?(varchar|bpchar)$' AND m.m > 4"
                    + " OR t.typname ~ '^_?numeric$' AND m.m > 1000"
                    + " OR t.typname ~ '^_?(time|timetz|timestamp|timestamptz)$' AND m.m <= 6"
                    + " AND m.m >= 0 OR t.typname ~ '^_?(bit|varbit)$' AND m.m BETWEEN 1 AND 14")) {
      while (types.next()) {
        ColumnType type = WireType.of((int) types.getLong(1), types.getInt(2));
        if (type.shape() != TypeShape.UNKNOWN) {
          assertThat(type.spelling()).isEqualTo(types.getString(3));
          assertThat(type.shape() == TypeShape.ARRAY).isEqualTo(type.spelling().endsWith("[]"));
          known++;
        }
      }
    }
    assertThat(known).isGreaterThan(80);
  }

  @Test
  void theFieldsOfAnIntervalAreInItsModifier() throws Exception {
    List<String> both = new ArrayList<>(INTERVALS);
    INTERVALS.forEach(interval -> both.add(interval + "[]"));
    TestDatabase database =
        new TestDatabase(
            "CREATE TABLE intervals ("
                + IntStream.range(0, both.size())
                    .mapToObj(i -> "c" + i + " " + both.get(i))
                    .collect(joining(", "))
                + ")",
            "GRANT SELECT ON intervals TO public");

    List<ResultColumn> columns =
        database.use(session -> session.probe("SELECT * FROM intervals WHERE 1=0"));

    assertThat(columns)
        .extracting(column -> WireType.of(column.type(), column.modifier()).spelling())
        .isEqualTo(both);
  }

  /** A server may send anything. */
  @Property
  void anyModifierIsSpelt(@ForAll int modifier) {
    assertThat(WireType.of(1186, modifier).spelling()).startsWith("interval");
  }
}
