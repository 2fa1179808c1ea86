package io.github.qsmaven.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An object in JSON: its properties in the order in which they are added. */
public final class JsonObject {
  /** Each name, and its value after it: a map is slow for the objects of 100,000 tables. */
  private final List<@Nullable Object> properties = new ArrayList<>(12);

  /**
   * Adds a property.
   *
   * @param name its name; no other property has it
   * @param value a text, a number, a truth value, an object, or null
   */
  public JsonObject with(String name, @Nullable Object value) {
    properties.add(name);
    properties.add(value);
    return this;
  }

  /**
   * Adds an array.
   *
   * @param name its name
   * @param elements what it contains
   * @param value creates the value of an element when it is written
   */
  public <E> JsonObject with(String name, List<E> elements, Function<E, Object> value) {
    return with(name, elements.stream().map(value));
  }

  /** Adds an array of objects or texts, which are created when they are written. */
  public JsonObject with(String name, Stream<?> elements) {
    return with(name, (Object) elements);
  }

  /** Names and values, by turns. */
  List<@Nullable Object> properties() {
    return properties;
  }
}
