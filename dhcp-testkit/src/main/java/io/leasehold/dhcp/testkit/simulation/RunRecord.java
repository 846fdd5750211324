package io.leasehold.dhcp.testkit.simulation;

import io.leasehold.dhcp.codec.DhcpMessage;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.value.MessageType;
import io.leasehold.dhcp.server.Decision;
import io.leasehold.dhcp.server.Decision.Silence;
import io.leasehold.dhcp.server.LeaseEvent;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.transport.InboundDatagram;
import io.leasehold.dhcp.testkit.ClientLease;
import io.leasehold.dhcp.testkit.network.Impairment.Delivery;
import io.leasehold.dhcp.testkit.network.Transit;
import io.leasehold.dhcp.testkit.network.VirtualTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * All that happens in a run: a hash of it, and lines for people to read, which are made when they
 * are asked for.
 */
final class RunRecord {

  private static final long PRIME = 0x100000001b3L;

  private final VirtualTime time;
  private final List<Line> lines = new ArrayList<>();
  private long hash = 0xcbf29ce484222325L;

  /**
   * Something that happens.
   *
   * @param time when
   * @param from who does it
   * @param to who is to notice; empty where that is nobody in particular
   * @param text what, with addresses in it
   */
  record Line(Instant time, String from, String to, Supplier<String> text) {}

  RunRecord(VirtualTime time) {
    this.time = time;
  }

  long hash() {
    return hash;
  }

  List<Line> lines() {
    return lines;
  }

  void sent(Transit transit, List<Delivery> deliveries) {
    add(Objects.hash(transit.payload(), deliveries));
    line(transit.from(), transit.to(), () -> describe(transit) + fate(deliveries));
  }

  void decided(Ipv4Address server, InboundDatagram datagram, Decision decision) {
    if (decision instanceof Silence silence) {
      add(silence.reason().name().hashCode());
      line("server " + server, "", () -> silence.reason() + ", " + silence.detail());
    }
  }

  void told(LeaseEvent event) {
    add(Objects.hash(event.kind().name(), event.lease().address()));
  }

  void stored(Lease lease) {
    add(Objects.hash(lease.address(), lease.version()));
    line("store", "", lease::toString);
  }

  void believed(Machine machine, Optional<ClientLease> lease) {
    add(lease.map(it -> it.address().bits()).orElse(0));
    line(
        machine.toString(),
        "",
        () -> lease.map(it -> "has " + it.address() + " until " + it.end()).orElse("has nothing"));
  }

  void note(String who, String what) {
    add(what.length());
    line(who, "", () -> what);
  }

  private void line(String from, String to, Supplier<String> text) {
    add(Objects.hash(from, to));
    lines.add(new Line(time.now(), from, to, text));
  }

  private void add(long value) {
    hash = (hash ^ value) * PRIME;
    hash = (hash ^ time.now().hashCode()) * PRIME;
  }

  private static String describe(Transit transit) {
    return transit.message().map(RunRecord::describe).orElse("what is no message");
  }

  private static String describe(DhcpMessage message) {
    StringBuilder text = new StringBuilder();
    text.append(message.messageType().map(MessageType::toString).orElse("BOOTP"));
    text.append(String.format(" xid %08x of %s", message.xid(), message.hardwareAddress()));
    with(text, "ciaddr", message.ciaddr());
    with(text, "yiaddr", message.yiaddr());
    message.option(DhcpOptions.ADDRESS_REQUEST).ifPresent(it -> with(text, "requests", it));
    message.option(DhcpOptions.DHCP_SERVER_ID).ifPresent(it -> with(text, "server", it));
    message
        .option(DhcpOptions.ADDRESS_TIME)
        .ifPresent(it -> text.append(", for ").append(it.toSeconds()).append(" s"));
    return text.toString();
  }

  private static void with(StringBuilder text, String name, Ipv4Address address) {
    if (!address.isUnspecified()) {
      text.append(", ").append(name).append(' ').append(address);
    }
  }

  private static String fate(List<Delivery> deliveries) {
    return switch (deliveries.size()) {
      case 0 -> " (lost)";
      case 1 -> "";
      default -> " (" + deliveries.size() + " times)";
    };
  }
}
