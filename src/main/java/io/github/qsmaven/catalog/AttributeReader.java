package io.github.qsmaven.catalog;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the attributes of relations in pages: each of as many relations as fill one. How many
 * attributes a relation has is known beforehand, so no server cuts a result unnoticed, and nothing
 * has to be counted.
 *
 * @param size the rows of a page
 * @param source asks the server
 * @param progress hears of each page of relations; null: nobody does
 */
record AttributeReader(int size, Source source, ReadProgress progress) {

  /** A server that is asked. */
  @FunctionalInterface
  interface Source {
    /**
     * Reads attributes, in the order of their relations' oids and of {@code attnum}.
     *
     * @param relations the oids of the relations, ascending
     * @param after the attribute that the first one comes after; null: begin with the first
     * @param limit the most rows
     */
    List<Attribute> page(List<Long> relations, @Nullable Attribute after, int limit)
        throws SQLException;
  }

  /**
   * Reads them.
   *
   * @param counts how many attributes each relation has, by its oid
   * @return the attributes of each relation in their order, dropped ones too; a relation of which
   *     fewer came than it has is left out
   * @throws SQLException if the server refuses, or the connection breaks
   */
  Map<Long, List<Attribute>> read(Map<Long, Integer> counts) throws SQLException {
    Map<Long, List<Attribute>> read = new HashMap<>();
    counts.keySet().forEach(relation -> read.put(relation, new ArrayList<>()));
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
    read.entrySet()
        .removeIf(some -> some.getValue().size() < counts.getOrDefault(some.getKey(), 0));
    return read;
  }

  /** In more than one statement only if the server cuts the result, or one relation fills more. */
  private void readPage(List<Long> relations, int expected, Map<Long, List<Attribute>> read)
      throws SQLException {
    int count = 0;
    Attribute last = null;
    while (count < expected) {
      List<Attribute> page = source.page(relations, last, size);
      if (page.isEmpty()) {
        return;
      }
      for (Attribute attribute : page) {
        read.computeIfAbsent(attribute.relation(), some -> new ArrayList<>()).add(attribute);
      }
      count += page.size();
      last = page.get(page.size() - 1);
    }
  }
}
