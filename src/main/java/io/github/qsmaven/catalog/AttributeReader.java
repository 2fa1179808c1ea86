package io.github.qsmaven.catalog;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.CatalogSource;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the attributes of relations in pages, each of as many relations as fit into one. The number
 * of attributes of each relation is known beforehand, so a truncated result is noticed without a
 * count.
 *
 * @param where the server, for messages
 * @param size the number of rows of a page
 * @param source queries the server
 * @param progress receives the progress after each page
 */
record AttributeReader(String where, int size, Source source, ReadProgress progress) {

  /** A query for attributes. */
  @FunctionalInterface
  interface Source {
    /**
     * Reads attributes, ordered by the oids of their relations and by {@code attnum}.
     *
     * @param relations the oids of the relations, ascending
     * @param after the last attribute of the page before; null: reads the first page
     * @param limit the maximum number of rows
     */
    List<Attribute> page(List<Long> relations, @Nullable Attribute after, int limit)
        throws SQLException;
  }

  /**
   * Reads the attributes of relations.
   *
   * @param counts the number of attributes of each relation, by the oid of the relation
   * @return the attributes of each relation in their order, including dropped ones; without the
   *     relations of which the server returned fewer attributes than they have
   * @throws SQLException if the server rejects a statement, or the connection breaks
   * @throws CannotCheckException if the list cannot be verified as complete, or has more attributes
   *     than were counted
   */
  Map<Long, List<Attribute>> read(Map<Long, Integer> counts)
      throws SQLException, CannotCheckException {
    Map<Long, List<Attribute>> read = new HashMap<>();
    counts.keySet().forEach(relation -> read.put(relation, new ArrayList<>()));
    total(counts);
    List<Long> relations = new ArrayList<>();
    int done = 0;
    int expected = 0;
    for (Map.Entry<Long, Integer> next : new TreeMap<>(counts).entrySet()) {
      if (expected + next.getValue() > size && expected > 0) {
        readPage(relations, expected, read);
        done += relations.size();
        progress.tables(done, counts.size());
        relations.clear();
        expected = 0;
      }
      relations.add(next.getKey());
      expected += next.getValue();
    }
    readPage(relations, expected, read);
    progress.tables(counts.size(), counts.size());
    ListOrigin origin = new ListOrigin(where, CatalogSource.PG_CATALOG);
    for (Map.Entry<Long, Integer> counted : counts.entrySet()) {
      Long relation = counted.getKey();
      int found = read.getOrDefault(relation, List.of()).size();
      if (found > counted.getValue()) {
        throw origin.lying(
            "the server counts " + counted.getValue() + " columns of a table but returned more");
      } else if (found < counted.getValue()) {
        read.remove(relation);
      }
    }
    return read;
  }

  /**
   * Returns the number of attributes of all relations.
   *
   * @throws CannotCheckException if it is not valid, or they do not fit into memory
   */
  long total(Map<Long, Integer> counts) throws CannotCheckException {
    ListOrigin origin = new ListOrigin(where, CatalogSource.PG_CATALOG);
    long all = 0;
    for (int count : counts.values()) {
      if (count < 0) {
        throw origin.lying("the server counts " + count + " columns of a table");
      }
      all += count;
    }
    origin.requireSpaceFor(all);
    return all;
  }

  /** Sends more than one statement if the server truncates the result, or a relation is larger. */
  private void readPage(List<Long> relations, int expected, Map<Long, List<Attribute>> read)
      throws SQLException, CannotCheckException {
    KeyOrder<Attribute> order =
        new KeyOrder<>(where, size, some -> new long[] {some.relation(), some.number()});
    int count = 0;
    Attribute last = null;
    while (count < expected) {
      List<Attribute> page = source.page(relations, last, size);
      order.verify(page);
      if (page.isEmpty()) {
        return;
      }
      for (Attribute attribute : page) {
        List<Attribute> known = read.get(attribute.relation());
        if (known == null) {
          throw new ListOrigin(where, CatalogSource.PG_CATALOG)
              .lying("the server returned a column of a table that was not requested");
        }
        known.add(attribute);
      }
      count += page.size();
      last = page.get(page.size() - 1);
    }
  }
}
