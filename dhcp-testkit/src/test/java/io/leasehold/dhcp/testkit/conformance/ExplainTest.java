package io.leasehold.dhcp.testkit.conformance;

import static io.leasehold.dhcp.testkit.conformance.Ask.A;
import static io.leasehold.dhcp.testkit.conformance.Ask.B;
import static io.leasehold.dhcp.testkit.conformance.Ask.discover;
import static io.leasehold.dhcp.testkit.conformance.Ask.inform;
import static io.leasehold.dhcp.testkit.conformance.Ask.release;
import static io.leasehold.dhcp.testkit.conformance.Ask.renewing;
import static io.leasehold.dhcp.testkit.conformance.Ask.selecting;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.option.OptionSet;
import io.leasehold.dhcp.server.Decision;
import io.leasehold.dhcp.server.LeaseEvent;
import io.leasehold.dhcp.server.ServerListener;
import io.leasehold.dhcp.server.Trace;
import io.leasehold.dhcp.server.Trace.Topic;
import io.leasehold.dhcp.server.config.ClientClass;
import io.leasehold.dhcp.server.config.HostKey;
import io.leasehold.dhcp.server.config.Pool;
import io.leasehold.dhcp.server.config.Reservation;
import io.leasehold.dhcp.server.config.ServerConfig;
import io.leasehold.dhcp.server.config.SharedNetwork;
import io.leasehold.dhcp.server.match.RequestValue;
import io.leasehold.dhcp.server.policy.Terms;
import io.leasehold.dhcp.server.policy.Verdict;
import io.leasehold.dhcp.server.transport.InboundDatagram;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Why a decision is as it is. */
class ExplainTest {

  private final Lab lab = new Lab();

  private static List<String> texts(Decision decision, Topic topic) {
    return decision.trace().steps().stream()
        .filter(step -> step.topic() == topic)
        .map(Trace.Step::text)
        .toList();
  }

  private static Reservation kept(HostKey host, String address) {
    return Reservation.builder(host).address(address).build();
  }

  // What a client may not have any more stays held for it, and is no reason to find nothing.
  @Test
  void offerThatDoesNotSuitAnyMore() {
    lab.server(
            server ->
                server.clientClass(
                    ClientClass.builder("phones")
                        .when(RequestValue.option(DhcpOptions.CLASS_ID).startsWith("phone"))
                        .build()))
        .s1(s1 -> s1.pool(Pool.builder("192.0.2.5-192.0.2.5").onlyFor("phones").build()));
    Ask phone = discover(A).raw(60, 'p', 'h', 'o', 'n', 'e').wanting("192.0.2.5");
    assertThat(lab.offer(phone).yiaddr()).isEqualTo("192.0.2.5");
    assertThat(texts(explain(discover(A)), Topic.DECISION))
        .containsExactly("OFFER of 192.0.2.10, by hardware unicast to 192.0.2.10:68");
    Ask another = discover(B).raw(60, 'p', 'h', 'o', 'n', 'e').wanting("192.0.2.5");
    assertThat(lab.offer(another).yiaddr()).isEqualTo("192.0.2.10");
  }

  // Where a reply has no address, options come from the subnet that the request came in by.
  @Test
  void originsWithoutAnAddress() {
    lab.config(
        ServerConfig.builder()
            .option(DhcpOptions.DOMAIN_NAME, "example.com")
            .clientClass(
                ClientClass.builder("late").onlyIfRequired().option(200, Octets.of(9)).build())
            .network(
                SharedNetwork.builder("campus")
                    .subnet(Lab.s1().build())
                    .subnet(
                        Lab.s2()
                            .option(DhcpOptions.DOMAIN_NAME, "example.net")
                            .requireClass("late")
                            .build())
                    .build())
            .build());
    assertThat(texts(explain(inform(A, "198.51.100.12").relayed().asking(15, 200)), Topic.OPTION))
        .contains(
            "Domain Name (15) \"example.net\", from subnet 198.51.100.0/24",
            "Option 200 09, from client class late");
  }

