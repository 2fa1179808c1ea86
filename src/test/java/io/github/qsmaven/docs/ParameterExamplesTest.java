package io.github.qsmaven.docs;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * The pages of the goals are generated from the plugin's descriptor: each parameter there must have
 * an example, as a property or as an element.
 */
class ParameterExamplesTest {
  /** What the descriptor says of a parameter; its property is empty if it has none. */
  private record Described(String goal, String name, String property, String description) {
    String problem() {
      boolean isElement = description.contains("<" + name + ">");
      boolean isProperty = !property.isEmpty() && description.contains("-D" + property + "=");
      return isElement || isProperty ? "" : "no example of -D" + property + " or <" + name + ">";
    }
  }

  private static List<Described> parameters() throws Exception {
    Element plugin;
    try (InputStream xml =
        requireNonNull(
            ParameterExamplesTest.class.getResourceAsStream("/META-INF/maven/plugin.xml"))) {
      plugin =
          DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(xml).getDocumentElement();
    }
    List<Described> parameters = new ArrayList<>();
    for (Element mojo : elements(plugin, "mojo")) {
      String goal = text(mojo, "goal");
      // The help goal is generated, with descriptions of its own.
      if (!goal.equals("help")) {
        Element configuration = elements(mojo, "configuration").get(0);
        for (Element parameter : elements(mojo, "parameter")) {
          if (text(parameter, "editable").equals("true")) {
            String name = text(parameter, "name");
            parameters.add(
                new Described(
                    goal,
                    name,
                    text(configuration, name).replaceAll("^\\$\\{(.*)}$", "$1"),
                    text(parameter, "description")));
          }
        }
      }
    }
    return parameters;
  }

  private static List<Element> elements(Element parent, String name) {
    NodeList found = parent.getElementsByTagName(name);
    return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i)).toList();
  }

  private static String text(Element parent, String name) {
    return elements(parent, name).stream()
        .map(element -> element.getTextContent().strip())
        .findFirst()
        .orElse("");
  }

  @TestFactory
  Stream<DynamicTest> everyParameterHasAnExample() throws Exception {
    return parameters().stream()
        .map(
            parameter ->
                dynamicTest(
                    parameter.goal() + " " + parameter.name(),
                    () -> assertThat(parameter.problem()).isEmpty()));
  }

  @Test
  void theGoalsAreThoseThatTheDocumentationIsComparedWith() throws Exception {
    assertThat(parameters().stream().map(Described::goal).distinct())
        .containsExactlyInAnyOrderElementsOf(
            new Goals().names().stream().filter(goal -> !goal.equals("help")).toList());
  }

  @Test
  void aParameterWithoutAnExampleIsFound() {
    assertThat(new Described("check", "host", "qs.host", "The host, not -Dqs.hostile=a.").problem())
        .isNotEmpty();
    assertThat(new Described("check", "values", "", "The <value> of each, not -D=a.").problem())
        .isNotEmpty();
    assertThat(new Described("check", "host", "qs.host", "Such as -Dqs.host=a").problem())
        .isEmpty();
    assertThat(new Described("check", "values", "", "Such as <values><a>b</a></values>").problem())
        .isEmpty();
  }
}
