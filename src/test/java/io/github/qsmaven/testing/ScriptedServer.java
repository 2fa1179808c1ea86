package io.github.qsmaven.testing;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Says what it is told to, whatever the client says: one script after the startup packet, another
 * after the client's first message that follows, and then nothing. Speaks TLS by way of a {@link
 * TlsFront}. For what no real server says.
 */
public final class ScriptedServer implements AutoCloseable {
  private static final int TERMINATE = 'X';

  private final ServerSocket listener;
  private final TlsFront front;
  private final byte[] greeting;
  private final byte[] answer;
  private final LinkedBlockingQueue<String> messages = new LinkedBlockingQueue<>();
  private final List<Socket> clients = new CopyOnWriteArrayList<>();

  /**
   * Starts one.
   *
   * @param greeting what it says to the startup packet
   * @param answer what it says to the first message after that
   * @throws IOException if no port can be opened
   */
  public ScriptedServer(byte[] greeting, byte[] answer) throws IOException {
    this.greeting = greeting;
    this.answer = answer;
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    front = TlsFront.tls(TlsPostgres.shared().certificate(), listener.getLocalPort());
    start(this::listen);
  }

  /** What a server says to let a client in: AuthenticationOk, its parameters, ReadyForQuery. */
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
     * Writes it.
     *
     * @throws IOException never
     */
    void to(DataOutputStream out) throws IOException;
  }

  /** What the parts write. */
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

  /** A message with the length it has. */
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

  /** How many connections were taken so far. */
  public int connections() {
    return front.connections();
  }

  /**
   * Waits for what the clients say next, after their startup packets.
   *
   * @return a message's type; {@code "Terminate"}; {@code "end"} if a client hung up
   */
  public String nextMessage() throws InterruptedException {
    String message = messages.poll(30, TimeUnit.SECONDS);
    return message == null ? "nothing" : message;
  }

  private void listen() throws IOException {
    while (!listener.isClosed()) {
      Socket client = listener.accept();
      clients.add(client);
      start(() -> serve(client));
    }
  }

  private void serve(Socket client) throws IOException {
    try (client) {
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

  @FunctionalInterface
  private interface Job {
    void run() throws IOException;
  }

  private static void start(Job job) {
    Thread thread =
        new Thread(
            () -> {
              try {
                job.run();
              } catch (IOException e) {
                // A client that hangs up in the middle of something, or the end of this server.
              }
            },
            "scripted-server");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    front.close();
    listener.close();
    for (Socket client : clients) {
      client.close();
    }
  }
}
