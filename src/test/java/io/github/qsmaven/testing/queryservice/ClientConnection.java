package io.github.qsmaven.testing.queryservice;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Serves one connection: TLS, sign-in, then the {@link Conversation}, as in the protocol's
 * "Start-up" and "SSL Session Encryption".
 */
final class ClientConnection {
  private static final int SSL_REQUEST = 80877103;
  private static final int GSS_ENCRYPTION_REQUEST = 80877104;
  private static final int CANCEL_REQUEST = 80877102;
  private static final int PROTOCOL_3 = 3 << 16;

  private static final int AUTHENTICATION_OK = 0;
  private static final int CLEARTEXT_PASSWORD = 3;

  /** The parameters that old versions of PostgreSQL report at start-up. */
  private static final Set<String> REPORTED =
      Set.of(
          "client_encoding",
          "DateStyle",
          "TimeZone",
          "integer_datetimes",
          "standard_conforming_strings",
          "server_encoding",
          "application_name");

  /** The start of a message that never ends; the driver reads errors of up to 30,000 bytes. */
  private static final byte[] ENDLESS_ERROR = {'E', 0, 0, 0x70, 0};

  static final byte[] ENDLESS_NOTICE = {'N', 0, 0, 0x70, 0};

  private final SimulatorState state;
  private final Line line;

  ClientConnection(SimulatorState state, Line line) {
    this.state = state;
    this.line = line;
  }

  /**
   * Serves the connection until it ends.
   *
   * @throws IOException if it breaks
   */
  void serve() throws IOException {
    if (fails(FaultPoint.ACCEPTED)) {
      return;
    }
    Map<String, String> startUp = negotiate();
    if (startUp == null || fails(FaultPoint.AUTHENTICATION_REQUEST)) {
      return;
    }
    line.write(MessageBuilder.authentication(CLEARTEXT_PASSWORD));
    line.flush();
    Message password = line.read();
    if (fails(FaultPoint.AUTHENTICATION_OK)) {
      return;
    }
    String user = startUp.getOrDefault("user", "");
    String database = state.profile().databases().get(startUp.getOrDefault("database", user));
    if (password.type() != 'p'
        || !state.profile().passwords().test(user, password.fields().string())) {
      refuse(ServerError.fatal("28P01", "Invalid password: Invalid authentication token"));
    } else if (database == null) {
      refuse(ServerError.fatal("42P12", "No tables found: No tables found for use"));
    } else if (!state
        .traffic()
        .sessionOpened(state.profile().sessionLimit(), SimulatorProfile.SESSION_CLOSES)) {
      refuse(state.profile().limitReached());
    } else {
      try {
        converse(user, database, startUp);
      } finally {
        state.traffic().sessionClosed();
      }
    }
  }

  /** Reads up to the start-up packet; null: the connection ends without one. */
  private @Nullable Map<String, String> negotiate() throws IOException {
    while (true) {
      ByteBuffer packet = ByteBuffer.wrap(line.readStartupPacket());
      switch (packet.getInt()) {
        case GSS_ENCRYPTION_REQUEST -> line.writeByte('N');
        case SSL_REQUEST -> {
          if (fails(FaultPoint.TLS_ANSWER)) {
            return null;
          }
          line.writeByte('S');
          if (failsInHandshake()) {
            return null;
          }
          line.secure(state.tls(), state.profile().tlsProtocols().toArray(String[]::new));
        }
        case CANCEL_REQUEST -> {
          state.traffic().cancelRequested();
          return null;
        }
        case PROTOCOL_3 -> {
          if (line.isSecured()) {
            return parameters(new Message.Fields(packet));
          }
          refuse(ServerError.fatal("28000", "Invalid authorization type: SSL must be enabled"));
          return null;
        }
        default -> {
          refuse(ServerError.fatal("08P01", "Unsupported message type"));
          return null;
        }
      }
    }
  }

  private static Map<String, String> parameters(Message.Fields fields) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String name = fields.string(); !name.isEmpty(); name = fields.string()) {
      parameters.put(name, fields.string());
    }
    return parameters;
  }

  private void converse(String user, String database, Map<String, String> startUp)
      throws IOException {
    Map<String, String> settings = new HashMap<>(startUp);
    settings.keySet().removeAll(Set.of("user", "database"));
    settings.putAll(state.profile().settings());
    StatementRules rules = new StatementRules(state.profile());
    try (Backend backend = state.backends().open(database, settings)) {
      for (String view : rules.views()) {
        backend.execute(view);
      }
      String role = state.profile().role();
      if (role != null) {
        backend.execute("SET SESSION AUTHORIZATION \"" + role.replace("\"", "\"\"") + '"');
      }
      line.write(MessageBuilder.authentication(AUTHENTICATION_OK));
      report(backend, user);
      if (fails(FaultPoint.START_UP)) {
        return;
      }
      line.write(MessageBuilder.readyForQuery('I'));
      line.flush();
      if (!fails(FaultPoint.SIGNED_IN)) {
        new Conversation(state, line, backend, rules).run();
      }
    }
  }

  private void report(Backend backend, String user) throws IOException {
    line.write(MessageBuilder.parameterStatus("server_version", state.profile().serverVersion()));
    line.write(MessageBuilder.parameterStatus("is_superuser", "off"));
    line.write(MessageBuilder.parameterStatus("session_authorization", user));
    for (Map.Entry<String, String> parameter : backend.parameters().entrySet()) {
      if (REPORTED.contains(parameter.getKey())) {
        line.write(MessageBuilder.parameterStatus(parameter.getKey(), parameter.getValue()));
      }
    }
    // BackendKeyData; requests to cancel are ignored.
    line.write(new MessageBuilder().int32(1).int32(1).as('K'));
  }

  private void refuse(ServerError error) throws IOException {
    line.fail(error, new byte[0]);
    line.drain();
  }

  private boolean fails(FaultPoint point) throws IOException {
    FaultKind kind = state.faults().ofConnection(point);
    if (kind == null) {
      return false;
    }
    line.fail(kind, point.compareTo(FaultPoint.START_UP) < 0 ? ENDLESS_ERROR : ENDLESS_NOTICE);
    line.drain();
    return true;
  }

  private boolean failsInHandshake() throws IOException {
    FaultKind kind = state.faults().ofConnection(FaultPoint.TLS_HANDSHAKE);
    if (kind == null) {
      return false;
    }
    line.skipSome();
    line.failInHandshake(kind);
    line.drain();
    return true;
  }
}
