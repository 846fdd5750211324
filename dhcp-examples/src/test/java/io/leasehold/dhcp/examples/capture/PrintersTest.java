package io.leasehold.dhcp.examples.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.dhcp.codec.DhcpCodec;
import io.leasehold.dhcp.codec.DhcpMessage;
import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is printed, to the letter. */
class PrintersTest {

  /** A type that has no name, an address that ends in a zero octet, and text that is no ASCII. */
  private static final DhcpMessage MESSAGE =
      DhcpMessage.reply()
          .hops(1)
          .xid(0xfffffffe)
          .secs(65_535)
          .flags(0x8001)
          .ciaddr(Ipv4Address.parse("192.0.2.1"))
          .yiaddr(Ipv4Address.parse("192.0.2.2"))
          .siaddr(Ipv4Address.parse("192.0.2.3"))
          .giaddr(Ipv4Address.parse("192.0.2.4"))
          .hardwareAddress(HardwareAddress.ethernet("02:00:5e:10:00:00"))
          .sname(Octets.ofText("caf\u00e9"))
          .file(Octets.ofText("a\"b"))
          .option(DhcpOptions.DHCP_MSG_TYPE.code(), Octets.of(99))
          .option(DhcpOptions.SUBNET_MASK.code(), Octets.of(255, 255, 255))
          .build();

  private static final DhcpMessage BOOTP = DhcpMessage.request().op(0).build();

  private static final Octets LINES =
      Octets.ofText(DhcpCodec.encode(MESSAGE) + "\n0102\n" + Octets.wrap(new byte[236]) + "\n");

  @TempDir Path folder;

  @Test
  void json() throws IOException {
    // One object a line, in ASCII: a message, a malformed datagram, and BOOTP without a type.
    assertThat(Tool.json(folder, LINES).output())
        .isEqualTo(
            """
            {"frame":1,"op":2,"htype":1,"hlen":6,"hops":1,"xid":4294967294,"secs":65535,"flags":32769,\
            "ciaddr":"192.0.2.1","yiaddr":"192.0.2.2","siaddr":"192.0.2.3","giaddr":"192.0.2.4",\
            "chaddr":"02005e100000","sname":"caf\\u00E9","file":"a\\"b","messageType":99,\
            "options":[[53,"63"],[1,"ffffff"]],\
            "problems":["flags at offset 10: expected 0000 or 8000, found 8001",\
            "DHCP Msg Type (53) at offset 240: expected 1 octet, 1 to 18, found 63",\
            "Subnet Mask (1) at offset 243: expected 4 octets, found ffffff"]}
            {"frame":2,"malformed":"datagram at offset 0: expected at least 236 octets of header, found 2 octets"}
            {"frame":3,"op":0,"htype":0,"hlen":0,"hops":0,"xid":0,"secs":0,"flags":0,\
            "ciaddr":"0.0.0.0","yiaddr":"0.0.0.0","siaddr":"0.0.0.0","giaddr":"0.0.0.0",\
            "chaddr":"","sname":"","file":"","options":[],\
            "problems":["op at offset 0: expected 1 (BOOTREQUEST) or 2 (BOOTREPLY), found 0",\
            "magic cookie at offset 236: expected 63825363, found the end of the datagram"]}
            """);
  }

  @Test
  void text() throws IOException {
    // A paragraph for each message, with its problems.
    Path file = Files.write(folder.resolve("lines"), LINES.toByteArray());
    assertThat(Tool.run(file.toString()).output())
        .isEqualTo(
            """
            frame 1
            %s
              problem: flags at offset 10: expected 0000 or 8000, found 8001
              problem: DHCP Msg Type (53) at offset 240: expected 1 octet, 1 to 18, found 63
              problem: Subnet Mask (1) at offset 243: expected 4 octets, found ffffff

            frame 2
            malformed: datagram at offset 0: expected at least 236 octets of header, found 2 octets

            frame 3
            %s
              problem: op at offset 0: expected 1 (BOOTREQUEST) or 2 (BOOTREPLY), found 0
              problem: magic cookie at offset 236: expected 63825363, found the end of the datagram

            """
                .formatted(MESSAGE.describe(), BOOTP.describe()));
  }
}
