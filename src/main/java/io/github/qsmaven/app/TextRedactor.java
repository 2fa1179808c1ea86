package io.github.qsmaven.app;

import static java.util.Objects.requireNonNull;

import io.github.qsmaven.model.Column;
import io.github.qsmaven.model.ColumnType;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.settings.Secret;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Removes a secret from the texts of a result, which a server may have put into any name or
 * comment. Reads the components of records by reflection, so that no text of a record is left out.
 * A value without the secret stays the same instance. Not thread-safe.
 */
final class TextRedactor {
  /** The components with free texts; the others have names, types and sentences of the plugin. */
  private static final Set<String> FREE =
      Set.of("comment", "description", "defaultValue", "labels");

  private final Secret secret;
  private final boolean freeTextsOnly;
  private final Map<Class<?>, RecordComponent[]> components = new HashMap<>();
  private final Set<String> cleanNames = new HashSet<>();

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
    if ((value instanceof Column column && isClean(column))
        || (value instanceof Table table && isClean(table))) {
      return value;
    }
    return value instanceof Record one ? ofRecord(one) : value;
  }

  /** Without reflection, as of columns: most of 100,000 tables have only names. */
  private boolean isClean(Table table) {
    return table.dataset() == null
        && table.view() == null
        && isCleanName(table.name().schema())
        && isClean(table.name().name())
        && isCleanFree(table.comment());
  }

  /** Without reflection: a schema has hundreds of thousands of columns, most of a simple type. */
  private boolean isClean(Column column) {
    ColumnType type = column.type();
    ColumnType.Identity identity = type.identity();
    return column.fields().isEmpty()
        && isCleanName(column.name())
        && isCleanName(type.spelling())
        && (identity == null
            || (identity.inner() == null
                && identity.alike().isEmpty()
                && isCleanName(identity.schema())
                && isCleanName(identity.name())))
        && isCleanFree(column.comment())
        && isCleanFree(column.defaultValue());
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
    return isFree || !freeTextsOnly ? secret.redactName(text) : text;
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
    Class<?>[] types = new Class<?>[parts.length];
    Object[] values = new Object[parts.length];
    boolean changed = false;
    try {
      for (int i = 0; i < parts.length; i++) {
        Object value = parts[i].getAccessor().invoke(one);
        types[i] = parts[i].getType();
        values[i] = redacted(parts[i].getName(), value);
        changed |= values[i] != value;
      }
      return changed ? one.getClass().getDeclaredConstructor(types).newInstance(values) : one;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Cannot read " + one.getClass(), e);
    }
  }
}
