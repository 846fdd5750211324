package io.leasehold.dhcp.codec.option;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.value.DomainName;
import java.util.List;

/**
 * The sub-options of options 139 and 140: the servers of the IEEE 802.21 mobility services, by
 * address and by name (RFC 5678).
 */
public final class MosOptions {

  /** The addresses of the servers of the information service. */
  public static final OptionKey<List<Ipv4Address>> INFORMATION_SERVICE =
      OptionKey.of(1, "IS", OptionFormat.IPV4_LIST);

  /** The addresses of the servers of the command service. */
  public static final OptionKey<List<Ipv4Address>> COMMAND_SERVICE =
      OptionKey.of(2, "CS", OptionFormat.IPV4_LIST);

  /** The addresses of the servers of the event service. */
  public static final OptionKey<List<Ipv4Address>> EVENT_SERVICE =
      OptionKey.of(3, "ES", OptionFormat.IPV4_LIST);

  /** Those of option 139. */
  public static final OptionSpace ADDRESS_SPACE =
      OptionSpace.of(
          "addresses of mobility services", INFORMATION_SERVICE, COMMAND_SERVICE, EVENT_SERVICE);

  /** The names of the servers of the information service. */
  public static final OptionKey<List<DomainName>> INFORMATION_SERVICE_NAMES =
      OptionKey.of(1, "IS", OptionFormat.DOMAIN_NAME_LIST);

  /** The names of the servers of the command service. */
  public static final OptionKey<List<DomainName>> COMMAND_SERVICE_NAMES =
      OptionKey.of(2, "CS", OptionFormat.DOMAIN_NAME_LIST);

  /** The names of the servers of the event service. */
  public static final OptionKey<List<DomainName>> EVENT_SERVICE_NAMES =
      OptionKey.of(3, "ES", OptionFormat.DOMAIN_NAME_LIST);

  /** Those of option 140. */
  public static final OptionSpace NAME_SPACE =
      OptionSpace.of(
          "names of mobility services",
          INFORMATION_SERVICE_NAMES,
          COMMAND_SERVICE_NAMES,
          EVENT_SERVICE_NAMES);

  private MosOptions() {}
}
