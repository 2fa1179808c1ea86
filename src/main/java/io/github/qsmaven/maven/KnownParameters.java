package io.github.qsmaven.maven;

import io.github.qsmaven.model.SimilarNames;
import io.github.qsmaven.model.Suggestion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.codehaus.plexus.configuration.PlexusConfiguration;

/**
 * The parameters of the goals, and the properties that set them, as the plugin's descriptor has
 * them.
 */
final class KnownParameters {
  /** How the properties begin. */
  static final String PREFIX = "qs.";

  private static final int MOST_SUGGESTIONS = 2;

  /** Three letters would be found in many names by chance. */
  private static final int SHORTEST_PART = 4;

  private final Map<String, Set<String>> namesByGoal = new TreeMap<>();
  private final Set<String> properties = new TreeSet<>();

  KnownParameters(PluginDescriptor plugin) {
    for (MojoDescriptor goal : plugin.getMojos()) {
      Set<String> names = new TreeSet<>();
      for (Parameter parameter : goal.getParameters()) {
        if (parameter.isEditable()) {
          names.add(parameter.getName());
          if (parameter.getAlias() != null) {
            names.add(parameter.getAlias());
          }
        }
      }
      namesByGoal.put(goal.getGoal(), names);
      for (PlexusConfiguration parameter : goal.getMojoConfiguration().getChildren()) {
        String expression = parameter.getValue();
        if (expression != null && expression.startsWith("${" + PREFIX)) {
          properties.add(expression.substring(2, expression.length() - 1));
        }
      }
    }
  }

  /** Whether a property begins as those of this plugin do, in any case. */
  static boolean isOfThisPlugin(String property) {
    return property.regionMatches(true, 0, PREFIX, 0, PREFIX.length());
  }

  boolean hasProperty(String property) {
    return properties.contains(property);
  }

  /** What is wrong with an unknown property: the end of a sentence. */
  String unknownProperty(String property) {
    return "no goal has this property" + suggestion(properties, property);
  }

  /** All goals. */
  Collection<String> goals() {
    return namesByGoal.keySet();
  }

  /** Whether one of some goals has a parameter. */
  boolean hasParameter(Collection<String> goals, String name) {
    for (String goal : goals) {
      if (namesByGoal.getOrDefault(goal, Set.of()).contains(name)) {
        return true;
      }
    }
    return false;
  }

  /** What is wrong with a parameter that none of some goals has: the end of a sentence. */
  String unknownParameter(Collection<String> goals, String name) {
    List<String> others = new ArrayList<>();
    Set<String> names = new TreeSet<>();
    namesByGoal.forEach(
        (goal, ofGoal) -> {
          if (ofGoal.contains(name)) {
            others.add(goal);
          }
          if (goals.contains(goal)) {
            names.addAll(ofGoal);
          }
        });
    if (!others.isEmpty()) {
      return "is a parameter of %s, not of %s."
          .formatted(String.join(", ", others), String.join(", ", goals));
    }
    boolean all = goals.containsAll(namesByGoal.keySet());
    return "is not a parameter of "
        + (all ? "any goal" : String.join(", ", goals))
        + suggestion(names, name);
  }

  /** The nearest names, else those that contain the unknown one. */
  private static String suggestion(Collection<String> known, String unknown) {
    List<String> names = new SimilarNames(known).nearest(unknown, MOST_SUGGESTIONS);
    if (names.isEmpty()) {
      String part = isOfThisPlugin(unknown) ? unknown.substring(PREFIX.length()) : unknown;
      names = new ArrayList<>();
      for (String name : known) {
        if (part.length() >= SHORTEST_PART && containsIgnoringCase(name, part)) {
          names.add(name);
        }
      }
    }
    if (names.isEmpty()) {
      return ".";
    }
    return Suggestion.question(
        names.stream().map(name -> new Suggestion(name, Suggestion.Reason.SPELLING)).toList(),
        UnaryOperator.identity());
  }

  private static boolean containsIgnoringCase(String name, String part) {
    return name.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
  }
}
