package io.leasehold.dhcp.codec.option;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.address.Ipv6Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.value.Authentication;
import io.leasehold.dhcp.codec.value.DataSource;
import io.leasehold.dhcp.codec.value.DhcpState;
import io.leasehold.dhcp.codec.value.DomainName;
import io.leasehold.dhcp.codec.value.EncryptedResolver;
import io.leasehold.dhcp.codec.value.EnterpriseData;
import io.leasehold.dhcp.codec.value.EnterpriseNumber;
import io.leasehold.dhcp.codec.value.GeoLocation;
import io.leasehold.dhcp.codec.value.Isns;
import io.leasehold.dhcp.codec.value.PcpServer;
import io.leasehold.dhcp.codec.value.PortParameters;
import io.leasehold.dhcp.codec.value.ServiceParameter;
import io.leasehold.dhcp.codec.value.SixRd;
import io.leasehold.dhcp.codec.value.StatusCode;
import io.leasehold.dhcp.codec.value.VirtualSubnetSelection;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Any values of the options that have a structure of several fields. */
final class StructuredValues {

  private StructuredValues() {}

  private static Arbitrary<Integer> numbers(int max) {
    return Arbitraries.integers().between(0, max);
  }

  private static Arbitrary<Octets> octets(int max) {
    return Arbitraries.bytes().array(byte[].class).ofMaxSize(max).map(Octets::copyOf);
  }

  private static Arbitrary<List<Ipv4Address>> addresses(int max) {
    return Arbitraries.integers().map(Ipv4Address::new).list().ofMinSize(1).ofMaxSize(max);
  }

  static Arbitrary<SubOptions> subOptions(OptionSpace space, int min) {
    return Combinators.combine(Arbitraries.integers().between(1, 254), octets(255))
        .as((code, value) -> space.empty().withRaw(code, value).octets())
        .list()
        .ofMinSize(min)
        .ofMaxSize(4)
        .map(parts -> parts.stream().reduce(Octets.EMPTY, Octets::concat))
        .map(octets -> space.read(octets).orElseThrow());
  }

  static Arbitrary<RelayAgentInformation> relayAgentInformation() {
    return subOptions(RelayAgentOptions.SPACE, 1).map(RelayAgentInformation::new);
  }

  static Arbitrary<List<EnterpriseData>> enterpriseData() {
    return Combinators.combine(
            Arbitraries.longs().between(0, 0xffff_ffffL).map(EnterpriseNumber::new), octets(255))
        .as(EnterpriseData::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(5);
  }

  static Arbitrary<Authentication> authentication() {
    return Combinators.combine(
            numbers(255), numbers(255), numbers(255), Arbitraries.longs(), octets(40))
        .as(Authentication::new);
  }

  static Arbitrary<Isns> isns() {
    return Combinators.combine(
            numbers(0xffff),
            numbers(0xffff),
            numbers(0xffff),
            Arbitraries.longs().between(0, 0xffff_ffffL),
            addresses(5))
        .as(Isns::new);
  }

  static Arbitrary<GeoLocation> geoLocation() {
    return Arbitraries.bytes()
        .array(byte[].class)
        .ofSize(16)
        .map(octets -> GeoLocation.decode(Octets.copyOf(octets)).orElseThrow());
  }

  static Arbitrary<StatusCode> statusCode() {
    return Combinators.combine(
            numbers(255), Arbitraries.strings().withCharRange('\u0001', '\ud7ff').ofMaxLength(40))
        .as(StatusCode::new);
  }

  static Arbitrary<DhcpState> dhcpState() {
    return numbers(255).map(DhcpState::new);
  }

  static Arbitrary<DataSource> dataSource() {
    return numbers(255).map(DataSource::new);
  }

  static Arbitrary<List<PcpServer>> pcpServers() {
    return addresses(63).map(PcpServer::new).list().ofMinSize(1).ofMaxSize(4);
  }

  static Arbitrary<PortParameters> portParameters() {
    return numbers(16)
        .flatMap(
            length ->
                Combinators.combine(numbers(15), numbers((1 << length) - 1))
                    .as((offset, psid) -> new PortParameters(offset, length, psid)));
  }

  static Arbitrary<SixRd> sixRd() {
    return Combinators.combine(numbers(32), numbers(64), Arbitraries.longs(), addresses(5))
        .as(
            (maskLength, prefixLength, bits, relays) ->
                new SixRd(
                    maskLength,
                    prefixLength,
                    new Ipv6Address(prefixLength == 0 ? 0 : bits & -1L << (64 - prefixLength), 0),
                    relays));
  }

  static Arbitrary<SubnetAllocation> subnetAllocation() {
    return Combinators.combine(numbers(255), subOptions(SubnetAllocation.SPACE, 0))
        .as(SubnetAllocation::new);
  }

  static Arbitrary<VirtualSubnetSelection> virtualSubnetSelection() {
    return Arbitraries.oneOf(
        Combinators.combine(numbers(254).filter(type -> type != 1), octets(40))
            .as(VirtualSubnetSelection::new),
        Arbitraries.bytes()
            .array(byte[].class)
            .ofSize(7)
            .map(octets -> new VirtualSubnetSelection(1, Octets.copyOf(octets))),
        Arbitraries.just(new VirtualSubnetSelection(255, Octets.EMPTY)));
  }

  static Arbitrary<List<EncryptedResolver>> encryptedResolvers(Arbitrary<DomainName> names) {
    Arbitrary<List<ServiceParameter>> parameters =
        Combinators.combine(
                Arbitraries.integers().between(8, 0xffff).set().ofMaxSize(3),
                octets(20),
                numbers(0xffff))
            .as(
                (keys, value, port) ->
                    Stream.concat(
                            Stream.of(
                                ServiceParameter.ofAlpn(List.of("h2", "dot")),
                                ServiceParameter.ofPort(port)),
                            keys.stream().sorted().map(key -> new ServiceParameter(key, value)))
                        .toList());
    return Arbitraries.oneOf(
            Combinators.combine(numbers(0xffff), names).as(EncryptedResolver::ofName),
            Combinators.combine(numbers(0xffff), names, addresses(63), parameters)
                .as(EncryptedResolver::new))
        .list()
        .ofMinSize(1)
        .ofMaxSize(3);
  }
}
