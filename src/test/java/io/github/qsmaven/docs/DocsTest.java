package io.github.qsmaven.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qsmaven.model.Documentation;
import io.github.qsmaven.model.FindingCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks the documentation of the project, and that the checks find what they are for. */
class DocsTest {
  private static final Path ROOT = Path.of("");

  /** Its entries name what there was in each release. */
  private static final String CHANGELOG = "CHANGELOG.md";

  /** What the documentation shows as a mistake. */
  private static final Set<String> MISTAKES = Set.of("no goal has the property -Dqs.expectedTable");

  private static Documents docs;
  private static Goals goals;
  private static String version;

  @TempDir Path folder;

  @BeforeAll
  static void read() throws IOException {
    docs = new Documents(ROOT);
    goals = new Goals();
    version =
        Files.readString(ROOT.resolve("pom.xml"))
            .replaceFirst("(?s).*?<version>([^<]+)</version>.*", "$1");
  }

  private List<String> problems(Excerpt excerpt) throws IOException {
    return switch (excerpt.checked().orElse("")) {
      case "xml" -> new XmlExcerpts(goals, version, folder).problems(excerpt.text());
      case "yaml" -> new DataExcerpts(folder).problemOfYaml(excerpt.text()).stream().toList();
      case "json" -> DataExcerpts.problemOfJson(excerpt.text()).stream().toList();
      default -> List.of();
    };
  }

  private static Excerpt excerpt(String language, String text) {
    return new Excerpt("x.md:1", language, text, "");
  }

  private Documents documents(String readme) throws IOException {
    Files.createDirectories(folder.resolve("docs/findings"));
    Files.writeString(folder.resolve("docs/findings/QS1.md"), "# QS1: missing table\n\n## Why?\n");
    Files.writeString(folder.resolve("docs/picture.svg"), "<svg/>");
    Files.writeString(folder.resolve("README.md"), readme);
    return new Documents(folder);
  }

  @Test
  void everyLinkLeadsSomewhere() {
    assertThat(docs.brokenLinks()).isEmpty();
    assertThat(docs.pages()).containsKeys("README.md", "docs/findings/QS101.md");
  }

  @Test
  void everyPageCanBeReachedFromTheReadme() {
    // GitHub itself shows the code of conduct.
    assertThat(docs.unreachable()).isSubsetOf("CODE_OF_CONDUCT.md");
  }

  @Test
  void aPageWithoutALinkIsFound() throws IOException {
    Documents linked = documents("[a](docs/findings/QS1.md#why)");
    assertThat(linked.unreachable()).isEmpty();
    Documents alone = documents("[a](https://example.com/docs/findings/QS1.md)");
    assertThat(alone.unreachable()).containsExactly("docs/findings/QS1.md");
  }

  @Test
  void everyLinkOfTheReportsLeadsSomewhere() {
    for (FindingCode code : FindingCode.values()) {
      assertThat(docs.problem("README.md", code.page())).as(code.page()).isEmpty();
    }
    for (Documentation place : Documentation.values()) {
      assertThat(docs.problem("README.md", place.url())).as(place.url()).isEmpty();
    }
  }

  @Test
  void everyExcerptIsRead() throws IOException {
    List<String> problems = new ArrayList<>();
    for (Excerpt excerpt : docs.excerpts()) {
      problems(excerpt).forEach(problem -> problems.add(excerpt.at() + ": " + problem));
    }
    assertThat(problems).isEmpty();
    assertThat(docs.excerpts()).extracting(Excerpt::language).contains("xml", "yaml", "json");
  }

  @Test
  void everyCommandNamesGoalsAndPropertiesThatExist() {
    List<String> problems = new ArrayList<>();
    docs.pages()
        .forEach(
            (name, page) -> {
              if (!name.equals(CHANGELOG)) {
                page.excerpts().stream()
                    .filter(excerpt -> !excerpt.isOutput())
                    .forEach(excerpt -> addUnknown(excerpt.at(), excerpt.text(), problems));
                page.codes().forEach(code -> addUnknown(code.at(), code.destination(), problems));
              }
            });
    assertThat(problems).isEmpty();
  }

  private static void addUnknown(String at, String text, List<String> problems) {
    Set<String> unknown = goals.unknownIn(text);
    unknown.removeAll(MISTAKES);
    unknown.forEach(name -> problems.add(at + ": " + name));
  }

