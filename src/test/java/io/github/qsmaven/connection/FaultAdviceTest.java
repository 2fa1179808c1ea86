package io.github.qsmaven.connection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.qsmaven.settings.Credential;
import io.github.qsmaven.settings.Endpoint;
import io.github.qsmaven.settings.PasswordSource;
import io.github.qsmaven.settings.Secret;
import io.github.qsmaven.settings.SslMode;
import io.github.qsmaven.settings.Target;
import io.github.qsmaven.settings.Timeouts;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Base64;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;
import org.postgresql.util.ServerErrorMessage;

class FaultAdviceTest {
  private static final String QUERY_SERVICE = "acme.platform-query.adobe.io";
  private static final String ORGANIZATION = "ECBB80245ECFC73E8A095EC9@AdobeOrg";
  private static final String PLAIN = "s3cret-s3cret";
  private static final String ACCOUNT = "4F2611B8613AA3670A495E55:3d182fa9e0b54f33a7881305c06203ee";
  private static final String TOKEN =
      token("{\"as\":\"ims-na1\",\"created_at\":\"1\",\"expires_in\":\"86400000\"}");
  private static final String TOKEN_OF_ANOTHER_CLOUD =
      token("{\"iss\":\"https://sts.example.net/\",\"exp\":4102444800}");

  private static String token(String claims) {
    return encoded("{\"alg\":\"RS256\"}") + "." + encoded(claims) + ".c2lnbmF0dXJl";
  }

  private static String encoded(String json) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(UTF_8));
  }

  private static Target target(String host, String user, String password) {
    return target(host, new Credential(user, new Secret(password)), null);
  }

  private static Target target(String host, Credential credential, @Nullable Path sslRootCert) {
    return new Target(
        new Endpoint("aep", host, 80, "prod:all", SslMode.VERIFY_FULL, sslRootCert),
        credential,
        new Timeouts(30, 300, 2));
  }

  private static String advice(Target target, FaultKind kind) {
    return new FaultAdvice(target, Fault.of(kind, "words")).text();
  }

  private static Stream<Arguments> faultsAnd(Stream<Target> targets) {
    return targets.flatMap(
        target -> Stream.of(FaultKind.values()).map(kind -> Arguments.of(target, kind)));
  }

  static Stream<Arguments> onQueryService() {
    return faultsAnd(
        Stream.of(
            target(QUERY_SERVICE, "postgres", PLAIN),
            target("ACME.Platform-Query-Stage.adobe.io.", "postgres", PLAIN),
            target("localhost", ORGANIZATION, PLAIN),
            target("localhost", "somebody@example.com", TOKEN),
            target("localhost", "somebody@example.com", ACCOUNT)));
  }

  static Stream<Arguments> onOthers() {
    return faultsAnd(
        Stream.of(
            target("db.example.com", "postgres", PLAIN),
            target("adobe.io.example.com", "adobe", PLAIN),
            target("db.example.net", "somebody@example.com", TOKEN_OF_ANOTHER_CLOUD)));
  }

  @ParameterizedTest
  @MethodSource("onQueryService")
  void onQueryServiceNothingIsAboutPostgres(Target target, FaultKind kind) {
    assertThat(advice(target, kind))
        .doesNotContain("pg_hba", "PostgreSQL listens", "example.com")
        .endsWith(".");
  }

  @ParameterizedTest
  @MethodSource("onOthers")
  void onOthersNothingIsAboutQueryService(Target target, FaultKind kind) {
    assertThat(advice(target, kind))
        .doesNotContainIgnoringCase(
            "Query Service",
            "adobe",
            "DigiCert",
            "technicalAccountId",
            "token",
            "24 hours",
            "Credentials",
            "organization",
            "sandbox",
            "prod:all",
            "of 80",
            "ports 80")
        .endsWith(".");
  }

  @Test
  void eachServerHasItsOwn() {
    Target queryService = target(QUERY_SERVICE, ORGANIZATION, PLAIN);
    Target postgres = target("db.example.com", "postgres", PLAIN);

    assertThat(advice(queryService, FaultKind.REFUSED)).contains("ports 80 and 5432");
    assertThat(advice(postgres, FaultKind.REFUSED)).contains("5432 by default");
    assertThat(advice(queryService, FaultKind.NOT_ADMITTED)).contains("@AdobeOrg", "IP ranges");
    assertThat(advice(postgres, FaultKind.NOT_ADMITTED)).contains("pg_hba.conf");
  }

  @Test
  void aWrongPasswordIsToldByItsKindAndItsPlace() {
    assertThat(advice(target(QUERY_SERVICE, ORGANIZATION, TOKEN), FaultKind.WRONG_PASSWORD))
        .contains("<password> of server entry \"aep\"", "24 hours", "copy a new one");
    assertThat(advice(target(QUERY_SERVICE, ORGANIZATION, PLAIN), FaultKind.WRONG_PASSWORD))
        .contains("neither form");
    Credential ofFile =
        new Credential(ORGANIZATION, new Secret(ACCOUNT), PasswordSource.CREDENTIAL_FILE);
    assertThat(advice(target(QUERY_SERVICE, ofFile, null), FaultKind.WRONG_PASSWORD))
        .contains("<credentialFile> of", "90 days")
        .doesNotContain("24 hours", "<password>");
    Credential ofApi = new Credential(ORGANIZATION, new Secret(TOKEN), PasswordSource.OAUTH);
    assertThat(advice(target(QUERY_SERVICE, ofApi, null), FaultKind.WRONG_PASSWORD))
        .contains("<orgId>", "role")
        .doesNotContain("24 hours", "<password>", "<username>");
  }

  @Test
  void anAuthorityOfOnesOwnIsNotTheOneOfQueryService() {
    Credential credential = new Credential(ORGANIZATION, new Secret(PLAIN));

    assertThat(
            advice(
                target(QUERY_SERVICE, credential, Path.of("ca.pem")),
                FaultKind.UNTRUSTED_CERTIFICATE))
        .startsWith("remove sslRootCert");
    assertThat(advice(target(QUERY_SERVICE, credential, null), FaultKind.UNTRUSTED_CERTIFICATE))
        .contains("set sslRootCert", "DigiCert Global Root G2", "update the JDK");
  }

  private static Fault ofServer(String fields) {
    return Fault.of(new PSQLException(new ServerErrorMessage("SFATAL\0C42501\0Mno\0" + fields)));
  }

  @Test
  void moreIsPromisedOnlyWhereTheDriversMessageHasMore() {
    Target target = target("db.example.com", "postgres", PLAIN);

    assertThat(Stream.of("Dwhy\0", "Hhow\0", "Wwhere\0"))
        .allSatisfy(
            field ->
                assertThat(new FaultAdvice(target, ofServer(field)).text()).contains("-X shows"));
    assertThat(new FaultAdvice(target, ofServer("")).text()).doesNotContain("-X");
    Fault bare = Fault.of(new PSQLException("words", PSQLState.UNKNOWN_STATE));
    assertThat(new FaultAdvice(target, bare).text()).doesNotContain("-X");
    Fault caused =
        Fault.of(new PSQLException("words", PSQLState.UNKNOWN_STATE, new SQLException("x")));
    assertThat(new FaultAdvice(target, caused.atWork()).text()).contains("-X shows");
  }

  @ParameterizedTest
  @EnumSource
  void nothingElseSendsToTheLog(FaultKind kind) {
    // -Xmx is another option.
    assertThat(advice(target(QUERY_SERVICE, ORGANIZATION, PLAIN), kind))
        .doesNotContainPattern("-X\\b");
  }
}
