package io.leasehold.dhcp.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.dhcp.codec.Decoding.Decoded;
import io.leasehold.dhcp.codec.DhcpCodec;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.server.Decision;
import io.leasehold.dhcp.server.Decision.Reply;
import io.leasehold.dhcp.server.Decision.Silence;
import io.leasehold.dhcp.server.DhcpEngine;
import io.leasehold.dhcp.server.SilenceReason;
import io.leasehold.dhcp.server.config.ClientClass;
import io.leasehold.dhcp.server.config.HostKey;
import io.leasehold.dhcp.server.config.Reservation;
import io.leasehold.dhcp.server.config.ServerConfig;
import io.leasehold.dhcp.server.config.Setting;
import io.leasehold.dhcp.server.match.Condition;
import io.leasehold.dhcp.server.match.RequestValue;
import io.leasehold.dhcp.server.transport.Arrival;
import io.leasehold.dhcp.server.transport.InboundDatagram;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What must hold of an engine for any datagrams at all. A coverage-guided fuzzer calls it with
 * octets that it makes up; {@link EngineFuzzerTest} with some that are known.
 */
public final class EngineFuzzer {

  private static final ServerConfig CONFIG =
      ServerConfig.builder()
          .clientClass(
              ClientClass.builder("phones")
                  .when(
                      Condition.anyOf(
                          RequestValue.option(DhcpOptions.CLASS_ID).startsWith("phone"),
                          RequestValue.relayAgentOption(1).slice(0, 2).is("p1")))
                  .bootFileName("phone")
                  .option(DhcpOptions.NTP_SERVERS, List.of(Ipv4Address.parse("192.0.2.7")))
                  .build())
          .set(Setting.COMPUTED_HOST_KEY, RequestValue.option(DhcpOptions.CLASS_ID))
          .subnet(
              Lab.s1()
                  .reservation(
                      Reservation.builder(HostKey.circuitId(Octets.ofText("p1")))
                          .address("192.0.2.30")
                          .build())
                  .reservation(
                      Reservation.builder(HostKey.computed(Octets.ofText("phone")))
                          .hostName("phone")
                          .build())
                  .build())
          .subnet(Lab.s2().build())
          .build();

  private EngineFuzzer() {}

  /**
   * Takes the octets for a few datagrams, each with two octets before it that say how long it is
   * and by what way it came. All of them come in one batch, and then one after the other.
   */
  public static void fuzzerTestOneInput(byte[] input) {
    List<InboundDatagram> datagrams = FuzzedDatagrams.of(Octets.copyOf(input));
    check(datagrams, DhcpEngine.builder(CONFIG).build().handle(datagrams));
    DhcpEngine engine = DhcpEngine.builder(CONFIG).build();
    for (InboundDatagram datagram : datagrams) {
      Decision dry = engine.explain(datagram);
      Decision wet = engine.handle(datagram);
      check(List.of(datagram, datagram), List.of(dry, wet));
      assertThat(kind(dry)).isEqualTo(kind(wet));
      assertThat(dry.trace().steps()).isNotEmpty();
    }
  }

  private static void check(List<InboundDatagram> datagrams, List<Decision> decisions) {
    assertThat(decisions).hasSameSizeAs(datagrams).doesNotContainNull();
    for (Decision decision : decisions) {
      if (decision instanceof Reply reply) {
        assertThat(DhcpCodec.decode(reply.payload())).isInstanceOf(Decoded.class);
        assertThat(reply.destination().port()).isBetween(1, 65_535);
      } else if (decision instanceof Silence silence) {
        assertThat(silence.reason())
            .as(silence.detail())
            .isNotIn(SilenceReason.INTERNAL_ERROR, SilenceReason.CONTENTION);
      }
      decision.trace().steps().forEach(step -> assertThat(step.text()).doesNotContain("\n"));
    }
  }

  private static Optional<?> kind(Decision decision) {
    return decision instanceof Reply reply
        ? reply.message().messageType()
        : Optional.of(((Silence) decision).reason());
  }

  /** Reads datagrams off octets. */
  private static final class FuzzedDatagrams {

    private static final int MAX = 6;
    private static final Octets HEADER = Ask.discover(Ask.A).datagram().payload().slice(0, 240);

    static List<InboundDatagram> of(Octets octets) {
      List<InboundDatagram> datagrams = new ArrayList<>();
      int at = 0;
      while (at + 2 <= octets.length() && datagrams.size() < MAX) {
        int flags = octets.u8(at + 1);
        int end = Math.min(octets.length(), at + 2 + octets.u8(at) * 2);
        Octets rest = octets.slice(at + 2, end);
        datagrams.add(datagram((flags & 1) == 0 ? HEADER.concat(rest) : rest, flags));
        at = end;
      }
      return datagrams;
    }

    private static InboundDatagram datagram(Octets payload, int flags) {
      return new InboundDatagram(
          payload,
          Ipv4Address.parse((flags & 2) == 0 ? "0.0.0.0" : "192.0.2.10"),
          (flags & 4) == 0 ? 68 : 67,
          new Arrival("eth0", Ipv4Address.parse("192.0.2.1"), (flags & 8) != 0));
    }
  }
}
