package io.github.qsmaven.catalog;

import io.github.qsmaven.catalog.PortableAttributes.Found;
import io.github.qsmaven.catalog.TypeTree.TypeParts;
import io.github.qsmaven.connection.Session;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableDetails;
import io.github.qsmaven.model.TableName;
import io.github.qsmaven.model.TypeShape;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads {@code pg_attribute} of a server that does not report that it is PostgreSQL, such as Query
 * Service. The composite types that Query Service creates for structs are relations, as tables are
 * (Adobe's documentation shows both with psql's {@code \d}). They are found by the names that
 * {@code format_type} returns, level by level, with at most three statements for each level, to one
 * level more than a table shows. It reads neither keys nor defaults.
 *
 * @param pages reads the lists
 */
record PortableColumnsReader(PageReader pages) implements ColumnsReader {
  @Override
  public Map<TableName, TableDetails> read(Session session, Collection<Table> tables)
      throws SQLException, CannotCheckException {
    PortableAttributes reader = new PortableAttributes(session, pages.size(), new StringPool());
    Map<TableName, Table> wanted = new LinkedHashMap<>();
    tables.forEach(table -> wanted.put(table.name(), table));
    Map<Long, Table> byOid = new HashMap<>();
    Map<Long, Integer> counts = new HashMap<>();
    for (Found found : reader.tables(tables)) {
      Table table = wanted.get(found.name());
      if (table != null) {
        byOid.put(found.oid(), table);
        counts.put(found.oid(), found.attributes());
      }
    }
    Map<Long, List<Attribute>> attributes = reader.attributes(counts, pages.progress());
    TypeTree types = new TypeTree(types(reader, attributes.values()));
    return types.tables(byOid, attributes, Optional.empty());
  }

  private static Map<String, TypeParts> types(
      PortableAttributes reader, Collection<List<Attribute>> attributes)
      throws SQLException, CannotCheckException {
    Map<String, TypeParts> types = new HashMap<>();
    Set<String> lookups = new TreeSet<>();
    attributes.forEach(some -> addTypes(some, types, lookups));
    for (int level = 0; !lookups.isEmpty(); level++) {
      if (level > TypeTree.MOST_LEVELS) {
        lookups.forEach(type -> types.put(type, TypeTree.UNREAD));
        return types;
      }
      Map<String, List<Attribute>> composites = reader.composites(lookups);
      lookups.clear();
      composites.forEach(
          (spelling, fields) -> types.put(spelling, TypeParts.of(TypeShape.STRUCT, null, fields)));
      composites.values().forEach(fields -> addTypes(fields, types, lookups));
    }
    return types;
  }

  /** Adds the types that follow from the spellings, and collects the ones to look up. */
  private static void addTypes(
      List<Attribute> attributes, Map<String, TypeParts> types, Set<String> lookups) {
    for (Attribute attribute : attributes) {
      String type = attribute.type();
      while (type.endsWith("[]") && !types.containsKey(type)) {
        String element = type.substring(0, type.length() - 2);
        types.put(type, TypeParts.of(TypeShape.ARRAY, element, List.of()));
        type = element;
      }
      if (!types.containsKey(type)) {
        TypeShape shape =
            switch (type) {
              case "anymap" -> TypeShape.MAP;
              case "anyarray" -> TypeShape.ARRAY;
              default -> attribute.builtIn() ? TypeShape.SCALAR : TypeShape.UNKNOWN;
            };
        types.put(type, TypeParts.plain(shape));
        if (shape == TypeShape.UNKNOWN) {
          lookups.add(type);
        }
      }
    }
  }
}
