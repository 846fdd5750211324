package io.leasehold.dhcp.examples.readme;

import io.leasehold.dhcp.codec.Decoding.Decoded;
import io.leasehold.dhcp.codec.DhcpCodec;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.address.Ipv4Network;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.option.OptionFormat;
import io.leasehold.dhcp.codec.option.OptionKey;
import io.leasehold.dhcp.codec.option.OptionSpace;
import io.leasehold.dhcp.codec.option.SubOptions;
import io.leasehold.dhcp.server.Decision;
import io.leasehold.dhcp.server.DhcpEngine;
import io.leasehold.dhcp.server.DhcpServer;
import io.leasehold.dhcp.server.Misfit;
import io.leasehold.dhcp.server.ServerListener;
import io.leasehold.dhcp.server.admin.LeaseFilter;
import io.leasehold.dhcp.server.admin.LeaseOutcome;
import io.leasehold.dhcp.server.admin.LeasePage;
import io.leasehold.dhcp.server.admin.LeaseStatus;
import io.leasehold.dhcp.server.admin.Leases;
import io.leasehold.dhcp.server.config.ClientClass;
import io.leasehold.dhcp.server.config.HostKey;
import io.leasehold.dhcp.server.config.Pool;
import io.leasehold.dhcp.server.config.Reservation;
import io.leasehold.dhcp.server.config.ServerConfig;
import io.leasehold.dhcp.server.config.Subnet;
import io.leasehold.dhcp.server.match.Condition;
import io.leasehold.dhcp.server.match.RequestValue;
import io.leasehold.dhcp.server.policy.LeasePolicy;
import io.leasehold.dhcp.server.policy.Terms;
import io.leasehold.dhcp.server.policy.Verdict;
import io.leasehold.dhcp.server.policy.builtin.AccessList;
import io.leasehold.dhcp.server.policy.builtin.AdaptiveLeaseTime;
import io.leasehold.dhcp.server.policy.builtin.LeaseLimit;
import io.leasehold.dhcp.server.policy.builtin.Line;
import io.leasehold.dhcp.server.reservation.CachedReservations;
import io.leasehold.dhcp.server.reservation.ReservationSource;
import io.leasehold.dhcp.server.store.ClientKey;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.store.LeaseStore;
import io.leasehold.dhcp.server.transport.InboundDatagram;
import io.leasehold.dhcp.server.transport.Transport;
import io.leasehold.dhcp.server.transport.UdpTransport;
import io.leasehold.dhcp.store.h2.H2LeaseStore;
import io.leasehold.dhcp.store.h2.KeaLeaseFile;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** The Java code of the README, so that it compiles. */
final class Snippets {

  private Snippets() {}

  static void embed(CountDownLatch stopped) throws IOException, InterruptedException {
    Subnet subnet =
        Subnet.builder("192.0.2.0/24")
            .pool("192.0.2.10-192.0.2.200")
            .option(DhcpOptions.ROUTER, List.of(Ipv4Address.parse("192.0.2.1")))
            .build();
    try (LeaseStore store = H2LeaseStore.open(Path.of("leases"));
        Transport udp = UdpTransport.builder().onInterface("eth0").open();
        DhcpServer server =
            DhcpServer.builder(ServerConfig.of(subnet)).store(store).transport(udp).start()) {
      System.out.println("serving at " + server.localAddresses());
      stopped.await();
    }
  }

  static void keep(char[] password) throws IOException, SQLException {
    try (H2LeaseStore store =
        H2LeaseStore.builder(Path.of("leases"))
            .password(password)
            .forgetAfter(Duration.ofDays(90))
            .open()) {
      store.backup(Path.of("backup"));
      try (Connection connection = store.connect();
          Writer file = Files.newBufferedWriter(Path.of("leases.csv"))) {
        System.out.println("the table is of " + store.refreshTable() + ", " + connection);
        KeaLeaseFile.write(store, file, address -> 1);
      }
    }
  }

