package io.github.qsmaven.contract;

import static java.util.stream.Collectors.toSet;

import io.github.qsmaven.model.CaseRule;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableName;
import io.github.qsmaven.model.TableReference;
import java.util.Collection;
import java.util.Set;

/**
 * The names under which a contract expects tables, so that a check does not take one for another: a
 * table that the search path finds by its bare name, unless a table beyond the search path has that
 * name as well; other tables as {@code schema.name}; and {@code "schema"."name"}, with the quotes,
 * where a name contains a dot: {@code a.b.c} may be in schema {@code a}, in schema {@code a.b}, or
 * on the search path.
 */
final class ContractNames {
  private final Set<String> withDots;
  private final Set<String> beyondSearchPath;

  /**
   * @param tables the tables of the server
   */
  ContractNames(Collection<Table> tables) {
    withDots =
        tables.stream()
            .map(table -> table.name().name())
            .filter(name -> name.indexOf('.') >= 0)
            .collect(toSet());
    beyondSearchPath =
        tables.stream()
            .filter(table -> !table.visible())
            .map(table -> CaseRule.fold(table.name().name()))
            .collect(toSet());
  }

  /** The name of a table of the server. */
  String of(Table table) {
    TableName name = table.name();
    boolean bare = table.visible() && !beyondSearchPath.contains(CaseRule.fold(name.name()));
    String text = bare ? name.name() : name.qualified();
    boolean unclear =
        name.name().indexOf('.') >= 0
            || (!bare && name.schema().indexOf('.') >= 0)
            || withDots.contains(text)
            || new TableReference(text).exact() != null;
    return unclear ? name.quoted() : text;
  }
}
