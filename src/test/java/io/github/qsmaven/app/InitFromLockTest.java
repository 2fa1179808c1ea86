package io.github.qsmaven.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qsmaven.catalog.CatalogQuery;
import io.github.qsmaven.contract.ContractOutput;
import io.github.qsmaven.contract.ContractOutput.IfExists;
import io.github.qsmaven.files.BaseFolder;
import io.github.qsmaven.lock.LockFile;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.Glob;
import io.github.qsmaven.model.Lock;
import io.github.qsmaven.model.NameFilter;
import io.github.qsmaven.model.TableType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitFromLockTest {
  private static final String LOCK =
      """
      {"qsLock":1,"rules":1,"server":"postgresql","catalog":"pg_catalog","schemas":["public"],
      "tables":[
       {"schema":"public","name":"orders","type":"table","keys":{"primary":["id"]},"columns":[
        {"name":"id","type":"bigint","notNull":true},
        {"name":"mood","type":"public.mood"}
       ]},
       {"schema":"public","name":"recent","type":"view","columns":[
        {"name":"total","type":"numeric(10,2)"}
       ]},
       {"schema":"public","name":"secret","type":"table","readable":false}
      ],
      "types":[{"name":"public.mood","kind":"enum","values":["sad"]}],
      "statements":[]}
      """;

  @TempDir Path folder;

  private InitResult init(List<String> includes, IfExists ifExists) throws CannotCheckException {
    BaseFolder base = new BaseFolder(folder);
    Lock lock = new LockFile(base, null).read(LOCK.getBytes(UTF_8), "lock");
    NameFilter filter = new NameFilter(includes.stream().map(Glob::new).toList(), List.of());
    return Init.run(
        lock,
        new CatalogQuery(List.of(), EnumSet.allOf(TableType.class), filter),
        ContractOutput.open(base, "c.odcs.yaml", ifExists),
        "shop");
  }

  @Test
  void writesTheTablesOfTheLock() throws Exception {
    InitResult result = init(List.of(), IfExists.REFUSE);

    assertThat(result.tables()).isEqualTo(3);
    assertThat(result.columns()).isEqualTo(3);
    assertThat(result.leftOut()).isZero();
    assertThat(result.notRead().values())
        .containsExactly("could not be read when the lock was written");
    assertThat(Files.readString(folder.resolve("c.odcs.yaml")))
        .contains("id: shop", "name: orders", "bigint", "mood", "required: true", "numeric(10,2)")
        .contains("primaryKey: true");
  }

  @Test
  void addsTheMissingTablesOfTheSelectedOnes() throws Exception {
    assertThat(init(List.of("orders"), IfExists.REFUSE).tables()).isEqualTo(1);
    InitResult merged = init(List.of("orders", "recent"), IfExists.MERGE);

    assertThat(merged.tables()).isEqualTo(1);
    assertThat(merged.existing()).isEqualTo(1);
    assertThat(Files.readString(folder.resolve("c.odcs.yaml"))).contains("name: recent");
    assertThatThrownBy(() -> init(List.of("nothing*"), IfExists.MERGE))
        .hasMessageContaining("The lock has no such table");
  }
}
