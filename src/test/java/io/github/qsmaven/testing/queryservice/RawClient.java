package io.github.qsmaven.testing.queryservice;

import io.github.qsmaven.testing.TlsPostgres;
import java.io.IOException;
import java.net.Socket;

/** A client that reads messages which the driver does not expose. */
final class RawClient implements AutoCloseable {
  private final Socket socket;
  private final Socket tls;
  private final MessageStream messages;

  RawClient(QueryServiceSimulator server) throws IOException {
    socket = new Socket(server.host(), server.port());
    socket.getOutputStream().write(new MessageBuilder().int32(80877103).asStartupPacket());
    socket.getInputStream().read();
    tls =
        Backend.trusting(TlsPostgres.shared())
            .getSocketFactory()
            .createSocket(socket, server.host(), server.port(), true);
    messages = new MessageStream(tls.getInputStream(), tls.getOutputStream());
    messages.write(
        new MessageBuilder()
            .int32(3 << 16)
            .string("user")
            .string(Fixture.USER)
            .string("database")
            .string(Fixture.DATABASE)
            .bytes((byte) 0)
            .asStartupPacket());
    send(new MessageBuilder().string(Fixture.PASSWORD).as('p'));
    await('Z');
  }

  private void send(Message message) throws IOException {
    messages.write(message);
    messages.flush();
  }

  void query(String sql) throws IOException {
    send(new MessageBuilder().string(sql).as('Q'));
  }

  /** The tag of the next CommandComplete. */
  String completion() throws IOException {
    return await('C').fields().string();
  }

  /**
   * Reads bytes after TLS, without parsing messages.
   *
   * @return the bytes, as characters
   */
  String bytes(int number) throws IOException {
    StringBuilder bytes = new StringBuilder();
    for (int i = 0; i < number; i++) {
      bytes.append((char) tls.getInputStream().read());
    }
    return bytes.toString();
  }

  private Message await(char type) throws IOException {
    Message message = messages.read();
    while (message.type() != type) {
      message = messages.read();
    }
    return message;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
