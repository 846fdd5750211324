package io.leasehold.dhcp.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.dhcp.codec.Decoding.Decoded;
import io.leasehold.dhcp.codec.DhcpCodec;
import io.leasehold.dhcp.codec.DhcpMessage;
import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.option.OptionKey;
import io.leasehold.dhcp.codec.value.ClientIdentifier;
import io.leasehold.dhcp.codec.value.MessageType;
import io.leasehold.dhcp.server.Decision;
import io.leasehold.dhcp.server.Decision.Reply;
import io.leasehold.dhcp.server.Decision.Silence;
import io.leasehold.dhcp.server.DhcpEngine;
import io.leasehold.dhcp.server.Incident;
import io.leasehold.dhcp.server.LeaseEvent;
import io.leasehold.dhcp.server.Omission;
import io.leasehold.dhcp.server.ServerListener;
import io.leasehold.dhcp.server.ServerState;
import io.leasehold.dhcp.server.SilenceReason;
import io.leasehold.dhcp.server.config.AllocationStrategy;
import io.leasehold.dhcp.server.config.ServerConfig;
import io.leasehold.dhcp.server.config.Setting;
import io.leasehold.dhcp.server.config.Subnet;
import io.leasehold.dhcp.server.store.InMemoryLeaseStore;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.store.LeaseChange;
import io.leasehold.dhcp.server.store.LeaseStore;
import io.leasehold.dhcp.server.transport.Destination;
import io.leasehold.dhcp.server.transport.Destination.Delivery;
import io.leasehold.dhcp.server.transport.InboundDatagram;
import io.leasehold.dhcp.testkit.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/**
 * The fixture of the conformance rows: two subnets, a clock, a store and an engine over them, which
 * gives the lowest free address.
 */
final class Lab {

  static final Duration LEASE = Duration.ofHours(1);

  final TestClock clock = TestClock.at(Instant.parse("2026-01-01T00:00:00Z"));
  final List<LeaseEvent> events = new CopyOnWriteArrayList<>();
  final List<Omission> omissions = new CopyOnWriteArrayList<>();
  final List<Incident> incidents = new CopyOnWriteArrayList<>();
  final List<ServerState> states = new CopyOnWriteArrayList<>();
  LeaseStore store = new InMemoryLeaseStore();

  private UnaryOperator<Subnet.Builder> changeS1 = UnaryOperator.identity();
  private UnaryOperator<ServerConfig.Builder> changeServer = UnaryOperator.identity();
  private UnaryOperator<DhcpEngine.Builder> changeEngine = UnaryOperator.identity();
  private Optional<DhcpEngine> engine = Optional.empty();

  /** S1: 192.0.2.0/24, pool .10 to .20. */
  static Subnet.Builder s1() {
    return subnet("192.0.2")
        .option(DhcpOptions.DOMAIN_SERVER, List.of(Ipv4Address.parse("192.0.2.53")))
        .option(DhcpOptions.DOMAIN_NAME, "example.org");
  }

  /** S2: 198.51.100.0/24, pool .10 to .20, behind the relay agent R. */
  static Subnet.Builder s2() {
    return subnet("198.51.100");
  }

  private static Subnet.Builder subnet(String prefix) {
    return Subnet.builder(prefix + ".0/24")
        .pool(prefix + ".10-" + prefix + ".20")
        .leaseTime(LEASE)
        .leaseTimeBounds(Duration.ofMinutes(10), Duration.ofDays(1))
        .option(DhcpOptions.ROUTER, List.of(Ipv4Address.parse(prefix + ".1")));
  }

  /** Changes S1. */
  Lab s1(UnaryOperator<Subnet.Builder> change) {
    changeS1 = change;
    return this;
  }

  /** Changes what holds everywhere. */
  Lab server(UnaryOperator<ServerConfig.Builder> change) {
    changeServer = change;
    return this;
  }

  Lab engine(UnaryOperator<DhcpEngine.Builder> change) {
    changeEngine = change;
    return this;
  }

  /** Uses another configuration altogether. */
  Lab config(ServerConfig config) {
    engine = Optional.of(start(config));
    return this;
  }

  DhcpEngine engine() {
    if (engine.isEmpty()) {
      engine =
          Optional.of(
              start(
                  changeServer
                      .apply(
                          ServerConfig.builder()
                              .set(Setting.ALLOCATION_STRATEGY, AllocationStrategy.LOWEST)
                              .subnet(changeS1.apply(s1()).build())
                              .subnet(s2().build()))
                      .build()));
    }
    return engine.get();
  }

