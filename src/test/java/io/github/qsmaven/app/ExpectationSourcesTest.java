package io.github.qsmaven.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qsmaven.files.BaseFolder;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.ExpectedTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExpectationSourcesTest {
  private static final String CONTRACT =
      """
      apiVersion: v3.1.0
      kind: DataContract
      id: shop
      version: 1.0.0
      status: active
      schema:
        - name: orders
      """;

  @TempDir Path folder;

  private void write(String file, String content) throws Exception {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, content);
  }

  private Expectations read(String... tables) throws CannotCheckException {
    return new ExpectationSources(new BaseFolder(folder), List.of(), List.of(tables), null, null)
        .read();
  }

  @Test
  void contractsAndTheShortFormAddUp() throws Exception {
    write("src/main/qs/shop.odcs.yaml", CONTRACT);
    write("tables.txt", "segments\n");

    Expectations expectations =
        new ExpectationSources(
                new BaseFolder(folder), List.of(), List.of("invoices(id int)"), "tables.txt", null)
            .read();

    assertThat(expectations.tables())
        .extracting(relation -> relation.name().text())
        .containsExactly("orders", "invoices", "segments");
    assertThat(expectations.tables())
        .map(ExpectedTable::at)
        .map(Object::toString)
        .first()
        .isEqualTo("src/main/qs/shop.odcs.yaml:7:11");
    assertThat(expectations.acceptances()).isEmpty();
  }

  @Test
  void filesOfDbtWithoutSourcesAreNamed() throws Exception {
    write("models/sources.yml", "sources: [{name: raw, tables: [{name: orders}]}]");
    for (int i = 10; i < 22; i++) {
      write("models/a\u202E" + i + ".yml", "models: []");
    }
    ExpectationSources sources =
        new ExpectationSources(
            new BaseFolder(folder), List.of("models/*.yml"), List.of(), null, null);

    assertThat(sources.read().remarks())
        .singleElement()
        .asString()
        .startsWith("Skipped 12 files of dbt without sources: models/a\\u202E10.yml, models/a")
        .endsWith("models/a\\u202E19.yml, ...");
    assertThat(read("orders").remarks()).isEmpty();
  }

  @Test
  void allItsFilesAreKnown() throws Exception {
    write("src/main/qs/shop.odcs.yaml", CONTRACT);

    assertThat(
            new ExpectationSources(new BaseFolder(folder), List.of(), List.of(), "tables.txt", null)
                .files())
        .containsExactly(
            folder.resolve("src/main/qs/accept.yaml"),
            folder.resolve("tables.txt"),
            folder.resolve("src/main/qs/shop.odcs.yaml"));
    assertThat(
            new ExpectationSources(
                    new BaseFolder(folder), List.of("gone.yaml"), List.of(), null, "accepted.yaml")
                .files())
        .containsExactly(folder.resolve("accepted.yaml"));
  }

  @Test
  void ofNamesItReadsOnlyTheirFile() throws Exception {
    write("src/main/qs/shop.odcs.yaml", CONTRACT);
    BaseFolder base = new BaseFolder(folder);

    assertThat(
            new ExpectationSources(base, List.of(), List.of(), "tables.txt", null).filesOfNames())
        .containsExactly(folder.resolve("tables.txt"));
    assertThat(new ExpectationSources(base, List.of(), List.of(), null, null).filesOfNames())
        .isEmpty();
  }

  @Test
  void toDemandNothingIsNoCheck() throws Exception {
    assertThatThrownBy(this::read)
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContainingAll(
            "Nothing is expected", "src/main/qs/*.odcs.yaml", "<expectedTables>");
    write("src/main/qs/shop.odcs.yaml", CONTRACT.substring(0, CONTRACT.indexOf("schema:")));
    assertThatThrownBy(this::read)
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContaining("Nothing is expected");
  }

  @Test
  void filesWithNearlyTheNameOfAContractAreNamedWhereNothingIsExpected() throws Exception {
    assertThatThrownBy(this::read).hasMessageContaining("run mvn qs:init");
    write("src/main/qs/contract.yaml", CONTRACT);
    write("src/main/qs/x.odcs.yml", CONTRACT);

    assertThatThrownBy(this::read)
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContainingAll(
            "Not read, because of the name: src/main/qs/contract.yaml, src/main/qs/x.odcs.yml.",
            "What to do: rename files of contracts to *.odcs.yaml",
            "run mvn qs:init");
  }

  @Test
  void filesThatAreNotReadAreWarnedOf() throws Exception {
    ExpectationSources byDefault =
        new ExpectationSources(new BaseFolder(folder), List.of(), List.of("orders"), null, null);
    write("src/main/qs/shop.odcs.yaml", CONTRACT);
    write("src/main/qs/accept.yaml", "");
    assertThat(byDefault.warnings()).isEmpty();

    write("src/main/qs/contract.yaml", CONTRACT);
    write("src/main/qs/accept.yml", "");
    assertThat(byDefault.warnings())
        .containsExactly(
            "Not read, because contracts are src/main/qs/*.odcs.yaml: src/main/qs/contract.yaml. To check them, rename files of contracts to *.odcs.yaml in src/main/qs, or set contracts (-Dqs.contracts).",
            "Not read, because accepted findings are in src/main/qs/accept.yaml: src/main/qs/accept.yml. Move the entries to that file, or set acceptFile (-Dqs.accept).");
    assertThat(
            new ExpectationSources(
                    new BaseFolder(folder),
                    List.of("src/main/qs/contract.yaml"),
                    List.of(),
                    null,
                    "src/main/qs/accept.yml")
                .warnings())
        .isEmpty();
  }

  @Test
  void aPictureMayDemandNothing() throws Exception {
    write("src/main/qs/accept.yaml", "[{code: QS101, object: orders, reason: comes with 2.0}]\n");

    Expectations expectations =
        new ExpectationSources(new BaseFolder(folder), List.of(), List.of(), null, null)
            .readIfAny();

    assertThat(expectations.tables()).isEmpty();
    assertThat(expectations.acceptances()).isEmpty();
  }

  @Test
  void theAcceptedFindingsAreReadWhereTheyUsuallyAre() throws Exception {
    write("src/main/qs/accept.yaml", "[{code: QS101, object: orders, reason: comes with 2.0}]\n");

    assertThat(read("orders").acceptances()).hasSize(1);

    write("src/main/qs/accept.yaml", "[{code: QS1O1, object: orders, reason: comes with 2.0}]\n");
    assertThatThrownBy(() -> read("orders"))
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContainingAll("src/main/qs/accept.yaml:1:", "QS101");
  }
}
