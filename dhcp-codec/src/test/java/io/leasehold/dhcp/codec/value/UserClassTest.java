package io.leasehold.dhcp.codec.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests of {@link UserClass}, the value of option 77. */
class UserClassTest {

  @Test
  void classesAreCounted() {
    // Each class follows its length.
    UserClass classes = UserClass.of("accounting", "é");
    Octets written = Octets.parse("0a6163636f756e74696e67" + "02c3a9");

    assertThat(DhcpOptions.USER_CLASS.encode(classes)).isEqualTo(written);
    assertThat(DhcpOptions.USER_CLASS.decode(written)).contains(classes);
    assertThat(classes.classes())
        .containsExactly(Octets.ofText("accounting"), Octets.parse("c3a9"));
    assertThat(classes).hasToString("6163636f756e74696e67 \"accounting\", c3a9");
  }

  @ParameterizedTest
  @CsvSource({"69505845, iPXE", "0a69505845, '\niPXE'", "0169 00, '\u0001i\u0000'"})
  void whatDoesNotAddUpIsOneClass(String octets, String text) {
    // iPXE and others write one class without its length: it is read, kept, and a problem.
    Octets written = Octets.parse(octets.replace(" ", ""));
    UserClass read = DhcpOptions.USER_CLASS.decode(written).orElseThrow();

    assertThat(read.classes()).containsExactly(Octets.ofText(text));
    assertThat(read.encode()).isEqualTo(written);
    assertThat(read.toString()).endsWith(" (uncounted)");
    assertThat(DhcpOptions.USER_CLASS.format().accepts(written)).isFalse();
  }

  @Test
  void emptyClassesAreRefused() {
    // An option has a class, and a class has an octet and at most 255.
    assertThat(DhcpOptions.USER_CLASS.decode(Octets.EMPTY)).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> UserClass.of(List.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> UserClass.of(""))
        .withMessage("user class: expected 1 to 255 octets, found none");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> UserClass.of("a".repeat(256)))
        .withMessageContaining("user class: expected at most 255 octets, found 256");
  }
}
