package io.leasehold.dhcp.testkit;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLocksProvider;
import org.junit.platform.commons.support.AnnotationSupport;

/** Keeps tests with one server between them from running in parallel. */
public final class DhcpServerLocks implements ResourceLocksProvider {

  /** For JUnit. */
  public DhcpServerLocks() {}

  @Override
  public Set<Lock> provideForClass(Class<?> test) {
    return AnnotationSupport.findAnnotation(test, DhcpServerTest.class)
        .filter(DhcpServerTest::perClass)
        .map(it -> Set.of(new Lock(test.getName(), ResourceAccessMode.READ_WRITE)))
        .orElse(Set.of());
  }

  @Override
  public Set<Lock> provideForNestedClass(List<Class<?>> enclosing, Class<?> test) {
    return provideForClass(test);
  }
}
