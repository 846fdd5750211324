package io.leasehold.dhcp.store.h2;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;

/** A {@link SimulatedDisk} that also fails, from some step on and for some steps. */
final class FaultyDisk implements WatchedFileSystem.Watcher {

  private final SimulatedDisk disk;
  private int stepsToFailure;
  private int failures;

  FaultyDisk(Path folder, Random random) throws IOException {
    disk = new SimulatedDisk(folder, random);
  }

  /** Begins as {@code killed} is now, with its files in {@code folder}; works. */
  FaultyDisk(Path folder, FaultyDisk killed) {
    disk = new SimulatedDisk(folder, killed.disk);
  }

  /** Fails after some more steps, and then as often as is said. */
  synchronized void failAfter(int steps, int times) {
    stepsToFailure = steps;
    failures = times;
  }

  /** Works from now on. */
  synchronized void heal() {
    failures = 0;
  }

  /** Returns the disk that is behind it. */
  SimulatedDisk disk() {
    return disk;
  }

  private synchronized void step() throws IOException {
    if (failures > 0 && stepsToFailure-- <= 0) {
      failures--;
      throw new IOException("the disk fails");
    }
  }

  @Override
  public void beforeOpen(Path file) throws IOException {
    step();
    disk.beforeOpen(file);
  }

  @Override
  public void beforeWrite(Path file, long position, byte[] octets) throws IOException {
    step();
    disk.beforeWrite(file, position, octets);
  }

  @Override
  public void beforeTruncate(Path file, long size) throws IOException {
    step();
    disk.beforeTruncate(file, size);
  }

  @Override
  public void beforeForce(Path file) throws IOException {
    step();
    disk.beforeForce(file);
  }

  @Override
  public void beforeDelete(Path file) throws IOException {
    step();
    disk.beforeDelete(file);
  }

  @Override
  public void beforeMove(Path from, Path to) throws IOException {
    step();
    disk.beforeMove(from, to);
  }
}
