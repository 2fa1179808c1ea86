package io.github.qsmaven.app;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.CatalogSource;
import io.github.qsmaven.model.Checked;
import io.github.qsmaven.model.Column;
import io.github.qsmaven.model.ColumnType;
import io.github.qsmaven.model.Dataset;
import io.github.qsmaven.model.SchemaDetails;
import io.github.qsmaven.model.SourcePosition;
import io.github.qsmaven.model.SqlStatement;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableDetails;
import io.github.qsmaven.model.TableName;
import io.github.qsmaven.model.TableType;
import io.github.qsmaven.model.TypeShape;
import io.github.qsmaven.model.ViewInfo;
import io.github.qsmaven.report.CheckReport;
import io.github.qsmaven.settings.Secret;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TextRedactorTest {
  private static final String SECRET = "k3Jq'9zz";

  private static Column column(String name, String type, String comment) {
    return new Column(
        name, 1, new ColumnType(type, TypeShape.SCALAR), true, null, comment, List.of());
  }

  private static SchemaDetails details(String text) {
    TableName name = new TableName("s", "t_" + text);
    Table table =
        new Table(name, TableType.TABLE, true, "of " + text, new Dataset("id", text, text, text));
    Map<TableName, TableDetails> relations = new LinkedHashMap<>();
    relations.put(
        name,
        new TableDetails(
            table,
            List.of(column(text, "enum " + text, text), column("plain", "int", "none")),
            List.of(text),
            List.of(List.of("a", text)),
            List.of(),
            true));
    return new SchemaDetails(
        new Catalog(CatalogSource.PG_CATALOG, List.of(text), true, List.of(table)),
        relations,
        Map.of(new TableName(text, "x"), "was rejected: " + text));
  }

  @Test
  void everyTextIsRedacted() {
    SchemaDetails redacted =
        new TextRedactor(new Secret(SECRET), false).redacted(details("[" + SECRET + "]"));

    assertThat(redacted).isEqualTo(details("[***]"));
  }

  @Test
  void namesMayStay() {
    SchemaDetails given = details("[" + SECRET + "]");

    SchemaDetails redacted = new TextRedactor(new Secret(SECRET), true).redacted(given);

    assertThat(redacted.relations().keySet()).isEqualTo(given.relations().keySet());
    assertThat(redacted.catalog().tables().get(0).comment()).isEqualTo("of [***]");
  }

  @Test
  void withoutTheSecretNothingIsCopied() {
    SchemaDetails given = details("harmless");

    assertThat(new TextRedactor(new Secret(SECRET), false).redacted(given)).isSameAs(given);
  }

  @Test
  void whatHasNoSecretIsShared() {
    SchemaDetails given = details(SECRET);
    SchemaDetails redacted = new TextRedactor(new Secret(SECRET), false).redacted(given);

    Column before = given.relations().values().iterator().next().columns().get(1);
    assertThat(redacted.relations().values().iterator().next().columns().get(1)).isSameAs(before);
  }

  @Test
  void withAShortSecretNamesStayAndCommentsGo() {
    SchemaDetails redacted = new TextRedactor(new Secret("t_a"), false).redacted(details("t_a"));

    Table table = redacted.catalog().tables().get(0);
    assertThat(table.name().name()).isEqualTo("t_t_a");
    assertThat(table.comment()).isNull();
    assertThat(table.dataset()).isEqualTo(new Dataset("id", "t_a", null, null));
  }

  private static Column clean() {
    return new Column(
        "c",
        1,
        new ColumnType(
            "t",
            TypeShape.SCALAR,
            true,
            new ColumnType.Identity(ColumnType.Kind.ENUM, "s", "n", false, List.of(), null)),
        true,
        "d",
        "e",
        List.of());
  }

  /** Columns are read by hand, so a new component must be added there. */
  @Test
  void everyTextOfAColumnIsRedacted() throws Exception {
    int planted = 0;
    for (RecordComponent component : Column.class.getRecordComponents()) {
      List<Object> others = new ArrayList<>();
      if (component.getType() == String.class) {
        others.add(SECRET);
      } else if (component.getType() == List.class) {
        others.add(List.of(with(clean(), "name", SECRET)));
      } else if (component.getType() == ColumnType.class) {
        others.add(with(clean().type(), "spelling", SECRET));
        for (RecordComponent part : ColumnType.Identity.class.getRecordComponents()) {
          Object value =
              part.getType() == String.class
                  ? SECRET
                  : part.getType() == List.class
                      ? List.of(SECRET)
                      : part.getType() == ColumnType.class
                          ? new ColumnType(SECRET, TypeShape.SCALAR)
                          : null;
          if (value != null) {
            others.add(
                with(
                    clean().type(),
                    "identity",
                    with(requireNonNull(clean().type().identity()), part.getName(), value)));
          }
        }
      }
      for (Object other : others) {
        planted++;
        Column column = with(clean(), component.getName(), other);

        Column redacted = new TextRedactor(new Secret(SECRET), false).redacted(column);

        assertThat(redacted.toString()).doesNotContain(SECRET).contains("***");
      }
    }
    assertThat(planted).isEqualTo(9);
    assertThat(new TextRedactor(new Secret(SECRET), false).redacted(clean())).isEqualTo(clean());
  }

  /** Tables are read by hand, so a new component must be added there. */
  @Test
  void everyTextOfATableIsRedacted() throws Exception {
    Table clean = new Table(new TableName("s", "t"), TableType.TABLE, true, "c");
    List<Table> planted = new ArrayList<>();
    planted.add(with(clean, "comment", SECRET));
    for (RecordComponent part : TableName.class.getRecordComponents()) {
      planted.add(with(clean, "name", with(clean.name(), part.getName(), SECRET)));
    }
    planted.add(with(clean, "dataset", new Dataset("id", SECRET, null, null)));
    planted.add(with(clean, "view", new ViewInfo(null, null, SECRET, null, null, null)));

    for (Table table : planted) {
      Table redacted = new TextRedactor(new Secret(SECRET), false).redacted(table);

      assertThat(redacted.toString()).doesNotContain(SECRET).contains("***");
    }
    assertThat(new TextRedactor(new Secret(SECRET), false).redacted(clean)).isSameAs(clean);
    assertThat(Table.class.getRecordComponents())
        .extracting(RecordComponent::getName)
        .containsExactly("name", "type", "visible", "comment", "dataset", "view", "partitioned");
  }

  /** What was checked is read by hand, so a new component must be added there. */
  @Test
  void everyTextOfWhatWasCheckedIsRedacted() throws Exception {
    SourcePosition at = new SourcePosition("f", 1, 2);
    Checked clean = new Checked("t", "c", at);
    List<Checked> planted = new ArrayList<>();
    for (RecordComponent component : Checked.class.getRecordComponents()) {
      Object bad =
          component.getType() == String.class
              ? SECRET
              : component.getType() == SqlStatement.class
                  ? new SqlStatement("f", 1, SECRET, at)
                  : with(at, "file", SECRET);
      planted.add(with(clean, component.getName(), bad));
    }
    planted.add(new Checked(SECRET, null, null));

    TextRedactor redactor = new TextRedactor(new Secret(SECRET), false);
    List<Checked> all = new ArrayList<>(List.of(clean));
    all.addAll(planted);
    List<Checked> redacted = redactor.redacted(all);

    assertThat(redacted.get(0)).isSameAs(clean);
    assertThat(redacted.subList(1, redacted.size()))
        .hasSize(5)
        .allSatisfy(one -> assertThat(one.toString()).doesNotContain(SECRET).contains("***"));
    assertThat(SourcePosition.class.getRecordComponents())
        .filteredOn(component -> !component.getType().isPrimitive())
        .hasSize(1);
  }

  @Test
  void whatWasFoundCleanBeforeHidesNothing() {
    TextRedactor redactor = new TextRedactor(new Secret(SECRET), false);
    SchemaDetails clean = details("harmless");
    redactor.redacted(clean);
    SchemaDetails bad = details("[" + SECRET + "]");
    Map<TableName, TableDetails> relations = new LinkedHashMap<>(clean.relations());
    relations.putAll(bad.relations());
    SchemaDetails both = new SchemaDetails(bad.catalog(), relations, bad.notRead());

    SchemaDetails redacted = redactor.redacted(both);

    assertThat(redacted.toString()).doesNotContain(SECRET);
    assertThat(redacted.relations().values())
        .containsExactly(
            clean.relations().values().iterator().next(),
            details("[***]").relations().values().iterator().next());
  }

  /** With a short secret, nothing that has free texts counts as clean. */
  @Test
  void freeTextsAreLeftOutEachTime() {
    TextRedactor redactor = new TextRedactor(new Secret("t_a"), false);
    SchemaDetails given = details("x");

    SchemaDetails first = redactor.redacted(given);

    assertThat(redactor.redacted(given)).isEqualTo(first).isNotEqualTo(given);
  }

  @SuppressWarnings("unchecked")
  private static <T extends Record> T with(T one, String name, Object other) throws Exception {
    RecordComponent[] components = one.getClass().getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      values[i] =
          components[i].getName().equals(name) ? other : components[i].getAccessor().invoke(one);
    }
    return (T) one.getClass().getDeclaredConstructor(types).newInstance(values);
  }

  /** A component of another type, such as an Optional, would hide its texts from the redactor. */
  @Test
  void everyComponentOfAReportIsOfATypeThatItKnows() {
    Set<Type> seen = new HashSet<>();
    List<String> unknown = new ArrayList<>();
    collect(CheckReport.class, "", seen, unknown);

    assertThat(unknown).isEmpty();
    assertThat(seen).contains(Column.class, ColumnType.Identity.class, Dataset.class);
  }

  private static void collect(Type type, String where, Set<Type> seen, List<String> unknown) {
    if (type instanceof ParameterizedType generic) {
      boolean isKnown = generic.getRawType() == List.class || generic.getRawType() == Map.class;
      if (!isKnown) {
        unknown.add(where);
      }
      for (Type argument : generic.getActualTypeArguments()) {
        collect(argument, where, seen, unknown);
      }
    } else if (type instanceof Class<?> plain && plain.isRecord()) {
      if (seen.add(plain)) {
        for (RecordComponent component : plain.getRecordComponents()) {
          collect(component.getGenericType(), plain.getName() + "." + component, seen, unknown);
        }
      }
    } else if (type instanceof Class<?> plain
        && !plain.isPrimitive()
        && !plain.isEnum()
        && !Set.of(String.class, Boolean.class, Integer.class, LocalDate.class).contains(plain)) {
      unknown.add(where);
    }
  }
}
