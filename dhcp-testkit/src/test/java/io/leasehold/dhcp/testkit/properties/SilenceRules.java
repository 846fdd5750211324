package io.leasehold.dhcp.testkit.properties;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.dhcp.codec.value.MessageType;
import io.leasehold.dhcp.server.Decision.Silence;

/** What must have been the matter where a message gets no reply. */
final class SilenceRules {

  private SilenceRules() {}

  static void check(Heard heard, Trouble trouble, boolean storeThrew) {
    if (heard.decision() instanceof Silence silence) {
      assertThat(silence.detail()).as("detail").isNotEmpty().doesNotContain("\n");
      assertThat(isFitting(heard, silence, trouble, storeThrew))
          .as("%s is what is the matter with %s", silence, heard.message())
          .isTrue();
    }
  }

  private static boolean isFitting(
      Heard heard, Silence silence, Trouble trouble, boolean storeThrew) {
    boolean isRequest = heard.isA(MessageType.REQUEST);
    boolean givesBack = heard.isA(MessageType.RELEASE) || heard.isA(MessageType.DECLINE);
    boolean isBootp = heard.message().options().raw(53).isEmpty();
    return switch (silence.reason()) {
      case RELEASED -> heard.isA(MessageType.RELEASE);
      case DECLINED -> heard.isA(MessageType.DECLINE);
      case NOT_THE_HOLDER -> givesBack;
      case UNKNOWN_CLIENT -> isRequest;
      case NO_FREE_ADDRESS -> heard.isA(MessageType.DISCOVER) || isBootp;
      case NO_RETURN_ADDRESS -> heard.isA(MessageType.INFORM);
      case BOOTP -> isBootp;
      case OTHER_SERVER -> heard.namesOtherServer();
      case NO_SUBNET ->
          Place.clueOf(heard.message()).flatMap(Setup::segmentOf).isEmpty()
              || !heard.message().ciaddr().isUnspecified();
      case STORE_FAILED -> storeThrew;
      case POLICY_FAILED -> trouble == Trouble.POLICY_THROWS;
      case REFUSED_BY_POLICY ->
          trouble == Trouble.POLICY_IS_SILENT || trouble == Trouble.POLICY_REFUSES;
      case NAK_WITHHELD -> trouble == Trouble.POLICY_WANTS_NO_NAK;
      case CONTENTION -> trouble == Trouble.RACES;
      // Of messages with noise for options, and a few others.
      case INVALID_MESSAGE_TYPE, SERVER_MESSAGE, UNSUPPORTED_MESSAGE_TYPE, INCOMPLETE, MALFORMED ->
          true;
      case UNIDENTIFIED_CLIENT -> heard.client().identifier().isEmpty();
      case NOT_A_REQUEST,
          REFUSED_AGENT,
          TOO_MANY_HOPS,
          TOO_EARLY,
          PROBING,
          REFUSED_BY_CLASS,
          RESERVATIONS_FAILED,
          INTERNAL_ERROR,
          OVERLOADED,
          CLOSING,
          TOO_OLD ->
          false;
    };
  }
}
