package io.github.qsmaven.drift;

import io.github.qsmaven.model.FindingCode;
import io.github.qsmaven.model.SourcePosition;
import io.github.qsmaven.model.TableName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One change between two states of a schema. The texts are as servers and users wrote them, so to
 * be escaped.
 *
 * @param code the kind of change, QS501 to QS514
 * @param table the table
 * @param listedName its listed name: after the change, or before it if the table is gone
 * @param path the column and, inside it, the field; a column or field that is an array and has
 *     fields ends with {@code []}: {@code items[]}, {@code sku}; empty if the change is about the
 *     table
 * @param before what was there, in a few words: {@code numeric(10,2)}, {@code NOT NULL}
 * @param after what is there now, in a few words
 * @param why what the change is, or what it means; empty if there is nothing to say
 * @param renamedTo the column that it was probably renamed to; null if there is none
 * @param at where it is written in the state before; null if that is from a server
 */
public record Difference(
    FindingCode code,
    TableName table,
    String listedName,
    List<String> path,
    String before,
    String after,
    String why,
    @Nullable String renamedTo,
    @Nullable SourcePosition at) {
  /** Copies the path. */
  public Difference {
    path = List.copyOf(path);
  }

  /** The same with a probable new name. */
  Difference withRenamedTo(String name) {
    return new Difference(code, table, listedName, path, before, after, why, name, at);
  }

  /** The same with another reason. */
  Difference withWhy(String reason) {
    return new Difference(code, table, listedName, path, before, after, reason, renamedTo, at);
  }

  /** The path as findings show it, with dots; null if the change is about the table. */
  public @Nullable String column() {
    return path.isEmpty() ? null : String.join(".", path);
  }
}
