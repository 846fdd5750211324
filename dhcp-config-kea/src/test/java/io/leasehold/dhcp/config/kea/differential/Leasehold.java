package io.leasehold.dhcp.config.kea.differential;

import io.leasehold.dhcp.codec.DhcpCodec;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.config.kea.KeaConfig;
import io.leasehold.dhcp.server.Decision;
import io.leasehold.dhcp.server.Decision.Reply;
import io.leasehold.dhcp.server.Decision.Silence;
import io.leasehold.dhcp.server.DhcpEngine;
import io.leasehold.dhcp.server.transport.Arrival;
import io.leasehold.dhcp.server.transport.Destination;
import io.leasehold.dhcp.server.transport.InboundDatagram;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The engine, for which time stands still. */
final class Leasehold implements Contestant {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);

  private final Map<String, KeaConfig> read = new HashMap<>();
  private Optional<DhcpEngine> engine = Optional.empty();

  @Override
  public void start(String document) {
    engine =
        Optional.of(
            DhcpEngine.builder(read.computeIfAbsent(document, KeaConfig::parse).server())
                .clock(CLOCK)
                .localAddresses(Set.of(World.SERVER))
                .build());
  }

  @Override
  public Answer ask(Question question) {
    Decision decision =
        engine
            .orElseThrow()
            .handle(
                new InboundDatagram(
                    DhcpCodec.encode(question.message()),
                    question.source(),
                    question.sourcePort(),
                    new Arrival(Cable.SERVER_INTERFACE, World.SERVER, question.unicast())));
    if (decision instanceof Silence silence) {
      return Answer.silence(silence.reason() + " " + silence.detail());
    }
    Reply reply = (Reply) decision;
    return new Answer(
        Messages.decode(reply.payload()),
        describe(reply.destination()),
        reply.omitted().toString());
  }

  private static String describe(Destination destination) {
    Ipv4Address address = destination.address();
    return address + ":" + destination.port();
  }
}