  // The whole story of a DISCOVER, as it is printed.
  @Test
  void storyOfADiscover() {
    lab.bound(B, "192.0.2.12");
    lab.server(
            server ->
                server
                    .clientClass(
                        ClientClass.builder("phones")
                            .when(RequestValue.option(DhcpOptions.CLASS_ID).startsWith("phone"))
                            .option(DhcpOptions.SERVER_NAME, "boot")
                            .build())
                    .option(DhcpOptions.NTP_SERVERS, List.of(Ipv4Address.parse("192.0.2.7"))))
        .s1(s1 -> s1.reservation(kept(HostKey.of(B), "192.0.2.30")));
    Decision decision =
        lab.engine()
            .explain(
                discover(A)
                    .wanting("192.0.2.12")
                    .raw(60, 'p', 'h', 'o', 'n', 'e', '1')
                    .asking(3, 42, 66)
                    .datagram());
    assertThat(decision.trace().toString())
        .isEqualTo(
            """
            message      DISCOVER of 02:00:00:00:00:0a, for 192.0.2.12, at if0
            network      192.0.2.0/24, by interface if0 with 192.0.2.1
            class        in phones: option Class Id (60) starts with "phone"
            reservation  nothing is kept for this client
            policy       the usual terms
            address      192.0.2.12 (asked for) is leased to another client
            address      192.0.2.10 (free) can be had
            option       DHCP Msg Type (53) OFFER
            option       DHCP Server Id (54) 192.0.2.1
            option       Address Time (51) 1 h (3600 s)
            option       Renewal Time (58) 30 min (1800 s)
            option       Rebinding Time (59) 52 min 30 s (3150 s)
            option       Subnet Mask (1) 255.255.255.0
            option       Router (3) 192.0.2.1, from subnet 192.0.2.0/24
            option       NTP Servers (42) 192.0.2.7, from the server's configuration
            option       Server-Name (66) "boot", from client class phones
            decision     OFFER of 192.0.2.10, by hardware unicast to 192.0.2.10:68\
            """);
  }

  // A dry run stores, holds, counts and tells nothing.
  @Test
  void changesNothing() {
    assertThat(texts(explain(discover(A)), Topic.DECISION))
        .containsExactly("OFFER of 192.0.2.10, by hardware unicast to 192.0.2.10:68");
    assertThat(lab.offer(discover(B)).yiaddr()).isEqualTo("192.0.2.10");
    Decision ack = explain(selecting(B, "192.0.2.10"));
    assertThat(texts(ack, Topic.STORE))
        .containsExactly("192.0.2.10 is stored as BOUND until 2026-01-01T01:00:00Z");
    assertThat(lab.storedLeases()).isZero();
    assertThat(lab.events).isEmpty();
    assertThat(lab.engine().counters().received().values().stream().mapToLong(n -> n).sum())
        .isEqualTo(1);
    lab.ack(selecting(B, "192.0.2.10"));
    explain(release(B, "192.0.2.10"));
    assertThat(lab.isBound("192.0.2.10", B)).isTrue();
  }

  // Each address that is passed over has its reason, in the order in which they are looked at.
  @Test
  void addresses() {
    lab.bound(A, "192.0.2.12");
    lab.bound(B, "192.0.2.30");
    lab.s1(s1 -> s1.reservation(kept(HostKey.of(A), "192.0.2.30")))
        .engine(
            engine ->
                engine.policy(
                    request ->
                        Verdict.grant(Terms.USUAL.withAddress(Ipv4Address.parse("192.0.2.99")))));
    assertThat(texts(explain(discover(A)), Topic.ADDRESS))
        .containsExactly(
            "192.0.2.30 (reserved) is leased to another client",
            "192.0.2.99 (wanted by the policy) is in no pool",
            "192.0.2.12 (leased before) can be had");
  }

