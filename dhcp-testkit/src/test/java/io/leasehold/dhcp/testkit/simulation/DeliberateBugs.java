package io.leasehold.dhcp.testkit.simulation;

import java.util.List;

/** Bugs of all sorts, each of which the simulator has to find. */
final class DeliberateBugs {

  private static final String ANSWERS = "internal/plan/Answers.java";
  private static final String SITUATION = "internal/plan/Situation.java";
  private static final String GIVE_BACK = "internal/plan/GiveBackPlan.java";
  private static final String TIMES = "internal/plan/LeaseTimeRule.java";
  private static final String BOOK = "internal/allocate/AddressBook.java";
  private static final String HOLDS = "internal/allocate/Holds.java";
  private static final String POOL = "internal/allocate/PoolIndex.java";
  private static final String POOL_LEASES = "internal/allocate/PoolLeases.java";
  private static final String SETTLEMENT = "internal/runtime/Settlement.java";
  private static final String EFFECTS = "internal/runtime/LiveEffects.java";
  private static final String INBOX = "internal/runtime/Inbox.java";
  private static final String LANE = "internal/runtime/Lane.java";
  private static final String COMPOSER = "internal/reply/Composer.java";
  private static final String DESTINATIONS = "internal/reply/Destinations.java";
  private static final String STORE = "store/InMemoryLeaseStore.java";