  @Test
  void everyOutputSaysWhereItIsFrom() throws IOException {
    List<String> projects;
    try (Stream<Path> folders = Files.list(ROOT.resolve("src/it"))) {
      projects = folders.map(project -> project.getFileName().toString()).toList();
    }
    assertThat(
            docs.excerpts().stream()
                .flatMap(excerpt -> excerpt.problemsOfOutput(projects).stream())
                .toList())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[a](docs/findings/QS1.md)",
        "[a](docs/findings/QS1.md#qs1-missing-table)",
        "[a](docs/findings/QS1.md#why)",
        "[a](#a-head-of-qs-1-1)\n\n# A `head` of \"QS\" (1)!\n\n# A head of QS 1",
        "<a id=\"here\"></a>\n\n[a](#here)",
        "![a](docs/picture.svg)",
        "[a](docs)",
        "| a |\n| --- |\n| <img src=\"docs/picture.svg\"> |",
        "[a](https://example.com/x#y)",
        "[a](https://github.com/qsmaven/qs-maven-plugin/blob/main/docs/findings/QS1.md#why)",
        "[a](mailto:qs@example.com)",
      })
  void followsALink(String readme) throws IOException {
    assertThat(documents(readme).brokenLinks()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[a](docs/findings/QS2.md)",
        "[a](docs/findings/qs1.md)",
        "[a](docs/findings/QS1.md#why-not)",
        "[a](#here)",
        "[a](#1-a-head)\n\n# A head",
        "`<a id=\"here\">`\n\n[a](#here)",
        "![a](picture.svg)",
        "[a](docs/picture.svg#here)",
        "| a |\n| --- |\n| [a](docs/none.md) |",
        "<a href=\"docs/none.md\">a</a>",
        "[a](../README.md)",
        "[a](https:///x)",
        "[a](javascript:x)",
        "[a](<a b>)",
        "[a](https://github.com/qsmaven/qs-maven-plugin/blob/main/docs/none.md)",
        "[a]\n\n[a]: docs/none.md",
      })
  void findsABrokenLink(String readme) throws IOException {
    assertThat(documents(readme).brokenLinks()).singleElement().asString().startsWith("README.md:");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "xml | <a> | not well-formed",
        "xml | <expectedTable>orders</expectedTable> | no parameter of any goal",
        "xml | <execution><goals><goal>chek</goal></goals></execution> | no goal chek",
        "xml | <execution><goals><goal>init</goal></goals><configuration><contracts>a</contracts></configuration></execution> | no parameter of [init]",
        "xml | <plugin><groupId>io.github.qsmaven</groupId><artifactId>qs-maven-plugin</artifactId><version>0.9</version></plugin> | the version",
        "xml | <plugin><artifactId>qs-maven-plugin</artifactId></plugin> | needs the group",
        "xml | <goalsList artifactId='qs-maven-plugin'><goals><goal>tables</goal></goals></goalsList> | no parameter",
        "xml | <executionControl><goalsList artifactId='qs-maven-plugin'><goals><goal>tables</goal></goals></goalsList></executionControl> | no goal tables",
        "xml | <properties><qs.hots>a</qs.hots></properties> | the property <qs.hots>",
        "xml | <settings><pluginGroups><pluginGroup>com.qsmaven</pluginGroup></pluginGroups></settings> | not in the group",
        "xml | <server><id>qs</id><user>u</user></server> | Maven knows no <user>",
        "xml | <server><id>qs</id><username>u</username><password>pass-word</password><configuration><hots>h</hots></configuration></server> | unknown element <hots>",
        "xml | <server><id>qs</id><username>u</username><password>pass-word</password><configuration><host>h</host></configuration></server> | The database of server",
        "xml | <server><id>qs</id><configuration><clientId>c</clientId><clientSecret>s</clientSecret></configuration></server> | orgId",
        "yaml | a: [ | not valid YAML",
        "yaml | {a: 1, a: 2} | not valid YAML",
        "yaml | schema: [{nam: orders}] | nam",
        "yaml | sources: [{name: shop, tables: [{nam: orders}]}] | name",
        "yaml | [{code: QS999, object: a, reason: b}] | QS999",
        "json | {a: 1} | not valid JSON",
        "json | {\"a\": 1} x | not valid JSON",
      })
  void findsAMistakeInAnExcerpt(String language, String text, String problem) throws IOException {
    assertThat(problems(excerpt(language, text)))
        .singleElement()
        .asString()
        .containsIgnoringWhitespaces(problem);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mvn qs:chek",
        "mvn io.github.qsmaven:qs-maven-plugin:1.0.0:chek",
        "mvn io.github.qsmaven:qs-maven-plugin:chek",
        "mvn verify -Dqs.contract.s=a",
        "mvn qs:check \"-Dqs.hots=b\"",
        "-Dqs.formats=text,htm",
        "<formats>txt,json</formats>",
        "-Dqs.severities=QS999=off",
        "-Dqs.severities=QS201=error,QS202=warn",
        "qs.hots",
        "qs.hots=b",
      })
  void findsAnUnknownGoalOrProperty(String text) {
    assertThat(goals.unknownIn(text)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mvn -o qs:list-tables qs:check@contracts -Dqs.host=a,-Dqs.port=1",
        "[INFO] --- qs:1.0.0:check (default) @ shop ---",
        "mvn io.github.qsmaven:qs-maven-plugin:1.0.0-SNAPSHOT:doctor -Dqs.skip",
        "-Dqs.formats=text,json -Dqs.severities=QS203=off,qs202=warning",
        "mvn qs:help -Ddetail -Dgoal=check",
        "target/qs/qs.lock.json",
      })
  void knowsGoalsAndProperties(String text) {
    assertThat(goals.unknownIn(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'[INFO] Found all.','',output needs a comment",
    "'✗ Port (16 ms)','<!-- like this -->',output needs a comment",
    "'[INFO] Found all.','<!-- output of src/it/none -->',there is no project src/it/none",
    "'Found all.','<!-- output of src/it/none -->',there is no project src/it/none",
  })
  void findsOutputOfUnknownOrigin(String text, String comment, String problem) {
    assertThat(new Excerpt("x.md:1", "", text, comment).problemsOfOutput(List.of("check-fails")))
        .containsExactly("x.md:1: " + problem(problem));
  }

  private static String problem(String start) {
    return start.startsWith("output")
        ? "output needs a comment before it: <!-- output of src/it/NAME --> or <!-- example output -->"
        : start;
  }

  @ParameterizedTest
  @CsvSource({
    "'[INFO] Found all.','<!-- output of src/it/check-fails -->'",
    "'[INFO] Found all.','<!-- example output -->'",
    "'mvn qs:check','<!-- anything -->'",
  })
  void acceptsOutputOfKnownOrigin(String text, String comment) {
    assertThat(new Excerpt("x.md:1", "", text, comment).problemsOfOutput(List.of("check-fails")))
        .isEmpty();
  }
}
