package io.leasehold.dhcp.server.internal;

import io.leasehold.dhcp.codec.value.MessageType;
import io.leasehold.dhcp.server.Decision.Silence;
import io.leasehold.dhcp.server.SilenceReason;
import io.leasehold.dhcp.server.store.CommitResult.Committed;
import io.leasehold.dhcp.server.store.LeaseChange;
import java.util.List;
import java.util.Optional;

/** What is to be done about a request. */
public sealed interface Plan {

  /** Returns what has to be stored for the plan to hold. */
  Optional<LeaseChange> change();

  /** Returns what to store once that is stored; the plan holds whether or not it is. */
  List<LeaseChange> afterwards();

  /**
   * Say nothing.
   *
   * @param silence why
   * @param change what to store all the same
   * @param afterwards what to store once that is stored
   */
  record Silent(Silence silence, Optional<LeaseChange> change, List<LeaseChange> afterwards)
      implements Plan {}

  /**
   * Reply.
   *
   * @param draft what to say
   * @param stored the lease that the reply is about, where it is in the store already
   * @param change what to store first
   * @param afterwards what to store once that is stored
   * @param remark something that the operator should know
   */
  record Answer(
      Draft draft,
      Optional<Committed> stored,
      Optional<LeaseChange> change,
      List<LeaseChange> afterwards,
      Optional<String> remark)
      implements Plan {}

  /**
   * Tell a relay agent of a lease (RFC 4388).
   *
   * @param type LEASEACTIVE, LEASEUNASSIGNED or LEASEUNKNOWN
   * @param facts what there is to tell where it is LEASEACTIVE
   */
  record Tell(MessageType type, Optional<LeaseFacts> facts) implements Plan {

    @Override
    public Optional<LeaseChange> change() {
      return Optional.empty();
    }

    @Override
    public List<LeaseChange> afterwards() {
      return List.of();
    }
  }

  /**
   * More has to be read first.
   *
   * @param why for the trace
   */
  record LookAgain(String why) implements Plan {

    @Override
    public Optional<LeaseChange> change() {
      return Optional.empty();
    }

    @Override
    public List<LeaseChange> afterwards() {
      return List.of();
    }
  }

  /** Returns the plan to say and change nothing. */
  static Plan silent(SilenceReason reason, String detail) {
    return new Silent(new Silence(reason, detail), Optional.empty(), List.of());
  }
}
