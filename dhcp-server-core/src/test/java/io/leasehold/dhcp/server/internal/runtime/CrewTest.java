package io.leasehold.dhcp.server.internal.runtime;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.dhcp.server.ServerThreads;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class CrewTest {

  // Work that no thread could be had for is not waited for when a server closes.
  @Test
  void workWithoutThreadIsNotWaitedFor() {
    Crew crew = new Crew(new NoThreads(), "leasehold-probe");
    assertThatThrownBy(() -> crew.start(() -> {})).isInstanceOf(RejectedExecutionException.class);
    assertThatCode(crew::join).doesNotThrowAnyException();
  }

  /** Has no threads, and says so where somebody would wait for ever. */
  private static final class NoThreads implements ServerThreads {

    @Override
    public ExecutorService newPool(String name) {
      ExecutorService pool = new PlatformThreads().newPool(name);
      pool.shutdown();
      return pool;
    }

    @Override
    public boolean await(CompletableFuture<?> event, Duration atMost) {
      if (!event.isDone()) {
        throw new IllegalStateException("this will never happen");
      }
      return true;
    }
  }
}
