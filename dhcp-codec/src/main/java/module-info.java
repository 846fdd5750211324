/** DHCPv4 messages and options, octets to values and back; needs nothing but the JDK. */
module io.leasehold.dhcp.codec {
  exports io.leasehold.dhcp.codec;
  exports io.leasehold.dhcp.codec.address;
  exports io.leasehold.dhcp.codec.octets;
  exports io.leasehold.dhcp.codec.option;
  exports io.leasehold.dhcp.codec.value;
}
