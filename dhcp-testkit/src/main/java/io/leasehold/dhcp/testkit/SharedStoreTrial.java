package io.leasehold.dhcp.testkit;

import io.leasehold.dhcp.codec.DhcpCodec;
import io.leasehold.dhcp.codec.DhcpMessage;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.value.MessageType;
import io.leasehold.dhcp.server.Decision.Reply;
import io.leasehold.dhcp.server.DhcpEngine;
import io.leasehold.dhcp.server.config.ServerConfig;
import io.leasehold.dhcp.server.config.Subnet;
import io.leasehold.dhcp.server.store.LeaseStore;
import io.leasehold.dhcp.server.transport.Arrival;
import io.leasehold.dhcp.server.transport.InboundDatagram;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

/**
 * Servers over one store, and more clients than addresses, on as many threads as there are servers
 * and some more. Who has which address is known from what the clients are told, and from nothing
 * else.
 */
final class SharedStoreTrial {

  private static final int SERVERS = 3;
  private static final int THREADS = 6;
  private static final int TURNS = 60;
  private static final int CLIENTS_OF_THREAD = 4;

  private final List<DhcpEngine> engines = new ArrayList<>();
  private final Map<Ipv4Address, Integer> owners = new ConcurrentHashMap<>();
  private final Queue<String> objections = new ConcurrentLinkedQueue<>();

  SharedStoreTrial(LeaseStore store) {
    ServerConfig config =
        ServerConfig.of(Subnet.builder("192.0.2.0/24").pool("192.0.2.10-192.0.2.19").build());
    Clock clock = TestClock.at(SampleLeases.NOW);
    for (int i = 0; i < SERVERS; i++) {
      engines.add(DhcpEngine.builder(config).store(store).clock(clock).build());
    }
  }

  /** Returns what went wrong. */
  List<String> run() throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    CountDownLatch start = new CountDownLatch(1);
    for (int i = 0; i < THREADS; i++) {
      Client[] clients = new Client[CLIENTS_OF_THREAD];
      for (int j = 0; j < clients.length; j++) {
        clients[j] = new Client(i * CLIENTS_OF_THREAD + j);
      }
      Random random = new Random(i);
      Thread thread =
          new Thread(
              () -> {
                try {
                  start.await();
                  for (int turn = 0; turn < TURNS; turn++) {
                    clients[random.nextInt(clients.length)].act(random);
                  }
                } catch (InterruptedException | RuntimeException | Error e) {
                  objections.add(e.toString());
                }
              });
      thread.start();
      threads.add(thread);
    }
    start.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    return List.copyOf(objections);
  }

  private static Ipv4Address addressOf(int server) {
    return Ipv4Address.parse("192.0.2.1").plus(server);
  }

  /** A client that takes what it is offered by any of the servers, and gives it back to any. */
  private final class Client {

    private final int number;
    private Optional<Ipv4Address> address = Optional.empty();

    Client(int number) {
      this.number = number;
    }

    void act(Random random) {
      int server = random.nextInt(SERVERS);
      if (address.isPresent()) {
        // Before it is sent: whoever gets the address next may be told first.
        owners.remove(address.get(), number);
        ask(server, message(MessageType.RELEASE).ciaddr(address.get()));
        address = Optional.empty();
        return;
      }
      ask(server, message(MessageType.DISCOVER))
          .map(DhcpMessage::yiaddr)
          .flatMap(
              offered ->
                  ask(
                      server,
                      message(MessageType.REQUEST)
                          .option(DhcpOptions.DHCP_SERVER_ID, addressOf(server))
                          .option(DhcpOptions.ADDRESS_REQUEST, offered)))
          .filter(reply -> reply.messageType().equals(Optional.of(MessageType.ACK)))
          .ifPresent(reply -> take(reply.yiaddr()));
    }

    private void take(Ipv4Address got) {
      address = Optional.of(got);
      Optional.ofNullable(owners.putIfAbsent(got, number))
          .ifPresent(
              other -> objections.add(got + " is leased to clients " + other + " and " + number));
    }

    private DhcpMessage.Builder message(MessageType type) {
      return DhcpMessage.request()
          .hardwareAddress(SampleLeases.hardware(number))
          .xid(number)
          .option(DhcpOptions.DHCP_MSG_TYPE, type);
    }

    private Optional<DhcpMessage> ask(int server, DhcpMessage.Builder message) {
      InboundDatagram datagram =
          new InboundDatagram(
              DhcpCodec.encode(message.build()),
              Ipv4Address.UNSPECIFIED,
              68,
              new Arrival("eth0", addressOf(server), false));
      return engines.get(server).handle(datagram) instanceof Reply reply
          ? Optional.of(reply.message())
          : Optional.empty();
    }
  }
}
