package io.github.qsmaven.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Sends a script: fixed bytes after the startup packet, a reply to each of the first messages that
 * follow, and then nothing. For responses that no real server sends. A {@link TlsFront} adds TLS.
 */
public final class ScriptedServer implements AutoCloseable {
  private static final int TERMINATE = 'X';

  private final LoopbackServer server = new LoopbackServer("scripted-server");
  private final TlsFront front;
  private final byte[] greeting;
  private final List<Reply> replies;
  private final LinkedBlockingQueue<String> messages = new LinkedBlockingQueue<>();

  /**
   * Starts a server.
   *
   * @param greeting the bytes to send after the startup packet
   * @param answer the bytes to send after the first message that follows
   * @throws IOException if no port can be opened
   */
  public ScriptedServer(byte[] greeting, byte[] answer) throws IOException {
    this(greeting, (message, out) -> out.write(answer));
  }

  /** The reply to a message. */
  @FunctionalInterface
  public interface Reply {
    /**
     * Sends the reply; it may never end.
     *
     * @param message the content of the client's message
     * @param out the connection
     * @throws IOException if the client closed the connection
     */
    void to(byte[] message, DataOutputStream out) throws IOException;
  }

  /**
   * Starts a server.
   *
   * @param greeting the bytes to send after the startup packet
   * @param replies the replies to the first messages that follow, one each
   * @throws IOException if no port can be opened
   */
  public ScriptedServer(byte[] greeting, Reply... replies) throws IOException {
    this(TlsPostgres.shared().certificate(), greeting, replies);
  }

  /**
   * Starts a server with a certificate of its own.
   *
   * @param certificate the certificate
   * @param greeting the bytes to send after the startup packet
   * @param replies the replies to the first messages that follow, one each
   * @throws IOException if no port can be opened
   */
  public ScriptedServer(
      TlsMaterial.ServerCertificate certificate, byte[] greeting, Reply... replies)
      throws IOException {
    this.greeting = greeting;
    this.replies = List.of(replies);
    front = TlsFront.tls(certificate, server.port());
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
    return wire(type, script(body));
  }

  /**
   * A message with its length.
   *
   * @param content integers of 32 and 16 bits, single bytes (as characters), strings that end with
   *     NUL, and raw bytes
   */
  public static byte[] wire(char type, Object... content) {
    return lying(type, 4 + script(out -> write(out, content)).length, content);
  }

  /** A message with another length than its own. */
  public static byte[] lying(char type, int length, Object... content) {
    return script(
        out -> {
          out.write(type);
          out.writeInt(length);
          write(out, content);
        });
  }

  /** The description of rows: columns of the type text. */
  public static byte[] columns(int count, String... names) {
    return message(
        'T',
        body -> {
          body.writeShort(count);
          for (String name : names) {
            write(body, name, 0, (short) 0, 25, (short) -1, -1, (short) 0);
          }
        });
  }

  private static void write(DataOutputStream out, Object... content) throws IOException {
    for (Object part : content) {
      if (part instanceof Integer number) {
        out.writeInt(number);
      } else if (part instanceof Short number) {
        out.writeShort(number);
      } else if (part instanceof Character single) {
        out.write(single);
      } else if (part instanceof String text) {
        out.write((text + "\0").getBytes(UTF_8));
      } else {
        out.write((byte[]) part);
      }
    }
  }

  /** The host to connect to. */
  public String host() {
    return front.host();
  }

  /** The port to connect to. */
  public int port() {
    return front.port();
  }

  /** The names of the server that clients sent in the handshake (SNI). */
  public List<String> serverNames() {
    return front.serverNames();
  }

  /** An error of the server, after which it ends the session. */
  public static byte[] fatal(String sqlState, String text) {
    return message(
        'E', out -> out.write(("SFATAL\0C" + sqlState + "\0M" + text + "\0\0").getBytes(UTF_8)));
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
      DataOutputStream out = new DataOutputStream(client.getOutputStream());
      for (int i = 0; ; i++) {
        int type = in.read();
        if (type < 0) {
          return;
        }
        byte[] message = new byte[in.readInt() - 4];
        in.readFully(message);
        messages.add(type == TERMINATE ? "Terminate" : String.valueOf((char) type));
        if (i < replies.size()) {
          replies.get(i).to(message, out);
        }
      }
    } finally {
      messages.add("end");
    }
  }

  /**
   * Waits until the client has closed all its connections.
   *
   * @return false if the time runs out first
   */
  public boolean awaitNoConnections(Duration longest) {
    return front.awaitNoConnections(longest);
  }

  @Override
  public void close() throws IOException {
    front.close();
    server.close();
  }
}
