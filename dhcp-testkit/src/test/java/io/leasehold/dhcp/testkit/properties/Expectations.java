package io.leasehold.dhcp.testkit.properties;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.value.MessageType;
import io.leasehold.dhcp.server.SilenceReason;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.store.LeaseState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a healthy server owes to a message that comes alone.
 *
 * @param stored the leases before the message
 */
record Expectations(Setup setup, Beliefs beliefs, Map<Ipv4Address, Lease> stored, Instant now) {

  void check(Message message, Heard heard, int commits) {
    Optional<Integer> segment = Place.clueOf(heard.message()).flatMap(Setup::segmentOf);
    Ipv4Address wanted = wanted(heard);
    switch (message.kind()) {
      case DISCOVER, RAPID_DISCOVER -> {
        boolean isRapid =
            message.kind() == Message.Kind.RAPID_DISCOVER && setup.rules().rapidCommit();
        if (!isRapid) {
          assertThat(commits).as("commits of %s", heard).isZero();
        }
        if (segment.filter(it -> !freeAddresses(it).isEmpty()).isPresent()) {
          assertThat(heard)
              .as("%s, where %s are free", heard, freeAddresses(segment.get()))
              .matches(it -> it.isAnsweredBy(isRapid ? MessageType.ACK : MessageType.OFFER));
        }
      }
      case SELECT -> {
        if (segment.isPresent()) {
          checkAnswered(heard);
        }
      }
      case RENEW -> {
        if (Setup.segmentOf(wanted).isPresent()) {
          checkAnswered(heard);
          checkKeeps(heard, wanted);
        }
      }
      case REBIND, REBOOT -> {
        if (segment.isPresent() && segment.equals(Setup.segmentOf(wanted))) {
          checkKeeps(heard, wanted);
        } else if (segment.isPresent() && setup.rules().authoritative()) {
          assertThat(heard.isAnsweredBy(MessageType.NAK)).as("NAK for %s", heard).isTrue();
        }
      }
      case DECLINE -> checkGivesBack(heard, wanted, SilenceReason.DECLINED);
      case RELEASE -> checkGivesBack(heard, wanted, SilenceReason.RELEASED);
      case SELECT_OTHER_SERVER, RELEASE_TO_OTHER_SERVER ->
          assertThat(heard.silence()).contains(SilenceReason.OTHER_SERVER);
      case INFORM -> {
        assertThat(heard.isAnsweredBy(MessageType.ACK)).as("ACK for %s", heard).isTrue();
        assertThat(commits).isZero();
      }
      case INCOMPLETE_REQUEST -> assertThat(heard.granted()).isEmpty();
      case BOOTP -> {
        if (!setup.rules().bootp()) {
          assertThat(heard.silence()).contains(SilenceReason.BOOTP);
        }
      }
      case NOISE -> {
        // Nothing is owed to it.
      }
    }
  }

  private static Ipv4Address wanted(Heard heard) {
    return heard.message().option(DhcpOptions.ADDRESS_REQUEST).orElse(heard.message().ciaddr());
  }

  private static void checkAnswered(Heard heard) {
    assertThat(heard.reply()).as("reply to %s", heard).isPresent();
  }

  /** A client that has an address, and may have it still, keeps it. */
  private void checkKeeps(Heard heard, Ipv4Address address) {
    Identity client = heard.client();
    boolean isHolder = beliefs.holderOf(address).filter(client::isCertainlySameAs).isPresent();
    if (isHolder
        && setup.objectionTo(client, address).isEmpty()
        && !setup.hasReservation(client, address)) {
      assertThat(heard.granted()).as("address kept by %s", heard).contains(address);
    }
  }

  private void checkGivesBack(Heard heard, Ipv4Address address, SilenceReason done) {
    boolean isHolder =
        Optional.ofNullable(stored.get(address))
            .filter(lease -> isBound(lease) && heard.client().isSameAs(Identity.of(lease)))
            .isPresent();
    assertThat(heard.silence().filter(done::equals).isPresent())
        .as("whether %s gives back %s", heard, address)
        .isEqualTo(isHolder);
  }

  private boolean isBound(Lease lease) {
    return lease.state() == LeaseState.BOUND && now.isBefore(lease.endsAt());
  }

  /** Returns addresses that nobody has or is offered, and that anybody may have. */
  private List<Ipv4Address> freeAddresses(int segment) {
    return setup.openAddresses(segment).stream()
        .filter(address -> !beliefs.isPerhapsHeld(address, now))
        .filter(address -> Optional.ofNullable(stored.get(address)).filter(this::isKept).isEmpty())
        .toList();
  }

  private boolean isKept(Lease lease) {
    return now.isBefore(
        lease.state() == LeaseState.QUARANTINED || lease.endsAt().equals(Lease.NEVER)
            ? lease.endsAt()
            : lease.endsAt().plus(setup.rules().affinity()));
  }
}
