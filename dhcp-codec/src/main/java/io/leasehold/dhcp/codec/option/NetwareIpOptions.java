package io.leasehold.dhcp.codec.option;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.value.Flag;
import java.util.List;

/**
 * The sub-options of option 63, NetWare/IP, of which one of the first four comes first (RFC 2242
 * section 3).
 */
public final class NetwareIpOptions {

  /** There is nothing for NetWare/IP. */
  public static final OptionKey<Flag> DOES_NOT_EXIST =
      OptionKey.of(1, "NWIP_DOES_NOT_EXIST", OptionFormat.FLAG);

  /** The sub-options follow here. */
  public static final OptionKey<Flag> EXIST_IN_OPTIONS_AREA =
      OptionKey.of(2, "NWIP_EXIST_IN_OPTIONS_AREA", OptionFormat.FLAG);

  /** The sub-options are in the fields {@code sname} and {@code file}. */
  public static final OptionKey<Flag> EXIST_IN_SNAME_FILE =
      OptionKey.of(3, "NWIP_EXIST_IN_SNAME_FILE", OptionFormat.FLAG);

  /** There are sub-options, and no room for them. */
  public static final OptionKey<Flag> EXIST_BUT_TOO_BIG =
      OptionKey.of(4, "NWIP_EXIST_BUT_TOO_BIG", OptionFormat.FLAG);

  private static final OptionFormat<List<Ipv4Address>> AT_MOST_FIVE =
      OptionFormat.IPV4_LIST.where("at most 5", addresses -> addresses.size() <= 5);

  /** Whether to look for the nearest server by broadcast. */
  public static final OptionKey<Boolean> NSQ_BROADCAST =
      OptionKey.of(5, "NSQ_BROADCAST", OptionFormat.BOOL);

  /** At most five, in order of preference. */
  public static final OptionKey<List<Ipv4Address>> PREFERRED_DSS =
      OptionKey.of(6, "PREFERRED_DSS", AT_MOST_FIVE);

  /** At most five, in order of preference. */
  public static final OptionKey<List<Ipv4Address>> NEAREST_NWIP_SERVER =
      OptionKey.of(7, "NEAREST_NWIP_SERVER", AT_MOST_FIVE);

  /** How often to ask a server that does not answer. */
  public static final OptionKey<Integer> AUTORETRIES =
      OptionKey.of(8, "AUTORETRIES", OptionFormat.U8);

  /** Seconds between two tries. */
  public static final OptionKey<Integer> AUTORETRY_SECS =
      OptionKey.of(9, "AUTORETRY_SECS", OptionFormat.U8);

  /** Whether to support NetWare/IP 1.1. */
  public static final OptionKey<Boolean> NWIP_1_1 = OptionKey.of(10, "NWIP_1_1", OptionFormat.BOOL);

  /** The one server that other servers learn from. */
  public static final OptionKey<Ipv4Address> PRIMARY_DSS =
      OptionKey.of(11, "PRIMARY_DSS", OptionFormat.IPV4);

  /** All of them. */
  public static final OptionSpace SPACE =
      OptionSpace.of(
          "NetWare/IP",
          DOES_NOT_EXIST,
          EXIST_IN_OPTIONS_AREA,
          EXIST_IN_SNAME_FILE,
          EXIST_BUT_TOO_BIG,
          NSQ_BROADCAST,
          PREFERRED_DSS,
          NEAREST_NWIP_SERVER,
          AUTORETRIES,
          AUTORETRY_SECS,
          NWIP_1_1,
          PRIMARY_DSS);

  private NetwareIpOptions() {}
}
