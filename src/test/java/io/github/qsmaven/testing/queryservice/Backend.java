package io.github.qsmaven.testing.queryservice;

import io.github.qsmaven.testing.TlsPostgres;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A session at the PostgreSQL server, signed in as its superuser. */
final class Backend implements Closeable {
  private static final int SSL_REQUEST = 80877103;
  private static final int PROTOCOL_3 = 3 << 16;

  private final Socket socket;
  private final MessageStream messages;
  private final Map<String, String> parameters = new LinkedHashMap<>();

  private Backend(Socket socket, MessageStream messages) {
    this.socket = socket;
    this.messages = messages;
  }

  /**
   * Signs in.
   *
   * @param port the server's port on the loopback interface
   * @param trust the TLS context
   * @param database the database
   * @param settings further parameters of the start-up packet
   * @throws IOException if the sign-in fails
   */
  static Backend open(int port, SSLContext trust, String database, Map<String, String> settings)
      throws IOException {
    Socket plain = new Socket(InetAddress.getLoopbackAddress(), port);
    try {
      plain.setTcpNoDelay(true);
      plain.getOutputStream().write(new MessageBuilder().int32(SSL_REQUEST).asStartupPacket());
      if (plain.getInputStream().read() != 'S') {
        throw new IOException("The PostgreSQL server does not support TLS");
      }
      Socket tls = trust.getSocketFactory().createSocket(plain, "localhost", port, true);
      Backend backend =
          new Backend(plain, new MessageStream(tls.getInputStream(), tls.getOutputStream()));
      backend.startUp(database, settings);
      return backend;
    } catch (IOException e) {
      plain.close();
      throw e;
    }
  }

  /** A TLS context that trusts the certificate authority of a server. */
  static SSLContext trusting(TlsPostgres server) throws IOException {
    try (InputStream in = Files.newInputStream(server.caFile())) {
      KeyStore authorities = KeyStore.getInstance("PKCS12");
      authorities.load(null, null);
      authorities.setCertificateEntry(
          "ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
      TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
      trust.init(authorities);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("Cannot read the certificate authority of the PostgreSQL server", e);
    }
  }

  private void startUp(String database, Map<String, String> settings) throws IOException {
    MessageBuilder packet =
        new MessageBuilder()
            .int32(PROTOCOL_3)
            .string("user")
            .string("postgres")
            .string("database")
            .string(database);
    settings.forEach((name, value) -> packet.string(name).string(value));
    messages.write(packet.bytes((byte) 0).asStartupPacket());
    untilReady();
  }

  /**
   * Executes a statement and drops its result.
   *
   * @throws IOException if it fails
   */
  void execute(String sql) throws IOException {
    messages.write(new MessageBuilder().string(sql).as('Q'));
    untilReady();
  }

  private void untilReady() throws IOException {
    messages.flush();
    for (Message message = messages.read(); message.type() != 'Z'; message = messages.read()) {
      if (message.type() == 'E') {
        throw new IOException(
            "The PostgreSQL server reports: "
                + new String(message.content(), StandardCharsets.UTF_8).replace('\0', ' '));
      } else if (message.type() == 'S') {
        Message.Fields fields = message.fields();
        parameters.put(fields.string(), fields.string());
      }
    }
  }

  /** The parameters that it has reported so far. */
  Map<String, String> parameters() {
    return parameters;
  }

  Message read() throws IOException {
    return messages.read();
  }

  boolean hasMore() throws IOException {
    return messages.hasMore();
  }

  /** Sends encoded messages at once. */
  void send(byte[] bytes) throws IOException {
    messages.write(bytes);
    messages.flush();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
