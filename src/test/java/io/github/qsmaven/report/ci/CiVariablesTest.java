package io.github.qsmaven.report.ci;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qsmaven.model.SourcePosition;
import io.github.qsmaven.report.BuildRun;
import io.github.qsmaven.report.BuildRun.Ci;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CiVariablesTest {
  private static final String SHA = "0123456789abcdef0123456789abcdef01234567";
  private static final SourcePosition AT = new SourcePosition("src/main/qs/a b#.yaml", 12, 3);

  private static Ci run(String... pairs) {
    Map<String, String> variables = new HashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      variables.put(pairs[i], pairs[i + 1]);
    }
    return new CiVariables(variables::get).run();
  }

  private static String link(Ci ci) {
    return new BuildRun("", "", "", Instant.EPOCH, ci).link(AT).orElse("");
  }

  @Test
  void gitHubActions() {
    Ci ci =
        run(
            "GITHUB_ACTIONS", "true",
            "GITHUB_SERVER_URL", "https://github.example.com",
            "GITHUB_REPOSITORY", "acme/shop",
            "GITHUB_SHA", SHA,
            "GITHUB_REF_NAME", "12/merge",
            "GITHUB_HEAD_REF", "feature/totals",
            "GITHUB_RUN_ID", "4711");
    assertThat(ci.commit()).isEqualTo(SHA);
    assertThat(ci.branch()).isEqualTo("feature/totals");
    assertThat(ci.repository()).isEqualTo("https://github.example.com/acme/shop");
    assertThat(ci.run()).isEqualTo("https://github.example.com/acme/shop/actions/runs/4711");
    assertThat(ci.commitPage()).isEqualTo("https://github.example.com/acme/shop/commit/" + SHA);
    assertThat(link(ci))
        .isEqualTo(
            "https://github.example.com/acme/shop/blob/" + SHA + "/src/main/qs/a%20b%23.yaml#L12");
  }

  @Test
  void gitlab() {
    Ci ci =
        run(
            "GITLAB_CI", "true",
            "CI_PROJECT_URL", "https://gitlab.com/acme/shop",
            "CI_COMMIT_SHA", SHA,
            "CI_COMMIT_REF_NAME", "main",
            "CI_JOB_URL", "https://gitlab.com/acme/shop/-/jobs/7");
    assertThat(ci.run()).isEqualTo("https://gitlab.com/acme/shop/-/jobs/7");
    assertThat(ci.branch()).isEqualTo("main");
    assertThat(ci.commitPage()).isEqualTo("https://gitlab.com/acme/shop/-/commit/" + SHA);
    assertThat(link(ci)).startsWith("https://gitlab.com/acme/shop/-/blob/" + SHA + "/src/");
  }

  @Test
  void azureReposWithoutTheUserInTheAddress() {
    Ci ci =
        run(
            "TF_BUILD", "True",
            "BUILD_REPOSITORY_PROVIDER", "TfsGit",
            "BUILD_REPOSITORY_URI", "https://acme@dev.azure.com/acme/My%20Shop/_git/shop",
            "BUILD_SOURCEVERSION", SHA,
            "BUILD_SOURCEBRANCH", "refs/heads/release/1",
            "SYSTEM_COLLECTIONURI", "https://dev.azure.com/acme/",
            "SYSTEM_TEAMPROJECT", "My Shop",
            "BUILD_BUILDID", "99");
    assertThat(ci.repository()).isEqualTo("https://dev.azure.com/acme/My%20Shop/_git/shop");
    assertThat(ci.run())
        .isEqualTo("https://dev.azure.com/acme/My%20Shop/_build/results?buildId=99");
    assertThat(ci.branch()).isEqualTo("release/1");
    assertThat(link(ci))
        .isEqualTo(
            "https://dev.azure.com/acme/My%20Shop/_git/shop?version=GC"
                + SHA
                + "&path=/src/main/qs/a%20b%23.yaml&line=12");
  }

  @Test
  void azurePipelinesWithARepositoryOnGitHub() {
    Ci ci =
        run(
            "TF_BUILD", "True",
            "BUILD_REPOSITORY_PROVIDER", "GitHub",
            "BUILD_REPOSITORY_URI", "https://github.com/acme/shop.git",
            "BUILD_SOURCEVERSION", SHA);
    assertThat(link(ci)).startsWith("https://github.com/acme/shop/blob/" + SHA + "/src/");
    assertThat(ci.run()).isEmpty();
  }

  @Test
  void bitbucketPipelines() {
    Ci ci =
        run(
            "BITBUCKET_BUILD_NUMBER", "5",
            "BITBUCKET_GIT_HTTP_ORIGIN", "http://bitbucket.org/acme/shop",
            "BITBUCKET_COMMIT", SHA,
            "BITBUCKET_BRANCH", "main");
    assertThat(ci.run()).isEqualTo("https://bitbucket.org/acme/shop/pipelines/results/5");
    assertThat(link(ci)).endsWith("/src/" + SHA + "/src/main/qs/a%20b%23.yaml#lines-12");
  }

  @Test
  void jenkinsWithEveryFormOfARepository() {
    for (String url :
        new String[] {
          "git@github.com:acme/shop.git",
          "ssh://git@github.com/acme/shop.git",
          "ssh://git@github.com:22/acme/shop.git",
          "https://token:secret@github.com/acme/shop.git",
          "https://github.com/acme/shop"
        }) {
      Ci ci =
          run(
              "JENKINS_URL", "https://ci.example.com/",
              "BUILD_URL", "https://ci.example.com/job/shop/12/",
              "GIT_URL", url,
              "GIT_COMMIT", SHA,
              "GIT_BRANCH", "origin/main");
      assertThat(ci.repository()).as(url).isEqualTo("https://github.com/acme/shop");
      assertThat(link(ci)).as(url).startsWith("https://github.com/acme/shop/blob/" + SHA);
      assertThat(ci.run()).isEqualTo("https://ci.example.com/job/shop/12");
    }
  }

  @Test
  void anUnknownHostHasARepositoryButNoLinksToFiles() {
    Ci ci =
        run(
            "JENKINS_URL", "https://ci.example.com/",
            "GIT_URL", "https://git.example.com/shop.git",
            "GIT_COMMIT", SHA);
    assertThat(ci.repository()).isEqualTo("https://git.example.com/shop");
    assertThat(link(ci)).isEmpty();
  }

  @Test
  void valuesThatAreNotWhatTheyShouldBeAreIgnored() {
    for (String url :
        new String[] {
          "javascript:alert(1)",
          "https://",
          "file:///etc/passwd",
          "https://host/a\"b",
          "https://host/a\nb",
          "https://host/\u00e9",
          "x".repeat(5_000)
        }) {
      Ci ci = run("GITLAB_CI", "true", "CI_PROJECT_URL", url, "CI_COMMIT_SHA", SHA);
      assertThat(ci.repository()).as(url).isEmpty();
      assertThat(link(ci)).as(url).isEmpty();
    }
    assertThat(run("GITLAB_CI", "true", "CI_COMMIT_SHA", "main; rm -rf").commit()).isEmpty();
    assertThat(run("GITHUB_ACTIONS", "true")).isEqualTo(Ci.NONE);
    assertThat(run("CI_COMMIT_SHA", SHA)).isEqualTo(Ci.NONE);
  }

  @Test
  void aFileOutsideOfTheTreeHasNoLink() {
    Ci ci =
        run(
            "GITLAB_CI", "true",
            "CI_PROJECT_URL", "https://gitlab.com/acme/shop",
            "CI_COMMIT_SHA", SHA);
    BuildRun run = new BuildRun("", "", "", Instant.EPOCH, ci);
    assertThat(run.link(new SourcePosition("/elsewhere/a.yaml", 1, 1))).isEmpty();
  }
}
