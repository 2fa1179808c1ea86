package io.github.qsmaven.testing.queryservice;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The faults that are still to come, over all connections. */
final class Faults {
  private final List<Armed> armed = new CopyOnWriteArrayList<>();

  private record Armed(InjectedFault fault, AtomicInteger left) {
    boolean take() {
      return left.getAndUpdate(some -> Math.max(0, some - 1)) > 0;
    }
  }

  void add(InjectedFault fault) {
    armed.add(new Armed(fault, new AtomicInteger(fault.times())));
  }

  void clear() {
    armed.clear();
  }

  /** The fault that a connection is to have at a point; null: none. */
  @Nullable FaultKind ofConnection(FaultPoint point) {
    InjectedFault fault = take(some -> some.point() == point);
    return fault == null ? null : fault.kind();
  }

  /** The fault that a statement is to have, at whatever point; null: none. */
  @Nullable InjectedFault ofStatement(String sql, int number) {
    return take(fault -> fault.point().ofAStatement() && fault.meets(sql, number));
  }

  private @Nullable InjectedFault take(Predicate<InjectedFault> meant) {
    for (Armed some : armed) {
      if (meant.test(some.fault()) && some.take()) {
        return some.fault();
      }
    }
    return null;
  }
}
