package io.github.qsmaven;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import io.github.qsmaven.connection.Query;
import io.github.qsmaven.connection.Session;
import io.github.qsmaven.connection.UserSql;
import io.github.qsmaven.settings.Secret;
import io.github.qsmaven.sql.SentSql;
import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLConnection;
import java.net.URLEncoder;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Tests the rules of CONTRIBUTING.md, section Architecture. */
class ArchitectureTest {
  private static final String ROOT = "io.github.qsmaven";

  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  @Test
  void packagesDependInOneDirection() {
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
        .layer("lock")
        .definedBy(ROOT + ".lock..")
        .layer("drift")
        .definedBy(ROOT + ".drift..")
        .layer("types")
        .definedBy(ROOT + ".types..")
        .layer("sql")
        .definedBy(ROOT + ".sql..")
        .layer("contract")
        .definedBy(ROOT + ".contract..")
        .layer("report")
        .definedBy(ROOT + ".report..")
        .layer("files")
        .definedBy(ROOT + ".files..")
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
        .whereLayer("lock")
        .mayOnlyBeAccessedByLayers("maven", "app")
        .whereLayer("drift")
        .mayOnlyBeAccessedByLayers("app", "check")
        .whereLayer("types")
        .mayOnlyBeAccessedByLayers("maven", "app", "check", "contract", "drift", "lock")
        .whereLayer("sql")
        .mayOnlyBeAccessedByLayers("maven", "app", "check")
        .whereLayer("contract")
        .mayOnlyBeAccessedByLayers("maven", "app")
        .whereLayer("report")
        .mayOnlyBeAccessedByLayers("maven", "app")
        .whereLayer("files")
        .mayOnlyBeAccessedByLayers(
            "maven", "app", "settings", "connection", "contract", "report", "lock")
        .check(classes);
  }

