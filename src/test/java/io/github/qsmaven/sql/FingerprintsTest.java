package io.github.qsmaven.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintsTest {
  private static final String SQL =
      "SELECT o.id, 'a b' FROM orders_${year} o WHERE o.total > $1 AND \"Name\" = :name";

  private static List<String> all(String sql, Map<String, String> values) {
    SqlOptions options =
        new SqlOptions(SqlDialect.POSTGRESQL, true, EnumSet.allOf(PlaceholderKind.class), values);
    SqlScript script = new SqlReader(options).read("some.sql", sql);
    Fingerprints fingerprints = new Fingerprints(script);
    return script.statements().stream().map(fingerprints::of).toList();
  }

  private static String last(String sql) {
    List<String> all = all(sql, Map.of());
    return all.get(all.size() - 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select O.ID,'a b'\r\n  from ORDERS_${year} o where o . total>$1 and \"Name\"=:name;",
        "-- new\nSELECT o.id /* the id */, 'a b' FROM orders_${year} o"
            + " WHERE (((o.total > $1))) AND \"Name\" = :name",
        "\uFEFFSELECT 1; \\pset x\nSELECT o.id, {# no #} 'a b' FROM orders_${year} o"
            + "\n\n WHERE o.total > $1 AND \"Name\" = :name"
      })
  void aReformattedStatementIsTheSame(String other) {
    boolean isReformatted = !other.contains("(((");
    assertThat(last(other).equals(last(SQL))).isEqualTo(isReformatted);
    assertThat(last(other)).matches("sha256:[0-9a-f]{64}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT o.id, 'a  b' FROM orders_${year} o WHERE o.total > $1 AND \"Name\" = :name",
        "SELECT o.id, 'A b' FROM orders_${year} o WHERE o.total > $1 AND \"Name\" = :name",
        "SELECT o.id, 'a b' FROM orders_ ${year} o WHERE o.total > $1 AND \"Name\" = :name",
        "SELECT o.id, 'a b' FROM orders_${year} o WHERE o.total > $1 AND \"name\" = :name",
        "SELECT o.id, 'a b' FROM orders_${year} o WHERE o.total > $2 AND \"Name\" = :name",
        "SELECT o.id, 'a b' FROM orders_${year} o WHERE o.total >= $1 AND \"Name\" = :name",
        "SELECT oid, 'a b' FROM orders_${year} o WHERE o.total > $1 AND \"Name\" = :name",
        "SELECT o.id, 'a b' {% if x %} FROM orders_${year} o WHERE o.total > $1 AND \"Name\" ="
            + " :name",
      })
  void anEditedStatementIsAnother(String other) {
    assertThat(last(other)).isNotEqualTo(last(SQL));
  }

  @Test
  void aLiteralThatIsContinuedInTheNextLineIsNotTwoLiterals() {
    assertThat(all("SELECT 'a'\n'b'", Map.of()))
        .isNotEqualTo(all("SELECT 'a' 'b'", Map.of()))
        .isEqualTo(all("SELECT 'a'\n\n  'b'", Map.of()));
  }

  @Test
  void aValueIsPartOfTheStatement() {
    List<String> values = all(SQL, Map.of("year", "2025"));

    assertThat(values).isNotEqualTo(all(SQL, Map.of())).isEqualTo(all(SQL, Map.of("year", "2025")));
    assertThat(all(SQL, Map.of("year", "2026"))).isNotEqualTo(values);
    assertThat(all(SQL, Map.of("other", "2026"))).isEqualTo(all(SQL, Map.of()));
    assertThat(all("SELECT '${year}'", Map.of("year", "1")))
        .isNotEqualTo(all("SELECT '${year}'", Map.of("year", "2")));
  }

  @Test
  void whatAnEarlierStatementDefinesIsPartOfTheStatement() {
    String use = "; SELECT * FROM recent";
    String view = "CREATE VIEW recent AS SELECT id FROM orders";
    String other = "CREATE VIEW recent AS SELECT id, total FROM orders";

    assertThat(last(view + use))
        .isNotEqualTo(last(other + use))
        .isNotEqualTo(last("SELECT 1" + use));
    assertThat(last(view + "; SELECT 2" + use))
        .isEqualTo(last("create view recent as\nselect id from orders" + use));
    assertThat(last(view + "; DROP VIEW recent" + use)).isEqualTo(last("SELECT 1" + use));
    assertThat(last(view + "; SELECT 1 FROM orders")).isEqualTo(last("SELECT 1 FROM orders"));
    String chain = "; CREATE VIEW newest AS SELECT * FROM recent; SELECT * FROM newest";
    assertThat(last(view + chain)).isNotEqualTo(last(other + chain));
  }
}
