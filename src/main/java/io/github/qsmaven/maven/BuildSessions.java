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
 * The sessions and other objects of each build in this JVM. All modules and threads of the build
 * share them; they are closed and removed when the build ends, whatever its result.
 *
 * <p>A report of the site is loaded by another class loader than the goals of the same build, so it
 * has sessions of its own. A server may grant a user only one session, so the idle sessions of the
 * other class loader are closed before a session is opened.
 *
 * <p>Maven notifies the listener of the build when it ends; a plugin has no hook for that. So the
 * listener is wrapped in one that delegates every event. A build that ends with the JVM, as after
 * Ctrl-C, sends no event; {@link Sessions} handles that.
 */
@Named
@Singleton
public class BuildSessions {
  private static final String END_OF_BUILD = "sessionEnded";

  /** The key of the functions that close idle sessions, in data that all class loaders share. */
  private static final String CLOSERS = "io.github.qsmaven.idleSessions";

  /** By identity: each thread has a copy of the Maven session, but all share its request. */
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
   * An object that a build keeps until it ends, one of each type. No method has the type in its
   * signature, since the container examines all methods, and would load the type for every build.
   *
   * @param <T> the type
   * @param session the build
   * @param type the type
   * @param first creates the object at the first call
   * @return the same for every call of one build
   */
  synchronized <T> T keep(MavenSession session, Class<T> type, Supplier<T> first) {
    // Registers the listener for the end of the build.
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

  @SuppressWarnings("unchecked") // Only this class uses the key.
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

  /** A proxy, so that methods that a later Maven adds to the interface are delegated too. */
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
