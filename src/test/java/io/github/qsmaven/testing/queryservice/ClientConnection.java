package io.github.qsmaven.testing.queryservice;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One connection, from its first byte to its last: TLS, sign-in, then the {@link Conversation}. In
 * the order of the protocol's "Start-up" and "SSL Session Encryption".
 */
final class ClientConnection {
  private static final int SSL_REQUEST = 80877103;
  private static final int GSS_ENCRYPTION_REQUEST = 80877104;
  private static final int CANCEL_REQUEST = 80877102;
  private static final int PROTOCOL_3 = 3 << 16;

  private static final int AUTHENTICATION_OK = 0;
  private static final int CLEARTEXT_PASSWORD = 3;

  /** What a PostgreSQL of long ago reported at start-up. */
  private static final Set<String> REPORTED =
      Set.of(
          "client_encoding",
          "DateStyle",
          "TimeZone",
          "integer_datetimes",
          "standard_conforming_strings",
          "server_encoding",
          "application_name");

  /** The beginnings of messages that never end; the driver reads errors up to 30,000 bytes long. */
  private static final byte[] ENDLESS_ERROR = {'E', 0, 0, 0x70, 0};

  static final byte[] ENDLESS_NOTICE = {'N', 0, 0, 0x70, 0};

  private final Site site;
  private final Line line;

  ClientConnection(Site site, Line line) {
    this.site = site;
    this.line = line;
  }

  /**
   * Serves it to its end.
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
    String database = site.dress().databases().get(startUp.getOrDefault("database", user));
    if (password.type() != 'p'
        || !site.dress().passwords().test(user, password.fields().string())) {
      refuse(ServerError.fatal("28P01", "Invalid password: Invalid authentication token"));
    } else if (database == null) {
      refuse(ServerError.fatal("42P12", "No tables found: No tables found for use"));
    } else if (!site.traffic()
        .sessionOpened(site.dress().sessionLimit(), SimulatorProfile.SESSION_CLOSES)) {
      refuse(site.dress().limitReached());
    } else {
      try {
        converse(user, database, startUp);
      } finally {
        site.traffic().sessionClosed();
      }
    }
  }

  /** Up to the start-up packet; null: there is none to come. */
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
          line.secure(site.tls(), site.dress().tlsProtocols().toArray(String[]::new));
        }
        case CANCEL_REQUEST -> {
          site.traffic().cancelRequested();
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
    settings.putAll(site.dress().settings());
    Repertoire repertoire = new Repertoire(site.dress());
    try (Backend backend = site.backends().open(database, settings)) {
      for (String view : repertoire.views()) {
        backend.execute(view);
      }
      String role = site.dress().role();
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
        new Conversation(site, line, backend, repertoire).run();
      }
    }
  }

  private void report(Backend backend, String user) throws IOException {
    line.write(MessageBuilder.parameterStatus("server_version", site.dress().serverVersion()));
    line.write(MessageBuilder.parameterStatus("is_superuser", "off"));
    line.write(MessageBuilder.parameterStatus("session_authorization", user));
    for (Map.Entry<String, String> parameter : backend.parameters().entrySet()) {
      if (REPORTED.contains(parameter.getKey())) {
        line.write(MessageBuilder.parameterStatus(parameter.getKey(), parameter.getValue()));
      }
    }
    // BackendKeyData; nothing can be cancelled by it.
    line.write(new MessageBuilder().int32(1).int32(1).as('K'));
  }

  private void refuse(ServerError error) throws IOException {
    line.fail(error, new byte[0]);
    line.drain();
  }

  private boolean fails(FaultPoint point) throws IOException {
    FaultKind kind = site.faults().ofConnection(point);
    if (kind == null) {
      return false;
    }
    line.fail(kind, point.compareTo(FaultPoint.START_UP) < 0 ? ENDLESS_ERROR : ENDLESS_NOTICE);
    line.drain();
    return true;
  }

  private boolean failsInHandshake() throws IOException {
    FaultKind kind = site.faults().ofConnection(FaultPoint.TLS_HANDSHAKE);
    if (kind == null) {
      return false;
    }
    line.skipSome();
    line.failInHandshake(kind);
    line.drain();
    return true;
  }
}
