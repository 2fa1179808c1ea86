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
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks each step from the settings to the tables separately, and reports its result. Ends after
 * the first step that fails; after an error that no code expects, goes on with the steps that do
 * not need the result of that step.
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
   * @return the findings; a step that failed, and reports that cannot be written, are a result, not
   *     an exception
   */
  public DoctorResult run(DoctorRequest request, ConnectionLog log) {
    StepRecorder recorder =
        new StepRecorder(log, System.getProperty("user.home"), request.source()::redact);
    CannotCheckException unwritten = reported(request.files()::prepare, recorder);
    try {
      examine(request.source(), recorder);
    } catch (CannotCheckException e) {
      // The recorder keeps the first.
    }
    DoctorReport doctorReport = new DoctorReport(request.environment(), recorder.steps());
    List<Path> files = new ArrayList<>();
    if (unwritten == null) {
      unwritten = reported(() -> files.addAll(request.files().write(doctorReport)), recorder);
    }
    return new DoctorResult(doctorReport, files, failure(recorder.failure(), unwritten));
  }

  /** Why the reports cannot be written; null if they can. The checklist is also on the console. */
  private static @Nullable CannotCheckException reported(
      StepRecorder.Check work, StepRecorder recorder) {
    try {
      work.done();
      return null;
    } catch (CannotCheckException e) {
      return e;
    } catch (RuntimeException | Error e) {
      return recorder.unexpected(e, "the server", "writing the reports");
    }
  }

  /** The first step that failed is more important, but does not hide that there is no report. */
  private static @Nullable CannotCheckException failure(
      @Nullable CannotCheckException ofStep, @Nullable CannotCheckException unwritten) {
    if (ofStep == null || unwritten == null) {
      return ofStep == null ? unwritten : ofStep;
    }
    return new CannotCheckException(
        ofStep.problem() + "\n" + unwritten.problem(),
        ofStep.advice() + "\nFor the reports: " + unwritten.advice());
  }

  private void examine(TargetSource source, StepRecorder recorder) throws CannotCheckException {
    recorder.check(
        DoctorStep.SERVER_ENTRY,
        () ->
            recorder.found(NameEscaper.CONSOLE.quoted(source.findEntry()) + " is in the settings"));
    TargetResolver resolver = source.resolver(recorder);
    SettingsSteps steps = new SettingsSteps(recorder, source, resolver);
    SettingsSteps.Signer signer = recorder.take(DoctorStep.CREDENTIAL, steps::readCredential);
    if (signer == null) {
      return;
    }
    Target target = recorder.take(DoctorStep.VALUES, () -> steps.resolve(signer));
    if (target != null) {
      reach(target, recorder);
    }
    recorder.check(DoctorStep.EXPIRY, () -> steps.checkExpiry(signer));
    if (target != null) {
      ask(target, recorder);
    }
  }

  private void reach(Target target, StepRecorder recorder) throws CannotCheckException {
    ConnectionSteps steps =
        new ConnectionSteps(recorder, target.endpoint(), new ServerProbe(target), clock);
    List<InetSocketAddress> addresses = recorder.take(DoctorStep.HOST_NAME, steps::resolve);
    if (addresses == null) {
      return;
    }
    InetSocketAddress address = recorder.take(DoctorStep.PORT, () -> steps.openPort(addresses));
    if (address == null) {
      return;
    }
    TlsHandshake handshake = recorder.take(DoctorStep.TLS, () -> steps.handshake(address));
    if (handshake != null) {
      recorder.check(DoctorStep.CERTIFICATE, () -> steps.check(handshake));
    }
  }

  private void ask(Target target, StepRecorder recorder) throws CannotCheckException {
    SessionSteps steps = new SessionSteps(recorder, target, sessions, survey);
    recorder.check(DoctorStep.SIGN_IN, steps::signIn);
    recorder.check(DoctorStep.SERVER, steps::describe);
    CatalogSource used = recorder.take(DoctorStep.CATALOGS, steps::askCatalogs);
    if (used != null) {
      recorder.check(DoctorStep.ROW_CAP, () -> steps.measureRowCap(used));
    }
    recorder.check(DoctorStep.ANALYSIS, steps::findAnalysis);
    recorder.check(DoctorStep.ROUND_TRIP, steps::timeRoundTrips);
  }
}
