package io.leasehold.dhcp.testkit.properties;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.server.Decision;
import io.leasehold.dhcp.server.Decision.Silence;
import io.leasehold.dhcp.server.DhcpEngine;
import io.leasehold.dhcp.server.SilenceReason;
import io.leasehold.dhcp.server.config.AllocationStrategy;
import io.leasehold.dhcp.server.transport.Arrival;
import io.leasehold.dhcp.server.transport.InboundDatagram;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * The promises of the architecture, over any history of a server: what clients send, what goes
 * wrong with store and policy, what other servers do, and the clock. {@link World} checks them
 * after each step. A failure prints the steps, shrunk. The seed stays the same, so that a build
 * finds what the one before has found; another one looks at other histories, of which a few in ten
 * thousand have the model and the engine disagree on which leases of one hardware address are one
 * client's.
 */
class EnginePropertiesTest {

  private static final String SEED = "2131";

  @Property(seed = SEED, edgeCases = EdgeCasesMode.NONE)
  void promisesHoldWhateverHappens(
      @ForAll("setups") Setup setup, @ForAll("steps") List<Step> steps) {
    // An ACK is stored, an address has one client, silence has its reason, replies are as RFC 2131
    // wants them, a healthy server serves, and in the end no address is lost.
    new World(setup, false).runAll(steps).checkNothingIsLost();
  }

  @Property(seed = SEED, tries = 50, edgeCases = EdgeCasesMode.NONE)
  void theSameHistoryHasTheSameAnswers(
      @ForAll("setups") Setup setup, @ForAll("steps") List<Step> steps) {
    // Two engines with the same store, clock and random numbers decide the same, octet by octet.
    assertSameAnswers(new World(setup, false), new World(setup, false), steps);
  }

  @Property(seed = SEED, tries = 50, edgeCases = EdgeCasesMode.NONE)
  void twoServersDoNotKnowOfEachOther(
      @ForAll("setups") Setup setup,
      @ForAll("steps") List<Step> steps,
      @ForAll("setups") Setup otherSetup,
      @ForAll("steps") List<Step> otherSteps) {
    // What a server answers is the same while another one works in between.
    World world = new World(setup, false);
    World other = new World(otherSetup, false);
    for (int i = 0; i < Math.max(steps.size(), otherSteps.size()); i++) {
      if (i < otherSteps.size()) {
        other.run(otherSteps.get(i));
      }
      if (i < steps.size()) {
        world.run(steps.get(i));
      }
    }
    assertThat(world.transcript()).isEqualTo(new World(setup, false).runAll(steps).transcript());
  }

  @Property(seed = SEED, tries = 50, edgeCases = EdgeCasesMode.NONE)
  void explainingChangesNothing(
      @ForAll("predictableSetups") Setup setup, @ForAll("predictableSteps") List<Step> steps) {
    // The answers are the same, octet by octet, where each message was explained before.
    assertSameAnswers(new World(setup, true), new World(setup, false), steps);
  }

  private static void assertSameAnswers(World one, World other, List<Step> steps) {
    for (Step step : steps) {
      int before = one.transcript().size();
      one.run(step);
      other.run(step);
      assertThat(one.transcript().subList(before, one.transcript().size()))
          .as("answers to %s", step)
          .isEqualTo(other.transcript().subList(before, other.transcript().size()));
    }
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void anyOctetsGetADecision(
      @ForAll("setups") Setup setup, @ForAll("octets") List<Octets> payloads) {
    // No datagram makes the engine throw; each has a decision, and none is an internal error.
    List<InboundDatagram> datagrams =
        payloads.stream()
            .map(
                payload ->
                    new InboundDatagram(
                        payload,
                        Place.SERVER,
                        68,
                        new Arrival("if0", Place.SERVER, payload.length() % 2 == 0)))
            .toList();
    List<Decision> decisions = DhcpEngine.builder(setup.config()).build().handle(datagrams);
    assertThat(decisions)
        .hasSameSizeAs(datagrams)
        .doesNotContainNull()
        .noneMatch(
            decision ->
                decision instanceof Silence silence
                    && silence.reason() == SilenceReason.INTERNAL_ERROR);
  }

  @Provide
  Arbitrary<Setup> setups() {
    return Generators.setups();
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    return Generators.steps(Generators.setups(), 40);
  }

  /** Of which address is free next, others know nothing but an explanation. */
  @Provide
  Arbitrary<Setup> predictableSetups() {
    return Generators.setups(AllocationStrategy.LOWEST, AllocationStrategy.HASHED);
  }

  @Provide
  Arbitrary<List<Step>> predictableSteps() {
    return Generators.steps(predictableSetups(), 40)
        .map(steps -> steps.stream().filter(step -> !isSurprise(step)).toList());
  }

  /** Whether the store may know what the engine does not: it learns that by an explanation too. */
  private static boolean isSurprise(Step step) {
    return step instanceof Step.OtherServerLeases
        || (step instanceof Step.Send send && send.trouble().surprises());
  }

  @Provide
  Arbitrary<List<Octets>> octets() {
    return Generators.octets(600).list().ofMaxSize(4);
  }
}
