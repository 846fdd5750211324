package io.leasehold.dhcp.benchmarks.codec;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** What {@link Packet#ACK} says, in types of the JDK. */
public final class AckValues {

  /** {@code xid}. */
  public static final int XID = 0x3903f326;

  /** {@code yiaddr}. */
  public static final Inet4Address YIADDR = address(10, 20, 30, 117);

  /** {@code siaddr}. */
  public static final Inet4Address SIADDR = address(10, 20, 30, 5);

  /** Every address field that is zero. */
  public static final Inet4Address UNSPECIFIED = address(0, 0, 0, 0);

  /** Option 54, and option 3. */
  public static final Inet4Address SERVER = address(10, 20, 30, 1);

  /** Option 1. */
  public static final Inet4Address SUBNET_MASK = address(255, 255, 255, 0);

  /** Option 28. */
  public static final Inet4Address BROADCAST = address(10, 20, 30, 255);

  /** Option 4. */
  public static final Inet4Address TIME_SERVER = address(10, 20, 1, 4);

  /** Option 6, the first. */
  public static final Inet4Address NAME_SERVER = address(10, 20, 1, 53);

  /** Option 6, the second. */
  public static final Inet4Address SECOND_NAME_SERVER = address(10, 20, 2, 53);

  /** Option 7. */
  public static final Inet4Address LOG_SERVER = address(10, 20, 1, 6);

  /** Option 42, the first. */
  public static final Inet4Address NTP_SERVER = address(10, 20, 1, 123);

  /** Option 42, the second. */
  public static final Inet4Address SECOND_NTP_SERVER = address(10, 20, 2, 123);

  /** Option 51, in seconds. */
  public static final int LEASE_TIME = 28_800;

  /** Option 58, in seconds. */
  public static final int RENEWAL_TIME = 14_400;

  /** Option 59, in seconds. */
  public static final int REBINDING_TIME = 25_200;

  /** Option 2, in seconds. */
  public static final int TIME_OFFSET = 3600;

  /** Option 26. */
  public static final short MTU = 1500;

  /** Option 12. */
  public static final String HOST_NAME = "desk-117";

  /** Option 15. */
  public static final String DOMAIN_NAME = "berlin.example.org";

  /** Option 17. */
  public static final String ROOT_PATH = "/srv/nfs/desk";

  /** Option 66. */
  public static final String SERVER_NAME = "boot.example.org";

  /** Option 67. */
  public static final String BOOTFILE_NAME = "pxelinux.0";

  private AckValues() {}

  /** Returns a new copy of {@code chaddr}. */
  public static byte[] chaddr() {
    return new byte[] {2, 0, 0x5e, 0x10, 0, 0x75};
  }

  /** Returns a new copy of the value of option 61. */
  public static byte[] clientIdentifier() {
    return new byte[] {1, 2, 0, 0x5e, 0x10, 0, 0x75};
  }

  private static Inet4Address address(int... octets) {
    try {
      byte[] address = {(byte) octets[0], (byte) octets[1], (byte) octets[2], (byte) octets[3]};
      return (Inet4Address) InetAddress.getByAddress(address);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }
}
