package io.leasehold.dhcp.store.h2;

import io.leasehold.dhcp.codec.DhcpCodec;
import io.leasehold.dhcp.codec.DhcpMessage;
import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.value.MessageType;
import io.leasehold.dhcp.server.Decision;
import io.leasehold.dhcp.server.Decision.Reply;
import io.leasehold.dhcp.server.DhcpEngine;
import io.leasehold.dhcp.server.config.ServerConfig;
import io.leasehold.dhcp.server.config.Subnet;
import io.leasehold.dhcp.server.store.LeaseStore;
import io.leasehold.dhcp.server.transport.Arrival;
import io.leasehold.dhcp.server.transport.InboundDatagram;
import io.leasehold.dhcp.testkit.TestClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * The process with a whole server that {@link KillTest} kills: more clients than there are
 * addresses obtain, renew, release and let go of leases of two minutes, in batches, a second each;
 * it prints what each client is told when it is told.
 */
final class KilledServer {

  /** How long each lease is. */
  static final Duration LEASE_TIME = Duration.ofMinutes(2);

  private static final Ipv4Address SERVER = Ipv4Address.parse("10.0.0.1");
  private static final int CLIENTS = 3000;
  private static final int LARGEST_BATCH = 64;

  private final DhcpEngine engine;
  private final TestClock clock;
  private final Random random;
  private final Map<Integer, Ipv4Address> leased = new HashMap<>();

  private KilledServer(LeaseStore store, TestClock clock, Random random) {
    this.clock = clock;
    this.random = random;
    engine =
        DhcpEngine.builder(
                ServerConfig.of(
                    Subnet.builder("10.0.0.0/20")
                        .pool("10.0.1.0-10.0.7.255")
                        .leaseTime(LEASE_TIME)
                        .build()))
            .store(store)
            .clock(clock)
            .build();
  }

  /** Starts the process. */
  static Process start(Path file, long seed, Instant time) throws IOException {
    return KilledProcess.start(
        KilledServer.class, file.toString(), Long.toString(seed), time.toString());
  }

  /** Takes the file of the store, the seed of what the clients do, and the time. */
  public static void main(String[] arguments) {
    System.out.println(KilledProcess.OPENING);
    LeaseStore store =
        H2LeaseStore.builder(Path.of(arguments[0])).foldInterval(Duration.ofSeconds(1)).open();
    KilledServer server =
        new KilledServer(
            store,
            TestClock.at(Instant.parse(arguments[2])),
            new Random(Long.parseLong(arguments[1])));
    while (true) {
      server.serve();
    }
  }

  private void serve() {
    clock.advance(Duration.ofSeconds(1));
    StringBuilder told = new StringBuilder();
    List<InboundDatagram> messages = new ArrayList<>();
    List<Integer> clients =
        random.ints(1 + random.nextInt(LARGEST_BATCH), 0, CLIENTS).distinct().boxed().toList();
    for (int client : clients) {
      Optional<Ipv4Address> address = Optional.ofNullable(leased.get(client));
      if (address.isPresent() && random.nextInt(4) == 0) {
        // A client that is about to release an address does not use it any more.
        told.append(new Word(client, leased.remove(client), clock.instant(), false)).append('\n');
        messages.add(
            datagram(
                message(client, MessageType.RELEASE)
                    .ciaddr(address.orElseThrow())
                    .option(DhcpOptions.DHCP_SERVER_ID, SERVER)));
      } else if (address.isPresent() && random.nextBoolean()) {
        messages.add(datagram(message(client, MessageType.REQUEST).ciaddr(address.orElseThrow())));
      } else {
        messages.add(datagram(message(client, MessageType.DISCOVER)));
      }
    }
    say(told);
    List<InboundDatagram> selections = new ArrayList<>();
    for (DhcpMessage reply : replies(messages)) {
      if (isA(reply, MessageType.OFFER)) {
        selections.add(
            datagram(
                message(reply.xid(), MessageType.REQUEST)
                    .option(DhcpOptions.DHCP_SERVER_ID, SERVER)
                    .option(DhcpOptions.ADDRESS_REQUEST, reply.yiaddr())));
      }
    }
    replies(selections);
  }

  private List<DhcpMessage> replies(List<InboundDatagram> messages) {
    StringBuilder told = new StringBuilder();
    List<DhcpMessage> replies = new ArrayList<>();
    for (Decision decision : engine.handle(messages)) {
      if (decision instanceof Reply reply) {
        DhcpMessage message = reply.message();
        replies.add(message);
        if (isA(message, MessageType.ACK)) {
          leased.put(message.xid(), message.yiaddr());
          told.append(new Word(message.xid(), message.yiaddr(), clock.instant(), true))
              .append('\n');
        }
      }
    }
    say(told);
    return replies;
  }

  private static void say(StringBuilder told) {
    System.out.print(told);
    System.out.flush();
  }

  private static boolean isA(DhcpMessage message, MessageType type) {
    return message.messageType().equals(Optional.of(type));
  }

  /** Returns the hardware address of a client. */
  static HardwareAddress hardwareAddress(int client) {
    return new HardwareAddress(
        HardwareAddress.ETHERNET, Octets.of(2, 0, 0, 0, client >>> 8, client & 0xff));
  }

  private static DhcpMessage.Builder message(int client, MessageType type) {
    return DhcpMessage.request()
        .hardwareAddress(hardwareAddress(client))
        .xid(client)
        .option(DhcpOptions.DHCP_MSG_TYPE, type);
  }

  private static InboundDatagram datagram(DhcpMessage.Builder message) {
    return new InboundDatagram(
        DhcpCodec.encode(message.build()),
        Ipv4Address.UNSPECIFIED,
        68,
        new Arrival("eth0", SERVER, false));
  }

  /**
   * A line that says what a client knows.
   *
   * @param client its number
   * @param address which it has, or is about to release
   * @param time of the server
   * @param has whether it has been given the address, from then on
   */
  record Word(int client, Ipv4Address address, Instant time, boolean has) {

    private static final String END = ";";

    /** Reads a line; one that the kill has cut off says nothing. */
    static Optional<Word> parse(String line) {
      if (!line.endsWith(END)) {
        return Optional.empty();
      }
      String[] words = line.substring(0, line.length() - END.length()).split(" ", -1);
      return Optional.of(
          new Word(
              Integer.parseInt(words[0]),
              Ipv4Address.parse(words[1]),
              Instant.parse(words[2]),
              Boolean.parseBoolean(words[3])));
    }

    Instant end() {
      return time.plus(LEASE_TIME);
    }

    /** Returns the line. */
    @Override
    public String toString() {
      return client + " " + address + " " + time + " " + has + END;
    }
  }
}
