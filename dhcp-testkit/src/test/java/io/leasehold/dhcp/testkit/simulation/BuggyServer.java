package io.leasehold.dhcp.testkit.simulation;

import io.leasehold.dhcp.codec.DhcpCodec;
import io.leasehold.dhcp.server.DhcpServer;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** The server and the simulator once more, with a bug: all classes are loaded anew. */
final class BuggyServer implements AutoCloseable {

  private final Path classes = Files.createTempDirectory("leasehold-bug");
  private final URLClassLoader loader;

  BuggyServer(DeliberateBug bug) throws IOException, URISyntaxException {
    List<URL> urls = new ArrayList<>();
    urls.add(classes.toUri().toURL());
    List<String> path = new ArrayList<>();
    for (Class<?> each : List.of(DhcpCodec.class, DhcpServer.class, SimulatedNetwork.class)) {
      URL location = each.getProtectionDomain().getCodeSource().getLocation();
      urls.add(location);
      path.add(Path.of(location.toURI()).toString());
    }
    compile(bug, path);
    loader = new OwnFirst(urls.toArray(URL[]::new));
  }

  private void compile(DeliberateBug bug, List<String> path) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    path.add(System.getProperty("java.class.path"));
    path.add(System.getProperty("jdk.module.path", ""));
    StringWriter output = new StringWriter();
    String text = bug.text();
    SimpleJavaFileObject source =
        new SimpleJavaFileObject(
            URI.create("bug:///" + bug.source().getFileName()), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
          }
        };
    List<String> options =
        List.of(
            "-d",
            classes.toString(),
            "-cp",
            String.join(File.pathSeparator, path),
            "-proc:none",
            "-implicit:none",
            "-nowarn");
    if (!compiler.getTask(output, null, null, options, null, List.of(source)).call()) {
      throw new IllegalStateException("«" + bug + "» does not compile: " + output);
    }
  }

  /** Returns what a seed finds. */
  Optional<String> find(long seed) throws ReflectiveOperationException {
    Class<?> network = loader.loadClass(SimulatedNetwork.class.getName());
    try {
      Object report =
          network.getMethod("run").invoke(network.getMethod("seed", long.class).invoke(null, seed));
      List<?> violations = (List<?>) report.getClass().getMethod("violations").invoke(report);
      return violations.stream().findFirst().map(Object::toString);
    } catch (InvocationTargetException e) {
      return Optional.of(e.getCause().toString());
    }
  }

  @Override
  public void close() throws IOException {
    loader.close();
    List<Path> deepestFirst;
    try (Stream<Path> paths = Files.walk(classes)) {
      deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.delete(path);
    }
  }

  /** Loads the project's classes itself, and everything else as usual. */
  private static final class OwnFirst extends URLClassLoader {

    private OwnFirst(URL[] urls) {
      super(urls, BuggyServer.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith("io.leasehold.")) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        return loaded != null ? loaded : findClass(name);
      }
    }
  }
}
