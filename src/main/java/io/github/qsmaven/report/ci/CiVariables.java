package io.github.qsmaven.report.ci;

import io.github.qsmaven.report.BuildRun.Ci;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The environment variables in which CI servers describe a run: GitHub Actions, GitLab, Azure
 * Pipelines, Bitbucket Pipelines and Jenkins, as their documentation lists them. The values are not
 * trusted: an address may contain a token, a branch any character.
 *
 * @param environment the value of a variable; null if it is not set
 */
public record CiVariables(Function<String, @Nullable String> environment) {
  private static final int MOST_CHARACTERS = 1_000;
  private static final Pattern COMMIT = Pattern.compile("[0-9a-fA-F]{7,64}");

  /** {@code git@host:owner/name.git}, which is no URI, or the same as one. */
  private static final Pattern SSH =
      Pattern.compile("(?:ssh://)?[^@/:]+@([^@/:]+)(?::[0-9]+/|[:/])/?([^:@]+)");

  /** How the addresses of files at a commit are made, by the host of a repository. */
  private enum Hosting {
    GITHUB("/commit/%s", "/blob/%s/", "#L"),
    GITLAB("/-/commit/%s", "/-/blob/%s/", "#L"),
    BITBUCKET("/commits/%s", "/src/%s/", "#lines-"),
    AZURE("/commit/%s", "?version=GC%s&path=/", "&line="),
    UNKNOWN("", "", "");

    private final String commitPage;
    private final String beforeFile;
    private final String beforeLine;

    Hosting(String commitPage, String beforeFile, String beforeLine) {
      this.commitPage = commitPage;
      this.beforeFile = beforeFile;
      this.beforeLine = beforeLine;
    }

    static Hosting of(String repository) {
      return repository.startsWith("https://github.com/")
          ? GITHUB
          : repository.startsWith("https://gitlab.com/")
              ? GITLAB
              : repository.startsWith("https://bitbucket.org/") ? BITBUCKET : UNKNOWN;
    }

    Ci run(String repository, String commit, String branch, String run) {
      boolean known = this != UNKNOWN && !repository.isEmpty() && !commit.isEmpty();
      return new Ci(
          commit,
          branch,
          repository,
          run,
          known ? repository + String.format(Locale.ROOT, commitPage, commit) : "",
          known ? repository + String.format(Locale.ROOT, beforeFile, commit) : "",
          known ? beforeLine : "");
    }
  }

  /** What the CI server says of the run; nothing outside of the known ones. */
  public Ci run() {
    if (isTrue("GITHUB_ACTIONS")) {
      String server = text("GITHUB_SERVER_URL");
      String repository = address(server + "/" + text("GITHUB_REPOSITORY"));
      return Hosting.GITHUB.run(
          repository,
          commit("GITHUB_SHA"),
          first("GITHUB_HEAD_REF", "GITHUB_REF_NAME"),
          below(repository, "/actions/runs/", "GITHUB_RUN_ID"));
    }
    if (isTrue("GITLAB_CI")) {
      return Hosting.GITLAB.run(
          address(text("CI_PROJECT_URL")),
          commit("CI_COMMIT_SHA"),
          text("CI_COMMIT_REF_NAME"),
          address(first("CI_JOB_URL", "CI_PIPELINE_URL")));
    }
    if (isTrue("TF_BUILD")) {
      String repository = repository("BUILD_REPOSITORY_URI");
      String project =
          address(text("SYSTEM_COLLECTIONURI") + text("SYSTEM_TEAMPROJECT").replace(" ", "%20"));
      return (text("BUILD_REPOSITORY_PROVIDER").equals("TfsGit")
              ? Hosting.AZURE
              : Hosting.of(repository))
          .run(
              repository,
              commit("BUILD_SOURCEVERSION"),
              text("BUILD_SOURCEBRANCH").replaceFirst("^refs/heads/", ""),
              below(project, "/_build/results?buildId=", "BUILD_BUILDID"));
    }
    if (!text("BITBUCKET_BUILD_NUMBER").isEmpty()) {
      String repository =
          repository("BITBUCKET_GIT_HTTP_ORIGIN").replaceFirst("^http://", "https://");
      return Hosting.BITBUCKET.run(
          repository,
          commit("BITBUCKET_COMMIT"),
          first("BITBUCKET_BRANCH", "BITBUCKET_TAG"),
          below(repository, "/pipelines/results/", "BITBUCKET_BUILD_NUMBER"));
    }
    if (!text("JENKINS_URL").isEmpty()) {
      String repository = repository("GIT_URL");
      return Hosting.of(repository)
          .run(
              repository,
              commit("GIT_COMMIT"),
              first("BRANCH_NAME", "GIT_BRANCH"),
              address(text("BUILD_URL")));
    }
    return Ci.NONE;
  }

  private boolean isTrue(String variable) {
    return text(variable).equalsIgnoreCase("true");
  }

  /** The value of a variable; empty if it is not set, or too long to be right. */
  private String text(String variable) {
    String value = environment.apply(variable);
    return value == null || value.length() > MOST_CHARACTERS ? "" : value.strip();
  }

  private String first(String... variables) {
    return List.of(variables).stream()
        .map(this::text)
        .filter(value -> !value.isEmpty())
        .findFirst()
        .orElse("");
  }

  private String commit(String variable) {
    String value = text(variable);
    return COMMIT.matcher(value).matches() ? value.toLowerCase(Locale.ROOT) : "";
  }

  /** The address of a page of a repository or project whose name is a number. */
  private String below(String address, String path, String variable) {
    String number = text(variable);
    return address.isEmpty() || !number.matches("[0-9]{1,20}") ? "" : address + path + number;
  }

  private String repository(String variable) {
    String value = text(variable);
    Matcher ssh = SSH.matcher(value);
    String found = address(ssh.matches() ? "https://" + ssh.group(1) + "/" + ssh.group(2) : value);
    return found.endsWith(".git") ? found.substring(0, found.length() - 4) : found;
  }

  /** An address without user name, password, query and fragment; empty if it is none. */
  private static String address(String text) {
    try {
      URI uri = new URI(text);
      String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      boolean web = scheme.equals("https") || scheme.equals("http");
      if (!web || uri.getHost() == null || !text.chars().allMatch(c -> c > ' ' && c <= '~')) {
        return "";
      }
      String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
      String path = uri.getRawPath();
      String address = scheme + "://" + uri.getHost() + port + (path == null ? "" : path);
      return address.replaceFirst("/+$", "");
    } catch (URISyntaxException e) {
      return "";
    }
  }
}
