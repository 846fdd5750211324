package io.leasehold.dhcp.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import io.leasehold.dhcp.server.store.LeaseStore;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** The contract has teeth: stores that break a sentence of it do not pass. */
class LeaseStoreContractTest {

  /** The contract with the store of a saboteur, or with an honest one. */
  static class Trial extends LeaseStoreContract {

    private static Optional<Saboteur> saboteur = Optional.empty();

    private Saboteur.Honest store = new Saboteur.Honest();

    @Override
    protected LeaseStore open() {
      store = saboteur.map(Saboteur::make).orElseGet(Saboteur.Honest::new);
      return store;
    }

    @Override
    protected Optional<LeaseStore> reopen() {
      return Optional.of(store.reopened());
    }

    @Override
    protected Optional<LeaseStore> crash() {
      return Optional.of(store.crashed());
    }
  }

  // The test that looks for it notices what a saboteur does.
  @ParameterizedTest
  @EnumSource
  void saboteurIsNoticed(Saboteur saboteur) {
    Events tests = run(saboteur.noticedBy(), Optional.of(saboteur));
    tests.assertStatistics(events -> events.started(1).failed(1));
  }

  // A store that does nothing wrong passes every test.
  @Test
  void honestStorePasses() {
    for (String test : testsOfTheContract()) {
      run(test, Optional.empty()).assertStatistics(events -> events.started(1).succeeded(1));
    }
  }

  // There is no test of the contract that no saboteur fails.
  @Test
  void everyTestHasASaboteur() {
    assertThat(Arrays.stream(Saboteur.values()).map(Saboteur::noticedBy))
        .containsAll(testsOfTheContract());
  }

  private static Set<String> testsOfTheContract() {
    return Arrays.stream(LeaseStoreContract.class.getMethods())
        .filter(method -> method.isAnnotationPresent(Test.class))
        .map(Method::getName)
        .collect(Collectors.toSet());
  }

  private static Events run(String test, Optional<Saboteur> saboteur) {
    Trial.saboteur = saboteur;
    return EngineTestKit.engine("junit-jupiter")
        .selectors(selectMethod(Trial.class, test))
        .execute()
        .testEvents();
  }
}
