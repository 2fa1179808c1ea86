package io.github.qsmaven.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qsmaven.catalog.TypeTree.TypeParts;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.Column;
import io.github.qsmaven.model.ColumnType.Identity;
import io.github.qsmaven.model.ColumnType.Kind;
import io.github.qsmaven.model.TypeShape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AttributeReaderTest {
  private static Attribute attribute(long relation, int number, String type) {
    return new Attribute(
        relation, number, "c" + number, false, type, true, type, false, null, null);
  }

  /** A server that returns fewer rows than requested. */
  private record Server(Map<Long, Integer> counts, int cap, List<Integer> asked)
      implements AttributeReader.Source {
    @Override
    public List<Attribute> page(List<Long> relations, @Nullable Attribute after, int limit) {
      List<Attribute> rows = new ArrayList<>();
      for (Long relation : relations) {
        for (int number = 1; number <= counts.getOrDefault(relation, 0); number++) {
          if (after == null
              || relation > after.relation()
              || (relation == after.relation() && number > after.number())) {
            rows.add(attribute(relation, number, "t"));
          }
        }
      }
      asked.add(limit);
      return rows.subList(0, Math.min(rows.size(), Math.min(limit, cap)));
    }
  }

  private static Map<Long, Integer> counts(List<Integer> counts) {
    Map<Long, Integer> map = new HashMap<>();
    counts.forEach(count -> map.put(map.size() + 100L, count));
    return map;
  }

  @Property
  void everyAttributeComesOnceWhateverThePageAndTheCap(
      @ForAll @Size(max = 20) List<@IntRange(max = 7) Integer> relations,
      @ForAll @IntRange(min = 1, max = 30) int size,
      @ForAll @IntRange(min = 1, max = 30) int cap)
      throws Exception {
    Map<Long, Integer> counts = counts(relations);
    Server server = new Server(counts, cap, new ArrayList<>());

    Map<Long, List<Attribute>> read =
        new AttributeReader("server x", size, server, ReadProgress.NONE).read(counts);

    assertThat(read.keySet()).isEqualTo(counts.keySet());
    read.forEach(
        (relation, attributes) -> {
          assertThat(attributes).hasSize(counts.getOrDefault(relation, 0));
          assertThat(attributes).extracting(Attribute::number).isSorted().doesNotHaveDuplicates();
        });
    if (cap >= size && size >= 7) {
      int rows = relations.stream().mapToInt(Integer::intValue).sum();
      // A page that the next relation would overfill goes without it.
      assertThat(server.asked()).hasSizeLessThanOrEqualTo(rows / (size - 6) + 1);
    }
  }

  @Test
  void aRelationOfWhichTooFewComeIsLeftOut() throws Exception {
    Server server = new Server(counts(List.of(3, 2, 4)), 100, new ArrayList<>());

    assertThat(
            new AttributeReader("server x", 100, server, ReadProgress.NONE)
                .read(counts(List.of(3, 3, 4)))
                .keySet())
        .containsExactlyInAnyOrder(100L, 102L);
  }

  @Test
  void aServerThatAlwaysGivesTheSameIsAnError() throws Exception {
    AttributeReader attributes =
        new AttributeReader(
            "server x",
            100,
            (relations, after, limit) -> List.of(attribute(100, 1, "t")),
            ReadProgress.NONE);

    assertThatThrownBy(() -> attributes.read(Map.of(100L, 3)))
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContaining(
            "Cannot verify that the list from pg_catalog on server x is complete: the server returned"
                + " rows twice or out of order.");
  }

  private static void assertLying(Map<Long, Integer> counted, List<Attribute> page, String told) {
    AttributeReader attributes =
        new AttributeReader("server x", 100, (relations, after, limit) -> page, ReadProgress.NONE);

    assertThatThrownBy(() -> attributes.read(counted))
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContaining(
            "Cannot verify that the list from pg_catalog on server x is complete: " + told);
  }

  @Test
  void countsAndRowsThatDoNotFitAreAnError() {
    List<Attribute> two = List.of(attribute(100, 1, "t"), attribute(100, 2, "t"));
    assertLying(Map.of(100L, 1), two, "the server counts 1 columns of a table but returned more.");
    assertLying(
        Map.of(100L, 0, 101L, 1), two, "the server counts 0 columns of a table but returned more");
    assertLying(Map.of(101L, 2), two, "the server returned a column of a table that was not");
    assertLying(Map.of(100L, -1), two, "the server counts -1 columns of a table.");
  }

  @Test
  void tellsTheRelationsAsTheyCome() throws Exception {
    Map<Long, Integer> counts = counts(List.of(3, 3, 4, 0));
    RecordingProgress progress = new RecordingProgress();

    new AttributeReader("server x", 6, new Server(counts, 100, new ArrayList<>()), progress)
        .read(counts);

    assertThat(progress.heard()).containsExactly("2 of 4 tables", "4 of 4 tables");
  }

  @Test
  void typesThatGoInACircleEnd() {
    TypeTree types =
        new TypeTree(
            Map.of(
                "s",
                TypeParts.of(
                    TypeShape.STRUCT, null, List.of(attribute(1, 1, "s"), attribute(1, 2, "s[]"))),
                "s[]",
                TypeParts.of(TypeShape.ARRAY, "s", List.of()),
                "d",
                domain("e", false),
                "e",
                domain("d", true)));

    List<Column> columns =
        types.columnsOfTable(List.of(attribute(9, 1, "s"), attribute(9, 2, "d")));

    assertThat(columns.get(0).fields()).extracting(Column::name).containsExactly("c1", "c2");
    assertThat(columns.get(0).fields().get(0).fields()).isEmpty();
    assertThat(columns.get(1).nullable()).isFalse();
  }

  private static TypeParts domain(String base, boolean notNull) {
    Identity identity = new Identity(Kind.DOMAIN, "public", "some", false, List.of(), null);
    return new TypeParts(TypeShape.SCALAR, identity, base, "base", notNull, List.of());
  }
}