  // Why there is no address, why an address is refused, and why there is no answer.
  @Test
  void refusals() {
    assertThat(texts(explain(renewing(A, "192.0.2.99")), Topic.ADDRESS))
        .containsExactly("192.0.2.99 (asked for) is in no pool");
    assertThat(texts(explain(selecting(A, "192.0.2.10").server("203.0.113.1")), Topic.MESSAGE))
        .containsExactly(
            "REQUEST (SELECTING) of 02:00:00:00:00:0a, for 192.0.2.10, at if0, to another server");
    assertThat(texts(explain(discover(A).relayed(Ipv4Address.parse("203.0.113.1"))), Topic.NETWORK))
        .containsExactly("none is configured for relay agent 203.0.113.1");
    assertThat(explain(discover(A).damaged(octets -> octets.slice(0, 100))).trace().toString())
        .isEqualTo(
            "decision     no reply, MALFORMED: datagram at offset 0: expected at least 236 octets"
                + " of header, found 100 octets");
    assertThat(explain(discover(A).raw(53)).trace().toString())
        .isEqualTo(
            """
            message      message of 02:00:00:00:00:0a
            decision     no reply, INVALID_MESSAGE_TYPE: message type (53) \
            """);
  }

  // What a policy says, be it terms or a refusal.
  @Test
  void policies() {
    lab.engine(engine -> engine.policy(request -> Verdict.silence("not today")));
    assertThat(texts(explain(discover(A)), Topic.POLICY)).containsExactly("refuses: not today");
    assertThat(texts(explain(discover(A)), Topic.ADDRESS)).isEmpty();
  }

  // Each option has the level that its value comes from; what is worked out has none.
  @Test
  void originsOfOptions() {
    lab.server(
            server ->
                server
                    .option(DhcpOptions.DOMAIN_NAME, "of-the-server")
                    .option(DhcpOptions.NTP_SERVERS, List.of(Ipv4Address.parse("192.0.2.7")))
                    .clientClass(
                        ClientClass.builder("all")
                            .when(RequestValue.hardwareAddress().exists())
                            .option(DhcpOptions.ROOT_PATH, "/")
                            .build()))
        .s1(
            s1 ->
                s1.reservation(
                    Reservation.builder(HostKey.of(A))
                        .option(DhcpOptions.LOG_SERVER, List.of(Ipv4Address.parse("192.0.2.8")))
                        .build()))
        .engine(
            engine ->
                engine.policy(
                    request ->
                        Verdict.grant(
                            Terms.USUAL.withOptions(
                                OptionSet.builder()
                                    .put(DhcpOptions.MTU_INTERFACE, 1400)
                                    .build()))));
    assertThat(texts(explain(discover(A).asking(3, 7, 15, 17, 26, 42)), Topic.OPTION))
        .containsExactly(
            "DHCP Msg Type (53) OFFER",
            "DHCP Server Id (54) 192.0.2.1",
            "Address Time (51) 1 h (3600 s)",
            "Renewal Time (58) 30 min (1800 s)",
            "Rebinding Time (59) 52 min 30 s (3150 s)",
            "Subnet Mask (1) 255.255.255.0",
            "Router (3) 192.0.2.1, from subnet 192.0.2.0/24",
            "Log Server (7) 192.0.2.8, from its reservation",
            "Domain Name (15) \"example.org\", from subnet 192.0.2.0/24",
            "Root Path (17) \"/\", from client class all",
            "MTU Interface (26) 1400, from the policy",
            "NTP Servers (42) 192.0.2.7, from the server's configuration");
  }

  // A listener that wants the trace of a datagram gets it with the decision, and of no other.
  @Test
  void listenerWantsTrace() {
    List<Trace> traces = new ArrayList<>();
    lab.engine(
        engine ->
            engine.listener(
                new ServerListener() {
                  @Override
                  public void onLease(LeaseEvent event) {}

                  @Override
                  public boolean wantsTrace(InboundDatagram datagram) {
                    return traces.isEmpty();
                  }

                  @Override
                  public void onDecision(InboundDatagram datagram, Decision decision) {
                    traces.add(decision.trace());
                  }
                }));
    lab.offer(discover(A));
    lab.ack(selecting(A, "192.0.2.10"));
    assertThat(traces.get(0).steps()).extracting(Trace.Step::topic).contains(Topic.NETWORK);
    assertThat(traces.get(1)).isEqualTo(Trace.NONE);
  }

  private Decision explain(Ask ask) {
    return lab.engine().explain(ask.datagram());
  }
}
