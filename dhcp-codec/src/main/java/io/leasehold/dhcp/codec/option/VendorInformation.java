package io.leasehold.dhcp.codec.option;

import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.value.EnterpriseData;
import io.leasehold.dhcp.codec.value.EnterpriseNumber;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What several vendors have to say, the value of option 125 (RFC 3925 section 4) and of relay agent
 * sub-option 9 (RFC 4243). Each part is kept octet for octet; who knows a vendor's space reads it:
 *
 * <pre>{@code
 * information.subOptions(new EnterpriseNumber(99999), ACME_SPACE).flatMap(acme -> acme.get(TOKEN))
 * }</pre>
 *
 * @param parts one or more, in order; one vendor should have one part (RFC 3925)
 */
public record VendorInformation(List<EnterpriseData> parts) {

  /** The spaces of the vendors that this library can describe. */
  private static final Map<EnterpriseNumber, OptionSpace> SPACES =
      Map.of(
          EnterpriseNumber.CABLELABS, CableLabsOptions.VENDOR_SPACE,
          EnterpriseNumber.BROADBAND_FORUM, BroadbandForumOptions.SPACE);

  static final OptionFormat<VendorInformation> FORMAT =
      OptionFormat.of(
          "parts of enterprise number, length and as many octets",
          octets -> EnterpriseData.decodeAll(octets).map(VendorInformation::new),
          information -> EnterpriseData.encodeAll(information.parts));

  /**
   * Copies and checks the list.
   *
   * @throws IllegalArgumentException when there are no parts
   */
  public VendorInformation {
    parts = List.copyOf(parts);
    if (parts.isEmpty()) {
      throw new IllegalArgumentException(
          "vendor information: expected the data of at least one enterprise, found none");
    }
  }

  /**
   * Makes the information of one vendor.
   *
   * @throws IllegalArgumentException when there are more than 255 octets of sub-options
   */
  public static VendorInformation of(EnterpriseNumber enterprise, SubOptions subOptions) {
    return new VendorInformation(List.of(new EnterpriseData(enterprise, subOptions.octets())));
  }

  /**
   * Returns the information with one more vendor at its end.
   *
   * @throws IllegalArgumentException when there are more than 255 octets of sub-options
   */
  public VendorInformation with(EnterpriseNumber enterprise, SubOptions subOptions) {
    return new VendorInformation(
        Stream.concat(
                parts.stream(), Stream.of(new EnterpriseData(enterprise, subOptions.octets())))
            .toList());
  }

  /** Returns the octets of a vendor's first part. */
  public Optional<Octets> data(EnterpriseNumber enterprise) {
    return parts.stream()
        .filter(part -> part.enterprise().equals(enterprise))
        .map(EnterpriseData::data)
        .findFirst();
  }

  /**
   * Returns the sub-options of a vendor's first part, in the vendor's space; empty where there is
   * no part, or it is no sub-options.
   */
  public Optional<SubOptions> subOptions(EnterpriseNumber enterprise, OptionSpace space) {
    return data(enterprise).flatMap(space::read);
  }

  /** Returns all parts in words; those of a known vendor by the names of their sub-options. */
  @Override
  public String toString() {
    return parts.stream().map(VendorInformation::describe).collect(Collectors.joining("; "));
  }

  private static String describe(EnterpriseData part) {
    return Optional.ofNullable(SPACES.get(part.enterprise()))
        .flatMap(space -> space.read(part.data()))
        .map(subOptions -> part.enterprise() + ": {" + subOptions + "}")
        .orElseGet(part::toString);
  }
}
