package io.github.qsmaven.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.CatalogSource;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PageReaderTest {
  /** A list that a server keeps sorted, cut at a cap, and that may change between pages. */
  private static final class Shelf implements PagedQuery<String> {
    private final List<String> rows;
    private final int cap;
    private final Comparator<String> collation;
    private final List<Integer> limits = new ArrayList<>();
    private Runnable afterPage = () -> {};
    private long countedTooMany;
    private long countsUpTo = Long.MAX_VALUE;
    private boolean cutsBeforeItSorts;

    Shelf(List<String> rows, int cap, Comparator<String> collation) {
      this.rows = new ArrayList<>(rows);
      this.cap = cap;
      this.collation = collation;
    }

    @Override
    public List<String> page(@Nullable String from, int limit) {
      limits.add(limit);
      List<String> page =
          rows.stream()
              .limit(cutsBeforeItSorts ? cap : Integer.MAX_VALUE)
              .filter(row -> from == null || collation.compare(row, from) >= 0)
              .sorted(collation)
              .limit(Math.min(limit, cap))
              .toList();
      afterPage.run();
      return page;
    }

    @Override
    public long total(List<String> first) {
      return Math.min(rows.size() + countedTooMany, countsUpTo);
    }

    @Override
    public Object key(String row) {
      return row;
    }

    @Override
    public boolean areTied(String row, String other) {
      return row.equals(other);
    }
  }

  private static List<String> names(int count) {
    return IntStream.range(0, count).mapToObj(i -> "t" + (100_000 + i)).toList();
  }

  private static List<String> read(int size, Shelf shelf)
      throws SQLException, CannotCheckException {
    return new PageReader(size).read("server x", CatalogSource.PG_CATALOG, shelf);
  }

  @Test
  void tellsTheRowsAsTheyCome() throws Exception {
    RecordingProgress progress = new RecordingProgress();

    new PageReader(10, progress)
        .read(
            "server x",
            CatalogSource.PG_CATALOG,
            new Shelf(names(25), 50_000, Comparator.naturalOrder()));

    assertThat(progress.heard()).containsExactly("10 of 25 rows", "20 of 25 rows", "25 of 25 rows");
  }

  @Property
  void aListIsWholeAtEveryPageSizeAndEveryCap(
      @ForAll @IntRange(max = 40) int count,
      @ForAll @IntRange(min = 1, max = 45) int size,
      @ForAll @IntRange(min = 2, max = 45) int cap)
      throws Exception {
    Shelf shelf = new Shelf(names(count), cap, Comparator.naturalOrder());

    assertThat(read(size, shelf)).containsExactlyElementsOf(names(count));
  }

  @Property
  void belowTheCapItTakesAPageForEachFullOneAndOneMore(
      @ForAll @IntRange(max = 200) int count, @ForAll @IntRange(min = 1, max = 45) int size)
      throws Exception {
    Shelf shelf = new Shelf(names(count), 46, Comparator.naturalOrder());

    read(size, shelf);

    assertThat(shelf.limits).hasSizeLessThanOrEqualTo((count + size - 1) / size + 1);
    assertThat(shelf.limits).allMatch(limit -> limit <= size + 1);
  }

  @Test
  void aShortListTakesOnePage() throws Exception {
    Shelf shelf = new Shelf(names(9), 50_000, Comparator.naturalOrder());

    assertThat(read(10, shelf)).hasSize(9);
    assertThat(shelf.limits).containsExactly(10);
  }

  @Property
  void namesThatTheCollationTakesForEqualAreNotLostAtAnEdge(
      @ForAll @IntRange(min = 3, max = 12) int size) throws Exception {
    List<String> rows = List.of("A", "a", "B", "b", "ß", "ss", "É", "é", "C", "c", "_c", "10", "9");
    // Case is not told apart, and names of two characters stand before those of one.
    Comparator<String> collation =
        Comparator.<String>comparingInt(name -> -name.length())
            .thenComparing(String.CASE_INSENSITIVE_ORDER);

    assertThat(read(size, new Shelf(rows, 50, collation)))
        .containsExactlyInAnyOrderElementsOf(rows);
  }

  @Test
  void aServerThatCutsBeforeItSortsIsFoundOut() {
    List<String> rows = new ArrayList<>(names(30));
    Collections.reverse(rows);
    Shelf shelf = new Shelf(rows, 10, Comparator.naturalOrder());
    shelf.cutsBeforeItSorts = true;

    assertThatThrownBy(() -> read(20, shelf))
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContaining("list from pg_catalog on server x is complete")
        .hasMessageContaining("counts 30 rows but returned 10");
  }

  @Test
  void aPageAsLongAsACapIsFollowedUpThoughTheServerCountsNoMore() throws Exception {
    Shelf shelf = new Shelf(names(2_500), 1_000, Comparator.naturalOrder());
    shelf.countsUpTo = 1_000;

    assertThat(read(40_000, shelf)).containsExactlyElementsOf(names(2_500));
  }

  @Test
  void aCapOfOneRowIsAnErrorAndNoEndlessRead() {
    assertThatThrownBy(() -> read(20, new Shelf(names(3), 1, Comparator.naturalOrder())))
        .hasMessageContaining("counts 3 rows but returned 1");
  }

  @Test
  void moreEqualNamesThanAPageHoldsAreAnErrorAndNoShortList() {
    List<String> rows = List.of("aaa", "aaA", "aAa", "Aaa", "b");

    assertThatThrownBy(() -> read(2, new Shelf(rows, 50, String.CASE_INSENSITIVE_ORDER)))
        .hasMessageContaining("counts 5 rows but returned 3");
  }

  @Test
  void tablesThatComeAndGoBetweenPagesHideNoOther() throws Exception {
    Shelf shelf = new Shelf(names(30), 50, Comparator.naturalOrder());
    shelf.afterPage =
        () -> {
          shelf.rows.remove("t100002");
          shelf.rows.remove("t100025");
          shelf.rows.add("a new one " + shelf.limits.size());
          shelf.rows.add("t100015 " + shelf.limits.size());
        };

    assertThat(read(10, shelf))
        .containsAll(names(30).stream().filter(name -> !name.endsWith("25")).toList())
        .doesNotContain("t100025");
  }

  @Test
  void aCountThatIsOnlyStaleIsAskedForAgain() throws Exception {
    Shelf shelf = new Shelf(names(30), 50, Comparator.naturalOrder());
    // Counted after the first page, and dropped before the second.
    shelf.afterPage =
        () -> {
          if (shelf.limits.size() == 2) {
            shelf.rows.remove("t100029");
          }
          shelf.countedTooMany = shelf.limits.size() == 1 ? 1 : 0;
        };

    assertThat(read(20, shelf)).hasSize(29);
  }
}
