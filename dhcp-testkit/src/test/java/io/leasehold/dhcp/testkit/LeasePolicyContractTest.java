package io.leasehold.dhcp.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import io.leasehold.dhcp.server.policy.LeasePolicy;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.testkit.engine.EngineTestKit;

/** The contract has teeth: policies that do not do what a server asks of them do not pass. */
class LeasePolicyContractTest {

  /** The contract with the policy of a saboteur. */
  static class Trial extends LeasePolicyContract {

    private static PolicySaboteur saboteur = PolicySaboteur.RETURNS_NULL;

    @Override
    protected LeasePolicy newPolicy() {
      return saboteur.make();
    }
  }

  // The test that looks for it notices what a saboteur does.
  @ParameterizedTest
  @EnumSource
  void saboteurIsNoticed(PolicySaboteur saboteur) {
    Trial.saboteur = saboteur;
    EngineTestKit.engine("junit-jupiter")
        .selectors(selectMethod(Trial.class, saboteur.noticedBy()))
        .execute()
        .testEvents()
        .assertStatistics(events -> events.started(1).failed(1));
  }

  // There is no test of the contract that no saboteur fails.
  @Test
  void everyTestHasASaboteur() {
    Set<String> tests =
        Arrays.stream(LeasePolicyContract.class.getMethods())
            .filter(method -> method.isAnnotationPresent(Test.class))
            .map(method -> method.getName())
            .collect(Collectors.toSet());
    assertThat(Arrays.stream(PolicySaboteur.values()).map(PolicySaboteur::noticedBy))
        .containsAll(tests);
  }
}
