package io.leasehold.dhcp.testkit.simulation;

import io.leasehold.dhcp.codec.DhcpMessage;
import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.value.MessageType;
import io.leasehold.dhcp.testkit.ClientLease;
import io.leasehold.dhcp.testkit.DhcpTestClient;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What clients of each temper do all day. */
final class Behaviour {

  /** Longer than any datagram is on its way, and than a server is about it. */
  private static final Duration LATENESS = Duration.ofSeconds(20);

  private final Site site;
  private final Machine machine;
  private final DhcpTestClient client;
  private final RandomGenerator random;

  Behaviour(Site site, Machine machine, RandomGenerator random) {
    this.site = site;
    this.machine = machine;
    this.random = random;
    client = machine.client();
  }

  /** Goes on until the process is killed. */
  void run() {
    sleep(60);
    while (true) {
      if (site.isCalm()) {
        client.live(Duration.ofSeconds(10));
      } else {
        act();
      }
    }
  }

  private void act() {
    switch (machine.temper()) {
      case WELL_BEHAVED, CLONE, TWIN -> client.live(Duration.ofSeconds(30));
      case COMING_AND_GOING -> comeAndGo();
      case IMPATIENT -> beImpatient();
      case ROAMING -> roam();
      case SLEEPER -> oversleep();
      case SQUATTER -> squat();
      case ATTACKER -> attack();
      case HASTY -> haste();
    }
  }

  private void comeAndGo() {
    Optional<Ipv4Address> last = client.lease().map(ClientLease::address);
    if (last.isPresent() && random.nextInt(4) == 0) {
      var unused = client.tryInform(last.get());
    }
    if (last.isPresent() && client.lease().isPresent() && random.nextBoolean()) {
      release();
      if (random.nextInt(4) == 0) {
        // Nobody acknowledges a RELEASE, so that some clients send it twice.
        client.send(
            client
                .message(MessageType.RELEASE)
                .ciaddr(last.get())
                .option(DhcpOptions.DHCP_SERVER_ID, site.anyServer())
                .build());
        machine.port().sleep(LATENESS);
      }
    }
    sleep(40);
    if (last.isPresent() && random.nextBoolean()) {
      client.tryReboot(last.get());
    } else if (random.nextBoolean()) {
      client.tryBind(last);
    }
    client.live(upTo(300));
  }

  private void beImpatient() {
    client.tryBind();
    client.live(upTo(60));
    if (client.lease().isPresent() && random.nextBoolean()) {
      client.tryRenew();
    }
    if (client.lease().isPresent() && random.nextInt(3) == 0) {
      release();
    }
  }

  private void roam() {
    client.live(upTo(120));
    Optional<Ipv4Address> last = client.lease().map(ClientLease::address);
    machine.port().moveTo(site.anySegment(random));
    last.ifPresent(client::tryReboot);
  }

  private void oversleep() {
    client.live(upTo(60));
    Optional<ClientLease> held = client.lease();
    sleep((int) site.scenario().leaseTime().toSeconds() * 2);
    if (held.isPresent() && client.lease().isEmpty()) {
      if (random.nextBoolean()) {
        client.tryReboot(held.get().address());
      } else {
        // It does not know that its lease has ended, and asks its server for more of it.
        client.send(client.message(MessageType.REQUEST).ciaddr(held.get().address()).build());
      }
    }
  }

  private void squat() {
    Ipv4Address address = site.anyAddress(random);
    site.squat(machine, Optional.of(address));
    client.receive(upTo(200));
    site.squat(machine, Optional.empty());
    sleep(100);
  }

  private void attack() {
    int count = random.nextInt(1, 1 + site.scenario().poolSize());
    for (int i = 0; i < count && !site.isCalm(); i++) {
      HardwareAddress forged =
          HardwareAddress.ethernet(
              String.format("06:66:%02x:%02x:%02x:%02x", bits(), bits(), bits(), bits()));
      Machine next =
          new Machine(
              site, Temper.ATTACKER, machine.port().segment(), forged, Optional.empty(), random);
      Optional<Ipv4Address> liked =
          random.nextBoolean() ? Optional.of(site.anyAddress(random)) : Optional.empty();
      if (random.nextInt(3) == 0) {
        // It looks at what it is offered, and takes nothing.
        DhcpMessage.Builder discover = next.client().message(MessageType.DISCOVER);
        liked.ifPresent(it -> discover.option(DhcpOptions.ADDRESS_REQUEST, it));
        next.client().send(discover.build());
      } else {
        next.client().tryBind(liked);
      }
      if (random.nextInt(8) == 0 && next.client().lease().isPresent()) {
        next.client().decline();
      }
      if (random.nextInt(4) == 0) {
        giveBackForOthers(next.client());
      }
      next.client().close();
    }
    sleep(200);
  }

  /** Says that an address is given back or in use that is not its own. */
  private void giveBackForOthers(DhcpTestClient forged) {
    Ipv4Address address = site.anyAddress(random);
    if (forged.lease().filter(lease -> lease.address().equals(address)).isPresent()) {
      return;
    }
    forged.send(
        random.nextBoolean()
            ? forged
                .message(MessageType.RELEASE)
                .ciaddr(address)
                .option(DhcpOptions.DHCP_SERVER_ID, site.anyServer())
                .build()
            : forged
                .message(MessageType.DECLINE)
                .option(DhcpOptions.ADDRESS_REQUEST, address)
                .option(DhcpOptions.DHCP_SERVER_ID, site.anyServer())
                .build());
  }

  private void haste() {
    client.tryRapidBind();
    client.live(upTo(200));
    if (client.lease().isPresent() && random.nextBoolean()) {
      release();
    }
    sleep(30);
  }

  /**
   * Gives the address back, and waits until that can have reached the server: a RELEASE has nothing
   * that tells it from one of a later lease.
   */
  private void release() {
    client.release();
    machine.port().sleep(LATENESS);
  }

  private int bits() {
    return random.nextInt(256);
  }

  private Duration upTo(int seconds) {
    return Duration.ofMillis(random.nextInt(1, seconds * 1000));
  }

  private void sleep(int seconds) {
    machine.port().sleep(upTo(seconds));
  }
}
