package io.leasehold.dhcp.codec;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.option.OptionSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Builders;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Generated messages and octets. */
final class Messages {

  private Messages() {}

  /**
   * Returns messages with any header and up to 30 options of up to 600 octets each, most of them
   * short, without option 52, which belongs to the datagram.
   */
  static Arbitrary<DhcpMessage> any() {
    Arbitrary<Integer> octet = Arbitraries.integers().between(0, 0xff);
    Arbitrary<Integer> pair = Arbitraries.integers().between(0, 0xffff);
    Arbitrary<Ipv4Address> address = Arbitraries.integers().map(Ipv4Address::new);
    return Builders.withBuilder(DhcpMessage::request)
        .use(octet)
        .in(DhcpMessage.Builder::op)
        .use(Combinators.combine(octet, octet, octets(16)).as(Tuple::of))
        .in(
            (builder, hardware) ->
                builder.hardware(hardware.get1(), hardware.get2(), hardware.get3()))
        .use(octet)
        .in(DhcpMessage.Builder::hops)
        .use(Arbitraries.integers())
        .in(DhcpMessage.Builder::xid)
        .use(pair)
        .in(DhcpMessage.Builder::secs)
        .use(pair)
        .in(DhcpMessage.Builder::flags)
        .use(address)
        .in(DhcpMessage.Builder::ciaddr)
        .use(address)
        .in(DhcpMessage.Builder::yiaddr)
        .use(address)
        .in(DhcpMessage.Builder::siaddr)
        .use(address)
        .in(DhcpMessage.Builder::giaddr)
        .use(name(DhcpMessage.SNAME_LENGTH))
        .in(DhcpMessage.Builder::sname)
        .use(name(DhcpMessage.FILE_LENGTH))
        .in(DhcpMessage.Builder::file)
        .use(options())
        .in(DhcpMessage.Builder::options)
        .build(DhcpMessage.Builder::build)
        .withoutEdgeCases();
  }

  /** Returns 0 to {@code max} octets. */
  static Arbitrary<Octets> octets(int max) {
    return Arbitraries.bytes().array(byte[].class).ofMaxSize(max).map(Octets::copyOf);
  }

  // Half of the names are empty, so that their fields are free for options.
  private static Arbitrary<Octets> name(int max) {
    return Arbitraries.oneOf(Arbitraries.just(Octets.EMPTY), octets(max));
  }

  private static Arbitrary<OptionSet> options() {
    Arbitrary<Integer> codes =
        Arbitraries.integers().between(1, 254).filter(code -> code != DhcpOptions.OVERLOAD.code());
    Arbitrary<Octets> values =
        Arbitraries.frequencyOf(
            Tuple.of(6, octets(12)), Tuple.of(3, octets(80)), Tuple.of(1, octets(600)));
    return Combinators.combine(codes, values)
        .as(Tuple::of)
        .list()
        .ofMaxSize(30)
        .map(
            entries -> {
              OptionSet.Builder options = OptionSet.builder();
              entries.forEach(entry -> options.putRaw(entry.get1(), entry.get2()));
              return options.build();
            });
  }
}
