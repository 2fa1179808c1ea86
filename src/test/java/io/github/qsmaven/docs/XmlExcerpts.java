package io.github.qsmaven.docs;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.settings.OAuthLogin;
import io.github.qsmaven.settings.Overrides;
import io.github.qsmaven.settings.Secret;
import io.github.qsmaven.settings.ServerEntry;
import io.github.qsmaven.settings.TargetParameters;
import io.github.qsmaven.settings.TargetResolver;
import io.github.qsmaven.settings.TimeLimit;
import io.github.qsmaven.testing.HeardLog;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** Checks excerpts of settings and POMs: server entries, and how this plugin is configured. */
final class XmlExcerpts {
  private static final String PLUGIN = "qs-maven-plugin";

  /** What Maven has in an entry; the plugin checks what is in its configuration. */
  private static final Set<String> OF_SERVER =
      Set.of("id", "username", "password", "passphrase", "privateKey", "configuration");

  /** What begins an excerpt of a settings file, a POM or a report; all else is a parameter. */
  private static final Set<String> CONTAINERS =
      Set.of(
          "activeProfiles",
          "build",
          "configuration",
          "execution",
          "executionControl",
          "executions",
          "mirror",
          "mirrors",
          "plugin",
          "pluginGroups",
          "pluginManagement",
          "pluginRepositories",
          "plugins",
          "profile",
          "profiles",
          "project",
          "properties",
          "proxies",
          "proxy",
          "reporting",
          "repositories",
          "server",
          "servers",
          "settings",
          "testcase",
          "testsuite");

  private final Goals goals;
  private final String version;
  private final Path folder;

  /**
   * @param goals the goals of the plugin
   * @param version the version of the plugin
   * @param folder an empty folder, for the files that server entries name
   */
  XmlExcerpts(Goals goals, String version, Path folder) {
    this.goals = goals;
    this.version = version;
    this.folder = folder;
  }

  List<String> problems(String text) throws IOException {
    Element root;
    try {
      root = parse("<excerpt>" + text.replaceFirst("^\\s*<\\?xml[^>]*\\?>", "") + "</excerpt>");
    } catch (SAXException e) {
      return List.of("is not well-formed: " + e.getMessage());
    }
    List<String> problems = new ArrayList<>();
    for (Element element : children(root)) {
      if (CONTAINERS.contains(element.getNodeName())) {
        check(element, false, problems);
      } else {
        checkParameter(element, List.of(), problems);
      }
    }
    return problems;
  }