  static LeasePolicy policy(LeasePolicy denyList) {
    LeasePolicy guests =
        request ->
            request.lease().isPresent()
                ? Verdict.USUAL
                : Verdict.grant(Terms.USUAL.withLeaseTime(Duration.ofMinutes(10)));
    return denyList.then(guests);
  }

  static DhcpServer limited(ServerConfig config, LeaseStore store, Set<ClientKey> denied)
      throws IOException {
    LeaseLimit limit = new LeaseLimit(Line.REMOTE_ID, 4);
    store.forEach(limit::learn);
    DhcpServer server =
        DhcpServer.builder(config)
            .store(store)
            .policy(
                AccessList.deny(denied)
                    .then(limit)
                    .then(new AdaptiveLeaseTime(0.9, Duration.ofMinutes(10))))
            .listener(limit)
            .start();
    return server;
  }

  static ServerConfig classes() {
    ClientClass phones =
        ClientClass.builder("phones")
            .when(
                RequestValue.option(DhcpOptions.CLASS_ID)
                    .startsWith("phone")
                    .and(Condition.memberOf(ClientClass.KNOWN)))
            .option(DhcpOptions.TFTP_SERVER_ADDRESS, List.of(Ipv4Address.parse("192.0.2.5")))
            .build();
    Subnet subnet =
        Subnet.builder("192.0.2.0/24")
            .pool(Pool.builder("192.0.2.10-192.0.2.99").onlyFor("phones").build())
            .pool("192.0.2.100-192.0.2.200")
            .build();
    ServerConfig config = ServerConfig.builder().clientClass(phones).subnet(subnet).build();
    return config;
  }

  record Row(HostKey key, Ipv4Address address) {}

  interface Database {
    Optional<Row> find(HostKey key);
  }

  static ReservationSource hosts(Database database) {
    ReservationSource hosts =
        host ->
            host.keys().stream()
                .flatMap(key -> database.find(key).stream())
                .findFirst()
                .map(row -> Reservation.builder(row.key()).address(row.address()).build());
    ReservationSource cached =
        CachedReservations.builder(hosts).time(Duration.ofMinutes(5)).build();
    return cached;
  }

  static ServerListener watch() {
    ServerListener watcher =
        event -> System.out.println(event.kind() + " " + event.lease().address());
    return watcher;
  }

  static void change(DhcpServer server, ServerConfig config) {
    server.reconfigure(config);
    for (Misfit misfit : server.misfits()) {
      System.out.println(misfit.why());
    }
  }

  static void administer(DhcpServer server, Ipv4Address address) {
    Leases leases = server.leases();
    LeaseFilter guests =
        LeaseFilter.ALL.in(Ipv4Network.parse("192.0.2.0/24")).with(LeaseStatus.IN_FORCE);
    LeasePage page = leases.list(guests, 100);
    for (Lease lease : page.leases()) {
      System.out.println(lease);
    }
    if (leases.revoke(address) instanceof LeaseOutcome.Refused refused) {
      System.out.println(refused.why());
    }
  }

  static void ask(DhcpServer server, InboundDatagram datagram) {
    System.out.println(server.explain(datagram).trace());
  }

  static Decision drive(Subnet subnet, Clock clock, InboundDatagram datagram) {
    DhcpEngine engine = DhcpEngine.builder(ServerConfig.of(subnet)).clock(clock).build();
    Decision decision = engine.handle(datagram);
    return decision;
  }

  static void read(Octets datagram) {
    OptionKey<String> token = OptionKey.of(1, "token", OptionFormat.TEXT);
    OptionSpace acme = OptionSpace.withPadAndEnd("acme", token);
    OptionKey<SubOptions> acmeOptions = OptionKey.of(43, "acme", acme.format());

    if (DhcpCodec.decode(datagram) instanceof Decoded decoded) {
      decoded.problems().forEach(System.out::println);
      Optional<List<Ipv4Address>> routers = decoded.message().option(DhcpOptions.ROUTER);
      Optional<String> theirs = decoded.message().option(acmeOptions).flatMap(it -> it.get(token));
      System.out.println(decoded.message().describe() + routers + theirs);
    }
  }
}
