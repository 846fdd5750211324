package io.leasehold.dhcp.codec.value;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.dhcp.codec.octets.Octets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests of {@link EnterpriseData}. */
class EnterpriseDataTest {

  @Test
  @Tag("CLS-09")
  void cls09BlocksBeforeABrokenOneAreRead() {
    // A length beyond the option costs its own block and those after it, and no other.
    Octets octets = Octets.parse("0000118b03010102" + "00000009ff01");

    assertThat(EnterpriseData.decodeAll(octets).orElseThrow())
        .containsExactly(new EnterpriseData(EnterpriseNumber.CABLELABS, Octets.parse("010102")));
  }
}
