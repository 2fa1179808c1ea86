package io.github.qsmaven.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qsmaven.model.ColumnType;
import io.github.qsmaven.model.TypeShape;
import io.github.qsmaven.testing.TlsPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class WireTypeTest {
  /** Of all modifiers, those that a declared type can have. */
  private static final String MODIFIERS =
      "VALUES (-1), (0), (3), (6), (8), (14), ((10 << 16) + 2 + 4), ((5 << 16) + 2046 + 4)";

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
}
