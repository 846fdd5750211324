package io.leasehold.dhcp.server.internal.runtime;

import io.leasehold.dhcp.server.store.CommitResult;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A commit has not come back in time. It may still be made. */
final class StalledCommitException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient CompletableFuture<List<CommitResult>> answer;

  StalledCommitException(String message, CompletableFuture<List<CommitResult>> answer) {
    super(message);
    this.answer = answer;
  }

  /**
   * Has {@code late} told the results if the commit is made after all, on a thread of the guard.
   */
  void whenAnswered(Consumer<List<CommitResult>> late) {
    var unused = answer.thenAccept(late);
  }
}
