package io.github.qsmaven.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SourceTreeTest {
  private static final SourcePosition POM = new SourcePosition("pom.xml", 12, 1);
  private static final SourceTree JOBS = new SourceTree("/checkout/", "jobs/", POM);

  private static @Nullable String located(SourceTree tree, @Nullable String file) {
    SourcePosition place = tree.locate(file == null ? null : new SourcePosition(file, 3, 4));
    return place == null ? null : place.toString();
  }

  @Test
  void aFileOfTheProjectIsFoundFromTheTop() {
    assertThat(located(JOBS, "src/main/qs/a.yaml")).isEqualTo("jobs/src/main/qs/a.yaml:3:4");
  }

  @Test
  void aContractBesideTheModulesIsInTheTree() {
    assertThat(located(JOBS, "/checkout/contracts/a.yaml")).isEqualTo("contracts/a.yaml:3:4");
  }

  @Test
  void whatIsElsewhereStaysThere() {
    assertThat(located(JOBS, "/etc/qs/a.yaml")).isEqualTo("/etc/qs/a.yaml:3:4");
    assertThat(located(SourceTree.NONE, "/checkout/a.yaml")).isEqualTo("/checkout/a.yaml:3:4");
  }

  @Test
  void aFileIsWhereItsLinkLeads() {
    SourceTree linked =
        new SourceTree("/checkout/", "jobs/", POM, file -> file.replace("link", "/checkout/real"));

    assertThat(located(linked, "link/a.yaml")).isEqualTo("real/a.yaml:3:4");
    assertThat(located(linked, "a.yaml")).isEqualTo("jobs/a.yaml:3:4");
  }

  @Test
  void whatIsInNoFileIsInThePom() {
    assertThat(located(JOBS, "expectedTables[2]")).isEqualTo("jobs/pom.xml:12:1");
    assertThat(located(JOBS, null)).isEqualTo("jobs/pom.xml:12:1");
    assertThat(located(SourceTree.NONE, null)).isNull();
  }
}
