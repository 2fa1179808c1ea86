package io.github.qsmaven.app;

import io.github.qsmaven.catalog.CatalogSurvey;
import io.github.qsmaven.connection.ServerProbe;
import io.github.qsmaven.connection.SessionLog;
import io.github.qsmaven.connection.Sessions;
import io.github.qsmaven.connection.Target;
import io.github.qsmaven.connection.TargetResolver;
import io.github.qsmaven.connection.TlsHandshake;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.CatalogSource;
import io.github.qsmaven.model.Checkpoint;
import io.github.qsmaven.model.Checkup;
import io.github.qsmaven.model.PrintedName;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/**
 * Takes every step from the settings to the tables by itself, and says how it went; ends after the
 * first that cannot be passed.
 */
public final class Doctor {
  private final Sessions sessions;
  private final CatalogSurvey survey;
  private final Clock clock;

  /**
   * @param sessions the sessions of the build
   * @param survey how to ask the catalogs
   * @param clock tells how long certificates last
   */
  public Doctor(Sessions sessions, CatalogSurvey survey, Clock clock) {
    this.sessions = sessions;
    this.survey = survey;
    this.clock = clock;
  }

  /**
   * Does it.
   *
   * @param request what is asked
   * @param log hears details of the sessions
   * @return what was found; a step that failed is a result, not an exception
   * @throws CannotCheckException if the reports cannot be written
   */
  public DoctorResult run(DoctorRequest request, SessionLog log) throws CannotCheckException {
    request.files().prepare();
    Checklist list = new Checklist(log, System.getProperty("user.home"));
    CannotCheckException failure = null;
    try {
      examine(request.source(), list);
    } catch (CannotCheckException e) {
      failure = e;
    }
    Checkup checkup = new Checkup(request.surroundings(), list.steps());
    List<Path> files = request.files().write(checkup);
    return new DoctorResult(checkup, files, failure);
  }

  private void examine(TargetSource source, Checklist list) throws CannotCheckException {
    list.check(
        Checkpoint.SERVER_ENTRY,
        () -> list.found(PrintedName.CONSOLE.quoted(source.findEntry()) + " is in the settings"));
    TargetResolver resolver = source.resolver(list);
    SettingsSteps steps = new SettingsSteps(list, source, resolver);
    SettingsSteps.Signer signer = list.take(Checkpoint.CREDENTIAL, steps::readCredential);
    Target target = list.take(Checkpoint.VALUES, () -> steps.resolve(signer));
    reach(target, list);
    list.check(Checkpoint.EXPIRY, () -> steps.checkExpiry(signer));
    ask(target, list);
  }

  private void reach(Target target, Checklist list) throws CannotCheckException {
    ConnectionSteps steps =
        new ConnectionSteps(list, target.endpoint(), new ServerProbe(target), clock);
    InetAddress address = list.take(Checkpoint.HOST_NAME, steps::resolve);
    list.check(Checkpoint.PORT, () -> steps.openPort(address));
    TlsHandshake handshake = list.take(Checkpoint.TLS, () -> steps.shakeHands(address));
    list.check(Checkpoint.CERTIFICATE, () -> steps.check(handshake));
  }

  private void ask(Target target, Checklist list) throws CannotCheckException {
    SessionSteps steps = new SessionSteps(list, target, sessions, survey);
    list.check(Checkpoint.SIGN_IN, steps::signIn);
    list.check(Checkpoint.SERVER, steps::describe);
    CatalogSource used = list.take(Checkpoint.CATALOGS, steps::askCatalogs);
    list.check(Checkpoint.ROW_CAP, () -> steps.measureRowCap(used));
    list.check(Checkpoint.ROUND_TRIP, steps::timeRoundTrips);
  }
}
