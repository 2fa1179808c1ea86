package io.github.qsmaven.types;

import static io.github.qsmaven.types.TypeVerdict.MATCH;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.qsmaven.model.ColumnType;
import io.github.qsmaven.model.ExpectedType;
import io.github.qsmaven.model.TypeShape;
import io.github.qsmaven.testing.TlsPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds the table of types against a real PostgreSQL: it knows best which spellings are equal. */
class TypesOfPostgresTest {
  /** SQLSTATE classes of a type that PostgreSQL's grammar or catalog does not have. */
  private static final List<String> NO_SUCH_TYPE = List.of("42704", "42601", "42P16");

  private static final List<String> WITH_PARAMETERS =
      List.of(
          "varchar(20)",
          "character varying ( 20 )",
          "national char varying(20)",
          "varchar(10)",
          "char(20)",
          "nchar(20)",
          "bpchar(20)",
          "char(1)",
          "bit(1)",
          "bit(8)",
          "varbit(8)",
          "bit varying(8)",
          "numeric(10)",
          "decimal(10,0)",
          "dec(10, 2)",
          "numeric(3,-2)",
          "float(1)",
          "float(24)",
          "float(25)",
          "float(53)",
          "timestamp(3)",
          "timestamp(3) without time zone",
          "timestamp(3) with time zone",
          "timestamptz(3)",
          "time(0)",
          "time(0) with time zone",
          "timetz(0)",
          "interval second(3)",
          "interval day to second(3)",
          "interval day to second",
          "interval year to month",
          "int[]",
          "int4[3][]",
          "integer array",
          "INT ARRAY[4]",
          "_int4",
          "pg_catalog._int4",
          "pg_catalog.int4",
          "\"int4\"",
          "varchar(20)[]",
          "varchar(20) array",
          "timestamp(3)[]",
          "_bpchar",
          "_timestamptz");

  private static Connection connection;
  private final TypeComparison comparison = new TypeComparison();

  @BeforeAll
  static void connect() throws SQLException {
    connection = TlsPostgres.shared().adminConnection("postgres");
  }

  @AfterAll
  static void close() throws SQLException {
    connection.close();
  }

  private record Column(BuiltInType type, String spelling, String actual) {}

  @Test
  void spellingsMeanTheSameIfTheyAreTheSameToPostgres() throws SQLException {
    List<Column> columns = new ArrayList<>();
    for (BuiltInType type : BuiltInType.values()) {
      for (String spelling : type.spellings()) {
        String actual = columnOf(spelling);
        if (actual != null) {
          columns.add(new Column(type, spelling, actual));
        }
      }
    }
    assertThat(columns).hasSizeGreaterThan(80);

    for (Column one : columns) {
      for (Column other : columns) {
        if (TypeEquivalence.of(one.type(), other.type()) == null) {
          assertThat(matches(one.spelling(), other.actual()))
              .as("%s, %s", one.spelling(), other)
              .isEqualTo(one.actual().equals(other.actual()));
        }
      }
    }
  }

  @Test
  void parametersAreReadAsPostgresReadsThem() throws SQLException {
    List<Column> columns = new ArrayList<>();
    for (String spelling : WITH_PARAMETERS) {
      columns.add(new Column(BuiltInType.TEXT, spelling, String.valueOf(columnOf(spelling))));
    }

    for (Column one : columns) {
      for (Column other : columns) {
        if (one.actual().equals(other.actual())) {
          assertThat(matches(one.spelling(), other.actual()))
              .as("%s, %s", one.spelling(), other)
              .isTrue();
        } else if (one.actual().contains("(")) {
          assertThat(matches(one.spelling(), other.actual()))
              .as("%s, %s", one.spelling(), other)
              .isFalse();
        }
      }
    }
  }

  @Test
  void theCatalogsNameOfEveryTypeMeansTheType() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet types =
            statement.executeQuery(
                "SELECT quote_ident(typname), format_type(oid, -1) FROM pg_catalog.pg_type"
                    + " WHERE typnamespace = 'pg_catalog'::regnamespace"
                    + " AND typtype IN ('b', 'r', 'm') AND typelem = 0")) {
      int count = 0;
      while (types.next()) {
        String name = types.getString(1);
        String actual = types.getString(2);
        assertThat(matches(name, actual)).as("%s, %s", name, actual).isTrue();
        assertThat(matches(name + "[]", actual + "[]")).as("%s[], %s[]", name, actual).isTrue();
        count++;
      }
      assertThat(count).isGreaterThan(60);
    }
  }

  /** What the type of a column becomes; null if there is no such type. */
  private static @Nullable String columnOf(String spelling) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TEMPORARY TABLE one_column (x " + spelling + ")");
      try (ResultSet type =
          statement.executeQuery(
              "SELECT format_type(atttypid, atttypmod) FROM pg_catalog.pg_attribute"
                  + " WHERE attrelid = 'pg_temp.one_column'::regclass AND attnum = 1")) {
        type.next();
        return type.getString(1);
      } finally {
        statement.execute("DROP TABLE pg_temp.one_column");
      }
    } catch (SQLException e) {
      if (NO_SUCH_TYPE.contains(e.getSQLState())) {
        return null;
      }
      throw e;
    }
  }

  private boolean matches(String physicalType, String actual) {
    TypeShape shape = actual.endsWith("[]") ? TypeShape.ARRAY : TypeShape.SCALAR;
    return comparison
            .compare(new ExpectedType(physicalType, null), new ColumnType(actual, shape))
            .verdict()
        == MATCH;
  }
}
