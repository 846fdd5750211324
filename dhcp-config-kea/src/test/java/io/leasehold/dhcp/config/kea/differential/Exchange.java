package io.leasehold.dhcp.config.kea.differential;

import io.leasehold.dhcp.codec.DhcpMessage;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import java.util.Optional;

/**
 * A question and what one server made of it.
 *
 * @param question the question
 * @param answer the answer
 * @param leased the address that this server had last leased to the client
 * @param offered the address that this server had last offered to the client
 */
record Exchange(
    Question question, Answer answer, Optional<Ipv4Address> leased, Optional<Ipv4Address> offered) {

  DhcpMessage request() {
    return question.message();
  }

  /** Returns the reply, of which there must be one. */
  DhcpMessage reply() {
    return answer.message().orElseThrow();
  }

  boolean isAnswered() {
    return answer.message().isPresent();
  }

  @Override
  public String toString() {
    return answer.outcome()
        + answer.message().map(reply -> " " + reply + " to " + answer.destination()).orElse("")
        + (answer.remark().isEmpty() ? "" : " (" + answer.remark() + ")");
  }
}
