package io.github.qsmaven.app;

import static java.util.Objects.requireNonNull;

import io.github.qsmaven.model.Checked;
import io.github.qsmaven.model.Column;
import io.github.qsmaven.model.ColumnType;
import io.github.qsmaven.model.SourcePosition;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableDetails;
import io.github.qsmaven.model.TableName;
import io.github.qsmaven.settings.Secret;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Removes a secret from the texts of a result, which a server may have put into any name or
 * comment. Reads the components of records by reflection, so that no text of a record is left out;
 * of those that come by the thousands, the components that hold texts are named here. A value
 * without the secret stays the same instance, and a table or a type is read once. Not thread-safe.
 */
final class TextRedactor {
  /** The components with free texts; the others have names, types and sentences of the plugin. */
  private static final Set<String> FREE =
      Set.of("comment", "description", "defaultValue", "labels");

  private final Secret secret;
  private final boolean freeTextsOnly;
  private final Map<Class<?>, RecordComponent[]> components = new HashMap<>();
  private final Set<String> cleanNames = new HashSet<>();

  /** Tables and types without the secret, by identity. */
  private final Set<Record> clean = Collections.newSetFromMap(new IdentityHashMap<>());

  /**
   * @param secret the secret; if it is too short to be found in a text, names stay as they are, and
   *     comments and other free texts are left out
   * @param freeTextsOnly whether names stay as they are in any case
   */
  TextRedactor(Secret secret, boolean freeTextsOnly) {
    this.secret = secret;
    this.freeTextsOnly = freeTextsOnly;
  }

  /**
   * Removes the secret.
   *
   * @param value a record, list, map or string
   * @return the same instance if no text in it contains the secret
   */
  @SuppressWarnings("unchecked") // Of the same type.
  <T> T redacted(T value) {
    return (T) requireNonNull(redacted("", value));
  }

  private @Nullable Object redacted(String component, @Nullable Object value) {
    if (value instanceof String text) {
      return text(component, text);
    } else if (value instanceof List<?> list) {
      return list(component, list);
    } else if (value instanceof Map<?, ?> map) {
      return map(map);
    }
    return value instanceof Record one && !isClean(one) ? ofRecord(one) : value;
  }

  /** Without reflection for what a report has hundreds of thousands of. */
  private boolean isClean(Record one) {
    if (one instanceof Checked checked) {
      return isClean(checked);
    } else if (one instanceof Column column) {
      return isClean(column);
    } else if (one instanceof Table table) {
      return isClean(table);
    }
    return one instanceof TableName name ? isClean(name) : clean.contains(one);
  }

  private boolean isClean(Checked checked) {
    SourcePosition at = checked.at();
    return checked.statement() == null
        && isCleanName(checked.table())
        && (checked.column() == null || isCleanName(checked.column()))
        && (at == null || isCleanName(at.file()));
  }

  private boolean isClean(TableName name) {
    return isCleanName(name.schema()) && isClean(name.name());
  }

  private boolean isClean(Table table) {
    return table.dataset() == null
        && table.view() == null
        && isClean(table.name())
        && isCleanFree(table.comment());
  }

  private boolean isClean(Column column) {
    return column.fields().isEmpty()
        && isCleanName(column.name())
        && isClean(column.type())
        && isCleanFree(column.comment())
        && isCleanFree(column.defaultValue());
  }

  /** Types with an identity are shared by many columns. */
  private boolean isClean(ColumnType type) {
    return type.identity() == null
        ? isCleanName(type.spelling())
        : clean.contains(type) || ofRecord(type) == type;
  }

  private boolean isCleanFree(@Nullable String text) {
    return text == null || (!secret.isShort() && isClean(text));
  }

  /** Compares equal names once: the columns of ten thousand tables have few names and types. */
  private boolean isCleanName(String name) {
    return cleanNames.contains(name) || (isClean(name) && cleanNames.add(name));
  }

  private boolean isClean(String text) {
    return secret.redactName(text).equals(text);
  }

  private @Nullable String text(String component, String text) {
    boolean isFree = FREE.contains(component);
    if (isFree && secret.isShort()) {
      return null;
    }
    if (isFree) {
      return secret.redactName(text);
    }
    return freeTextsOnly || isCleanName(text) ? text : secret.redactName(text);
  }

  private List<?> list(String component, List<?> list) {
    List<Object> changed = null;
    for (int i = 0; i < list.size(); i++) {
      Object value = list.get(i);
      Object redacted = redacted(component, value);
      if (redacted != value && changed == null) {
        changed = new ArrayList<>(list);
      }
      if (changed != null) {
        changed.set(i, redacted);
      }
    }
    return changed == null ? list : changed;
  }

  private Map<?, ?> map(Map<?, ?> map) {
    Map<@Nullable Object, @Nullable Object> copy = new LinkedHashMap<>();
    boolean changed = false;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      Object key = redacted("", entry.getKey());
      Object value = redacted("", entry.getValue());
      changed |= key != entry.getKey() || value != entry.getValue();
      copy.put(key, value);
    }
    return changed ? copy : map;
  }

  private Object ofRecord(Record one) {
    RecordComponent[] parts =
        components.computeIfAbsent(one.getClass(), type -> type.getRecordComponents());
    try {
      Object[] changed = null;
      for (int i = 0; i < parts.length; i++) {
        if (!parts[i].getType().isPrimitive() && !parts[i].getType().isEnum()) {
          Object value = parts[i].getAccessor().invoke(one);
          Object redacted = redacted(parts[i].getName(), value);
          if (redacted != value) {
            changed = changed == null ? values(one, parts) : changed;
            changed[i] = redacted;
          }
        }
      }
      if (changed != null) {
        Class<?>[] types = Arrays.stream(parts).map(part -> part.getType()).toArray(Class[]::new);
        return one.getClass().getDeclaredConstructor(types).newInstance(changed);
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Cannot read " + one.getClass(), e);
    }
    if (one instanceof TableDetails || one instanceof ColumnType) {
      clean.add(one);
    }
    return one;
  }

  private static Object[] values(Record one, RecordComponent[] parts)
      throws ReflectiveOperationException {
    Object[] values = new Object[parts.length];
    for (int i = 0; i < parts.length; i++) {
      values[i] = parts[i].getAccessor().invoke(one);
    }
    return values;
  }
}
