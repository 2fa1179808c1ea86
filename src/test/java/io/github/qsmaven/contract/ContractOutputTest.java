package io.github.qsmaven.contract;

import static io.github.qsmaven.contract.Structures.column;
import static io.github.qsmaven.contract.Structures.relation;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qsmaven.contract.ContractOutput.IfThere;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.SchemaDetails;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContractOutputTest {
  private static final SchemaDetails NEW = Structures.of(relation("added", column("id", "bigint")));

  private static final String ADDED =
      """
      - name: added
        physicalName: added
        physicalType: table
        properties:
          - name: id
            logicalType: integer
            physicalType: bigint
      """;

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("src/main/qs/contract.odcs.yaml");
  }

  private ContractOutput open(IfThere ifThere) throws CannotCheckException {
    return ContractOutput.open(folder, file, ifThere);
  }

  private void given(String text) throws IOException {
    Files.createDirectories(folder.resolve("src/main/qs"));
    Files.writeString(file, text);
  }

  private String merged(String text) throws Exception {
    given(text);
    open(IfThere.MERGE).write("x", NEW);
    return Files.readString(file);
  }

  private static String added(String indent, String newline) {
    return ADDED.lines().map(line -> indent + line + newline).reduce("", String::concat);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("src/main/qs"))) {
      return files.map(path -> path.getFileName().toString()).toList();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aNewFileIsWrittenAndNothingElse(IfThere ifThere) throws Exception {
    ContractOutput output = open(ifThere);

    assertThat(output.missing(NEW.catalog().tables())).isEqualTo(NEW.catalog().tables());
    output.write("x", NEW);

    assertThat(ContractText.read(Files.readString(file)))
        .singleElement()
        .satisfies(table -> assertThat(table.name().text()).isEqualTo("added"));
    assertThat(files()).containsExactly("contract.odcs.yaml");
    assertThat(output.shown()).isEqualTo("src/main/qs/contract.odcs.yaml");
  }

  @Test
  void aFileThatIsThereStaysUnlessForced() throws Exception {
    given("mine");

    assertThatThrownBy(() -> open(IfThere.REFUSE))
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContainingAll(
            "src/main/qs/contract.odcs.yaml already exists", "-Dqs.merge", "-Dqs.force");
    assertThat(file).hasContent("mine");

    open(IfThere.REPLACE).write("x", NEW);
    assertThat(Files.readString(file)).startsWith("# Written by qs:init");
    assertThat(files()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(names = {"REFUSE", "MERGE"})
  void aFileThatComesMeanwhileStays(IfThere ifThere) throws Exception {
    ContractOutput output = open(ifThere);
    given("mine");

    assertThatThrownBy(() -> output.write("x", NEW)).isInstanceOf(CannotCheckException.class);

    assertThat(file).hasContent("mine");
    assertThat(files()).hasSize(1);
  }

  @Test
  void aFileThatChangesMeanwhileStays() throws Exception {
    given(ContractText.HEAD);
    ContractOutput output = open(IfThere.MERGE);
    given(ContractText.HEAD + "# edited\n");

    assertThatThrownBy(() -> output.write("x", NEW)).hasMessageContaining("was changed while");

    assertThat(file).hasContent(ContractText.HEAD + "# edited\n");
  }

  @Test
  void aFolderIsNoContract() throws Exception {
    Files.createDirectories(file);

    assertThatThrownBy(() -> open(IfThere.REPLACE)).hasMessageContaining("is a folder");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "    "})
  void tablesAreAddedAtTheEndOfTheList(String indent) throws Exception {
    String before =
        ContractText.HEAD
            + "schema:   # the tables\n"
            + indent
            + "- name:   'orders' # mine\n"
            + indent
            + "  properties:\n"
            + indent
            + "  - {name: id, physicalType: int8}\n"
            + indent
            + "    # the last word on orders\n";
    String after = "\n# who to ask\nsupport: []\n";

    assertThat(merged(before + after)).isEqualTo(before + added(indent, "\n") + after);
  }

  @Test
  void commentsAtTheEndOfTheFileStayThere() throws Exception {
    String before = ContractText.HEAD + "schema:\n  - name: a\n";

    assertThat(merged(before + "\n# the end"))
        .isEqualTo(before + added("  ", "\n") + "\n# the end");
  }

  @Test
  void aFileWithoutALastNewlineGetsOne() throws Exception {
    String before = ContractText.HEAD + "schema:\n- name: a";

    assertThat(merged(before)).isEqualTo(before + "\n" + added("", "\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\r\n", "\r", "\n"})
  void lineEndsStayAsTheyAre(String newline) throws Exception {
    String before = (ContractText.HEAD + "schema:\n  - name: a\n").replace("\n", newline);
    String after = "support: []" + newline;

    assertThat(merged(before + after)).isEqualTo(before + added("  ", newline) + after);
  }

  @Test
  void aByteOrderMarkStays() throws Exception {
    String before = "\uFEFF" + ContractText.HEAD + "# ünï 😀\nschema:\n  - name: a\n";

    assertThat(merged(before)).isEqualTo(before + added("  ", "\n"));
  }

  @Test
  void aBlockOfTextThatLooksLikeCommentsIsNotCut() throws Exception {
    String before =
        ContractText.HEAD + "schema:\n  - name: a\n    description: |+\n      x\n      # y\n\n";

    assertThat(merged(before + "support: []\n"))
        .isEqualTo(before + added("  ", "\n") + "support: []\n");
  }

  @Test
  void aListThatIsNotThereIsBegun() throws Exception {
    assertThat(merged(ContractText.HEAD + "# end\n"))
        .isEqualTo(ContractText.HEAD + "# end\nschema:\n" + added("  ", "\n"));
    assertThat(merged(ContractText.HEAD + "...\n"))
        .isEqualTo(ContractText.HEAD + "schema:\n" + added("  ", "\n") + "...\n");
  }

  @Test
  void anchorsAreNoHindrance() throws Exception {
    String before =
        ContractText.HEAD
            + "schema: &all\n  - name: a\n    properties: &p\n      - name: x\n"
            + "  - name: b\n    properties: *p\n";

    assertThat(merged(before)).isEqualTo(before + added("  ", "\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"schema: []\n", "schema: [{name: a}]\n", "schema:\n  [\n  {name: a}]\n"})
  void aListInFlowStyleIsRefused(String schema) throws Exception {
    given(ContractText.HEAD + schema);

    assertThatThrownBy(() -> open(IfThere.MERGE))
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContainingAll("flow style", "src/main/qs/contract.odcs.yaml", "not changed");
    assertThat(file).hasContent(ContractText.HEAD + schema);
  }

  @Test
  void aContractInJsonIsRefused() throws Exception {
    given(
        """
        {"apiVersion": "v3.1.0", "kind": "DataContract", "id": "x", "version": "1",
         "status": "active"}
        """);

    assertThatThrownBy(() -> open(IfThere.MERGE)).hasMessageContaining("flow style");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a: [", "kind: Other\n", "- a\n", "schema:\n- name: a\n", "\t\n"})
  void whatIsNoContractIsLeftAlone(String text) throws Exception {
    given(text);

    assertThatThrownBy(() -> open(IfThere.MERGE))
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContainingAll("cannot be read", "src/main/qs/contract.odcs.yaml:");
    assertThat(Files.readAllBytes(file)).isEqualTo(text.getBytes(UTF_8));
  }

  @Test
  void tablesOfTheContractAreNotLacking() throws Exception {
    given(
        ContractText.HEAD
            + """
            schema:
              - name: by_name
              - name: Other name
                physicalName: by_physical_name
              - name: sales.qualified
              - name: IN_CAPITALS
              - name: exact
            """);
    List<Table> tables =
        Structures.of(
                relation("by_name"),
                relation("by_physical_name"),
                relation(new TableName("sales", "qualified"), true, null),
                relation("in_capitals"),
                relation("exact"),
                relation("EXACT"),
                relation("Other name"),
                relation(new TableName("sales", "by_name"), false, null))
            .catalog()
            .tables();

    assertThat(open(IfThere.MERGE).missing(tables))
        .extracting(Table::listedName)
        .containsExactly("EXACT", "Other name", "sales.by_name");
  }
}
