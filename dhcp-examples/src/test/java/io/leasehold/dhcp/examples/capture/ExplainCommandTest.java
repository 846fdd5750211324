package io.leasehold.dhcp.examples.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.dhcp.codec.DhcpCodec;
import io.leasehold.dhcp.codec.DhcpMessage;
import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.value.MessageType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The explain command, on messages and files of them. */
class ExplainCommandTest {

  @TempDir Path folder;
  private Path config;

  @BeforeEach
  void writeConfig() throws IOException {
    config =
        Files.writeString(
            folder.resolve("config.json"),
            """
            {"Dhcp4": {"interfaces-config": {"interfaces": ["eth0"]}, "lease-database": {"type": "h2"},
              "subnet4": [{"id": 1, "subnet": "192.0.2.0/24", "interface": "eth0",
              "pools": [{"pool": "192.0.2.10-192.0.2.10"}]}]}}
            """);
  }

  private Tool explain(String... messages) {
    String[] arguments = new String[messages.length + 2];
    arguments[0] = "--config";
    arguments[1] = config.toString();
    System.arraycopy(messages, 0, arguments, 2, messages.length);
    return Tool.run(new ExplainCommand(), arguments);
  }

  private static DhcpMessage.Builder message(MessageType type, int client) {
    return DhcpMessage.request()
        .hardwareAddress(HardwareAddress.ethernet("02:00:00:00:00:0" + client))
        .option(DhcpOptions.DHCP_MSG_TYPE, type);
  }

  private static String hex(DhcpMessage.Builder message) {
    return DhcpCodec.encode(message.build()).toHex("");
  }

  // One message in digits has its story printed.
  @Test
  void oneMessage() {
    Tool tool = explain(hex(message(MessageType.DISCOVER, 1)));
    assertThat(tool.error()).isEmpty();
    assertThat(tool.output().lines().toList())
        .startsWith(
            "frame 1",
            "  message      DISCOVER of 02:00:00:00:00:01, at eth0",
            "  network      192.0.2.0/24, by interface eth0 with 192.0.2.1")
        .endsWith("  decision     OFFER of 192.0.2.10, by hardware unicast to 192.0.2.10:68", "");
  }

  // Each message of a file meets what those before it have led to; those of servers are passed
  // over.
  @Test
  void fileOfMessages() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("messages"),
            String.join(
                "\n",
                hex(message(MessageType.DISCOVER, 1)),
                hex(
                    DhcpMessage.reply()
                        .hardwareAddress(HardwareAddress.ethernet("02:00:00:00:00:01"))
                        .option(DhcpOptions.DHCP_MSG_TYPE, MessageType.OFFER)),
                hex(
                    message(MessageType.REQUEST, 1)
                        .option(DhcpOptions.DHCP_SERVER_ID, Ipv4Address.parse("192.0.2.7"))
                        .option(DhcpOptions.ADDRESS_REQUEST, Ipv4Address.parse("192.0.2.10"))),
                hex(message(MessageType.DISCOVER, 2))));
    Tool tool = explain("--at", "192.0.2.7", "--interface", "eth9", file.toString());
    assertThat(
            tool.output()
                .lines()
                .filter(line -> line.matches("frame.*|  (decision|store).*"))
                .map(line -> line.replaceAll(" until .*", "")))
        .containsExactly(
            "frame 1",
            "  decision     OFFER of 192.0.2.10, by hardware unicast to 192.0.2.10:68",
            "frame 3",
            "  store        192.0.2.10 is stored as BOUND",
            "  decision     ACK of 192.0.2.10, by hardware unicast to 192.0.2.10:68",
            "frame 4",
            "  decision     no reply, NO_FREE_ADDRESS: no free address of 192.0.2.0/24");
  }

  // What is neither a file nor digits, or no configuration, is said in one line.
  @Test
  void wrongArguments() throws IOException {
    assertThat(explain("xyz").error()).startsWith("xyz: neither a file nor hexadecimal digits: ");
    Files.writeString(config, "{}");
    assertThat(explain("00").error()).startsWith(config + ": ");
  }
}
