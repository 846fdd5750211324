package io.leasehold.dhcp.testkit;

import java.util.Set;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLocksProvider;

/** Keeps tests with one server between them from running in parallel. */
public final class DhcpServerLocks implements ResourceLocksProvider {

  /** For JUnit. */
  public DhcpServerLocks() {}

  @Override
  public Set<Lock> provideForClass(Class<?> test) {
    return test.getAnnotation(DhcpServerTest.class).perClass()
        ? Set.of(new Lock(test.getName(), ResourceAccessMode.READ_WRITE))
        : Set.of();
  }
}
