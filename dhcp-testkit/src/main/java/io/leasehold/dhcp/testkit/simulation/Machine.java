package io.leasehold.dhcp.testkit.simulation;

import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.value.ClientIdentifier;
import io.leasehold.dhcp.testkit.DhcpTestClient;
import io.leasehold.dhcp.testkit.DhcpTestClientBuilder;
import io.leasehold.dhcp.testkit.network.ClientPort;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** A computer with a DHCP client. */
final class Machine {

  private static final List<Integer> ASKED_FOR = List.of(1, 3, 6, 15, 51, 58, 59);

  private final Temper temper;
  private final Identity identity;
  private final ClientPort port;
  private final DhcpTestClient client;
  private final String name;

  Machine(
      Site site,
      Temper temper,
      String segment,
      HardwareAddress hardwareAddress,
      Optional<ClientIdentifier> identifier,
      RandomGenerator random) {
    this.temper = temper;
    this.identity = Identity.of(identifier, Optional.of(hardwareAddress));
    name = temper.name().toLowerCase(Locale.ROOT) + " " + hardwareAddress;
    port = site.network().addClient(segment, hardwareAddress, name);
    port.hearOnlyOwn();
    boolean wantsBroadcast = random.nextInt(4) == 0;
    DhcpTestClientBuilder builder =
        DhcpTestClient.builder(port, hardwareAddress)
            .seed(random.nextLong())
            .messages(
                message ->
                    message.broadcast(wantsBroadcast).option(DhcpOptions.PARAMETER_LIST, ASKED_FOR))
            .declinesIf(site::isSquatted)
            .onLease(lease -> site.checks().onBelief(this, lease));
    identifier.ifPresent(builder::clientIdentifier);
    if (temper == Temper.IMPATIENT) {
      builder.timeout(Duration.ofMillis(random.nextInt(20, 400))).attempts(8);
    }
    client = builder.build();
  }

  /** Returns an identifier that no hardware address looks like. */
  static ClientIdentifier identifier(int number) {
    return new ClientIdentifier(Octets.ofText("\0client " + number));
  }

  Temper temper() {
    return temper;
  }

  Identity identity() {
    return identity;
  }

  ClientPort port() {
    return port;
  }

  DhcpTestClient client() {
    return client;
  }

  @Override
  public String toString() {
    return name;
  }
}
