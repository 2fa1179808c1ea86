package io.github.qsmaven.app;

import io.github.qsmaven.model.ForeignKey;
import io.github.qsmaven.model.LockedColumn;
import io.github.qsmaven.model.LockedStatement;
import io.github.qsmaven.model.LockedTable;
import io.github.qsmaven.model.LockedType;
import io.github.qsmaven.model.TableName;
import io.github.qsmaven.settings.Secret;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/** Finds what has a secret in a text that a lock file would contain. Not thread-safe. */
final class CleanNames {
  private final Secret secret;
  private final TextRedactor redactor;

  /** The columns of ten thousand tables have few names and types. */
  private final Set<String> clean = new HashSet<>();

  CleanNames(Secret secret) {
    this.secret = secret;
    this.redactor = new TextRedactor(secret, false);
  }

  /** Whether a table does not have it; its comments do not count. */
  boolean has(LockedTable table) {
    return has(table.name())
        && (table.columns() == null || table.columns().stream().allMatch(this::has))
        && (table.keys() == null || table.keys().foreign().stream().allMatch(this::has));
  }

  @SuppressWarnings("ReferenceEquality") // The same instance, unless it was changed.
  boolean has(LockedType type) {
    return redactor.redacted(type) == type;
  }

  @SuppressWarnings("ReferenceEquality") // As above.
  boolean has(LockedStatement statement) {
    return redactor.redacted(statement) == statement;
  }

  private boolean has(TableName name) {
    return has(name.schema()) && has(name.name());
  }

  private boolean has(LockedColumn column) {
    return has(column.name())
        && has(Objects.requireNonNullElse(column.type().physicalType(), ""))
        && column.fields().stream().allMatch(this::has);
  }

  private boolean has(ForeignKey key) {
    return has(key.references()) && key.referencedColumns().stream().allMatch(this::has);
  }

  private boolean has(String name) {
    return clean.contains(name) || (secret.redactName(name).equals(name) && clean.add(name));
  }
}
