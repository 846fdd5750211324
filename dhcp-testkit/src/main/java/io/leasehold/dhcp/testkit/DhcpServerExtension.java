package io.leasehold.dhcp.testkit;

import io.leasehold.dhcp.server.config.Subnet;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/** What {@link DhcpServerTest} does. */
public final class DhcpServerExtension
    implements ParameterResolver, BeforeEachCallback, TestExecutionExceptionHandler {

  private static final Namespace NAMESPACE = Namespace.create(DhcpServerExtension.class);

  /** For JUnit. */
  public DhcpServerExtension() {}

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == TestServer.class;
  }

  @Override
  public TestServer resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return server(context);
  }

  @Override
  public void beforeEach(ExtensionContext context) throws IllegalAccessException {
    for (Object test : context.getRequiredTestInstances().getAllInstances()) {
      for (Field field : fields(test.getClass())) {
        field.setAccessible(true);
        field.set(test, server(context));
      }
    }
  }

  private static List<Field> fields(Class<?> type) {
    return ReflectionSupport.findFields(
        type,
        field -> field.getType() == TestServer.class && !Modifier.isFinal(field.getModifiers()),
        HierarchyTraversalMode.TOP_DOWN);
  }

  /** Tells what has happened on the server with the failure of the test. */
  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable thrown)
      throws Throwable {
    Class<?> test = annotated(context.getRequiredTestClass());
    Optional.ofNullable(context.getStore(NAMESPACE).get(test, TestServer.class))
        .ifPresent(server -> thrown.addSuppressed(new Happened(server.ladder())));
    throw thrown;
  }

  /**
   * What happened before a failure; it has no stack trace, as it is not where anything is wrong.
   */
  private static final class Happened extends Exception {

    private static final long serialVersionUID = 1L;

    Happened(String ladder) {
      super("until then:\n" + ladder, null, false, false);
    }
  }

  /** The store of the context closes the server when the context ends. */
  private static TestServer server(ExtensionContext context) {
    Class<?> test = annotated(context.getRequiredTestClass());
    DhcpServerTest settings =
        AnnotationSupport.findAnnotation(test, DhcpServerTest.class).orElseThrow();
    if (!settings.perClass() && context.getTestMethod().isEmpty()) {
      throw new ExtensionConfigurationException(
          "a TestServer in a constructor, or before or after all tests of "
              + test.getSimpleName()
              + ": expected @DhcpServerTest(perClass = true)");
    }
    return (settings.perClass() ? outermostClass(context) : context)
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(test, key -> builder(test, settings).start(), TestServer.class);
  }

  /** Returns the class with the annotation: this one, or one around it. */
  private static Class<?> annotated(Class<?> test) {
    Class<?> candidate = test;
    while (!AnnotationSupport.isAnnotated(candidate, DhcpServerTest.class)) {
      candidate =
          Optional.<Class<?>>ofNullable(candidate.getEnclosingClass())
              .orElseThrow(
                  () ->
                      new ExtensionConfigurationException(
                          test + ": expected @DhcpServerTest at it, or at a class around it"));
    }
    return candidate;
  }

  private static ExtensionContext outermostClass(ExtensionContext context) {
    return context
        .getParent()
        .filter(parent -> parent.getTestClass().isPresent())
        .map(DhcpServerExtension::outermostClass)
        .orElse(context);
  }

  private static TestServerBuilder builder(Class<?> test, DhcpServerTest settings) {
    TestServerBuilder builder = made(test).orElseGet(TestServer::builder);
    if (settings.subnet().isEmpty() != settings.pool().isEmpty()) {
      throw new ExtensionConfigurationException(
          test + ": expected subnet and pool of @DhcpServerTest, or neither");
    }
    if (!settings.subnet().isEmpty()) {
      builder.subnet(Subnet.builder(settings.subnet()).pool(settings.pool()).build());
    }
    return settings.onUdp() ? builder.onUdp() : builder;
  }

  private static Optional<TestServerBuilder> made(Class<?> test) {
    List<Method> methods =
        ReflectionSupport.findMethods(
            test,
            method ->
                method.getReturnType() == TestServerBuilder.class
                    && Modifier.isStatic(method.getModifiers())
                    && method.getParameterCount() == 0,
            HierarchyTraversalMode.BOTTOM_UP);
    if (methods.size() > 1) {
      throw new ExtensionConfigurationException(
          methods + ": expected one static method that returns a TestServerBuilder");
    }
    return methods.stream()
        .findFirst()
        .map(method -> (TestServerBuilder) ReflectionSupport.invokeMethod(method, null));
  }
}
