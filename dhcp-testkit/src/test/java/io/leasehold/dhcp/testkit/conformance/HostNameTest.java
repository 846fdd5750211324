package io.leasehold.dhcp.testkit.conformance;

import static io.leasehold.dhcp.testkit.conformance.Ask.A;
import static io.leasehold.dhcp.testkit.conformance.Ask.discover;
import static io.leasehold.dhcp.testkit.conformance.Ask.release;
import static io.leasehold.dhcp.testkit.conformance.Ask.renewing;
import static io.leasehold.dhcp.testkit.conformance.Ask.selecting;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.value.ClientFqdn;
import io.leasehold.dhcp.codec.value.DomainName;
import io.leasehold.dhcp.server.LeaseEvent;
import io.leasehold.dhcp.server.config.CharacterFilter;
import io.leasehold.dhcp.server.config.NameReplacement;
import io.leasehold.dhcp.server.config.Reservation;
import io.leasehold.dhcp.server.config.Setting;
import io.leasehold.dhcp.server.config.Subnet;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.store.NameUpdates;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Host names, and who puts them into the DNS: options 12 and 81, RFC 4702. */
class HostNameTest {

  private static final int FQDN = DhcpOptions.CLIENT_FQDN.code();
  private static final int S = ClientFqdn.SERVER_UPDATES;
  private static final int O = ClientFqdn.OVERRIDDEN;
  private static final int E = ClientFqdn.CANONICAL;
  private static final int N = ClientFqdn.NO_UPDATES;

  private final Lab lab = new Lab();

  private static Subnet.Builder updating(Subnet.Builder subnet) {
    return subnet
        .set(Setting.NAME_UPDATES, true)
        .set(Setting.QUALIFYING_SUFFIX, DomainName.parse("example.org"));
  }

  private static Ask ascii(Ask ask, int flags, String name) {
    return ask.option(DhcpOptions.CLIENT_FQDN, new ClientFqdn(flags, 0, 0, Octets.ofText(name)));
  }

  private static Ask request(int flags, String name) {
    return ascii(selecting(A, "192.0.2.12"), flags, name);
  }

  private ClientFqdn answer(Ask ask) {
    return lab.ack(ask).option(DhcpOptions.CLIENT_FQDN);
  }

  private Lease lease() {
    return lab.stored("192.0.2.12").orElseThrow();
  }

  // Option 81 goes to nobody who has not sent it, however much it is asked for or configured.
  @Test
  @Tag("NAME-02")
  void name02NotSent() {
    lab.s1(s1 -> updating(s1).option(FQDN, Octets.of(0, 0, 0, 'x')).alwaysSend(FQDN));
    assertThat(lab.offer(discover(A).asking(FQDN)).has(FQDN)).isFalse();
    assertThat(lab.offer(discover(A).option(DhcpOptions.HOSTNAME, "pc1")).has(FQDN)).isFalse();
  }

  // Whoever sends option 81 is answered it in OFFER and ACK, with both codes 255.
  @Test
  @Tag("NAME-01")
  @Tag("NAME-03")
  void name03Answered() {
    lab.s1(HostNameTest::updating);
    assertThat(lab.offer(ascii(discover(A), S, "pc1")).message().options().raw(FQDN))
        .contains(Octets.of(1, 255, 255).concat(Octets.ofText("pc1.example.org")));
    assertThat(answer(request(S, "pc1")).rcode1()).isEqualTo(255);
    assertThat(answer(request(S, "pc1")).rcode2()).isEqualTo(255);
  }

  // The answer is encoded as the client's option is, in labels or in ASCII.
  @Test
  @Tag("NAME-04")
  void name04Encoding() {
    lab.s1(HostNameTest::updating);
    assertThat(answer(request(S, "pc1.example.org")).has(E)).isFalse();
    ClientFqdn labels = ClientFqdn.request(S, DomainName.parse("pc1.example.org"));
    assertThat(answer(selecting(A, "192.0.2.12").option(DhcpOptions.CLIENT_FQDN, labels)))
        .isEqualTo(new ClientFqdn(S | E, 255, 255, labels.name()));
  }

  // Who makes which entries follows from the client's flags and what is configured.
  @ParameterizedTest
  @CsvSource({
    "S, true, false, false, S, FORWARD_AND_REVERSE",
    "-, true, false, false, -, REVERSE",
    "-, true, true, false, SO, FORWARD_AND_REVERSE",
    "N, true, true, false, N, NONE",
    "N, true, false, true, SO, FORWARD_AND_REVERSE",
    "S, false, false, false, NO, NONE",
    "-, false, true, true, N, NONE"
  })
  @Tag("NAME-05")
  @Tag("NAME-06")
  @Tag("NAME-07")
  @Tag("NAME-08")
  @Tag("NAME-09")
  @Tag("NAME-10")
  void name05Flags(
      String asked,
      boolean updates,
      boolean overrideClient,
      boolean overrideNone,
      String answered,
      NameUpdates entries) {
    lab.s1(
        s1 ->
            s1.set(Setting.NAME_UPDATES, updates)
                .set(Setting.OVERRIDE_CLIENT_UPDATE, overrideClient)
                .set(Setting.OVERRIDE_NO_UPDATE, overrideNone));
    assertThat(answer(request(flags(asked), "pc1.example.org")).flags()).isEqualTo(flags(answered));
    assertThat(lease().nameUpdates()).isEqualTo(entries);
    assertThat(lease().hostName()).contains("pc1.example.org");
    LeaseEvent event = lab.events.get(0);
    assertThat(event.changesNames()).isEqualTo(entries != NameUpdates.NONE);
    assertThat(event.lease().nameUpdates()).isEqualTo(entries);
  }