  static final List<DeliberateBug> ALL =
      List.of(
          new DeliberateBug(
              "holds are forgotten", HOLDS, "    holds.put(hold.address, hold);\n", "", 2),
          new DeliberateBug(
              "a hold ends as soon as it is made",
              HOLDS,
              "version, now.plus(time)));",
              "version, now));",
              7),
          new DeliberateBug(
              "what is held for others is not looked at",
              HOLDS,
              "return hold != null && !hold.client.isSameAs(client);",
              "return false;",
              14),
          new DeliberateBug(
              "a hold that ends leaves its address taken",
              HOLDS,
              "    heldBy.remove(hold.holder(), hold.address);\n    whenEnded.accept(hold.address);",
              "    heldBy.remove(hold.holder(), hold.address);",
              2),
          new DeliberateBug(
              "holds are lost with the configuration",
              BOOK,
              "    holds.all().forEach(hold -> next.takeOver(hold, now));\n",
              "",
              67),
          new DeliberateBug(
              "the pool is one address too long",
              POOL,
              "length = addresses.range().size();",
              "length = addresses.range().size() + 1;",
              1),
          new DeliberateBug(
              "the last address of a pool is never given out",
              POOL,
              "length = addresses.range().size();",
              "length = Math.max(1, addresses.range().size() - 1);",
              2),
          new DeliberateBug(
              "leases never end in the index",
              POOL_LEASES,
              "running.firstKey() <= nowSecond",
              "running.firstKey() < 0",
              1),
          new DeliberateBug(
              "the store does not compare before it sets",
              STORE,
              "!= change.expectedVersion()",
              "== -1",
              4),
          new DeliberateBug(
              "the store tells nothing of other servers' changes",
              STORE,
              "changed.add(recent[(int) (change % RECENT)]);",
              "recent[(int) (change % RECENT)] += 0;",
              25),
          new DeliberateBug(
              "candidates are kept for exchanges that end without an offer",
              SETTLEMENT,
              "    exchange.candidate().ifPresent(address -> effects.release(exchange, address));\n",
              "",
              696),
          new DeliberateBug(
              "an ACK leaves although the commit has failed",
              SETTLEMENT,
              "      changing.forEach(each -> fail(each.exchange(), SilenceReason.STORE_FAILED, e,"
                  + " decisions));\n",
              "      results = changing.stream().<CommitResult>map(it -> new"
                  + " Committed(it.plan().change().get().lease())).toList();\n",
              4),
          new DeliberateBug(
              "what was committed is not noted in the book",
              EFFECTS,
              "      book.record(committed.lease());\n      reports",
              "      reports",
              3),
          new DeliberateBug(
              "listeners are not told of leases",
              EFFECTS,
              "      reports\n          .leases()\n          .changed(exchange.leases().leaseOf(committed.lease()"
                  + ".address()), committed.lease(), now);\n",
              "",
              1),
          new DeliberateBug(
              "a lease in force is no obstacle",
              SITUATION,
              "if (lease.state() == LeaseState.QUARANTINED || isOwn(lease)) {",
              "if (lease.state() == LeaseState.QUARANTINED || isOwn(lease) || lease.isBoundAt(now)) {",
              1),
          new DeliberateBug(
              "a lease has ended a minute before its end",
              SITUATION,
              "if (lease.state() == LeaseState.QUARANTINED || isOwn(lease)) {",
              "if (lease.state() == LeaseState.QUARANTINED || isOwn(lease)"
                  + " || !lease.endsAt().isAfter(now.plusSeconds(60))) {",
              4),
          new DeliberateBug(
              "the state of ends is compared the wrong way",
              "store/Lease.java",
              "return state == LeaseState.BOUND && now.getEpochSecond() < endSecond;",
              "return state == LeaseState.BOUND && now.getEpochSecond() > endSecond;",
              1),
          new DeliberateBug(
              "a stored offer is no obstacle",
              SITUATION,
              "      return lease.isOfferedAt(now)\n",
              "      return lease.isOfferedAt(now) && address.isUnspecified()\n",
              4),
          new DeliberateBug(
              "quarantine is no obstacle",
              SITUATION,
              "    if (lease.isQuarantinedAt(now)) {",
              "    if (lease.isQuarantinedAt(now) && address.isUnspecified()) {",
              6),
          new DeliberateBug(
              "a DECLINE is ignored",
              GIVE_BACK,
              "new LeaseChange(lease.next(LeaseState.QUARANTINED, end))",
              "new LeaseChange(lease.next(lease.state(), lease.endsAt()))",
              2),
          new DeliberateBug(
              "a RELEASE of anybody is good",
              GIVE_BACK,
              "    return situation\n        .ownLeaseOf(address)\n        .filter(lease ->"
                  + " lease.isBoundAt(situation.now()))",
              "    return situation\n        .leases().leaseOf(address)\n        .filter(lease ->"
                  + " lease.isBoundAt(situation.now()))",
              4),
          new DeliberateBug(
              "a RELEASE changes nothing",
              ANSWERS,
              "lease.state() == LeaseState.OFFERED ? LeaseState.OFFERED : LeaseState.RELEASED;",
              "lease.state();",
              1),
          new DeliberateBug(
              "rapid commits take from clients what other servers have given them",
              ANSWERS,
              "(isChosen && other.isBoundAt(situation.now()))",
              "other.isBoundAt(situation.now())",
              241),
          new DeliberateBug(
              "a lease is confirmed for longer than it lasts",
              ANSWERS,
              "LeaseTimeRule.remaining(situation, stored)",
              "LeaseTimeRule.full(situation, stored.address())",
              10),
          new DeliberateBug(
              "a lease is stored for a quarter of a minute less than it is granted for",
              TIMES,
              "    return start.plus(time);",
              "    return start.plus(time).minusSeconds(15);",
              1),
          new DeliberateBug(
              "a lease is stored until the second in which it ends",
              TIMES,
              "second.equals(now) ? now : second.plusSeconds(1)",
              "second",
              1),
          new DeliberateBug("versions do not grow", ANSWERS, ".orElse(0L) + 1)", ".orElse(1L))", 1),
          new DeliberateBug(
              "everybody is the same client",
              "internal/Client.java",
              "hardwareAddress.isPresent() && hardwareAddress.equals(otherHardware)",
              "hardwareAddress.isPresent()",
              1),
          new DeliberateBug(
              "whatever names a server means this one",
              "internal/place/Placer.java",
              "ours ? Addressee.THIS_SERVER : Addressee.OTHER_SERVER",
              "ours ? Addressee.THIS_SERVER : Addressee.ANY_SERVER",
              4),
          new DeliberateBug(
              "a client's messages are spread over the lanes",
              "internal/runtime/Lanes.java",
              "payload.slice(CHADDR_START, CHADDR_END).hashCode()",
              "payload.bits32(4)",
              2),
          new DeliberateBug(
              "the last datagram that has come is the first to be handled",
              INBOX,
              "removed(entries.pollFirst())",
              "removed(entries.pollLast())",
              2),
          new DeliberateBug(
              "closing forgets what waits",
              INBOX,
              "taken.size() < max && !entries.isEmpty()",
              "taken.size() < max && !entries.isEmpty() && !closed",
              23),
          new DeliberateBug(
              "what has just come is too old",
              LANE,
              "waiting.since().isBefore(oldest)",
              "waiting.since().isAfter(oldest)",
              1),
          new DeliberateBug(
              "calls that were stuck count as stuck for ever",
              "internal/runtime/StallGuard.java",
              "answer.whenComplete((result, failure) -> stuck.decrementAndGet())",
              "answer.whenComplete((result, failure) -> stuck.get())",
              17),
          new DeliberateBug(
              "the leases of the store are not read at the start",
              "DhcpEngine.java",
              "              current.record(lease);\n",
              "",
              1),
          new DeliberateBug(
              "the agent's option 82 is not returned",
              COMPOSER,
              "      echo(request, options, DhcpOptions.RELAY_AGENT_INFORMATION);\n    }\n  }\n",
              "    }\n  }\n",
              1),
          new DeliberateBug(
              "a NAK goes to an address that its client may not have",
              DESTINATIONS,
              "draft.type() == MessageType.NAK && !settings",
              "draft.type() == MessageType.OFFER && !settings",
              1),
          new DeliberateBug(
              "two messages are enough for clients that have not asked for that",
              "internal/PlacedRequest.java",
              "request.message().option(DhcpOptions.RAPID_COMMIT).isPresent()",
              "true",
              5));

  private DeliberateBugs() {}
}