  /** Stops the engine; the next message meets a new one over the same store. */
  Lab restart() {
    engine = Optional.empty();
    return this;
  }

  private DhcpEngine start(ServerConfig config) {
    ServerListener listener =
        new ServerListener() {
          @Override
          public void onLease(LeaseEvent event) {
            events.add(event);
          }

          @Override
          public void onOmission(InboundDatagram datagram, Reply reply) {
            omissions.addAll(reply.omitted());
          }

          @Override
          public void onIncident(Incident incident) {
            incidents.add(incident);
          }

          @Override
          public void onStateChange(ServerState before, ServerState now, String why) {
            states.add(now);
          }
        };
    return changeEngine
        .apply(DhcpEngine.builder(config).store(store).clock(clock).listener(listener))
        .build();
  }

  Decision send(Ask ask) {
    return engine().handle(ask.datagram());
  }

  /** Sends a message that must get a reply, and reads the reply from its octets. */
  Answer reply(Ask ask) {
    Decision decision = send(ask);
    assertThat(decision).isInstanceOf(Reply.class);
    return new Answer((Reply) decision);
  }

  Answer offer(Ask ask) {
    return reply(ask).is(MessageType.OFFER);
  }

  Answer ack(Ask ask) {
    return reply(ask).is(MessageType.ACK);
  }

  Answer nak(Ask ask) {
    return reply(ask).is(MessageType.NAK);
  }

  /** Sends a message that must get no reply. */
  SilenceReason silence(Ask ask) {
    Decision decision = send(ask);
    assertThat(decision).isInstanceOf(Silence.class);
    return ((Silence) decision).reason();
  }

  /** Stores a lease that {@code client} has obtained now. */
  Lease bound(HardwareAddress client, String address) {
    return bound(Optional.empty(), client, address, clock.instant().plus(LEASE));
  }

  /** Stores a lease that ends at {@code end}. */
  Lease bound(
      Optional<ClientIdentifier> identifier, HardwareAddress client, String address, Instant end) {
    Ipv4Address leased = Ipv4Address.parse(address);
    Lease lease =
        Lease.builder(leased)
            .version(store.findByAddress(leased).map(Lease::version).orElse(0L) + 1)
            .clientIdentifier(identifier)
            .hardwareAddress(Optional.of(client))
            .startsAt(clock.instant())
            .endsAt(end)
            .build();
    store.commit(new LeaseChange(lease));
    return lease;
  }

  Optional<Lease> stored(String address) {
    return store.findByAddress(Ipv4Address.parse(address));
  }

  boolean isBound(String address, HardwareAddress client) {
    return stored(address)
        .filter(lease -> lease.isBoundAt(clock.instant()))
        .filter(lease -> lease.hardwareAddress().equals(Optional.of(client)))
        .isPresent();
  }

  /** Returns how many leases are stored, ended ones included. */
  int storedLeases() {
    List<Lease> leases = new ArrayList<>();
    store.forEach(leases::add);
    return leases.size();
  }

  /** A reply, read back from the octets that would go over the wire. */
  record Answer(Reply reply, DhcpMessage message) {

    private static final int OPTIONS_OFFSET = 240;

    Answer(Reply reply) {
      this(reply, ((Decoded) DhcpCodec.decode(reply.payload())).message());
    }

    Answer is(MessageType type) {
      assertThat(message.messageType()).contains(type);
      return this;
    }

    String yiaddr() {
      return message.yiaddr().toString();
    }

    <T> T option(OptionKey<T> key) {
      return message.option(key).orElseThrow(() -> new AssertionError("no " + key));
    }

    boolean has(int code) {
      return message.options().contains(code);
    }

    /** Returns the codes in the options field, each as often as it is there. */
    List<Integer> codes() {
      Octets payload = reply.payload();
      List<Integer> codes = new ArrayList<>();
      for (int at = OPTIONS_OFFSET; payload.u8(at) != 255; at += 2 + payload.u8(at + 1)) {
        codes.add(payload.u8(at));
      }
      return codes;
    }

    Destination destination() {
      return reply.destination();
    }

    /** Returns how the reply is delivered, to which address and port. */
    String sentTo() {
      return describe(destination().delivery())
          + destination().address()
          + ":"
          + destination().port();
    }

    private static String describe(Delivery delivery) {
      return switch (delivery) {
        case UNICAST -> "";
        case BROADCAST -> "broadcast ";
        case HARDWARE_UNICAST -> "hw-unicast ";
      };
    }
  }
}