  private static int flags(String letters) {
    return (letters.contains("S") ? S : 0)
        | (letters.contains("O") ? O : 0)
        | (letters.contains("N") ? N : 0);
  }

  // Flags that contradict each other make the option none, and the message is answered.
  @Test
  @Tag("NAME-11")
  void name11Contradiction() {
    lab.s1(HostNameTest::updating);
    Lab.Answer ack = lab.ack(selecting(A, "192.0.2.12").raw(FQDN, N | S, 0, 0, 'p', 'c', '1'));
    assertThat(ack.has(FQDN)).isFalse();
    assertThat(lease().hostName()).isEmpty();
  }

  // Of both options the one with the flags counts.
  @Test
  @Tag("NAME-12")
  void name12Both() {
    lab.s1(HostNameTest::updating);
    lab.ack(request(S, "pc1").option(DhcpOptions.HOSTNAME, "other"));
    assertThat(lease().hostName()).contains("pc1.example.org");
  }

  // A part of a name is completed, in either option; without a suffix it stays a part.
  @Test
  @Tag("NAME-13")
  void name13Partial() {
    lab.s1(HostNameTest::updating);
    assertThat(answer(request(S, "pc1")).domainName())
        .contains(DomainName.parse("pc1.example.org"));
    assertThat(lease().hostName()).contains("pc1.example.org");
    lab.ack(selecting(A, "192.0.2.12").option(DhcpOptions.HOSTNAME, "pc_2"));
    assertThat(lease().hostName()).contains("pc_2.example.org");
    assertThat(lease().nameUpdates()).isEqualTo(NameUpdates.FORWARD_AND_REVERSE);

    lab.s1(s1 -> s1).restart();
    ClientFqdn part = new ClientFqdn(S | E, 0, 0, Octets.of(3, 'p', 'c', '3'));
    ClientFqdn answer = answer(selecting(A, "192.0.2.12").option(DhcpOptions.CLIENT_FQDN, part));
    assertThat(answer.name()).isEqualTo(part.name());
    assertThat(answer.isFullyQualified()).isFalse();
  }

  // A client without a name gets one that is made of its address.
  @Test
  @Tag("NAME-14")
  void name14Generated() {
    lab.s1(HostNameTest::updating);
    assertThat(answer(request(S, "")).domainName())
        .contains(DomainName.parse("host-192-0-2-12.example.org"));
    assertThat(lease().hostName()).contains("host-192-0-2-12.example.org");
  }

  // A reserved name goes before what the client sends, in both options.
  @Test
  @Tag("NAME-15")
  void name15Reserved() {
    lab.s1(s1 -> updating(s1).reservation(Reservation.builder(A).hostName("desk").build()));
    Lab.Answer ack =
        lab.ack(selecting(A, "192.0.2.12").option(DhcpOptions.HOSTNAME, "pc1").asking(1));
    assertThat(ack.option(DhcpOptions.HOSTNAME)).isEqualTo("desk");
    assertThat(lab.offer(discover(A).asking(12)).option(DhcpOptions.HOSTNAME)).isEqualTo("desk");
    assertThat(answer(request(S, "pc1")).domainName())
        .contains(DomainName.parse("desk.example.org"));
    assertThat(lease().hostName()).contains("desk.example.org");
  }

  // An offer changes nothing in the DNS.
  @Test
  @Tag("NAME-16")
  void name16Discover() {
    lab.s1(HostNameTest::updating);
    lab.offer(ascii(discover(A), S, "pc1"));
    assertThat(lab.events).isEmpty();
  }

  // A renewal changes entries where the name is another, and the end of a lease takes them out.
  @Test
  @Tag("NAME-17")
  void name17Renewal() {
    lab.s1(HostNameTest::updating);
    lab.ack(request(S, "pc1"));
    lab.ack(ascii(renewing(A, "192.0.2.12"), S, "pc1"));
    lab.ack(ascii(renewing(A, "192.0.2.12"), S, "pc2"));
    lab.silence(release(A, "192.0.2.12"));
    assertThat(lab.events)
        .extracting(LeaseEvent::changesNames)
        .containsExactly(true, false, true, true);
    assertThat(lab.events.get(2).before().flatMap(Lease::hostName)).contains("pc1.example.org");
    assertThat(lab.events.get(2).lease().hostName()).contains("pc2.example.org");
  }

