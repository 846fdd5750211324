package io.leasehold.dhcp.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProtocolRulesTest {

  @Test
  void toBuilder() {
    // A builder of rules has all of them, so that one can be changed without the others.
    ProtocolRules rules =
        new ProtocolRules(
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(3),
            Duration.ofSeconds(4),
            5,
            6,
            700,
            true,
            true,
            true,
            false,
            8,
            9);
    assertThat(rules.toBuilder().build()).isEqualTo(rules);
  }
}
