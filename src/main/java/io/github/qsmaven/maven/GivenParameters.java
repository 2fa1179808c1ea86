package io.github.qsmaven.maven;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.model.Quantity;
import io.github.qsmaven.model.ReceivedText;
import io.github.qsmaven.model.SimilarNames;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.ConfigurationContainer;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.model.ReportPlugin;
import org.apache.maven.model.ReportSet;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.jspecify.annotations.Nullable;

/**
 * What a build gives this plugin, as properties and in the POM. Maven ignores a name that no goal
 * has (3.6 and 3.8 do not even warn), so that a misspelled {@code expectedTables} would turn the
 * check off.
 */
final class GivenParameters {
  /** The execution of a goal that the command line names. */
  private static final String COMMAND_LINE = "default-cli";

  private final MavenSession session;
  private final MojoExecution running;
  private final Log log;
  private final KnownParameters known;
  private final List<String> unknown = new ArrayList<>();
  private final List<String> damaged = new ArrayList<>();

  /**
   * @param session the build
   * @param running the goal that runs
   * @param log receives warnings
   */
  GivenParameters(MavenSession session, MojoExecution running, Log log) {
    this.session = session;
    this.running = running;
    this.log = log;
    this.known = new KnownParameters(running.getMojoDescriptor().getPluginDescriptor());
  }

  /**
   * Checks all names, and that no character of a value was lost. Warns of what may be on purpose.
   *
   * @throws CannotCheckException if there is a mistake; the message lists all
   */
  void check() throws CannotCheckException {
    MavenProject project = session.getCurrentProject();
    checkProperties(project);
    checkValues(running.getConfiguration());
    if (project != null) {
      String key = running.getMojoDescriptor().getPluginDescriptor().getPluginLookupKey();
      checkPom(project, key);
      checkReporting(project, key);
      checkExecution(key);
    }
    if (unknown.isEmpty() && damaged.isEmpty()) {
      return;
    }
    List<String> advice = new ArrayList<>();
    if (!unknown.isEmpty()) {
      advice.add(
          "correct each name, or remove it: it has no effect. mvn qs:help -Ddetail lists the"
              + " parameters of each goal. Names of your own properties must not begin with \""
              + KnownParameters.PREFIX
              + "\".");
    }
    if (!damaged.isEmpty()) {
      advice.add(ReceivedText.ADVICE);
    }
    unknown.addAll(damaged);
    throw new CannotCheckException(
        "Cannot use the parameters: %s:\n\n  %s\n"
            .formatted(new Quantity(unknown.size(), "problem"), String.join("\n  ", unknown)),
        String.join("\n", advice));
  }

  private void checkProperties(@Nullable MavenProject project) {
    Map<String, String> given = new TreeMap<>();
    // Maven reads both: MAVEN_OPTS and .mvn/jvm.config set system properties.
    addOurs(session.getSystemProperties(), given);
    addOurs(session.getUserProperties(), given);
    given.forEach(
        (property, value) -> {
          String shown = "-D" + NameEscaper.CONSOLE.of(property);
          if (!known.hasProperty(property)) {
            unknown.add(shown + ": " + known.unknownProperty(property));
          } else if (new ReceivedText(value).isDamaged()) {
            addDamaged(shown, value);
          }
        });
    Map<String, String> inPom = new TreeMap<>();
    addOurs(project == null ? null : project.getProperties(), inPom);
    inPom.forEach(
        (property, value) -> {
          String shown = "The property " + NameEscaper.CONSOLE.of(property) + " of the POM";
          if (!known.hasProperty(property)) {
            log.warn(
                "%s or of a profile has no effect on this plugin: %s"
                    .formatted(shown, known.unknownProperty(property)));
          } else if (new ReceivedText(value).isDamaged()) {
            addDamaged(shown, value);
          }
        });
  }

  private static void addOurs(@Nullable Properties properties, Map<String, String> ours) {
    if (properties != null) {
      properties.forEach(
          (key, value) -> {
            if (KnownParameters.isOfThisPlugin(key.toString())) {
              ours.put(key.toString(), value.toString());
            }
          });
    }
  }