  private static Element parse(String text) throws IOException, SAXException {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      var builder = factory.newDocumentBuilder();
      builder.setErrorHandler(
          new ErrorHandler() {
            @Override
            public void warning(SAXParseException e) throws SAXException {
              throw e;
            }

            @Override
            public void error(SAXParseException e) throws SAXException {
              throw e;
            }

            @Override
            public void fatalError(SAXParseException e) throws SAXException {
              throw e;
            }
          });
      return builder.parse(new InputSource(new StringReader(text))).getDocumentElement();
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException(e);
    }
  }

  private void check(Element element, boolean isOther, List<String> problems) throws IOException {
    boolean other = isOther;
    switch (element.getNodeName()) {
      case "server" -> checkServer(element, problems);
      case "plugin" -> {
        other = !text(element, "artifactId").equals(PLUGIN);
        if (!other) {
          checkVersion(element, problems);
        }
      }
      case "goalsList" -> checkGoals(element, element.getAttribute("artifactId"), problems);
      case "execution", "reportSet" -> checkGoals(element, other ? "" : PLUGIN, problems);
      case "configuration" -> {
        if (!other && !element.getParentNode().getNodeName().equals("server")) {
          List<String> own = goals((Element) element.getParentNode());
          children(element).forEach(child -> checkParameter(child, own, problems));
        }
      }
      case "properties" -> {
        for (Element property : children(element)) {
          String name = property.getNodeName();
          if (name.startsWith("qs.") && !goals.hasProperty(name)) {
            problems.add("no goal has the property <" + name + ">");
          }
        }
      }
      case "pluginGroup" -> {
        if (text(element).contains("qs") && !text(element).equals("io.github.qsmaven")) {
          problems.add("the plugin is not in the group " + text(element));
        }
      }
      default -> {}
    }
    for (Element child : children(element)) {
      check(child, other, problems);
    }
  }

  private void checkVersion(Element plugin, List<String> problems) {
    String given = text(plugin, "version");
    // A release is documented before the POM has its version, and after it.
    if (!given.isEmpty()
        && !given.contains("$")
        && !given.replace("-SNAPSHOT", "").equals(version.replace("-SNAPSHOT", ""))) {
      problems.add("the version of the plugin is " + version + ", not " + given);
    }
    if (!text(plugin, "groupId").equals("io.github.qsmaven")) {
      problems.add("the plugin needs the group io.github.qsmaven");
    }
  }

  private void checkGoals(Element element, String plugin, List<String> problems) {
    if (plugin.equals(PLUGIN)) {
      for (String goal : goals(element)) {
        if (!goals.names().contains(goal)) {
          problems.add("there is no goal " + goal);
        }
      }
    }
  }

  private void checkParameter(Element element, List<String> own, List<String> problems) {
    if (!goals.hasParameter(own, element.getNodeName())) {
      problems.add(
          "<%s> is no parameter of %s"
              .formatted(element.getNodeName(), own.isEmpty() ? "any goal" : own));
    }
  }

  private static List<String> goals(Element element) {
    List<String> goals = new ArrayList<>();
    for (Element list : children(element)) {
      if (List.of("goals", "reports").contains(list.getNodeName())) {
        children(list).forEach(goal -> goals.add(text(goal)));
      }
    }
    return goals;
  }

  private void checkServer(Element server, List<String> problems) throws IOException {
    Optional<Element> configuration = Optional.empty();
    for (Element child : children(server)) {
      if (!OF_SERVER.contains(child.getNodeName())) {
        problems.add("Maven knows no <" + child.getNodeName() + "> in <server>");
      }
      if (child.getNodeName().equals("configuration")) {
        configuration = Optional.of(child);
      }
    }
    if (configuration.isPresent()) {
      Map<String, String> texts = new LinkedHashMap<>();
      for (Element child : children(configuration.get())) {
        texts.put(child.getNodeName(), value(child));
      }
      resolve(server, texts).ifPresent(problems::add);
    }
  }

  /** What the plugin says of an entry, with files where the entry names some. */
  private Optional<String> resolve(Element server, Map<String, String> texts) throws IOException {
    String clientSecret = texts.remove(ServerEntry.CLIENT_SECRET);
    texts.computeIfPresent("passwordFile", (key, path) -> file("password"));
    texts.computeIfPresent("credentialFile", (key, path) -> file("credential.json"));
    Files.writeString(folder.resolve("password"), "s3cret-s3cret");
    Files.writeString(
        folder.resolve("credential.json"),
        "{\"technicalAccountId\": \"a@techacct.adobe.com\", \"credential\": \"c0ffee\"}");
    // Keys and certificates have tests of their own: here, only that these elements exist.
    List.of("sslRootCert", "sslCert", "sslKey").forEach(texts::remove);
    ServerEntry entry =
        new ServerEntry(
            text(server, "id"),
            text(server, "username").isEmpty() ? null : text(server, "username"),
            secret(value(server, "password")),
            texts,
            secret(clientSecret));
    TargetResolver resolver =
        new TargetResolver(
            new TargetParameters(
                new Overrides(null, null, null, null, null), 30, 300, 2, TimeLimit.NONE),
            folder,
            Clock.systemUTC(),
            (settings, timeouts, log) -> {
              settings.client();
              return new OAuthLogin(
                  "qs", "ECBB@AdobeOrg", new Secret("token"), "api.example", "80", "prod:all");
            },
            new HeardLog());
    try {
      resolver.resolve(entry);
      return Optional.empty();
    } catch (CannotCheckException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  private static @Nullable Secret secret(@Nullable String text) {
    return text == null || text.isEmpty() ? null : new Secret(text);
  }

  private static List<Element> children(Node parent) {
    List<Element> elements = new ArrayList<>();
    for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element element) {
        elements.add(element);
      }
    }
    return elements;
  }

  private static String text(Element element) {
    return element.getTextContent().strip();
  }

  private static String text(Element parent, String name) {
    return children(parent).stream()
        .filter(child -> child.getNodeName().equals(name))
        .map(XmlExcerpts::text)
        .findFirst()
        .orElse("");
  }

  private static String value(Element parent, String name) {
    return resolved(text(parent, name));
  }

  private static String value(Element element) {
    return resolved(text(element));
  }

  /** As Maven resolves and decrypts it, and as a reader replaces what is left out. */
  private static String resolved(String text) {
    return text.replaceAll("\\$\\{env\\.\\w+}|^\\{.*}$|^\\.\\.\\.$", "s3cret-s3cret")
        .replaceAll("\\$\\{user\\.home}", "/home/user");
  }
}
