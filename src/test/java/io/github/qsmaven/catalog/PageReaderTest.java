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
import java.util.function.IntFunction;
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

  /** A server that answers each page with rows that it makes up. */
  private abstract static class Liar implements PagedQuery<String> {
    private int pages;

    @Override
    public List<String> page(@Nullable String from, int limit) {
      return page(pages++, limit);
    }

    abstract List<String> page(int page, int limit);

    @Override
    public Object key(String row) {
      return row;
    }

    @Override
    public boolean areTied(String row, String other) {
      return row.equals(other);
    }
  }

  private static Liar liar(long total, IntFunction<List<String>> page) {
    return new Liar() {
      @Override
      List<String> page(int number, int limit) {
        return page.apply(number);
      }

      @Override
      public long total(List<String> firstPage) {
        return total;
      }
    };
  }

  private static List<String> rows(int from, int to) {
    return IntStream.range(from, to).mapToObj(String::valueOf).toList();
  }

  private static void isAnError(Liar liar, int pages, String told) {
    assertThatThrownBy(() -> new PageReader(10).read("server x", CatalogSource.PG_CLASS, liar))
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContainingAll(
            "Cannot verify that the list from pg_class on server x is complete: " + told,
            "\nWhat to do: ");
    assertThat(liar.pages).isEqualTo(pages);
  }

  @Test
  void aListThatNeverEndsIsReadUpToTheCountOfTheServer() {
    isAnError(
        liar(25, page -> rows(page * 10, page * 10 + 10)),
        9, // three attempts
        "the server counts 25 rows but returned more");
  }

  @Test
  void aListThatIsLongerThanTheMemoryIsNotRead() {
    isAnError(liar(1L << 40, page -> rows(0, 10)), 1, "it has 1099511627776 rows or more");
  }

  @Test
  void aListWithoutACountEndsWithTheRowsThatRepeat() {
    isAnError(
        liar(PageReader.UNKNOWN, page -> rows(0, 10)), 6, "the server returned 10 rows and no");
  }

  @Test
  void aRowThatComesTwiceInAPageIsAnError() {
    isAnError(liar(3, page -> List.of("a", "b", "a")), 1, "the server returned a row twice");
  }

  @Test
  void aRowOfAnEarlierPageAfterANewOneIsAnError() {
    isAnError(
        liar(25, page -> page == 0 ? rows(0, 10) : List.of("9", "new", "3")),
        2,
        "the server returned a row twice");
  }

  @Test
  void aPageThatIsLongerThanRequestedIsAnError() {
    isAnError(
        liar(60, page -> rows(0, 60)), 1, "the server returned 60 rows instead of at most 10");
  }

  @Test
  void keysThatAreNumbersGrowAndTheCountShrinks() throws Exception {
    KeyOrder<long[]> order = new KeyOrder<>("server x", 2, row -> row);
    assertThat(order.verify(List.of(new long[] {1, 1}, new long[] {1, 2}), 5)).isTrue();
    assertThat(order.verify(List.of(new long[] {2, 1}, new long[] {3, 0}), 3)).isTrue();
    assertThat(order.verify(List.of(new long[] {3, 1}), 1)).isFalse();

    for (List<long[]> page :
        List.of(
            List.of(new long[] {3, 1}),
            List.of(new long[] {3, 0}),
            List.of(new long[] {4, 1}, new long[] {4, 1}))) {
      assertThatThrownBy(() -> order.verify(page)).hasMessageContaining("twice or out of order");
    }
    assertThatThrownBy(() -> order.verify(List.of(new long[] {5}, new long[] {6}, new long[] {7})))
        .hasMessageContaining("3 rows instead of at most 2");
    KeyOrder<long[]> another = new KeyOrder<>("server x", 2, row -> row);
    assertThatThrownBy(() -> another.verify(List.of(new long[] {1}, new long[] {2}), 1))
        .hasMessageContaining("the server counts 1 rows where it returned 2");
    assertThat(another.verify(List.of(new long[] {3}), 4)).isTrue();
    assertThatThrownBy(() -> another.verify(List.of(new long[] {4}), 4))
        .hasMessageContaining("it counted 4");
  }
}
