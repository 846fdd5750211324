package io.leasehold.dhcp.codec.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of {@link ClientFqdn}, the value of option 81. */
class ClientFqdnTest {

  private static final DomainName NAME = DomainName.parse("host.example.org");

  @ParameterizedTest
  @CsvSource({
    "050000 04686f7374076578616d706c65036f726700, host.example.org, true",
    "040000 04686f7374, host, false",
    "040000 04686f7374076578616d706c65, host.example, false",
    "040000 00, ., true",
    "010000 686f73742e6578616d706c652e6f7267, host.example.org, true",
    "000000 686f7374, host, false",
    "000000 686f73742e, host, true"
  })
  void namesAreReadInBothEncodings(String octets, String name, boolean isFullyQualified) {
    // Labels with and without that of the root, and the deprecated ASCII with and without dots.
    Octets written = Octets.parse(octets.replace(" ", ""));
    ClientFqdn fqdn = DhcpOptions.CLIENT_FQDN.decode(written).orElseThrow();

    assertThat(fqdn.domainName()).contains(DomainName.parse(name));
    assertThat(fqdn.isFullyQualified()).isEqualTo(isFullyQualified);
    assertThat(DhcpOptions.CLIENT_FQDN.encode(fqdn)).isEqualTo(written);
    assertThat(DhcpOptions.CLIENT_FQDN.format().accepts(written)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"000000", "040000"})
  void aClientMayAskForAName(String octets) {
    // Without a name the server chooses one.
    ClientFqdn fqdn = DhcpOptions.CLIENT_FQDN.decode(Octets.parse(octets)).orElseThrow();

    assertThat(fqdn.domainName()).isEmpty();
    assertThat(fqdn.isFullyQualified()).isFalse();
  }

  @Test
  void aReplyIsEncodedAsItsRequest() {
    // With E clear in the request it is clear in the reply, and the name is ASCII (RFC 4702 3.1).
    ClientFqdn request = ClientFqdn.decode(Octets.parse("010000686f7374")).orElseThrow();
    int flags = ClientFqdn.SERVER_UPDATES + ClientFqdn.CANONICAL;

    assertThat(ClientFqdn.replyTo(request, flags, NAME).encode())
        .isEqualTo(Octets.parse("01ffff").concat(Octets.ofText("host.example.org")));
  }

  @Test
  void requestAndReplyDifferInTheirCodes() {
    // A client writes zeros, a server 255, both in labels (RFC 4702 section 2.2).
    ClientFqdn request = ClientFqdn.request(ClientFqdn.SERVER_UPDATES, NAME);
    ClientFqdn reply =
        ClientFqdn.replyTo(request, ClientFqdn.SERVER_UPDATES + ClientFqdn.OVERRIDDEN, NAME);

    assertThat(request.encode()).isEqualTo(Octets.parse("050000").concat(NAME.octets()));
    assertThat(reply.encode()).isEqualTo(Octets.parse("07ffff").concat(NAME.octets()));
    assertThat(request.has(ClientFqdn.SERVER_UPDATES)).isTrue();
    assertThat(request.has(ClientFqdn.OVERRIDDEN)).isFalse();
    assertThat(reply.has(ClientFqdn.OVERRIDDEN)).isTrue();
    assertThat(reply.has(ClientFqdn.NO_UPDATES)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"f5000004686f737400, 05000004686f737400", "000000686f73740000, 000000686f7374"})
  void whatMeansNothingIsReadPast(String octets, String meant) {
    // Unknown flags, and NULs after an ASCII name, are a problem and cost nothing.
    ClientFqdn fqdn = DhcpOptions.CLIENT_FQDN.decode(Octets.parse(octets)).orElseThrow();

    assertThat(fqdn.encode()).hasToString(meant);
    assertThat(DhcpOptions.CLIENT_FQDN.format().accepts(Octets.parse(octets))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0500",
        "09000004686f737400",
        "05000005686f7374",
        "05000004686f737400ff",
        "050000c000",
        "000000ff",
        "00000068206f",
        "00000004686f737400"
      })
  void brokenValuesAreNone(String octets) {
    // Too short, N with S, labels that do not add up, and no visible ASCII: read as none.
    assertThat(DhcpOptions.CLIENT_FQDN.decode(Octets.parse(octets))).isEmpty();
  }

  @Test
  void nonsenseCannotBeMade() {
    // The refusal names the part.
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> ClientFqdn.request(ClientFqdn.NO_UPDATES + ClientFqdn.SERVER_UPDATES, NAME))
        .withMessageContaining("flags 13: expected 0 to 15, without S (1) where N (8) is set");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ClientFqdn(16, 0, 0, Octets.EMPTY))
        .withMessageContaining("flags 16");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ClientFqdn(0, 0, 256, Octets.EMPTY))
        .withMessageContaining("codes 0 and 256");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ClientFqdn(4, 0, 0, Octets.of(5)))
        .withMessageContaining("name 05: expected labels");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ClientFqdn(0, 0, 0, Octets.of(' ')))
        .withMessageContaining("name 20: expected visible ASCII characters, or flag E (4)");
  }

  @Test
  void textHasNameFlagsAndCodes() {
    // A name that is no domain name is quoted.
    assertThat(ClientFqdn.request(ClientFqdn.SERVER_UPDATES, NAME))
        .hasToString("host.example.org (flags S E, codes 0 0)");
    assertThat(new ClientFqdn(0, 0, 0, Octets.ofText("host")))
        .hasToString("host (partial, no flags, codes 0 0)");
    assertThat(new ClientFqdn(10, 0, 0, Octets.EMPTY))
        .hasToString("no name (flags O N, codes 0 0)");
    assertThat(new ClientFqdn(0, 0, 0, Octets.ofText("a..b")))
        .hasToString("\"a..b\" (no flags, codes 0 0)");
    assertThat(new ClientFqdn(0, 0, 0, Octets.ofText("a".repeat(64))).domainName()).isEmpty();
  }
}
