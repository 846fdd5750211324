package io.leasehold.dhcp.store.h2;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The folder of a store, in which nothing else is. */
final class StoreFolder {

  private StoreFolder() {}

  /** Returns the files; none where there is no folder. */
  static List<Path> files(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  /** Returns the segments of the journal. */
  static List<Path> segments(Path folder) throws IOException {
    return files(folder).stream().filter(file -> file.toString().endsWith(".journal")).toList();
  }

  /** Returns how many octets all files have. */
  static long size(Path folder) throws IOException {
    return files(folder).stream()
        .mapToLong(
            file -> {
              try {
                return Files.size(file);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            })
        .sum();
  }

  /** Copies all files into a folder that is made. */
  static void copy(Path folder, Path target) throws IOException {
    Files.createDirectories(target);
    for (Path file : files(folder)) {
      Files.copy(file, target.resolve(file.getFileName()));
    }
  }

  /** Deletes all files, and the folder. */
  static void delete(Path folder) throws IOException {
    for (Path file : files(folder)) {
      Files.delete(file);
    }
    Files.deleteIfExists(folder);
  }
}
