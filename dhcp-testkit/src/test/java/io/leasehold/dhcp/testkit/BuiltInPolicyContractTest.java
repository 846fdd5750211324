package io.leasehold.dhcp.testkit;

import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.server.match.RequestValue;
import io.leasehold.dhcp.server.policy.LeasePolicy;
import io.leasehold.dhcp.server.policy.builtin.AccessList;
import io.leasehold.dhcp.server.policy.builtin.AdaptiveLeaseTime;
import io.leasehold.dhcp.server.policy.builtin.ClientRateLimit;
import io.leasehold.dhcp.server.policy.builtin.DeclineLimit;
import io.leasehold.dhcp.server.policy.builtin.LeaseLimit;
import io.leasehold.dhcp.server.policy.builtin.Line;
import io.leasehold.dhcp.server.policy.builtin.NeverNak;
import io.leasehold.dhcp.server.policy.builtin.ProxyDhcp;
import io.leasehold.dhcp.server.policy.builtin.StickyAddresses;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Nested;

/** The policies that come with the server do what a server asks of policies. */
class BuiltInPolicyContractTest {

  @Nested
  class UsualTest extends LeasePolicyContract {
    @Override
    protected LeasePolicy newPolicy() {
      return LeasePolicy.USUAL;
    }
  }

  @Nested
  class AccessListTest extends LeasePolicyContract {
    @Override
    protected LeasePolicy newPolicy() {
      return AccessList.deny(RequestValue.option(DhcpOptions.CLASS_ID).startsWith("phone"));
    }
  }

  @Nested
  class KnownClientsOnlyTest extends LeasePolicyContract {
    @Override
    protected LeasePolicy newPolicy() {
      return AccessList.knownClientsOnly();
    }
  }

  @Nested
  class AdaptiveLeaseTimeTest extends LeasePolicyContract {
    @Override
    protected LeasePolicy newPolicy() {
      return new AdaptiveLeaseTime(0.2, Duration.ofMinutes(10));
    }
  }

  @Nested
  class ClientRateLimitTest extends LeasePolicyContract {
    @Override
    protected LeasePolicy newPolicy() {
      return new ClientRateLimit(RequestValue.hardwareAddress(), 2, Duration.ofMinutes(10));
    }
  }

  @Nested
  class LeasequeryLimitTest extends LeasePolicyContract {
    @Override
    protected LeasePolicy newPolicy() {
      return ClientRateLimit.ofLeasequeries(1, Duration.ofMinutes(10));
    }
  }

  @Nested
  class DeclineLimitTest extends LeasePolicyContract {
    @Override
    protected LeasePolicy newPolicy() {
      return new DeclineLimit(
          1,
          Duration.ofHours(1),
          Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC));
    }
  }

  @Nested
  class LeaseLimitTest extends LeasePolicyContract {
    @Override
    protected LeasePolicy newPolicy() {
      return new LeaseLimit(Line.REMOTE_ID, 1);
    }
  }

  @Nested
  class NeverNakTest extends LeasePolicyContract {
    @Override
    protected LeasePolicy newPolicy() {
      return new NeverNak();
    }
  }

  @Nested
  class ProxyDhcpTest extends LeasePolicyContract {
    @Override
    protected LeasePolicy newPolicy() {
      return new ProxyDhcp();
    }
  }

  @Nested
  class StickyAddressesTest extends LeasePolicyContract {
    @Override
    protected LeasePolicy newPolicy() {
      return new StickyAddresses(Line.CIRCUIT_ID);
    }
  }

  @Nested
  class CompositionTest extends LeasePolicyContract {
    @Override
    protected LeasePolicy newPolicy() {
      return new LeaseLimit(Line.REMOTE_ID, 1)
          .then(new ClientRateLimit(RequestValue.hardwareAddress(), 2, Duration.ofMinutes(10)));
    }
  }
}
