package io.leasehold.dhcp.codec.value;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.octets.OctetsWriter;
import java.util.List;
import java.util.Optional;

/**
 * The servers of the Internet Storage Name Service and what they do, the value of option 83 (RFC
 * 4174 section 2). Bits without a meaning are kept.
 *
 * @param functions 16 bits: what iSNS is used for
 * @param discoveryDomainAccess 16 bits: who may change discovery domains
 * @param administrativeFlags 16 bits: how the servers are run
 * @param security 32 bits: how to talk to the servers
 * @param addresses one or more; with a heartbeat its source, then the primary server, then backups
 */
public record Isns(
    int functions,
    int discoveryDomainAccess,
    int administrativeFlags,
    long security,
    List<Ipv4Address> addresses) {

  private static final int ADDRESSES_START = 10;
  private static final int HEARTBEAT = 0x2;
  private static final List<String> FUNCTIONS =
      List.of("enabled", "discovery domain authorization", "security policy distribution");
  private static final List<String> ACCESS =
      List.of(
          "enabled",
          "control node",
          "iSCSI target",
          "iSCSI initiator",
          "iFCP target port",
          "iFCP initiator port");
  private static final List<String> FLAGS =
      List.of("enabled", "heartbeat", "management SCNs", "default discovery domain");
  private static final List<String> SECURITY =
      List.of(
          "enabled",
          "IKE/IPsec",
          "main mode",
          "aggressive mode",
          "PFS",
          "transport mode",
          "tunnel mode");

  /**
   * Copies the list and checks all.
   *
   * @throws IllegalArgumentException when a number does not fit its field, or there is no address
   */
  public Isns {
    addresses = List.copyOf(addresses);
    Words.inRange("iSNS functions", functions, 0xffff);
    Words.inRange("iSNS discovery domain access", discoveryDomainAccess, 0xffff);
    Words.inRange("iSNS administrative flags", administrativeFlags, 0xffff);
    Words.inRange("iSNS security", security, 0xffff_ffffL);
    if (addresses.isEmpty()) {
      throw new IllegalArgumentException("iSNS: expected at least one address, found none");
    }
  }

  /** Returns the value that {@code octets} stand for; empty where there are no whole addresses. */
  public static Optional<Isns> decode(Octets octets) {
    if (octets.length() < ADDRESSES_START + 4 || (octets.length() - ADDRESSES_START) % 4 != 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Isns(
            octets.u16(0),
            octets.u16(2),
            octets.u16(4),
            octets.u32(6),
            Addresses.decode(octets, ADDRESSES_START, octets.length())));
  }

  /** Returns the octets that stand for the value. */
  public Octets encode() {
    return new OctetsWriter()
        .u16(functions)
        .u16(discoveryDomainAccess)
        .u16(administrativeFlags)
        .u32(security)
        .octets(Addresses.encode(addresses))
        .toOctets();
  }

  /** Returns where the servers' heartbeat comes from, where they have one. */
  public Optional<Ipv4Address> heartbeatSource() {
    return hasHeartbeat() ? Optional.of(addresses.get(0)) : Optional.empty();
  }

  /** Returns the servers, the primary one first; may be empty. */
  public List<Ipv4Address> servers() {
    return hasHeartbeat() ? addresses.subList(1, addresses.size()) : addresses;
  }

  private boolean hasHeartbeat() {
    return (administrativeFlags & HEARTBEAT) != 0;
  }

  /** Returns all in words. */
  @Override
  public String toString() {
    return "servers "
        + servers()
        + heartbeatSource().map(source -> ", heartbeat from " + source).orElse("")
        + ", functions "
        + Words.flags(functions, FUNCTIONS)
        + ", discovery domain access "
        + Words.flags(discoveryDomainAccess, ACCESS)
        + ", administrative flags "
        + Words.flags(administrativeFlags, FLAGS)
        + ", security "
        + Words.flags(security, SECURITY);
  }
}
