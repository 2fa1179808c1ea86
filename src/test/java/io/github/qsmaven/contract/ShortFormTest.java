package io.github.qsmaven.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.ExpectedColumn;
import io.github.qsmaven.model.ExpectedTable;
import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.model.SourcePosition;
import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShortFormTest {
  private static List<ExpectedTable> read(String text) throws CannotCheckException {
    Problems problems = new Problems();
    List<ExpectedTable> relations =
        new ShortForm(new SourceText("tables.txt", text), problems).read();
    problems.throwIfAny("The tables cannot be read", "correct them.");
    return relations;
  }

  private static List<String> tables(String text) throws CannotCheckException {
    return read(text).stream().map(relation -> relation.name().text()).toList();
  }

  private static ExpectedColumn column(String column) throws CannotCheckException {
    List<ExpectedColumn> columns = read("t(" + column + ")").get(0).columns();
    assertThat(columns).hasSize(1);
    return columns.get(0);
  }

  @Test
  void aTableAloneOrWithColumns() throws Exception {
    List<ExpectedTable> relations =
        read("customers\norders(id bigint, placed_at timestamp, note varchar(20) not null)\n");

    assertThat(relations.get(0).columns()).isEmpty();
    assertThat(relations.get(1).name().text()).isEqualTo("orders");
    assertThat(relations.get(1).columns())
        .extracting(ExpectedColumn::name, c -> c.type().physicalType(), ExpectedColumn::required)
        .containsExactly(
            tuple("id", "bigint", null),
            tuple("placed_at", "timestamp", null),
            tuple("note", "varchar(20)", true));
  }

  @Test
  void eachKnowsItsPlace() throws Exception {
    ExpectedTable orders = read("# all\n\n  orders (\n    id bigint,\n    note\n  )\n").get(0);

    assertThat(orders.at()).isEqualTo(new SourcePosition("tables.txt", 3, 3));
    assertThat(orders.columns())
        .extracting(ExpectedColumn::at)
        .containsExactly(
            new SourcePosition("tables.txt", 4, 5), new SourcePosition("tables.txt", 5, 5));
  }

  @Test
  void placesCountCharactersNotCodeUnits() throws Exception {
    assertThat(read("\uD83D\uDE00(id)").get(0).columns().get(0).at().column()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "numeric(10,2) | numeric(10,2)",
        "numeric ( 10 , 2 ) | numeric(10,2)",
        "timestamp(3)  with\ttime zone | timestamp(3) with time zone",
        "timestamp(3)with time zone | timestamp(3) with time zone",
        "double precision | double precision",
        "text[] | text[]",
        "numeric(10,2)[][] | numeric(10,2)[][]",
        "text [] | text[]",
        "\"my type\" | \"my type\"",
        "\"a)b\"(3) | \"a)b\"(3)",
        "\"a\"\"b\" | \"a\"\"b\"",
        "pg_catalog.\"char\" | pg_catalog.\"char\"",
        "pg_catalog.int4 | pg_catalog.int4",
        "struct( a int , b row(c text) ) | struct(a int,b row(c text))",
        "array<struct<a:int>> | array<struct<a:int>>",
      })
  void typesAreThoseOfPostgresqlWithoutNeedlessBlanks(String written, String type)
      throws Exception {
    assertThat(column("a " + written).type().physicalType()).isEqualTo(type);
    assertThat(column("a " + written + " NOT  NULL").type().physicalType()).isEqualTo(type);
    assertThat(column("a " + written + " NOT  NULL").required()).isTrue();
  }

  @Test
  void withoutATypeOnlyTheColumnIsDemanded() throws Exception {
    assertThat(column("a").type().physicalType()).isNull();
    assertThat(column("a").required()).isNull();
    assertThat(column("a not null").type().physicalType()).isNull();
    assertThat(column("a not null").required()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "sales.orders | sales.orders",
        "my table | my table",
        "it's \"q\" | it's \"q\"",
        "\"my table\" | my table",
        "\"a (b)\" | a (b)",
        "\"my schema\".\"my, table\" | my schema.my, table",
        "sales.\"a(b)\" | sales.a(b)",
        "\"a\".b | a.b",
        "\"say \"\"hi\"\"\" | say \"hi\"",
        "\"a #b\" | a #b",
        "a#b | a#b",
        "a # b | a",
        "\\u0023a\\u0028b) | #a(b)",
        "back\\\\slash | back\\slash",
      })
  void namesOfTables(String written, String name) throws Exception {
    assertThat(tables(written)).containsExactly(name);
    assertThat(tables(written.replace(" # b", "") + " (id)")).containsExactly(name);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"the id\" int | the id",
        "\"a,b\" int | a,b",
        "\"a\"\"b\" int | a\"b",
        "\"x\" | x",
        "a.b int | a.b",
        "a\\u0020b int | a b",
      })
  void namesOfColumns(String written, String name) throws Exception {
    assertThat(column(written).name()).isEqualTo(name);
  }

  @Test
  void commentsBlankLinesAndWindowsLinesDoNotCount() throws Exception {
    List<ExpectedTable> relations =
        read("# all\r\n\r\na( # the first\r\n  b int, # it's (\r\n  # none\r\n  c)  # end\r\nd");

    assertThat(relations).extracting(r -> r.name().text()).containsExactly("a", "d");
    assertThat(relations.get(0).columns())
        .extracting(ExpectedColumn::name)
        .containsExactly("b", "c");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "(id int) | 1:1: expected a table's name, found \"(id\"",
        "t() | 1:3: expected a column's name, found \")\"",
        "t(a int,) | 1:9: expected a column's name, found \")\"",
        "t(a,,b) | 1:5: expected a column's name, found \",b)\"",
        "t(a(20)) | 1:4: expected a space and a type",
        "t(a (20)) | 1:5: expected a space and a type",
        "t(\"a\"int) | 1:6: expected a space and a type",
        "t(a int not) | 1:12: expected null, found \")\"",
        "t(a int not nul) | 1:9: expected \"not null\"",
        "t(a int not null x) | 1:18: expected \",\" or \")\", found \"x)\"",
        "t(a int null) | 1:9: \"null\" is not part of a type",
        "t(a bigint primary key) | 1:12: \"primary\" is not part of a type",
        "t(a int default 5) | 1:9: \"default\" is not part of a type",
        "t(a int) x | 1:10: expected the end of the line, found \"x\"",
        "t(a int), u | 1:9: another table follows; write each table in an element or a line",
        "t(a int) ;u(b int) | 1:10: another table follows",
        "t(a int)) | 1:9: expected the end of the line, found \")\"",
        "\"t\" x | 1:5: expected \"(\" or the end of the line, found \"x\"",
        "t(a int | 1:2: this \"(\" is not closed",
        "t(a numeric(10 | 1:2: this \"(\" is not closed",
        "t( | 1:3: expected a column's name, found the end",
        "\"t | 1:1: this quote is not closed",
        "t(\"a int) | 1:3: this quote is not closed",
        "\"\" | 1:1: a name is empty",
        "t(\\x int) | 1:3: the backslash at character 1",
        "t(a\\u0000 int) | 1:3: a name contains the character NUL",
        "t\\u0000 | 1:1: a name contains the character NUL",
      })
  void whatIsWrongIsToldWithItsPlaceAndWhatWasExpected(String text, String problem) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContaining("  tables.txt:" + problem);
  }

  @Test
  void afterAFaultTheNextTableIsRead() {
    assertThatThrownBy(() -> read("a(\n  b int default 5,\n  c\n)\nd(e\\x int)\nf(g int)\nh() i\n"))
        .hasMessageContainingAll(": 3 problems:", ":2:9: ", ":5:3: ", ":7:3: ");
  }

  @Test
  void noNameIsACommandOfACiServer() {
    assertThatThrownBy(() -> read("t(a) ::error::x")).hasMessageNotContaining("::error::");
  }

  @Property(tries = 200)
  void anyNameCanBeWrittenQuoted(@ForAll @NotEmpty String table, @ForAll @NotEmpty String column)
      throws CannotCheckException {
    Assume.that((table + column).chars().noneMatch(c -> c == 0 || Character.isSurrogate((char) c)));

    ExpectedTable relation = read(quoted(table) + "(" + quoted(column) + " int)").get(0);

    assertThat(relation.name().text()).isEqualTo(table);
    assertThat(relation.columns().get(0).name()).isEqualTo(column);
  }

  private static String quoted(String name) {
    return '"' + NameEscaper.FILE.of(name).replace("\"", "\"\"") + '"';
  }

  @Property(tries = 500)
  void anyTextIsReadOrRefused(
      @ForAll
          @Chars({'a', '"', '(', ')', ',', '.', '#', ' ', '\n', '\\', '['})
          @StringLength(max = 30)
          String text) {
    try {
      assertThat(read(text)).doesNotContainNull();
    } catch (CannotCheckException e) {
      assertThat(e.problem()).contains("tables.txt:");
    }
  }
}
