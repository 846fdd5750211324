package io.leasehold.dhcp.benchmarks.codec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The codecs that are measured. */
public enum Peer {
  /** Ours: the datagram is handed over, and the message goes into a buffer of the caller's. */
  LEASEHOLD,

  /** Ours: the datagram is copied first, and the message goes into octets of its own. */
  LEASEHOLD_COPYING,

  /** {@code com.helger:dhcp4java}. */
  DHCP4JAVA("Dhcp4JavaPeer"),

  /** {@code org.anarres.dhcp:dhcp-protocol}. */
  DHCP4J("Dhcp4jPeer"),

  /** {@code org.apache.directory.server:apacheds-protocol-dhcp}. */
  APACHEDS("ApacheDsPeer"),

  /** {@code org.onosproject:onlab-misc}. */
  ONOS("OnosPeer");

  private static final String PEER_PACKAGE = "io.leasehold.dhcp.benchmarks.peers.";

  private final String adapter;

  Peer() {
    this("");
  }

  Peer(String adapter) {
    this.adapter = adapter;
  }

  /** Returns whether this is our own codec. */
  boolean isOurs() {
    return adapter.isEmpty();
  }

  /** Returns a new codec, in a class loader of its own where it is somebody else's. */
  CodecPeer load() {
    return isOurs() ? new LeaseholdPeer(this == LEASEHOLD_COPYING) : loadAdapter();
  }

  private CodecPeer loadAdapter() {
    Path folder = peersFolder().resolve(name().toLowerCase(Locale.ROOT));
    try {
      return (CodecPeer)
          new PeerLoader(classPath(folder))
              .loadClass(PEER_PACKAGE + adapter)
              .getConstructor()
              .newInstance();
    } catch (IOException e) {
      throw new UncheckedIOException(folder + ": run mvn process-classes first", e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(folder + ": no usable " + adapter, e);
    }
  }

  /** The folder beside {@code benchmarks.jar}, or beside {@code classes} where there is no jar. */
  private static Path peersFolder() {
    try {
      return Path.of(Peer.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .resolveSibling("peers");
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static URL[] classPath(Path folder) throws IOException {
    List<URL> urls = new ArrayList<>();
    urls.add(folder.resolve("classes").toUri().toURL());
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(folder, "*.jar")) {
      for (Path jar : jars) {
        urls.add(jar.toUri().toURL());
      }
    }
    return urls.toArray(URL[]::new);
  }

  /** Sees the JDK, one peer with what it needs, and what its adapter shares with this package. */
  private static final class PeerLoader extends URLClassLoader {

    PeerLoader(URL[] classPath) {
      super(classPath, ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      return name.startsWith(CodecPeer.class.getPackageName() + ".")
          ? Class.forName(name)
          : super.findClass(name);
    }
  }
}
