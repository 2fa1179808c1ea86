package io.github.qsmaven.lock;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.qsmaven.files.BaseFolder;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.Lock;
import io.github.qsmaven.model.LockedColumn;
import io.github.qsmaven.model.SourcePosition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LockFileTest {
  private static final String SHA = "sha256:" + "0123456789abcdef".repeat(4);

  private static final String TEXT =
      """
      {"qsLock":1,"rules":1,"server":"postgresql","catalog":"pg_catalog","schemas":["public"],
      "tables":[
       {"schema":"public","name":"orders","type":"table","keys":{"primary":["id"],"unique":[["a","b"]],\
      "foreign":[{"columns":["a"],"schema":"public","table":"persons","referenced":["id"]}]},"columns":[
        {"name":"id","type":"bigint","notNull":true},
        {"name":"mood","type":"public.mood"}
       ]},
       {"schema":"public","name":"secret","type":"view","visible":false,"readable":false}
      ],
      "types":[
       {"name":"public.address","kind":"composite","fields":[
        {"name":"street","type":"text"}
       ]},
       {"name":"public.mood","kind":"enum","values":["sad","ok"]}
      ],
      "statements":[
       {"sql":"%s","reads":[["public","orders"]],"result":[["id","bigint"]],"parameters":["text"]}
      ]
      }
      """
          .formatted(SHA);

  @TempDir Path folder;
  private LockFile file;

  @BeforeEach
  void inAFolder() {
    file = new LockFile(new BaseFolder(folder), null);
  }

  private Lock read(String text) throws CannotCheckException {
    return file.read(text.getBytes(UTF_8), "qs.lock.json");
  }

  private String fault(String text) {
    return String.valueOf(
        catchThrowableOfType(CannotCheckException.class, () -> read(text)).getMessage());
  }

  @Test
  void writesALineForEachPart() throws Exception {
    assertThat(new String(file.bytes(read(TEXT)), UTF_8)).isEqualTo(TEXT);
  }

  @Test
  void keepsPlaces() throws Exception {
    Lock lock = read(TEXT);

    assertThat(lock.tables().get(1).at()).isEqualTo(new SourcePosition("qs.lock.json", 7, 2));
    assertThat(lock.types().get(1).at()).isEqualTo(new SourcePosition("qs.lock.json", 13, 2));
    List<LockedColumn> columns = lock.tables().get(0).columns();
    assertThat(columns).extracting(LockedColumn::at).extracting("line").containsExactly(4, 5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "qsLock":1           | "qsLock":2             | 1:11: a newer version of the plugin wrote it
          "rules":1            | "rules":12             | 1:21: a newer version of the plugin wrote it
          "qsLock":1           | "qsLock":"1"           | 1:11: expected a version, which is a number
          "qsLock":1           | "qsLock":0             | 1:11: 0 is not a version
          "qsLock":1,          | ''                     | 1:1: the lock has no property "qsLock"
          "postgresql"         | "oracle"               | 1:32: "oracle" is unknown; the known words are postgresql, query-service
          "pg_catalog"         | "pg_cat"               | 1:55: "pg_cat" is unknown; the known words are pg_catalog, pg_class
          ["public"],          | "public",              | 1:78: a list in brackets is expected here
          "type":"table"       | "kind":"table"         | 3:44: a table has the unknown property "kind"
          "type":"table"       | "type":"tabel"         | 3:44: "tabel" is unknown; the known words are table, view
          "name":"secret",     | ''                     | 7:2: a table has no property "name"
          "secret"             | "orders"               | 7:2: the table "public.orders" is there twice
          "mood","type"        | "id","type"            | 5:3: the column "id" is there twice
          "name":"id","type"   | "name":"id","name"     | 4:16: the property "name" is there twice
          "notNull":true       | "notNull":"yes"        | 4:42: true or false is expected here
          "bigint","notNull"   | 64,"notNull"           | 4:23: a text in quotes is expected here
          "public.mood","kind" | "mood","kind"          | 13:10: "mood" is not a type with its schema
          "kind":"enum"        | "kind":"enumeration"   | 13:31: "enumeration" is unknown; the known words are domain, enum
          "public.mood","kind" | "public.address","kind" | 13:2: the type "public.address" is there twice
          sha256:0             | md5:0                  | 16:9: expected sha256: and 64 hexadecimal digits
          ["id","bigint"]      | ["id"]                 | a list of two texts is expected here
          {"name":"street"     | {"in":["x"],"name":"street" | 11:3: no column "x" precedes the field in it
          "values":            | values:                | 13:38: this is not valid JSON
          """)
  void namesThePlaceOfAFault(String right, String wrong, String expected) {
    assertThat(TEXT).contains(right);
    assertThat(fault(TEXT.replaceFirst(Pattern.quote(right), wrong)))
        .startsWith("Cannot read the lock: ")
        .contains(expected)
        .contains("What to do: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"<<<<<<< HEAD", "=======", ">>>>>>> theirs", "||||||| base"})
  void findsTheMarkersOfAMergeConflict(String marker) {
    assertThat(fault(TEXT.replace("  {\"name\":\"mood\"", marker + "\n  {\"name\":\"mood\"")))
        .startsWith(
            "Cannot read the lock: qs.lock.json:5:1: there is the marker of a merge conflict.")
        .contains("What to do: take one side of the conflict");
  }

  @Test
  void readsNoTruncatedFile() {
    for (int end = 0; end < TEXT.length() - 2; end++) {
      assertThat(fault(TEXT.substring(0, end))).contains("qs.lock.json:");
    }
    assertThat(fault(TEXT.substring(0, 400))).contains(": the file is incomplete: it ends here.");
    assertThat(fault(TEXT + "x")).contains("qs.lock.json:19:1: ");
    assertThat(fault("[".repeat(100_000))).contains(":1:1: the lock is expected here");
  }

  @Test
  void readsOtherLineEndsAndAByteOrderMarkAndAnyOrder() throws Exception {
    String other = "\uFEFF" + TEXT.replace("\n", "\r\n");
    assertThat(read(other)).isEqualTo(read(TEXT));
    String unsorted = TEXT.replace("\"orders\",\"type\"", "\"zebra\",\"type\"");
    assertThat(read(unsorted).tables())
        .extracting(table -> table.name().name())
        .containsExactly("secret", "zebra");
    byte[] latin = TEXT.replace("sad", "s\u00E4d").getBytes(ISO_8859_1);
    assertThat(catchThrowableOfType(CannotCheckException.class, () -> file.read(latin, "l")))
        .hasMessageContaining("this is not UTF-8");
  }

  @Test
  void writesOnlyWhatChanged() throws Exception {
    assertThat(file.read()).isNull();
    assertThat(file.write(read(TEXT))).isTrue();
    assertThat(Files.readString(file.path())).isEqualTo(TEXT);
    assertThat(file.write(read(TEXT))).isFalse();
    Files.writeString(file.path(), TEXT.replace("\n", "\r\n"));
    assertThat(file.write(read(TEXT))).isFalse();
    Files.writeString(file.path(), "<<<<<<<");
    assertThat(file.write(read(TEXT))).isTrue();
    Path candidate = folder.resolve("target/qs/lock.json");
    file.writeTo(read(TEXT), candidate);
    assertThat(Files.readString(candidate)).isEqualTo(TEXT);
    try (Stream<Path> there = Files.list(candidate.resolveSibling(""))) {
      assertThat(there).containsExactly(candidate);
    }
  }

  @Test
  void refusesWhatIsNoFile() throws Exception {
    Files.createDirectories(file.path());
    assertThatThrownBy(() -> file.write(read(TEXT)))
        .hasMessageContaining("Cannot write the lock: src/main/qs/qs.lock.json is a folder.");
    assertThatThrownBy(file::read).hasMessageContaining("Cannot read the lock: ");
  }
}
