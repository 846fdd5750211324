package io.leasehold.dhcp.examples.config;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an address without ever looking up a name. */
public final class AddressConverter implements ITypeConverter<Ipv4Address> {

  /** For the command line. */
  public AddressConverter() {}

  @Override
  public Ipv4Address convert(String value) {
    try {
      return Ipv4Address.parse(value);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
