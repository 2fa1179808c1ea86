package io.github.qsmaven.contract;

import io.github.qsmaven.model.ContractKey;
import io.github.qsmaven.model.ExpectedColumn;
import io.github.qsmaven.model.ExpectedKey;
import io.github.qsmaven.model.ExpectedReference;
import io.github.qsmaven.model.ExpectedTable;
import io.github.qsmaven.model.SourcePosition;
import io.github.qsmaven.model.TableReference;
import io.github.qsmaven.model.TableRules;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A table of a contract while the contract is read: its keys, which are spread over its columns,
 * and its references, which can name tables that follow.
 */
final class OdcsTable {
  /** The standard's value for a column without a position. */
  private static final BigInteger NO_POSITION = BigInteger.ONE.negate();

  private record KeyColumn(String name, BigInteger position, SourcePosition at) {
    boolean hasPosition() {
      return !position.equals(NO_POSITION);
    }
  }

  /**
   * A reference as it is written.
   *
   * @param column the column that has it, by its name at the server; null if the table has it
   * @param from the columns at its start; empty if a column has it
   * @param to the referenced columns
   * @param at where it is written
   */
  record Reference(
      @Nullable String column, List<String> from, List<String> to, SourcePosition at) {}

  private final List<KeyColumn> primaryKey = new ArrayList<>();
  private final List<Reference> references = new ArrayList<>();
  private final List<ContractKey> unchecked = new ArrayList<>();
  private final Map<String, String> renamed = new HashMap<>();
  private final Map<String, String> byId = new HashMap<>();
  private @Nullable ExpectedTable table;
  private String name = "";
  private @Nullable String id;
  private boolean deprecated;

  /**
   * Gives the table, when all its columns are read.
   *
   * @param named its name in the contract
   * @param stableId its id in the contract; null if it has none
   * @param isDeprecated whether it is marked as deprecated
   * @param read the table, without its keys
   */
  void is(String named, @Nullable String stableId, boolean isDeprecated, ExpectedTable read) {
    name = named;
    id = stableId;
    deprecated = isDeprecated;
    table = read;
  }

  String name() {
    return name;
  }

  @Nullable String id() {
    return id;
  }

  /** Its name at the server. */
  TableReference reference() {
    return read().name();
  }

  private ExpectedTable read() {
    return Objects.requireNonNull(table);
  }

  /** Notes how references may name a column. */
  void column(String named, @Nullable String stableId, String atServer) {
    if (!named.equals(atServer)) {
      renamed.put(named, atServer);
    }
    if (stableId != null) {
      byId.put(stableId, atServer);
    }
  }

  /**
   * Notes a column of the primary key.
   *
   * @param column its name at the server
   * @param position its position in the key; null if it has none
   * @param at where it is written
   */
  void primaryKey(String column, @Nullable BigInteger position, SourcePosition at) {
    primaryKey.add(new KeyColumn(column, position == null ? NO_POSITION : position, at));
  }

  void reference(Reference reference) {
    references.add(reference);
  }

  void leaveUnchecked(String key, String why) {
    unchecked.add(new ContractKey(key, why));
  }

  /** The name at the server of a column, by its name in the contract; null if it has no such. */
  @Nullable String columnNamed(String column) {
    String atServer = renamed.get(column);
    if (atServer != null) {
      return atServer;
    }
    return read().columns().stream().map(ExpectedColumn::name).anyMatch(column::equals)
        ? column
        : null;
  }

  /** The name at the server of a column, by its id in the contract; null if it has no such. */
  @Nullable String columnWithId(String column) {
    return byId.get(column);
  }

  List<Reference> references() {
    return references;
  }

  /**
   * The table with its keys.
   *
   * @param resolved its references
   */
  ExpectedTable expected(List<ExpectedReference> resolved) {
    ExpectedKey key = key();
    ExpectedTable read = read();
    TableRules rules =
        key == null && resolved.isEmpty() && unchecked.isEmpty() && !deprecated
            ? TableRules.NONE
            : new TableRules(deprecated, key, resolved, unchecked);
    return new ExpectedTable(read.name(), read.columns(), read.physicalType(), rules, read.at());
  }

  private @Nullable ExpectedKey key() {
    if (primaryKey.isEmpty()) {
      return null;
    }
    Set<BigInteger> positions = new HashSet<>();
    boolean ordered =
        primaryKey.stream().allMatch(key -> key.hasPosition() && positions.add(key.position()));
    if (ordered) {
      primaryKey.sort(Comparator.comparing(KeyColumn::position));
    } else if (primaryKey.stream().anyMatch(KeyColumn::hasPosition)) {
      leaveUnchecked(
          "primaryKeyPosition",
          "two columns have the same position, or some have none, so the order is unknown");
    }
    SourcePosition first =
        primaryKey.stream().map(KeyColumn::at).min(Comparator.naturalOrder()).orElseThrow();
    return new ExpectedKey(primaryKey.stream().map(KeyColumn::name).toList(), ordered, first);
  }
}
