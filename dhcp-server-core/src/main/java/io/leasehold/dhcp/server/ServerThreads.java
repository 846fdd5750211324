package io.leasehold.dhcp.server;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;

/**
 * Where the threads of a server come from, and how they wait (SPI): the JDK's, unless something
 * takes their place that decides itself who runs when, such as a simulation.
 *
 * <p>All methods may be called by several threads at once.
 */
public interface ServerThreads {

  /**
   * Returns threads for tasks of one sort. Each task begins at once, on a thread that no other task
   * has then. {@link ExecutorService#shutdown} lets go of them.
   *
   * @param name of the sort, such as «leasehold-lane»
   */
  ExecutorService newPool(String name);

  /**
   * Lets the calling thread wait until something has happened, successfully or not, or until the
   * time has passed. An interrupt does not end the wait, and is still there after it.
   *
   * @return whether it has happened
   */
  boolean await(CompletableFuture<?> event, Duration atMost);
}
