package io.leasehold.dhcp.server.internal;

import io.leasehold.dhcp.server.Decision.Silence;
import io.leasehold.dhcp.server.SilenceReason;
import io.leasehold.dhcp.server.store.CommitResult.Committed;
import io.leasehold.dhcp.server.store.LeaseChange;
import java.util.List;
import java.util.Optional;

/** What is to be done about a request. */
public sealed interface Plan {

  /** Returns the changes to commit; the first one decides whether the plan holds. */
  List<LeaseChange> changes();

  /**
   * Say nothing.
   *
   * @param silence why
   * @param changes what to commit all the same
   */
  record Silent(Silence silence, List<LeaseChange> changes) implements Plan {}

  /**
   * Reply.
   *
   * @param draft what to say
   * @param stored the lease that the reply is about, where it is in the store already
   * @param changes what to commit first
   * @param remark something that the operator should know
   */
  record Answer(
      Draft draft, Optional<Committed> stored, List<LeaseChange> changes, Optional<String> remark)
      implements Plan {}

  /**
   * More has to be read first.
   *
   * @param why for the trace
   */
  record LookAgain(String why) implements Plan {

    @Override
    public List<LeaseChange> changes() {
      return List.of();
    }
  }

  /** Returns the plan to say and change nothing. */
  static Plan silent(SilenceReason reason, String detail) {
    return new Silent(new Silence(reason, detail), List.of());
  }
}
