package io.leasehold.dhcp.config.kea;

import static io.leasehold.dhcp.config.kea.OptionType.BINARY;
import static io.leasehold.dhcp.config.kea.OptionType.BOOLEAN;
import static io.leasehold.dhcp.config.kea.OptionType.FQDN;
import static io.leasehold.dhcp.config.kea.OptionType.HEX_ONLY;
import static io.leasehold.dhcp.config.kea.OptionType.INT32;
import static io.leasehold.dhcp.config.kea.OptionType.IPV4_ADDRESS;
import static io.leasehold.dhcp.config.kea.OptionType.IPV6_ADDRESS;
import static io.leasehold.dhcp.config.kea.OptionType.LONG_TUPLE;
import static io.leasehold.dhcp.config.kea.OptionType.PSID;
import static io.leasehold.dhcp.config.kea.OptionType.ROUTE;
import static io.leasehold.dhcp.config.kea.OptionType.STRING;
import static io.leasehold.dhcp.config.kea.OptionType.UINT16;
import static io.leasehold.dhcp.config.kea.OptionType.UINT32;
import static io.leasehold.dhcp.config.kea.OptionType.UINT8;

import java.util.List;
import java.util.Optional;

/**
 * The table of the options that Kea defines: one row a code, in the space {@code dhcp4} unless it
 * says otherwise.
 */
final class StandardOptions {

