package io.github.qsmaven;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.qsmaven.settings.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLConnection;
import java.net.URLEncoder;
import org.junit.jupiter.api.Test;

/** Holds the directions between the packages that CONTRIBUTING.md draws. */
class ArchitectureTest {
  private static final String ROOT = "io.github.qsmaven";

  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  @Test
  void theRoomsPointOneWay() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("maven")
        .definedBy(ROOT + ".maven..")
        .layer("app")
        .definedBy(ROOT + ".app..")
        .layer("settings")
        .definedBy(ROOT + ".settings..")
        .layer("connection")
        .definedBy(ROOT + ".connection..")
        .layer("platform")
        .definedBy(ROOT + ".platform..")
        .layer("catalog")
        .definedBy(ROOT + ".catalog..")
        .layer("check")
        .definedBy(ROOT + ".check..")
        .layer("contract")
        .definedBy(ROOT + ".contract..")
        .layer("report")
        .definedBy(ROOT + ".report..")
        .layer("model")
        .definedBy(ROOT + ".model..")
        .whereLayer("maven")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("app")
        .mayOnlyBeAccessedByLayers("maven")
        .whereLayer("settings")
        .mayOnlyBeAccessedByLayers("maven", "app", "connection", "platform", "catalog")
        .whereLayer("connection")
        .mayOnlyBeAccessedByLayers("maven", "app", "catalog", "platform")
        .whereLayer("platform")
        .mayOnlyBeAccessedByLayers("maven", "app")
        .whereLayer("catalog")
        .mayOnlyBeAccessedByLayers("maven", "app")
        .whereLayer("check")
        .mayOnlyBeAccessedByLayers("maven", "app")
        .whereLayer("contract")
        .mayOnlyBeAccessedByLayers("maven", "app")
        .whereLayer("report")
        .mayOnlyBeAccessedByLayers("maven", "app")
        .check(classes);
  }

  @Test
  void noRoomsGoInACircle() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(classes);
  }

  @Test
  void onlyOneRoomKnowsMaven() {
    noClasses()
        .that(not(resideInAnyPackage(ROOT + ".maven..")))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.maven..", "org.codehaus..", "javax.inject..")
        .check(classes);
  }

  @Test
  void onlyOneRoomKnowsTheDriver() {
    noClasses()
        .that(not(resideInAnyPackage(ROOT + ".connection..")))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.postgresql..")
        .check(classes);
  }

  @Test
  void settingsKnowOnlyTheModel() {
    noClasses()
        .that()
        .resideInAnyPackage(ROOT + ".settings..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(ROOT + "..")
                .and(not(resideInAnyPackage(ROOT + ".settings..", ROOT + ".model.."))))
        .check(classes);
  }

  @Test
  void settingsKnowNeitherTheDriverNorTheNetwork() {
    noClasses()
        .that()
        .resideInAnyPackage(ROOT + ".settings..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("org.postgresql..", "java.sql..", "java.net..", "javax.net..")
                .and(not(belongToAnyOf(URI.class, URISyntaxException.class, URLEncoder.class))))
        .check(classes);
  }

  /** What others may show of a credential, {@link io.github.qsmaven.settings.Credential} says. */
  @Test
  void onlyTheWayToTheServerTakesTheValueOfASecret() {
    noClasses()
        .that(
            not(
                resideInAnyPackage(
                    ROOT + ".settings..", ROOT + ".connection..", ROOT + ".platform..")))
        .should()
        .callMethod(Secret.class, "value")
        .check(classes);
  }

  @Test
  void onlyOneRoomKnowsHttp() {
    noClasses()
        .that(not(resideInAnyPackage(ROOT + ".platform..")))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.net.http..")
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(URLConnection.class)
        .check(classes);
  }

  @Test
  void onlyRoomsWithInputOrOutputKnowJson() {
    noClasses()
        .that(
            not(resideInAnyPackage(ROOT + ".report..", ROOT + ".settings..", ROOT + ".platform..")))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("tools.jackson..")
        .check(classes);
  }

  @Test
  void onlyOneRoomKnowsYaml() {
    noClasses()
        .that(not(resideInAnyPackage(ROOT + ".contract..")))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.snakeyaml..")
        .check(classes);
  }

  @Test
  void contractsKnowOnlyTheModel() {
    noClasses()
        .that()
        .resideInAnyPackage(ROOT + ".contract..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(ROOT + "..")
                .and(not(resideInAnyPackage(ROOT + ".contract..", ROOT + ".model.."))))
        .check(classes);
  }

  @Test
  void theModelDoesNoInputAndNoOutput() {
    classes()
        .that()
        .resideInAnyPackage(ROOT + ".model..", ROOT + ".check..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            ROOT + ".model..",
            ROOT + ".check..",
            "java.lang..",
            "java.util..",
            "java.time..",
            "org.jspecify..")
        .check(classes);
  }

  @Test
  void formatsDoNotGoInACircle() {
    slices().matching(ROOT + ".report.(*)..").should().beFreeOfCycles().check(classes);
  }

  @Test
  void theViewKnowsNoFormat() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".report")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + ".report.*..")
        .check(classes);
  }

  @Test
  void onlyTheReportFilesAndTheSummaryOfAJobAreWritten() {
    noClasses()
        .that(resideInAnyPackage(ROOT + ".model..", ROOT + ".check..", ROOT + ".report.."))
        .and()
        .doNotHaveFullyQualifiedName(ROOT + ".report.files.ReportFiles")
        .and()
        .doNotHaveFullyQualifiedName(ROOT + ".report.ci.CiServers")
        .should()
        .dependOnClassesThat()
        .haveNameMatching(
            "java\\.io\\.(File|RandomAccessFile|Console).*|java\\.nio\\.file\\.Files"
                + "|java\\.nio\\.channels\\..*|java\\.net\\..*Socket.*|javax\\.net\\..*")
        .check(classes);
  }
}
