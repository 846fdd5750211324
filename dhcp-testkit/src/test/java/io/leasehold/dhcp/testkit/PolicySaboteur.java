package io.leasehold.dhcp.testkit;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.server.policy.LeasePolicy;
import io.leasehold.dhcp.server.policy.PolicyRequest;
import io.leasehold.dhcp.server.policy.Terms;
import io.leasehold.dhcp.server.policy.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Policies that do one thing wrong each, with the name of the test that has to notice it. */
enum PolicySaboteur {
  /** Has no opinion on some. */
  RETURNS_NULL(
      "everyRequestHasAVerdict",
      () -> request -> request.client().isEmpty() ? null : Verdict.USUAL),

  /** Expects that the network is known. */
  NEEDS_A_NETWORK(
      "everyRequestHasAVerdict",
      () ->
          request ->
              request.network().orElseThrow().subnets().isEmpty()
                  ? Verdict.silence("no subnet")
                  : Verdict.USUAL),

  /** Answers a batch from behind. */
  REVERSES_BATCHES(
      "batchIsAnsweredInOrder",
      () ->
          new LeasePolicy() {
            @Override
            public Verdict evaluate(PolicyRequest request) {
              return Verdict.grant(
                  Terms.USUAL.withLeaseTime(
                      Duration.ofSeconds(100 + request.kind().name().length())));
            }

            @Override
            public List<Verdict> evaluateAll(List<PolicyRequest> requests) {
              List<Verdict> verdicts = new ArrayList<>(LeasePolicy.super.evaluateAll(requests));
              Collections.reverse(verdicts);
              return verdicts;
            }
          }),

  /** Looks at the first of a batch, whether or not there is one. */
  NEEDS_A_FIRST(
      "emptyBatchHasNoVerdicts",
      () ->
          new LeasePolicy() {
            @Override
            public Verdict evaluate(PolicyRequest request) {
              return Verdict.USUAL;
            }

            @Override
            public List<Verdict> evaluateAll(List<PolicyRequest> requests) {
              Verdict first = evaluate(requests.get(0));
              return Collections.nCopies(requests.size(), first);
            }
          }),

  /** Grants so many requests, and counts those that are explained. */
  COUNTS_DRY_RUNS(
      "dryRunsChangeNothing",
      () -> {
        AtomicInteger left = new AtomicInteger(30);
        return request ->
            left.getAndDecrement() > 0 ? Verdict.USUAL : Verdict.silence("no more than thirty");
      }),

  /** Grants a few requests, and counts those that are explained. */
  COUNTS_EXPLANATIONS(
      "explanationIsWhatHappens",
      () -> {
        AtomicInteger left = new AtomicInteger(3);
        return request ->
            left.getAndDecrement() > 0 ? Verdict.USUAL : Verdict.silence("no more than three");
      }),

  /** Is made for the thread that asks first. */
  IS_FOR_ONE_THREAD(
      "severalThreadsMayAsk",
      () -> {
        AtomicReference<Thread> owner = new AtomicReference<>();
        return request -> {
          owner.compareAndSet(null, Thread.currentThread());
          if (owner.get() != Thread.currentThread()) {
            throw new IllegalStateException("another thread");
          }
          return Verdict.USUAL;
        };
      }),

  /** Interrupts the thread. */
  INTERRUPTS(
      "noInterruptIsLeftBehind",
      () ->
          request -> {
            Thread.currentThread().interrupt();
            return Verdict.USUAL;
          }),

  /** Asks somebody who takes a tenth of a second for each. */
  TAKES_ITS_TIME(
      "batchIsAnsweredInTime",
      () ->
          request -> {
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            return Verdict.USUAL;
          }),

  /** Gives everybody an address of its own network. */
  WANTS_FOREIGN_ADDRESSES(
      "wantedAddressIsOfTheNetwork",
      () -> {
        Terms terms = Terms.USUAL.withAddress(Ipv4Address.parse("203.0.113.7"));
        return request -> Verdict.grant(terms);
      }),

  /** Forgets itself where it is put together with another. */
  VANISHES_BEFORE_OTHERS(
      "composesWithOthers",
      () ->
          new LeasePolicy() {
            @Override
            public Verdict evaluate(PolicyRequest request) {
              return Verdict.silence("closed");
            }

            @Override
            public LeasePolicy then(LeasePolicy second) {
              return second;
            }
          }),

  /** Works with requests that are made by hand. */
  FAILS_IN_A_SERVER(
      "serverWorksWithIt",
      () ->
          request -> {
            if (request.facts().datagram().arrival().interfaceName().equals("lan")) {
              throw new IllegalStateException("who uses the interface lan?");
            }
            return Verdict.USUAL;
          });

  private final String noticedBy;

  @SuppressWarnings("ImmutableEnumChecker") // A supplier that makes a new policy each time.
  private final Supplier<LeasePolicy> maker;

  PolicySaboteur(String noticedBy, Supplier<LeasePolicy> maker) {
    this.noticedBy = noticedBy;
    this.maker = maker;
  }

  String noticedBy() {
    return noticedBy;
  }

  LeasePolicy make() {
    return maker.get();
  }
}
