package io.leasehold.dhcp.server;

import static java.util.Locale.ROOT;

import java.util.List;
import java.util.stream.Collectors;

/**
 * How a decision came about, step by step: which network and why, which classes, which addresses
 * were looked at and why each was passed over, what the policy said, where each option comes from.
 *
 * <p>It is collected where somebody asks for it: {@link DhcpEngine#explain}, or {@link
 * ServerListener#wantsTrace}. The texts are for readers, and may change from release to release.
 *
 * @param steps what was found and done, in order; empty where nobody asked
 */
public record Trace(List<Step> steps) {

  /** Nothing was collected. */
  public static final Trace NONE = new Trace(List.of());

  /** Copies the list. */
  public Trace {
    steps = List.copyOf(steps);
  }

  /** What a step is about. */
  public enum Topic {
    /** The message: what it is, whose, and by what way it came. */
    MESSAGE,
    /** The client's network. */
    NETWORK,
    /** A client class, which the client is in or not. */
    CLASS,
    /** What is reserved for the client. */
    RESERVATION,
    /** What the store has of the client. */
    LEASE,
    /** What the policy says. */
    POLICY,
    /** An address that was looked at. */
    ADDRESS,
    /** A change of the store. */
    STORE,
    /** An option of the reply, or one that it lacks. */
    OPTION,
    /** The outcome. */
    DECISION
  }

  /**
   * One thing that was found or done.
   *
   * @param topic what it is about
   * @param text what there is to say, on one line
   */
  public record Step(Topic topic, String text) {}

  /** Returns the steps, a line each, such as {@code "network 192.0.2.0/24, by …"}. */
  @Override
  public String toString() {
    return steps.stream()
        .map(step -> String.format("%-12s %s", step.topic.name().toLowerCase(ROOT), step.text))
        .collect(Collectors.joining("\n"));
  }
}
