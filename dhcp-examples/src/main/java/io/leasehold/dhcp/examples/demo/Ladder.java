package io.leasehold.dhcp.examples.demo;

import io.leasehold.dhcp.codec.DhcpMessage;
import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.value.MessageType;
import io.leasehold.dhcp.server.Decision.Silence;
import java.io.PrintWriter;
import java.time.Duration;

/** Prints messages between a client at the left and the server at the right. */
final class Ladder {

  private static final int WIDTH = 58;

  private final PrintWriter out;

  Ladder(PrintWriter out) {
    this.out = out;
  }

  /** Begins a ladder. */
  void head(String client, HardwareAddress address, String remark) {
    out.printf("%n%s %s%n", client, remark);
    out.printf("  %-" + (WIDTH - 5) + "s%s%n", address, "server");
    out.flush();
  }

  void note(String text) {
    out.printf("  :   (%s)%n", text);
    out.flush();
  }

  void request(DhcpMessage message, String state) {
    String text = name(message) + about(message) + (state.isEmpty() ? "" : "  " + state);
    out.printf("  |-- %s %s>|%n", text, "-".repeat(Math.max(1, WIDTH - 7 - text.length())));
    out.flush();
  }

  void reply(DhcpMessage message) {
    StringBuilder text = new StringBuilder(name(message));
    if (!message.yiaddr().isUnspecified()) {
      text.append(' ').append(message.yiaddr());
    }
    message
        .option(DhcpOptions.ADDRESS_TIME)
        .ifPresent(time -> text.append(" for ").append(words(time)));
    message
        .option(DhcpOptions.RENEWAL_TIME)
        .ifPresent(time -> text.append(", T1 ").append(words(time)));
    message.option(DhcpOptions.HOSTNAME).ifPresent(host -> text.append(", ").append(host));
    message.option(DhcpOptions.DHCP_MESSAGE).ifPresent(why -> text.append(": ").append(why));
    out.printf("  |<%s %s --|%n", "-".repeat(Math.max(1, WIDTH - 7 - text.length())), text);
    out.flush();
  }

  void silence(Silence silence) {
    String text = "no reply: " + silence.reason() + " (" + silence.reason().rfc() + ")";
    out.printf("  |   %" + (WIDTH - 6) + "s |%n", text);
    if (!silence.detail().isEmpty()) {
      out.printf("  |   %" + (WIDTH - 6) + "s |%n", silence.detail());
    }
    out.flush();
  }

  private static String name(DhcpMessage message) {
    return message.messageType().map(MessageType::name).orElse("BOOTP");
  }

  private static String about(DhcpMessage message) {
    return message
        .option(DhcpOptions.ADDRESS_REQUEST)
        .map(address -> " " + address)
        .orElseGet(() -> message.ciaddr().isUnspecified() ? "" : " " + message.ciaddr());
  }

  private static String words(Duration time) {
    if (time.toSeconds() % 3600 == 0) {
      return time.toHours() + " h";
    }
    return time.toSeconds() % 60 == 0 ? time.toMinutes() + " min" : time.toSeconds() + " s";
  }
}
