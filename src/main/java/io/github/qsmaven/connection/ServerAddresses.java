package io.github.qsmaven.connection;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.github.qsmaven.settings.Endpoint;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.HostSpec;

/**
 * The addresses of a server. A connection goes to the first that accepts it, in the order of the
 * resolver, as in libpq; the driver itself would try the first address only. TLS verifies the name,
 * whatever the address.
 *
 * @param endpoint the server
 * @param resolver looks up its host
 */
record ServerAddresses(Endpoint endpoint, HostResolver resolver) {
  /** How many addresses a message lists. */
  private static final int MOST_LISTED = 6;

  /**
   * Looks up the host. An address takes no time and no thread.
   *
   * @param nanoseconds the time limit
   * @return the addresses, at least one; the name itself if a SOCKS proxy looks it up
   * @throws UnknownHostException if there is none
   * @throws SocketTimeoutException if the time is over
   */
  List<InetSocketAddress> lookup(long nanoseconds) throws IOException {
    String name = endpoint.lookupName();
    if (!new HostSpec(endpoint.serverName(), endpoint.port()).shouldResolve()) {
      return List.of(InetSocketAddress.createUnresolved(name, endpoint.port()));
    }
    InetAddress address = address(name);
    List<InetSocketAddress> addresses = new ArrayList<>();
    for (InetAddress each :
        address == null ? lookup(name, nanoseconds) : new InetAddress[] {address}) {
      addresses.add(new InetSocketAddress(each, endpoint.port()));
    }
    return addresses;
  }

  private InetAddress[] lookup(String name, long nanoseconds) throws IOException {
    FutureTask<InetAddress[]> task = new FutureTask<>(() -> resolver.addresses(name));
    Thread thread = new Thread(task, "qs-resolve-host");
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get(nanoseconds, NANOSECONDS);
    } catch (ExecutionException e) {
      throw new UnknownHostException(name);
    } catch (TimeoutException e) {
      throw new SocketTimeoutException("the look-up of the host name did not end");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SocketException("The thread was interrupted");
    }
  }

  /**
   * Connects to the first address that accepts the connection.
   *
   * @param deadline receives the sockets
   * @param nanoseconds the time limit for the look-up and all addresses together; each gets an
   *     equal part of what is left
   * @throws IOException if there is no address, or none accepts the connection
   */
  Socket connect(Deadline deadline, long nanoseconds) throws IOException {
    long end = System.nanoTime() + nanoseconds;
    List<InetSocketAddress> addresses = lookup(nanoseconds);
    Attempts attempts = new Attempts(deadline, end, addresses.size());
    for (InetSocketAddress address : addresses) {
      Socket socket = attempts.connect(address);
      if (socket != null) {
        return socket;
      }
    }
    throw attempts.failure();
  }

  /**
   * Reads an IP address; never looks up a name.
   *
   * @param text four decimal numbers, or an IPv6 address without brackets
   * @return the address; null if the text is a name
   * @throws UnknownHostException if it contains a colon but is no IPv6 address, or if its scope is
   *     not a network interface of this machine
   */
  static @Nullable InetAddress address(String text) throws UnknownHostException {
    return text.indexOf(':') >= 0 || isIpv4(text) ? InetAddress.getByName(text) : null;
  }

  private static boolean isIpv4(String text) {
    int numbers = 1;
    int number = -1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9' && number < 256) {
        number = Math.max(number, 0) * 10 + c - '0';
      } else if (c == '.' && number >= 0 && number < 256) {
        numbers++;
        number = -1;
      } else {
        return false;
      }
    }
    return numbers == 4 && number >= 0 && number < 256;
  }

  /** An address and its port: {@code 127.0.0.1:5432}, {@code [::1]:5432}. */
  static String text(InetSocketAddress address) {
    InetAddress ip = address.getAddress();
    String text = ip == null ? address.getHostString() : ip.getHostAddress();
    return (ip instanceof Inet6Address
            ? "[" + text.replaceFirst("(^|:)(0(:|$)){2,}", "::") + "]"
            : text)
        + (":" + address.getPort());
  }

  /** The attempts to connect to some addresses, one after the other. */
  static final class Attempts {
    private final Deadline deadline;
    private final long end;
    private final List<String> failures = new ArrayList<>();
    private int left;
    private boolean silent;

    /**
     * @param deadline receives the sockets
     * @param end when all attempts must have ended, by {@link System#nanoTime}
     * @param addresses the number of addresses
     */
    Attempts(Deadline deadline, long end, int addresses) {
      this.deadline = deadline;
      this.end = end;
      this.left = addresses;
    }

    /**
     * Tries an address.
     *
     * @return the connected socket; null if the attempt failed, see {@link #failures}
     * @throws IOException if the address accepts the connection, and breaks it at once
     */
    @Nullable Socket connect(InetSocketAddress address) throws IOException {
      long share = NANOSECONDS.toMillis(end - System.nanoTime()) / left--;
      Socket socket = new LastWordsSocket();
      try {
        deadline.add(socket);
        if (share <= 0) {
          throw new SocketTimeoutException();
        }
        socket.connect(address, (int) Math.min(share, Integer.MAX_VALUE));
        return socket;
      } catch (IOException e) {
        socket.close();
        if (String.valueOf(e.getMessage()).contains("reset")) {
          // It accepted the connection, and broke it.
          throw e;
        }
        boolean ended = e instanceof SocketTimeoutException || deadline.hasPassed();
        silent |= ended;
        failures.add(text(address) + " " + (ended ? "no answer" : String.valueOf(e.getMessage())));
        return null;
      }
    }

    /** What each address did that did not accept the connection: {@code 127.0.0.1:5432 ...}. */
    List<String> failures() {
      return failures;
    }

    /** The failures together: timed out if an address did not answer; else refused. */
    IOException failure() {
      int more = failures.size() - MOST_LISTED;
      String text =
          String.join(", ", failures.subList(0, Math.min(failures.size(), MOST_LISTED)))
              + (more > 0 ? " and " + more + " more" : "");
      return silent ? new SocketTimeoutException(text) : new ConnectException(text);
    }
  }
}