  static final List<OptionDefinition> TABLE =
      List.of(
          one(1, "subnet-mask", IPV4_ADDRESS),
          one(2, "time-offset", INT32),
          list(3, "routers", IPV4_ADDRESS),
          list(4, "time-servers", IPV4_ADDRESS),
          list(5, "name-servers", IPV4_ADDRESS),
          list(6, "domain-name-servers", IPV4_ADDRESS),
          list(7, "log-servers", IPV4_ADDRESS),
          list(8, "cookie-servers", IPV4_ADDRESS),
          list(9, "lpr-servers", IPV4_ADDRESS),
          list(10, "impress-servers", IPV4_ADDRESS),
          list(11, "resource-location-servers", IPV4_ADDRESS),
          one(12, "host-name", STRING),
          one(13, "boot-size", UINT16),
          one(14, "merit-dump", STRING),
          one(15, "domain-name", STRING),
          one(16, "swap-server", IPV4_ADDRESS),
          one(17, "root-path", STRING),
          one(18, "extensions-path", STRING),
          one(19, "ip-forwarding", BOOLEAN),
          one(20, "non-local-source-routing", BOOLEAN),
          list(21, "policy-filter", IPV4_ADDRESS),
          one(22, "max-dgram-reassembly", UINT16),
          one(23, "default-ip-ttl", UINT8),
          one(24, "path-mtu-aging-timeout", UINT32),
          list(25, "path-mtu-plateau-table", UINT16),
          one(26, "interface-mtu", UINT16),
          one(27, "all-subnets-local", BOOLEAN),
          one(28, "broadcast-address", IPV4_ADDRESS),
          one(29, "perform-mask-discovery", BOOLEAN),
          one(30, "mask-supplier", BOOLEAN),
          one(31, "router-discovery", BOOLEAN),
          one(32, "router-solicitation-address", IPV4_ADDRESS),
          list(33, "static-routes", IPV4_ADDRESS),
          one(34, "trailer-encapsulation", BOOLEAN),
          one(35, "arp-cache-timeout", UINT32),
          one(36, "ieee802-3-encapsulation", BOOLEAN),
          one(37, "default-tcp-ttl", UINT8),
          one(38, "tcp-keepalive-interval", UINT32),
          one(39, "tcp-keepalive-garbage", BOOLEAN),
          one(40, "nis-domain", STRING),
          list(41, "nis-servers", IPV4_ADDRESS),
          list(42, "ntp-servers", IPV4_ADDRESS),
          enclosing(43, "vendor-encapsulated-options", "vendor-encapsulated-options-space"),
          list(44, "netbios-name-servers", IPV4_ADDRESS),
          list(45, "netbios-dd-server", IPV4_ADDRESS),
          one(46, "netbios-node-type", UINT8),
          one(47, "netbios-scope", STRING),
          list(48, "font-servers", IPV4_ADDRESS),
          list(49, "x-display-manager", IPV4_ADDRESS),
          one(50, "dhcp-requested-address", IPV4_ADDRESS),
          one(51, "dhcp-lease-time", UINT32),
          one(52, "dhcp-option-overload", UINT8),
          one(53, "dhcp-message-type", UINT8),
          one(54, "dhcp-server-identifier", IPV4_ADDRESS),
          list(55, "dhcp-parameter-request-list", UINT8),
          one(56, "dhcp-message", STRING),
          one(57, "dhcp-max-message-size", UINT16),
          one(58, "dhcp-renewal-time", UINT32),
          one(59, "dhcp-rebinding-time", UINT32),
          one(60, "vendor-class-identifier", STRING),
          one(61, "dhcp-client-identifier", BINARY),
          one(62, "nwip-domain-name", STRING),
          one(63, "nwip-suboptions", BINARY),
          one(64, "nisplus-domain-name", STRING),
          list(65, "nisplus-servers", IPV4_ADDRESS),
          one(66, "tftp-server-name", STRING),
          one(67, "boot-file-name", STRING),
          list(68, "mobile-ip-home-agent", IPV4_ADDRESS),
          list(69, "smtp-server", IPV4_ADDRESS),
          list(70, "pop-server", IPV4_ADDRESS),
          list(71, "nntp-server", IPV4_ADDRESS),
          list(72, "www-server", IPV4_ADDRESS),
          list(73, "finger-server", IPV4_ADDRESS),
          list(74, "irc-server", IPV4_ADDRESS),
          list(75, "streettalk-server", IPV4_ADDRESS),
          list(76, "streettalk-directory-assistance-server", IPV4_ADDRESS),
          one(77, "user-class", BINARY),
          list(78, "slp-directory-agent", BOOLEAN, IPV4_ADDRESS),
          one(79, "slp-service-scope", BOOLEAN, STRING),
          one(81, "fqdn", UINT8, UINT8, UINT8, FQDN),
          one(82, "dhcp-agent-options", HEX_ONLY),
          list(85, "nds-servers", IPV4_ADDRESS),
          one(86, "nds-tree-name", STRING),
          one(87, "nds-context", STRING),
          list(88, "bcms-controller-names", FQDN),
          list(89, "bcms-controller-address", IPV4_ADDRESS),
          one(90, "authenticate", BINARY),
          one(91, "client-last-transaction-time", UINT32),
          list(92, "associated-ip", IPV4_ADDRESS),
          list(93, "client-system", UINT16),
          one(94, "client-ndi", UINT8, UINT8, UINT8),
          one(97, "uuid-guid", UINT8, BINARY),
          one(98, "uap-servers", STRING),
          one(99, "geoconf-civic", BINARY),
          one(100, "pcode", STRING),
          one(101, "tcode", STRING),
          one(108, "v6-only-preferred", UINT32),
          list(112, "netinfo-server-address", IPV4_ADDRESS),
          one(113, "netinfo-server-tag", STRING),
          one(114, "v4-captive-portal", STRING),
          one(116, "auto-config", UINT8),
          list(117, "name-service-search", UINT16),
          one(118, "subnet-selection", IPV4_ADDRESS),
          list(119, "domain-search", FQDN),
          list(121, "classless-static-route", ROUTE),
          one(124, "vivco-suboptions", UINT32, BINARY),
          one(125, "vivso-suboptions", UINT32),
          list(136, "pana-agent", IPV4_ADDRESS),
          one(137, "v4-lost", FQDN),
          list(138, "capwap-ac-v4", IPV4_ADDRESS),
          list(141, "sip-ua-cs-domains", FQDN),
          list(143, "v4-sztp-redirect", LONG_TUPLE),
          list(146, "rdnss-selection", UINT8, IPV4_ADDRESS, IPV4_ADDRESS, FQDN),
          one(159, "v4-portparams", UINT8, PSID),
          one(162, "v4-dnr", HEX_ONLY),
          list(212, "option-6rd", UINT8, UINT8, IPV6_ADDRESS, IPV4_ADDRESS),
          one(213, "v4-access-domain", FQDN),
          new OptionDefinition("vendor-4491", 1, "oro", List.of(UINT8), true, Optional.empty()),
          new OptionDefinition(
              "vendor-4491", 2, "tftp-servers", List.of(IPV4_ADDRESS), true, Optional.empty()));

  private StandardOptions() {}

  private static OptionDefinition one(int code, String name, OptionType... fields) {
    return new OptionDefinition(
        OptionDefinition.DHCP4, code, name, List.of(fields), false, Optional.empty());
  }

  private static OptionDefinition list(int code, String name, OptionType... fields) {
    return new OptionDefinition(
        OptionDefinition.DHCP4, code, name, List.of(fields), true, Optional.empty());
  }

  private static OptionDefinition enclosing(int code, String name, String space) {
    return new OptionDefinition(
        OptionDefinition.DHCP4, code, name, List.of(HEX_ONLY), false, Optional.of(space));
  }
}
