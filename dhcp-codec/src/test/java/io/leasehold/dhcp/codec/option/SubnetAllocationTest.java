package io.leasehold.dhcp.codec.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.leasehold.dhcp.codec.octets.Octets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of {@link SubnetAllocation}, the value of option 220. */
class SubnetAllocationTest {

  @Test
  void flagsComeBeforeTheSubOptions() {
    // One octet, and then the sub-options to the end (RFC 6656 section 3.1).
    SubnetAllocation request =
        new SubnetAllocation(
            0,
            SubnetAllocation.SPACE.empty().with(SubnetAllocation.SUBNET_REQUEST, Octets.of(0, 24)));

    assertThat(request.encode()).isEqualTo(Octets.parse("00 01020018"));
    assertThat(SubnetAllocation.decode(request.encode())).contains(request);
    assertThat(request).hasToString("flags 0x0; Subnet-Request: 0018");
    assertThat(SubnetAllocation.decode(Octets.of(0x81)).orElseThrow()).hasToString("flags 0x81");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0001", "000102", "0001020000 00"})
  void otherOctetsAreNone(String octets) {
    // Nothing, and sub-options that are cut off.
    assertThat(SubnetAllocation.decode(Octets.parse(octets))).isEmpty();
  }

  @Test
  void whatDoesNotFitIsRefused() {
    // Flags of more than an octet, and the sub-options of another option.
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SubnetAllocation(256, SubnetAllocation.SPACE.empty()))
        .withMessage("subnet allocation flags 256: expected 0 to 255");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SubnetAllocation(0, PxeOptions.SPACE.empty()))
        .withMessageEndingWith("found those of PXE");
  }
}
