package io.leasehold.dhcp.config.kea;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Small documents, written with single quotes. */
final class Documents {

  private Documents() {}

  /** Returns a document with an interface and these members of {@code Dhcp4}. */
  static String dhcp4(String members) {
    return document("'interfaces-config': {'interfaces': ['eth0']}, " + members);
  }

  /** Returns a document with one subnet, which has these members besides its network. */
  static String subnet(String members) {
    return dhcp4("'subnet4': [{'subnet': '192.0.2.0/24', " + members + "}]");
  }

  /** Returns a document with these members of {@code Dhcp4}. */
  static String document(String members) {
    return quoted("{'Dhcp4': {" + members + "}}");
  }

  /** Returns a text with double quotes for the single ones. */
  static String quoted(String text) {
    return text.replace('\'', '"');
  }

  /** Checks that a document is refused, with these parts of the exception. */
  static void assertRefused(String document, String path, String found, String expected) {
    assertThatExceptionOfType(KeaConfigException.class)
        .isThrownBy(() -> KeaConfig.parse(document))
        .satisfies(
            e -> {
              assertThat(e.path()).isEqualTo(path);
              assertThat(e.found()).isEqualTo(quoted(found));
              assertThat(e.expected()).contains(quoted(expected));
              assertThat(e).hasMessageStartingWith(path + ": expected " + e.expected());
            });
  }
}
