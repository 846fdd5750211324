package io.leasehold.dhcp.testkit.conformance;

import static io.leasehold.dhcp.testkit.conformance.Ask.A;
import static io.leasehold.dhcp.testkit.conformance.Ask.B;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.dhcp.codec.Decoding.Decoded;
import io.leasehold.dhcp.codec.DhcpCodec;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.option.RelayAgentInformation;
import io.leasehold.dhcp.codec.option.RelayAgentOptions;
import io.leasehold.dhcp.codec.value.RelayAgentFlags;
import io.leasehold.dhcp.server.Decision;
import io.leasehold.dhcp.server.Decision.Reply;
import io.leasehold.dhcp.server.Decision.Silence;
import io.leasehold.dhcp.server.SilenceReason;
import io.leasehold.dhcp.server.transport.InboundDatagram;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Datagrams that are almost messages: nothing that arrives can hurt the engine. */
class MutatedDatagramTest {

  private static final int DATAGRAMS = 10_000;
  private static final int MAX_BATCH = 8;

  private static final List<Supplier<Ask>> MESSAGES =
      List.of(
          () -> Ask.discover(A).asking(1, 3, 6, 15).option(DhcpOptions.HOSTNAME, "pc1"),
          () -> relayed(Ask.discover(B).clientId(1, 2, 3)),
          () -> Ask.selecting(A, "192.0.2.10").option(DhcpOptions.DHCP_MAX_MSG_SIZE, 1500),
          () -> relayed(Ask.selecting(B, "198.51.100.10").clientId(1, 2, 3)),
          () -> Ask.initReboot(A, "192.0.2.10").option(DhcpOptions.ADDRESS_TIME, Lab.LEASE),
          () -> Ask.renewing(A, "192.0.2.10").option(DhcpOptions.CLASS_ID, Octets.ofText("acme")),
          () -> relayed(Ask.rebinding(B, "198.51.100.10")),
          () -> Ask.release(A, "192.0.2.10").raw(52, 3),
          () -> Ask.decline(A, "192.0.2.10"),
          () -> Ask.inform(B, "192.0.2.200").raw(118, 198, 51, 100, 0));

  private static Ask relayed(Ask ask) {
    return ask.relayed()
        .option(
            DhcpOptions.RELAY_AGENT_INFORMATION,
            RelayAgentInformation.of(RelayAgentOptions.FLAGS, RelayAgentFlags.ofUnicast(true))
                .with(RelayAgentOptions.LINK_SELECTION, Ipv4Address.parse("198.51.100.0")));
  }

  // Ten thousand damaged messages, in batches: each has a decision, and each reply can be read.
  @Test
  @Tag("DEC-31")
  void dec31MutatedDatagrams() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    Lab lab = new Lab();
    int replies = 0;
    for (int sent = 0; sent < DATAGRAMS; ) {
      List<InboundDatagram> batch = new ArrayList<>();
      for (int i = random.nextInt(MAX_BATCH); i >= 0; i--) {
        Ask ask = MESSAGES.get(random.nextInt(MESSAGES.size())).get();
        batch.add(ask.damaged(octets -> mutated(octets, random)).datagram());
      }
      List<Decision> decisions = handled(lab, batch, seed);
      for (Decision decision : decisions) {
        if (decision instanceof Reply reply) {
          Decoded decoded = (Decoded) DhcpCodec.decode(reply.payload());
          // What a client wrote there is repeated as it is (RFC 2131 table 3).
          assertThat(decoded.problems())
              .as("seed %d: %s", seed, decoded.message())
              .allMatch(problem -> Set.of("flags", "hlen").contains(problem.subject()));
          replies++;
        } else if (decision instanceof Silence silence) {
          assertThat(silence.reason())
              .as("seed %d: %s", seed, silence.detail())
              .isNotEqualTo(SilenceReason.INTERNAL_ERROR);
        }
      }
      sent += batch.size();
      lab.clock.advance(Duration.ofSeconds(random.nextInt(600)));
    }
    assertThat(replies).as("seed %d", seed).isPositive().isLessThan(DATAGRAMS);
    lab.ack(Ask.inform(A, "192.0.2.200"));
  }

  private static List<Decision> handled(Lab lab, List<InboundDatagram> batch, long seed) {
    try {
      List<Decision> decisions = lab.engine().handle(batch);
      assertThat(decisions).as("seed %d", seed).hasSameSizeAs(batch).doesNotContainNull();
      return decisions;
    } catch (RuntimeException e) {
      throw new AssertionError("seed " + seed + ", batch " + batch, e);
    }
  }

  private static Octets mutated(Octets octets, Random random) {
    byte[] damaged = octets.toByteArray();
    for (int flips = random.nextInt(6); flips > 0; flips--) {
      // Half of them in the header, half in the options.
      int from = random.nextBoolean() ? 0 : DhcpCodec.HEADER_LENGTH;
      int at = from + random.nextInt(Math.min(60, damaged.length - from));
      damaged[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
    }
    int length = random.nextInt(4) == 0 ? random.nextInt(damaged.length + 1) : damaged.length;
    return Octets.wrap(Arrays.copyOf(damaged, length));
  }
}
