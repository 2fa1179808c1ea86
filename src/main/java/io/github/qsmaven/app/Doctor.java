package io.github.qsmaven.app;

import io.github.qsmaven.catalog.CatalogSurvey;
import io.github.qsmaven.connection.ServerProbe;
import io.github.qsmaven.connection.Sessions;
import io.github.qsmaven.connection.TlsHandshake;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.CatalogSource;
import io.github.qsmaven.model.DoctorReport;
import io.github.qsmaven.model.DoctorStep;
import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.settings.ConnectionLog;
import io.github.qsmaven.settings.Target;
import io.github.qsmaven.settings.TargetResolver;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/**
 * Takes each step from the settings to the tables separately, and reports its result. Ends after
 * the first step that fails.
 *
 * @param sessions the sessions of the build
 * @param survey asks the catalogs
 * @param clock the time by which certificates expire
 */
public record Doctor(Sessions sessions, CatalogSurvey survey, Clock clock) {
  /**
   * Takes the steps, and writes the reports.
   *
   * @param request the request
   * @param log receives details of the sessions
   * @return the findings; a step that failed is a result, not an exception
   * @throws CannotCheckException if the reports cannot be written
   */
  public DoctorResult run(DoctorRequest request, ConnectionLog log) throws CannotCheckException {
    request.files().prepare();
    StepRecorder list = new StepRecorder(log, System.getProperty("user.home"));
    CannotCheckException failure = null;
    try {
      examine(request.source(), list);
    } catch (CannotCheckException e) {
      failure = e;
    }
    DoctorReport doctorReport = new DoctorReport(request.environment(), list.steps());
    List<Path> files = request.files().write(doctorReport);
    return new DoctorResult(doctorReport, files, failure);
  }

  private void examine(TargetSource source, StepRecorder list) throws CannotCheckException {
    list.check(
        DoctorStep.SERVER_ENTRY,
        () -> list.found(NameEscaper.CONSOLE.quoted(source.findEntry()) + " is in the settings"));
    TargetResolver resolver = source.resolver(list);
    SettingsSteps steps = new SettingsSteps(list, source, resolver);
    SettingsSteps.Signer signer = list.take(DoctorStep.CREDENTIAL, steps::readCredential);
    Target target = list.take(DoctorStep.VALUES, () -> steps.resolve(signer));
    reach(target, list);
    list.check(DoctorStep.EXPIRY, () -> steps.checkExpiry(signer));
    ask(target, list);
  }

  private void reach(Target target, StepRecorder list) throws CannotCheckException {
    ConnectionSteps steps =
        new ConnectionSteps(list, target.endpoint(), new ServerProbe(target), clock);
    InetAddress address = list.take(DoctorStep.HOST_NAME, steps::resolve);
    list.check(DoctorStep.PORT, () -> steps.openPort(address));
    TlsHandshake handshake = list.take(DoctorStep.TLS, () -> steps.shakeHands(address));
    list.check(DoctorStep.CERTIFICATE, () -> steps.check(handshake));
  }

  private void ask(Target target, StepRecorder list) throws CannotCheckException {
    SessionSteps steps = new SessionSteps(list, target, sessions, survey);
    list.check(DoctorStep.SIGN_IN, steps::signIn);
    list.check(DoctorStep.SERVER, steps::describe);
    CatalogSource used = list.take(DoctorStep.CATALOGS, steps::askCatalogs);
    list.check(DoctorStep.ROW_CAP, () -> steps.measureRowCap(used));
    list.check(DoctorStep.ROUND_TRIP, steps::timeRoundTrips);
  }
}