  private void addDamaged(String what, String value) {
    damaged.add(what + ": characters were lost in " + NameEscaper.CONSOLE.quoted(value) + ".");
  }

  private void checkValues(@Nullable Xpp3Dom element) {
    if (element == null) {
      return;
    }
    String value = element.getValue();
    if (value != null && new ReceivedText(value).isDamaged()) {
      addDamaged("<" + NameEscaper.CONSOLE.of(element.getName()) + "> in the POM", value);
    }
    for (Xpp3Dom child : element.getChildren()) {
      checkValues(child);
    }
  }

  /** Maven runs {@code qs:check@contarcts} without the configuration of any execution. */
  private void checkExecution(String key) {
    String id = running.getExecutionId();
    List<MavenProject> projects = session.getProjects();
    if (running.getSource() != MojoExecution.Source.CLI
        || id.equals(COMMAND_LINE)
        || projects == null) {
      return;
    }
    // Another module may have the execution.
    Set<String> ids = new LinkedHashSet<>();
    for (MavenProject project : projects) {
      Plugin plugin = plugin(project, key);
      if (plugin != null) {
        plugin.getExecutions().forEach(execution -> ids.add(execution.getId()));
      }
    }
    if (!ids.contains(id)) {
      unknown.add(
          "execution %s of the command line is not in the POM%s"
              .formatted(NameEscaper.CONSOLE.quoted(id), new SimilarNames(ids).question(id, ".")));
    }
  }

  /** As Maven does, which looks for a goal of the command line in the plugin management too. */
  private static @Nullable Plugin plugin(MavenProject project, String key) {
    Plugin plugin = project.getPlugin(key);
    return plugin == null && project.getPluginManagement() != null
        ? project.getPluginManagement().getPluginsAsMap().get(key)
        : plugin;
  }

  private void checkPom(MavenProject project, String key) {
    Plugin plugin = plugin(project, key);
    if (plugin == null) {
      return;
    }
    Set<String> shared = elements(plugin);
    checkElements("the plugin", known.goals(), shared);
    for (PluginExecution execution : plugin.getExecutions()) {
      // Maven has added the elements of the plugin to those of the execution.
      Set<String> own = elements(execution);
      own.removeAll(shared);
      checkElements(
          "execution " + NameEscaper.CONSOLE.quoted(execution.getId()), goals(execution), own);
    }
  }

  private Collection<String> goals(PluginExecution execution) {
    if (execution.getGoals().isEmpty() || execution.getId().equals(COMMAND_LINE)) {
      return known.goals();
    }
    Set<String> goals = new LinkedHashSet<>(execution.getGoals());
    if (execution.getId().equals(running.getExecutionId())) {
      // The command line may run another goal with the execution: qs:doctor@tables.
      goals.add(running.getGoal());
    }
    return goals;
  }

  private void checkReporting(MavenProject project, String key) {
    if (project.getModel().getReporting() == null) {
      return;
    }
    for (ReportPlugin plugin : project.getModel().getReporting().getPlugins()) {
      if (plugin.getKey().equals(key)) {
        Set<String> shared = elements(plugin);
        checkElements("the plugin in <reporting>", known.goals(), shared);
        for (ReportSet set : plugin.getReportSets()) {
          Set<String> own = elements(set);
          own.removeAll(shared);
          checkElements(
              "report set " + NameEscaper.CONSOLE.quoted(set.getId()),
              set.getReports().isEmpty() ? known.goals() : set.getReports(),
              own);
        }
      }
    }
  }

  private static Set<String> elements(ConfigurationContainer container) {
    Set<String> names = new LinkedHashSet<>();
    if (container.getConfiguration() instanceof Xpp3Dom configuration) {
      for (Xpp3Dom element : configuration.getChildren()) {
        names.add(element.getName());
      }
    }
    return names;
  }

  private void checkElements(String where, Collection<String> goals, Set<String> elements) {
    for (String element : elements) {
      if (!known.hasParameter(goals, element)) {
        unknown.add(
            "<%s> in the <configuration> of %s in the POM %s"
                .formatted(
                    NameEscaper.CONSOLE.of(element),
                    where,
                    known.unknownParameter(goals, element)));
      }
    }
  }
}
