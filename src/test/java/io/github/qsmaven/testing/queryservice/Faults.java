package io.github.qsmaven.testing.queryservice;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The injected faults of all connections. */
final class Faults {
  private final List<Remaining> remaining = new CopyOnWriteArrayList<>();

  private record Remaining(InjectedFault fault, AtomicInteger left) {
    boolean take() {
      return left.getAndUpdate(some -> Math.max(0, some - 1)) > 0;
    }
  }

  void add(InjectedFault fault) {
    remaining.add(new Remaining(fault, new AtomicInteger(fault.times())));
  }

  void clear() {
    remaining.clear();
  }

  /** Takes the fault of a connection at a point; null: none. */
  @Nullable FaultKind ofConnection(FaultPoint point) {
    InjectedFault fault = take(some -> some.point() == point);
    return fault == null ? null : fault.kind();
  }

  /** Takes the fault of a statement at any point; null: none. */
  @Nullable InjectedFault ofStatement(String sql, int number) {
    return take(fault -> fault.point().ofAStatement() && fault.meets(sql, number));
  }

  private @Nullable InjectedFault take(Predicate<InjectedFault> meant) {
    for (Remaining some : remaining) {
      if (meant.test(some.fault()) && some.take()) {
        return some.fault();
      }
    }
    return null;
  }
}