  // A renewal that would not be stored, so soon after the last, is where the name is another.
  @Test
  @Tag("NAME-17")
  void name17RenewalSoonAfter() {
    lab.s1(s1 -> updating(s1).set(Setting.RENEWAL_CACHE_TIME, Lab.LEASE));
    lab.ack(request(S, "pc1"));
    lab.ack(ascii(renewing(A, "192.0.2.12"), S, "pc1"));
    assertThat(lease().version()).isEqualTo(1);
    lab.ack(ascii(renewing(A, "192.0.2.12"), S, "pc2"));
    assertThat(lease().hostName()).contains("pc2.example.org");
    lab.ack(ascii(renewing(A, "192.0.2.12"), N, "pc2.example.org"));
    assertThat(lease().nameUpdates()).isEqualTo(NameUpdates.NONE);
  }

  // A name that cannot be one is made one or left out of the DNS, and the message is answered.
  @ParameterizedTest
  @ValueSource(strings = {"a..b", ".", "x\u0007y z", "Bob's phone", "ä"})
  @Tag("NAME-18")
  void name18Nonsense(String name) {
    lab.s1(HostNameTest::updating);
    lab.ack(selecting(A, "192.0.2.12").option(DhcpOptions.HOSTNAME, name));
    boolean inDns = lease().nameUpdates() != NameUpdates.NONE;
    assertThat(inDns).isEqualTo(!name.contains("..") && !name.equals("."));
    assertThat(!inDns || lease().hostName().orElseThrow().matches("[A-Za-z0-9_-]+\\.example\\.org"))
        .isTrue();
  }

  // Neither can one that is too long, as a whole or in a label.
  @Test
  @Tag("NAME-18")
  void name18TooLong() {
    lab.s1(HostNameTest::updating);
    for (String name : new String[] {"x".repeat(64), "abcdefg.".repeat(31) + "abcdefg"}) {
      lab.ack(selecting(A, "192.0.2.12").option(DhcpOptions.HOSTNAME, name));
      assertThat(lease().nameUpdates()).isEqualTo(NameUpdates.NONE);
    }
    lab.ack(selecting(A, "192.0.2.12").option(DhcpOptions.HOSTNAME, "x".repeat(63)));
    assertThat(lease().hostName()).isEqualTo(Optional.of("x".repeat(63) + ".example.org"));
  }

  // An option in several pieces is one.
  @Test
  @Tag("NAME-19")
  void name19InPieces() {
    lab.s1(HostNameTest::updating);
    Ask pieces =
        selecting(A, "192.0.2.12")
            .damaged(
                octets -> {
                  int end = octets.length() - 1;
                  while (octets.u8(end) != 255) {
                    end--;
                  }
                  return octets
                      .slice(0, end)
                      .concat(Octets.of(FQDN, 4, S, 0, 0, 'p', FQDN, 2, 'c', '1', 255));
                });
    assertThat(answer(pieces).domainName()).contains(DomainName.parse("pc1.example.org"));
  }

  // A name that is made of the address goes in the place of what the client sends, as is set; the
  // client is told it where it asks for its name or sends one, and the lease is stored with it.
  @ParameterizedTest
  @CsvSource({"WHEN_PRESENT, pc1", "ALWAYS, pc1", "ALWAYS, ", "WHEN_NOT_PRESENT, "})
  @Tag("NAME-14")
  void name14Replaced(NameReplacement when, String sent) {
    lab.s1(
        s1 ->
            updating(s1)
                .set(Setting.NAME_REPLACEMENT, when)
                .set(Setting.GENERATED_NAME_PREFIX, "pc"));
    Ask ask = selecting(A, "192.0.2.12").asking(DhcpOptions.HOSTNAME.code());
    Ask named = sent == null ? ask : ask.option(DhcpOptions.HOSTNAME, sent);
    assertThat(lab.ack(named).option(DhcpOptions.HOSTNAME)).isEqualTo("pc-192-0-2-12.example.org");
    assertThat(lease().hostName()).contains("pc-192-0-2-12.example.org");
    assertThat(lease().nameUpdates()).isEqualTo(NameUpdates.FORWARD_AND_REVERSE);
  }

  // What is not wanted in names is left out, or something else put in its place, as is set.
  @Test
  @Tag("NAME-18")
  void name18Filtered() {
    lab.s1(
        s1 ->
            updating(s1)
                .set(Setting.UNWANTED_IN_NAMES, CharacterFilter.of("[^a-z]+"))
                .set(Setting.UNWANTED_REPLACEMENT, ""));
    assertThat(answer(request(S, "p+c_1")).name()).isEqualTo(Octets.ofText("pc.example.org"));
    // Nothing of it is left: the name is made of the address.
    assertThat(answer(request(S, "111")).name())
        .isEqualTo(Octets.ofText("host-192-0-2-12.example.org"));
  }
}
