package io.github.qsmaven.maven;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qsmaven.files.BaseFolder;
import io.github.qsmaven.model.CannotCheckException;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.codehaus.plexus.util.xml.Xpp3DomBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlValuesTest {
  @TempDir Path folder;

  @BeforeEach
  void makeProject() throws Exception {
    Files.writeString(folder.resolve("x"), "");
    folder = Files.createDirectory(folder.resolve("project"));
  }

  private SqlValues values(@Nullable String property) {
    return values(property, null, null);
  }

  private SqlValues values(
      @Nullable String property,
      @Nullable Map<String, @Nullable String> pom,
      @Nullable String file) {
    return new SqlValues(new BaseFolder(folder), property, pom, null, file);
  }

  private void write(String path, String text, Charset charset) throws Exception {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text, charset);
  }

  @ParameterizedTest
  @CsvSource({
    "'schema', '\"schema\" for sqlValues (-Dqs.sqlValues): \"=\" is missing.'",
    "'a=1, 2', '\"2\" for sqlValues (-Dqs.sqlValues): \"=\" is missing.'",
    "'=1', '\"=1\" for sqlValues (-Dqs.sqlValues): the name is missing.'",
    "'a=1, a =1', '\"a =1\" for sqlValues (-Dqs.sqlValues): another value has the same name.'",
    "'a\u001b', '\"a\\u001B\" for sqlValues (-Dqs.sqlValues): \"=\" is missing.'",
  })
  void anEntryThatIsNoValueIsAnError(String property, String message) {
    assertThatThrownBy(() -> values(property).read())
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContainingAll("Invalid value " + message, "sql-values.properties");
  }

  @Test
  void anElementThatIsThereTwiceIsAnError() throws Exception {
    var configuration =
        Xpp3DomBuilder.build(
            new StringReader("<c><sqlValues><a>1</a><b>2</b><a>3</a></sqlValues></c>"));
    SqlValues twice =
        new SqlValues(
            new BaseFolder(folder), null, Map.of("a", "3", "b", "2"), configuration, null);

    assertThatThrownBy(twice::read).hasMessageContaining("\"<a>\" for sqlValues");
  }

  @ParameterizedTest
  @CsvSource({
    "'a=1\nb=2\na=1', there are two values of \"a\"",
    "'a=\\u12', malformed \\u escape",
    "'a=\u00e9', is not in UTF-8",
  })
  void aFileThatCannotBeReadIsAnError(String text, String problem) throws Exception {
    write(SqlValues.DEFAULT_FILE, text, ISO_8859_1);

    assertThatThrownBy(() -> values(null).read())
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContainingAll(
            "src/main/qs/sql-values.properties, sqlValuesFile (-Dqs.sqlValuesFile): ", problem);
  }

  @ParameterizedTest
  @CsvSource({"none.properties, does not exist", "., is a folder", "../x, leads outside"})
  void aGivenFileMustBeThere(String file, String problem) {
    assertThatThrownBy(() -> values(null, null, file).read())
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContaining("the file " + problem);
  }

  @Test
  void nothingIsGiven() throws Exception {
    assertThat(values(null).read()).isEmpty();
    assertThat(values("").read()).isEmpty();
    assertThat(values(" , ").read()).isEmpty();
  }

  @Test
  void thePropertyOverridesThePomWhichOverridesTheFile() throws Exception {
    write(SqlValues.DEFAULT_FILE, "\uFEFFa=file\nb=file\nc = ä🙂 \nvar.d: x\\=y\n", UTF_8);
    Map<String, @Nullable String> pom = new HashMap<>();
    pom.put("a", "pom");
    pom.put("b", "pom");
    pom.put("empty", null);

    assertThat(values("a=property = 1 ,e=", pom, null).read())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "a", "property = 1", "b", "pom", "c", "ä🙂", "var.d", "x=y", "empty", "", "e", ""));
  }
}
