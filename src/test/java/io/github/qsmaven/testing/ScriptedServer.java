package io.github.qsmaven.testing;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Sends fixed bytes, whatever the client sends: one script after the startup packet, another after
 * the first message that follows, and then nothing. For responses that no real server sends. A
 * {@link TlsFront} adds TLS.
 */
public final class ScriptedServer implements AutoCloseable {
  private static final int TERMINATE = 'X';

  private final LoopbackServer server = new LoopbackServer("scripted-server");
  private final TlsFront front;
  private final byte[] greeting;
  private final byte[] answer;
  private final LinkedBlockingQueue<String> messages = new LinkedBlockingQueue<>();

  /**
   * Starts a server.
   *
   * @param greeting the bytes to send after the startup packet
   * @param answer the bytes to send after the first message that follows
   * @throws IOException if no port can be opened
   */
  public ScriptedServer(byte[] greeting, byte[] answer) throws IOException {
    this.greeting = greeting;
    this.answer = answer;
    front = TlsFront.tls(TlsPostgres.shared().certificate(), server.port());
    server.serve(this::serve);
  }

  /** A successful sign-in: AuthenticationOk, the parameters of the server, ReadyForQuery. */
  public static byte[] welcome(String serverVersion) {
    return script(
        out -> {
          out.write(message('R', body -> body.writeInt(0)));
          for (Map.Entry<String, String> parameter :
              Map.of(
                      "server_version", serverVersion,
                      "client_encoding", "UTF8",
                      "standard_conforming_strings", "on")
                  .entrySet()) {
            out.write(
                message(
                    'S',
                    body ->
                        body.writeBytes(parameter.getKey() + "\0" + parameter.getValue() + "\0")));
          }
          out.write(message('Z', body -> body.write('I')));
        });
  }

  /** Writes a part of a script. */
  @FunctionalInterface
  public interface Part {
    /**
     * Writes the part to memory.
     *
     * @throws IOException never
     */
    void to(DataOutputStream out) throws IOException;
  }

  /** The bytes that the parts write. */
  public static byte[] script(Part... parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    try {
      for (Part part : parts) {
        part.to(out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** A message with its length. */
  public static byte[] message(char type, Part body) {
    byte[] bytes = script(body);
    return script(
        out -> {
          out.write(type);
          out.writeInt(4 + bytes.length);
          out.write(bytes);
        });
  }

  /** The host to connect to. */
  public String host() {
    return front.host();
  }

  /** The port to connect to. */
  public int port() {
    return front.port();
  }

  /** The number of connections accepted so far. */
  public int connections() {
    return front.connections();
  }

  /**
   * Waits for the next message of a client after its startup packet.
   *
   * @return the message's type; {@code "Terminate"}; {@code "end"} if a client closed the
   *     connection; {@code "nothing"} if no message arrived in 30 seconds
   */
  public String nextMessage() throws InterruptedException {
    String message = messages.poll(30, TimeUnit.SECONDS);
    return message == null ? "nothing" : message;
  }

  private void serve(Socket client) throws IOException {
    try {
      DataInputStream in = new DataInputStream(client.getInputStream());
      in.skipNBytes(in.readInt() - 4L);
      client.getOutputStream().write(greeting);
      for (boolean first = true; ; first = false) {
        int type = in.read();
        if (type < 0) {
          return;
        }
        in.skipNBytes(in.readInt() - 4L);
        messages.add(type == TERMINATE ? "Terminate" : String.valueOf((char) type));
        if (first) {
          client.getOutputStream().write(answer);
        }
      }
    } finally {
      messages.add("end");
    }
  }

  @Override
  public void close() throws IOException {
    front.close();
    server.close();
  }
}
