package io.github.qsmaven.lock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.qsmaven.files.BaseFolder;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.Lock;
import io.github.qsmaven.model.LockedColumn;
import io.github.qsmaven.model.SourcePosition;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    return catchThrowableOfType(CannotCheckException.class, () -> read(text)).getMessage();
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
    assertThat(fault(TEXT.replaceFirst(java.util.regex.Pattern.quote(right), wrong)))
        .startsWith("Cannot read the lock: ")
        .contains(expected)
        .contains("What to do: ");
  }
}
