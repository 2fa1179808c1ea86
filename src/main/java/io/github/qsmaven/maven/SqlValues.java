package io.github.qsmaven.maven;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNullElse;

import io.github.qsmaven.files.BaseFolder;
import io.github.qsmaven.files.InputFile;
import io.github.qsmaven.files.UnusableFileException;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.NameEscaper;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.jspecify.annotations.Nullable;

/**
 * The values of placeholders, as a build gives them.
 *
 * @param base the folder that relative paths start from: the folder of the project
 * @param property the property: {@code schema=public,this=orders}
 * @param values those of the POM, as Maven converts them; an empty element is null
 * @param configuration the configuration of the goal, which contains those of the POM as they are
 *     written
 * @param file the path of the properties file, as the user wrote it; null: {@link #DEFAULT_FILE},
 *     if it exists
 */
record SqlValues(
    BaseFolder base,
    @Nullable String property,
    @Nullable Map<String, @Nullable String> values,
    @Nullable Xpp3Dom configuration,
    @Nullable String file) {
  static final String DEFAULT_FILE = "src/main/qs/sql-values.properties";

  private static final String PARAMETER = "sqlValues (-Dqs.sqlValues)";
  private static final String FILE_PARAMETER = "sqlValuesFile (-Dqs.sqlValuesFile)";
  private static final int MOST_BYTES = 1 << 20;

  /**
   * All values by their names: those of the property override those of the POM, which override
   * those of the file.
   *
   * @throws CannotCheckException if one has no name, a name has two values in one of the places, or
   *     the file cannot be read
   */
  Map<String, String> read() throws CannotCheckException {
    Map<String, String> all = new HashMap<>();
    if (file != null || Files.exists(path(), LinkOption.NOFOLLOW_LINKS)) {
      ofFile().forEach((name, value) -> all.put(name.toString(), value.toString().strip()));
    }
    if (values != null) {
      requireOnce();
      values.forEach((name, value) -> all.put(name, requireNonNullElse(value, "")));
    }
    all.putAll(ofProperty());
    return all;
  }

  /** The path of the file, which may not exist. */
  Path path() {
    return base.resolve(requireNonNullElse(file, DEFAULT_FILE));
  }

  private Map<String, String> ofProperty() throws CannotCheckException {
    Map<String, String> given = new HashMap<>();
    for (String entry : requireNonNullElse(property, "").split(",", -1)) {
      int equals = entry.indexOf('=');
      if (!entry.isBlank()) {
        String name = equals < 0 ? "" : entry.substring(0, equals).strip();
        if (name.isEmpty()) {
          throw invalid(entry, equals < 0 ? "\"=\" is missing" : "the name is missing");
        }
        if (given.put(name, entry.substring(equals + 1).strip()) != null) {
          throw invalid(entry, "another value has the same name");
        }
      }
    }
    return given;
  }

  /** Maven uses the last of several elements with the same name. */
  private void requireOnce() throws CannotCheckException {
    Set<String> names = new HashSet<>();
    Xpp3Dom element = configuration == null ? null : configuration.getChild("sqlValues");
    if (element != null) {
      for (Xpp3Dom child : element.getChildren()) {
        if (!names.add(child.getName())) {
          throw invalid("<" + child.getName() + ">", "another value has the same name");
        }
      }
    }
  }

  private static CannotCheckException invalid(String entry, String problem) {
    return new CannotCheckException(
        "Invalid value %s for %s: %s."
            .formatted(NameEscaper.CONSOLE.quoted(entry.strip()), PARAMETER, problem),
        "write each placeholder once, as name=value, separated by commas: schema=public,this=orders."
            + " Write a value that contains a comma into the POM or into "
            + DEFAULT_FILE
            + ".");
  }

  private Properties ofFile() throws CannotCheckException {
    InputFile input = base.file(requireNonNullElse(file, DEFAULT_FILE));
    Set<Object> twice = new HashSet<>();
    Properties given =
        new Properties() {
          @Override
          public synchronized @Nullable Object put(Object name, Object value) {
            if (containsKey(name)) {
              twice.add(name);
            }
            return super.put(name, value);
          }
        };
    try {
      String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(input.read(MOST_BYTES))).toString();
      given.load(new StringReader(text.startsWith("\uFEFF") ? text.substring(1) : text));
    } catch (UnusableFileException e) {
      throw unusable(input, "the file " + e.problem());
    } catch (CharacterCodingException e) {
      throw unusable(input, "the file is not in UTF-8");
    } catch (IOException | IllegalArgumentException e) {
      throw unusable(input, "the file contains a malformed \\u escape");
    }
    if (!twice.isEmpty()) {
      String name = NameEscaper.CONSOLE.quoted(twice.iterator().next().toString());
      throw unusable(input, "there are two values of " + name);
    }
    return given;
  }

  private static CannotCheckException unusable(InputFile file, String problem) {
    return new CannotCheckException(
        "Cannot read the values of placeholders from %s, %s: %s."
            .formatted(NameEscaper.CONSOLE.of(file.shown()), FILE_PARAMETER, problem),
        "write a properties file in UTF-8, with a line for each placeholder, such as"
            + " schema=public.");
  }
}
