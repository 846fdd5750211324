package io.leasehold.dhcp.store.h2;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A disk that remembers what it was forced to keep, and what it was told since: sectors of files,
 * and names in the folder, each of which needs a force of its own.
 */
final class SimulatedDisk implements WatchedFileSystem.Watcher {

  private static final int SECTOR = 512;

  private final Path folder;
  private final Random random;

  /** The files by the names that they have now. */
  private final Map<Path, Inode> files = new HashMap<>();

  private final Map<String, Inode> forcedNames = new TreeMap<>();
  private final List<NameChange> unforcedNames = new ArrayList<>();
  private int stepsToCut = -1;
  private Optional<Map<String, byte[]>> afterCut = Optional.empty();

  /** Begins with the files that are in {@code folder}, as they are. */
  SimulatedDisk(Path folder, Random random) throws IOException {
    this.folder = folder.toAbsolutePath();
    this.random = random;
    for (Path file : StoreFolder.files(this.folder)) {
      Inode inode = new Inode(new Content(Files.readAllBytes(file)));
      files.put(file, inode);
      forcedNames.put(name(file), inode);
    }
  }

  /**
   * Begins as {@code other} is now, with its files in {@code folder}: as a process that is killed
   * leaves it, of whose writes the disk was not forced to keep all.
   */
  SimulatedDisk(Path folder, SimulatedDisk other) {
    this.folder = folder.toAbsolutePath();
    this.random = other.random;
    synchronized (other) {
      IdentityHashMap<Inode, Inode> copies = new IdentityHashMap<>();
      Function<Inode, Inode> copy = inode -> copies.computeIfAbsent(inode, Inode::copy);
      other.files.forEach(
          (file, inode) -> files.put(this.folder.resolve(name(file)), copy.apply(inode)));
      other.forcedNames.forEach((name, inode) -> forcedNames.put(name, copy.apply(inode)));
      for (NameChange change : other.unforcedNames) {
        unforcedNames.add(new NameChange(change.from, change.to, copy.apply(change.inode)));
      }
    }
  }

  /** Cuts the power after some more steps; the disk works on, for the next cut. */
  synchronized void cutAfter(int steps) {
    stepsToCut = steps;
    afterCut = Optional.empty();
  }

  /** Returns the files that the disk had when the power was cut, if that has happened. */
  synchronized Optional<Map<String, byte[]>> afterCut() {
    return afterCut;
  }

  @Override
  public synchronized void beforeOpen(Path file) {
    if (!files.containsKey(file)) {
      Inode inode = new Inode(new Content(new byte[0]));
      files.put(file, inode);
      unforcedNames.add(new NameChange(Optional.empty(), Optional.of(name(file)), inode));
      step();
    }
  }

  @Override
  public synchronized void beforeWrite(Path file, long position, byte[] octets) {
    // Sectors begin where the disk has them, not where the write begins.
    for (int from = 0; from < octets.length; ) {
      int at = (int) position + from;
      int to = Math.min(octets.length, from + SECTOR - at % SECTOR);
      byte[] sector = Arrays.copyOfRange(octets, from, to);
      files.get(file).unforced.add(content -> content.write(at, sector));
      from = to;
    }
    step();
  }

  @Override
  public synchronized void beforeTruncate(Path file, long size) {
    files.get(file).unforced.add(content -> content.truncate((int) size));
    step();
  }

  @Override
  public synchronized void beforeForce(Path file) {
    step();
    if (file.equals(folder)) {
      unforcedNames.forEach(change -> change.applyTo(forcedNames));
      unforcedNames.clear();
    } else {
      Inode inode = files.get(file);
      inode.unforced.forEach(change -> change.accept(inode.forced));
      inode.unforced.clear();
    }
  }

  @Override
  public synchronized void beforeDelete(Path file) {
    Optional<Inode> inode = Optional.ofNullable(files.remove(file));
    if (inode.isPresent()) {
      unforcedNames.add(
          new NameChange(Optional.of(name(file)), Optional.empty(), inode.orElseThrow()));
      step();
    }
  }

  @Override
  public synchronized void beforeMove(Path from, Path to) {
    Inode inode = files.remove(from);
    files.put(to, inode);
    unforcedNames.add(new NameChange(Optional.of(name(from)), Optional.of(name(to)), inode));
    step();
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }

  /** Keeps none of what it need not keep, or all, or half of it, or most. */
  private void step() {
    if (stepsToCut-- == 0) {
      Map<String, Inode> names = new TreeMap<>(forcedNames);
      some(unforcedNames).forEach(change -> change.applyTo(names));
      Map<String, byte[]> image = new TreeMap<>();
      names.forEach(
          (name, inode) -> {
            Content content = new Content(inode.forced.octets());
            some(inode.unforced).forEach(change -> change.accept(content));
            image.put(name, content.octets());
          });
      afterCut = Optional.of(image);
    }
  }

  private <T> List<T> some(List<T> changes) {
    double kept = new double[] {0, 1, 0.5, 0.9}[random.nextInt(4)];
    return changes.stream().filter(change -> random.nextDouble() < kept).toList();
  }

  /** A name that a file is to have, or to have no more. */
  private record NameChange(Optional<String> from, Optional<String> to, Inode inode) {

    private void applyTo(Map<String, Inode> names) {
      from.ifPresent(name -> names.remove(name, inode));
      to.ifPresent(name -> names.put(name, inode));
    }
  }

  /** A file, whatever its name. */
  private static final class Inode {

    private final Content forced;
    private final List<Consumer<Content>> unforced = new ArrayList<>();

    private Inode(Content forced) {
      this.forced = forced;
    }

    private Inode copy() {
      Inode copy = new Inode(new Content(forced.octets()));
      copy.unforced.addAll(unforced);
      return copy;
    }
  }

  /** What is in a file. */
  private static final class Content {

    private byte[] octets;
    private int size;

    private Content(byte[] octets) {
      this.octets = octets;
      this.size = octets.length;
    }

    private void write(int position, byte[] written) {
      size = Math.max(size, position + written.length);
      if (size > octets.length) {
        octets = Arrays.copyOf(octets, 2 * size);
      }
      System.arraycopy(written, 0, octets, position, written.length);
    }

    private void truncate(int newSize) {
      // What is cut off reads as zeros when the file grows again.
      if (newSize < size) {
        Arrays.fill(octets, newSize, size, (byte) 0);
        size = newSize;
      }
    }

    private byte[] octets() {
      return Arrays.copyOf(octets, size);
    }
  }
}
