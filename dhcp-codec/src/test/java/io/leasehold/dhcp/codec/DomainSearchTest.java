package io.leasehold.dhcp.codec;

import static io.leasehold.dhcp.codec.Datagrams.decode;
import static io.leasehold.dhcp.codec.Datagrams.decodeCleanly;
import static io.leasehold.dhcp.codec.Datagrams.withOptions;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.dhcp.codec.Decoding.Decoded;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.value.DomainName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests of option 119 in datagrams. */
class DomainSearchTest {

  @Test
  @Tag("DEC-29")
  void dec29PointersCountInTheJoinedOption() {
    // The example of RFC 3397 section 3, in three pieces of nine octets that cut labels.
    DhcpMessage message =
        decodeCleanly(
            withOptions(
                "350101"
                    + "7709 03656e67 05617070 6c".replace(" ", "")
                    + "7709 65 03636f6d 00 096d61".replace(" ", "")
                    + "7709 726b6574696e67 c004".replace(" ", "")
                    + "ff"));

    assertThat(message.option(DhcpOptions.DOMAIN_SEARCH).orElseThrow())
        .containsExactly(
            DomainName.parse("eng.apple.com"), DomainName.parse("marketing.apple.com"));
  }

  @Test
  @Tag("DEC-28")
  void dec28ABrokenNameIsAProblem() {
    // The name before it is read all the same, as are the other options.
    Decoded decoded = decode(withOptions("350101" + "7706016100016203" + "0c0168" + "ff"));

    assertThat(decoded.message().option(DhcpOptions.DOMAIN_SEARCH).orElseThrow())
        .containsExactly(DomainName.parse("a"));
    assertThat(decoded.message().option(DhcpOptions.HOSTNAME)).contains("h");
    assertThat(decoded.problems())
        .extracting(DecodeProblem::subject)
        .containsExactly("Domain Search (119)");
  }
}