  @Test
  void packagesHaveNoCycle() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(classes);
  }

  /** A class counts together with the classes inside it. */
  @Test
  void classesHaveNoCycle() {
    slices()
        .assignedFrom(
            new SliceAssignment() {
              @Override
              public String getDescription() {
                return "top-level classes";
              }

              @Override
              public SliceIdentifier getIdentifierOf(JavaClass some) {
                return some.getPackageName().startsWith(ROOT)
                    ? SliceIdentifier.of(some.getName().replaceAll("\\$.*", ""))
                    : SliceIdentifier.ignore();
              }
            })
        .should()
        .beFreeOfCycles()
        .check(classes);
  }

  @Test
  void onlyMavenUsesMaven() {
    noClasses()
        .that(not(resideInAnyPackage(ROOT + ".maven..")))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.maven..", "org.codehaus..", "javax.inject..")
        .check(classes);
  }

  @Test
  void onlyConnectionUsesTheDriver() {
    noClasses()
        .that(not(resideInAnyPackage(ROOT + ".connection..")))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.postgresql..")
        .check(classes);
  }

  @Test
  void settingsDependsOnFilesAndModelOnly() {
    noClasses()
        .that()
        .resideInAnyPackage(ROOT + ".settings..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(ROOT + "..")
                .and(
                    not(
                        resideInAnyPackage(
                            ROOT + ".settings..", ROOT + ".files..", ROOT + ".model.."))))
        .check(classes);
  }

  @Test
  void settingsUsesNeitherDriverNorNetwork() {
    noClasses()
        .that()
        .resideInAnyPackage(ROOT + ".settings..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("org.postgresql..", "java.sql..", "java.net..", "javax.net..")
                .and(
                    not(
                        belongToAnyOf(
                            URI.class, URISyntaxException.class, URLEncoder.class, IDN.class))))
        .check(classes);
  }

  /** Other packages show what {@link io.github.qsmaven.settings.Credential} reports of it. */
  @Test
  void onlySettingsConnectionAndPlatformReadTheValueOfASecret() {
    noClasses()
        .that(
            not(
                resideInAnyPackage(
                    ROOT + ".settings..", ROOT + ".connection..", ROOT + ".platform..")))
        .should()
        .accessTargetWhere(
            describe(
                "the value of a secret",
                access ->
                    access.getTargetOwner().isEquivalentTo(Secret.class)
                        && access.getTarget().getName().equals("value")))
        .check(classes);
  }

  /**
   * The way of a statement of the user: package sql, SqlAnalysis, {@link UserSql}, {@link
   * Session#analyze}, StatementAnalysis. Beside it, nothing reads its text, so that nothing can
   * execute it.
   */
  @Test
  void sqlOfTheUserIsOnlyAnalyzed() {
    String way = ROOT + ".app.SqlAnalysis";
    noClasses()
        .that(not(resideInAnyPackage(ROOT + ".sql..")))
        .and()
        .doNotHaveFullyQualifiedName(way)
        .should()
        .accessTargetWhere(target(SentSql.class.getName(), "jdbc"))
        .check(classes);
    noClasses()
        .that()
        .haveFullyQualifiedName(way)
        .should()
        .accessTargetWhere(
            target(Session.class.getName(), "query|send|probe")
                .or(target(Query.class.getName(), ".*")))
        .check(classes);
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(ROOT + ".connection.StatementAnalysis")
        .and()
        .areNotAssignableTo(UserSql.class)
        .should()
        .accessTargetWhere(target(UserSql.class.getName(), "text"))
        .check(classes);
  }

  private static DescribedPredicate<JavaAccess<?>> target(String owner, String names) {
    return describe(
        owner + "." + names,
        access ->
            access.getTargetOwner().getName().equals(owner)
                && access.getTarget().getName().matches(names));
  }

  @Test
  void onlyPlatformUsesHttp() {
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
  void onlyReportSettingsPlatformAndLockUseJson() {
    noClasses()
        .that(
            not(
                resideInAnyPackage(
                    ROOT + ".report..",
                    ROOT + ".settings..",
                    ROOT + ".platform..",
                    ROOT + ".lock..")))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("tools.jackson..")
        .check(classes);
  }

  @Test
  void onlyContractUsesYaml() {
    noClasses()
        .that(not(resideInAnyPackage(ROOT + ".contract..")))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.snakeyaml..")
        .check(classes);
  }

  @Test
  void contractDependsOnTypesFilesAndModelOnly() {
    noClasses()
        .that()
        .resideInAnyPackage(ROOT + ".contract..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(ROOT + "..")
                .and(
                    not(
                        resideInAnyPackage(
                            ROOT + ".contract..",
                            ROOT + ".types..",
                            ROOT + ".files..",
                            ROOT + ".model.."))))
        .check(classes);
  }

  @Test
  void modelTypesSqlDriftAndCheckDoNoInputOrOutput() {
    classes()
        .that()
        .resideInAnyPackage(
            ROOT + ".model..",
            ROOT + ".types..",
            ROOT + ".sql..",
            ROOT + ".drift..",
            ROOT + ".check..")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                    ROOT + ".model..",
                    ROOT + ".types..",
                    ROOT + ".sql..",
                    ROOT + ".drift..",
                    ROOT + ".check..",
                    "java.lang..",
                    "java.math..",
                    "java.nio.charset..",
                    "java.security..",
                    "java.util..",
                    "java.time..",
                    "org.jspecify..")
                // A path is data, which messages show; only java.nio.file.Files reads.
                .or(belongToAnyOf(Path.class, FileSystem.class)))
        .check(classes);
  }

  @Test
  void formatsHaveNoCycle() {
    slices().matching(ROOT + ".report.(*)..").should().beFreeOfCycles().check(classes);
  }

  @Test
  void theViewDependsOnNoFormat() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".report")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + ".report.*..")
        .check(classes);
  }

  @Test
  void reportWritesOnlyReportFilesAndTheSummaryOfAJob() {
    noClasses()
        .that(resideInAnyPackage(ROOT + ".model..", ROOT + ".check..", ROOT + ".report.."))
        .and()
        .resideOutsideOfPackage(ROOT + ".report.files")
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
