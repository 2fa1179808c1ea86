package io.github.qsmaven.maven;

import io.github.qsmaven.connection.Sessions;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import javax.inject.Named;
import javax.inject.Singleton;
import org.apache.maven.execution.AbstractExecutionListener;
import org.apache.maven.execution.ExecutionListener;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenSession;

/**
 * The sessions of each build that runs in this JVM, and what else it keeps: shared by all its
 * modules and threads, closed and forgotten when it ends, however it ends.
 *
 * <p>A report of the site is loaded by another class loader than the goals of the same build, and
 * so has sessions of its own. A server may grant a user but one, so before one is opened here,
 * those that stand idle there are closed.
 *
 * <p>Maven tells its listener of the end; a plugin has no hook of its own for it. So the build's
 * listener is wrapped by one that passes everything on. A build that ends with the JVM, as by
 * Ctrl-C, tells nobody; {@link Sessions} sees to that itself.
 */
@Named
@Singleton
public class BuildSessions {
  private static final String END_OF_BUILD = "sessionEnded";

  /** Where a build keeps what closes idle sessions: the one thing that all class loaders share. */
  private static final String CLOSERS = "io.github.qsmaven.idleSessions";

  /** By identity: threads get copies of a session, but they share its request. */
  private final IdentityHashMap<MavenExecutionRequest, Sessions> open = new IdentityHashMap<>();

  private final IdentityHashMap<MavenExecutionRequest, Map<Class<?>, Object>> kept =
      new IdentityHashMap<>();

  /** For the container. */
  public BuildSessions() {}

  /**
   * The sessions of a build.
   *
   * @param session the build
   * @return its sessions, the same for every call of one build
   */
  synchronized Sessions of(MavenSession session) {
    return open.computeIfAbsent(session.getRequest(), this::start);
  }

  /**
   * What else a build keeps until it ends, one of a type. No method names the type, since the
   * container looks at all of them, and would load it for the many builds that have no need of it.
   *
   * @param <T> the type
   * @param session the build
   * @param type the type
   * @param first makes it, when it is first asked for
   * @return the same for every call of one build
   */
  synchronized <T> T keep(MavenSession session, Class<T> type, Supplier<T> first) {
    // Listens for the end of the build.
    of(session);
    return type.cast(
        kept.computeIfAbsent(session.getRequest(), request -> new HashMap<>())
            .computeIfAbsent(type, key -> first.get()));
  }

  private Sessions start(MavenExecutionRequest request) {
    ExecutionListener listener = request.getExecutionListener();
    request.setExecutionListener(
        closingAtTheEnd(request, listener == null ? new AbstractExecutionListener() : listener));
    Map<Object, Runnable> closers = closers(request);
    Sessions sessions = new Sessions(() -> closeOthers(closers));
    closers.put(this, sessions::closeIdle);
    return sessions;
  }

  @SuppressWarnings("unchecked") // Nobody else has that key.
  private static Map<Object, Runnable> closers(MavenExecutionRequest request) {
    synchronized (request) {
      return (Map<Object, Runnable>)
          request.getData().computeIfAbsent(CLOSERS, key -> new ConcurrentHashMap<>());
    }
  }

  private void closeOthers(Map<Object, Runnable> closers) {
    closers.forEach(
        (owner, closer) -> {
          if (owner != this) {
            closer.run();
          }
        });
  }

  /** A proxy, so that what a later Maven adds to the interface is passed on as well. */
  private ExecutionListener closingAtTheEnd(
      MavenExecutionRequest request, ExecutionListener listener) {
    return (ExecutionListener)
        Proxy.newProxyInstance(
            ExecutionListener.class.getClassLoader(),
            new Class<?>[] {ExecutionListener.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals(END_OF_BUILD)) {
                end(request);
              }
              try {
                return method.invoke(listener, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private void end(MavenExecutionRequest request) {
    Sessions sessions;
    synchronized (this) {
      sessions = open.remove(request);
      kept.remove(request);
    }
    closers(request).remove(this);
    if (sessions != null) {
      sessions.close();
    }
  }
}
