package io.leasehold.dhcp.store.h2;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Work on threads that nobody has to interrupt, as an interrupt during I/O closes the file. Who
 * waits for it may be interrupted, and notices that afterwards.
 */
final class Uninterrupted {

  private Uninterrupted() {}

  /** Starts a thread that does not keep the JVM alive. */
  static void start(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }

  /** Runs {@code task} on a thread of its own; returns or throws what it does. */
  static <T> T call(String name, Callable<T> task) {
    CompletableFuture<T> result = new CompletableFuture<>();
    start(name, () -> complete(result, task));
    return await(result);
  }

  /** Completes {@code result} by {@code task}. */
  static <T> void complete(CompletableFuture<T> result, Callable<T> task) {
    try {
      result.complete(task.call());
    } catch (Throwable e) {
      result.completeExceptionally(e);
    }
  }

  /**
   * Waits for a result.
   *
   * @throws H2LeaseStoreException when there will be none
   * @throws IllegalArgumentException when the task has thrown that
   */
  static <T> T await(CompletableFuture<T> result) {
    try {
      // Puts an interrupt off until it returns.
      return result.join();
    } catch (CompletionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof IllegalArgumentException illegal) {
        throw illegal;
      }
      throw new H2LeaseStoreException(
          cause instanceof H2LeaseStoreException ? cause.getMessage() : cause.toString(), cause);
    }
  }
}
