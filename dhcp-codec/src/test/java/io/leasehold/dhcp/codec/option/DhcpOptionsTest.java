package io.leasehold.dhcp.codec.option;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.address.Ipv4Network;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.value.ClasslessRoute;
import io.leasehold.dhcp.codec.value.ClientIdentifier;
import io.leasehold.dhcp.codec.value.MessageType;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests of every row of {@link DhcpOptions}. */
class DhcpOptionsTest {

  private static final List<OptionKey<?>> ROWS =
      IntStream.rangeClosed(0, 255)
          .mapToObj(DhcpOptions::byCode)
          .<OptionKey<?>>flatMap(Optional::stream)
          .toList();

  private static final Arbitrary<Ipv4Address> ADDRESSES =
      Arbitraries.integers().map(Ipv4Address::new);

  /** Values of every format that a row has. */
  private static final Map<OptionFormat<?>, Arbitrary<?>> VALUES =
      Map.ofEntries(
          entry(OptionFormat.IPV4, ADDRESSES),
          entry(OptionFormat.IPV4_LIST, ADDRESSES.list().ofMinSize(1).ofMaxSize(70)),
          entry(OptionFormat.U8, Arbitraries.integers().between(0, 0xff)),
          entry(DhcpOptions.OVERLOAD.format(), Arbitraries.integers().between(1, 3)),
          entry(OptionFormat.U16, Arbitraries.integers().between(0, 0xffff)),
          entry(OptionFormat.U32, Arbitraries.longs().between(0, 0xffff_ffffL)),
          entry(OptionFormat.S32, Arbitraries.integers()),
          entry(
              OptionFormat.U8_LIST,
              Arbitraries.integers().between(0, 0xff).list().ofMinSize(1).ofMaxSize(300)),
          entry(
              OptionFormat.U16_LIST,
              Arbitraries.integers().between(0, 0xffff).list().ofMinSize(1).ofMaxSize(150)),
          entry(
              OptionFormat.SECONDS,
              Arbitraries.longs().between(0, 0xffff_ffffL).map(Duration::ofSeconds)),
          entry(OptionFormat.BOOL, Arbitraries.of(true, false)),
          entry(
              OptionFormat.TEXT,
              Arbitraries.strings()
                  .withCharRange('\u0001', '\ud7ff')
                  .ofMinLength(1)
                  .ofMaxLength(200)),
          entry(OptionFormat.OPAQUE, octets(0, 300)),
          entry(DhcpOptions.DHCP_MSG_TYPE.format(), Arbitraries.of(MessageType.class)),
          entry(DhcpOptions.CLIENT_ID.format(), octets(2, 255).map(ClientIdentifier::new)),
          entry(RelayAgentInformation.FORMAT, relayAgentInformation()),
          entry(
              DhcpOptions.CLASSLESS_STATIC_ROUTE.format(),
              routes().list().ofMinSize(1).ofMaxSize(30)));

  /** A row with one of its values. */
  record Sample<T>(OptionKey<T> key, T value) {

    void assertComesBack() {
      assertThat(key.decode(key.encode(value))).contains(value);
    }
  }

  @Property(tries = 5000)
  void whatARowWritesItReads(@ForAll("samples") Sample<?> sample) {
    // For every row and any of its values, decode(encode(value)) is the value.
    sample.assertComesBack();
  }

  @Property(tries = 5000)
  void anyOctetsAreAValueOrNone(@ForAll("rows") OptionKey<?> key, @ForAll byte[] octets) {
    // No row throws, whatever the octets are; a value that was read can be written and read; and
    // what is written just as it was read is accepted.
    assertReadsOrRefuses(key, Octets.wrap(octets));
  }

  private static <T> void assertReadsOrRefuses(OptionKey<T> key, Octets octets) {
    Optional<T> read = key.decode(octets);
    read.ifPresent(value -> new Sample<>(key, value).assertComesBack());
    assertThat(key.format().accepts(octets))
        .isEqualTo(read.isPresent() && key.encode(read.orElseThrow()).equals(octets));
  }

  @Test
  void everyConstantIsTheRowOfItsCode() throws IllegalAccessException {
    // No two constants share a code, and each is found by it.
    for (var field : DhcpOptions.class.getDeclaredFields()) {
      if (Modifier.isPublic(field.getModifiers())) {
        OptionKey<?> key = (OptionKey<?>) field.get(null);
        assertThat(DhcpOptions.byCode(key.code()).orElseThrow()).isSameAs(key);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, Subnet Mask, 4 octets",
    "2, Time Offset, 4 octets",
    "3, Router, 'a multiple of 4 octets, at least 4'",
    "4, Time Server, 'a multiple of 4 octets, at least 4'",
    "6, Domain Server, 'a multiple of 4 octets, at least 4'",
    "7, Log Server, 'a multiple of 4 octets, at least 4'",
    "12, Hostname, 1 octet or more of UTF-8 text without NUL",
    "15, Domain Name, 1 octet or more of UTF-8 text without NUL",
    "17, Root Path, 1 octet or more of UTF-8 text without NUL",
    "26, MTU Interface, 2 octets",
    "28, Broadcast Address, 4 octets",
    "42, NTP Servers, 'a multiple of 4 octets, at least 4'",
    "43, Vendor Specific, any octets",
    "50, Address Request, 4 octets",
    "51, Address Time, 4 octets",
    "52, Overload, '1 octet, 1 to 3'",
    "53, DHCP Msg Type, '1 octet, 1 to 18'",
    "54, DHCP Server Id, 4 octets",
    "55, Parameter List, 1 octet or more",
    "56, DHCP Message, 1 octet or more of UTF-8 text without NUL",
    "57, DHCP Max Msg Size, 2 octets",
    "58, Renewal Time, 4 octets",
    "59, Rebinding Time, 4 octets",
    "60, Class Id, any octets",
    "61, Client Id, 2 to 255 octets",
    "66, Server-Name, 1 octet or more of UTF-8 text without NUL",
    "67, Bootfile-Name, 1 octet or more of UTF-8 text without NUL",
    "82, Relay Agent Information, 'sub-options of code, length and as many octets'",
    "118, Subnet Selection Option, 4 octets",
    "121, Classless Static Route, 'routes of a width of 0 to 32, the significant octets and a router'"
  })
  void rowsAreThoseOfTheRegistry(int code, String name, String expected) {
    // Code, name and format belong together as in the IANA registry and the option's RFC.
    OptionKey<?> key = DhcpOptions.byCode(code).orElseThrow();

    assertThat(key.name()).isEqualTo(name);
    assertThat(key.format().expected()).isEqualTo(expected);
  }

  @Test
  void codesWithoutARowAreUnknown() {
    // PAD, END and a code of nobody have no row.
    assertThat(List.of(0, 255, 224))
        .allSatisfy(code -> assertThat(DhcpOptions.byCode(code)).isEmpty());
  }

  @Test
  void everyFormatOfARowHasValuesToTest() {
    // A row with a new format needs values in this test, or the properties would not reach it.
    assertThat(ROWS).isNotEmpty().allSatisfy(key -> assertThat(VALUES).containsKey(key.format()));
  }

  @Provide
  Arbitrary<OptionKey<?>> rows() {
    return Arbitraries.of(ROWS);
  }

  @Provide
  Arbitrary<Sample<?>> samples() {
    return rows().flatMap(DhcpOptionsTest::samplesOf);
  }

  // VALUES ties each format to values of its own type.
  @SuppressWarnings("unchecked")
  private static <T> Arbitrary<Sample<?>> samplesOf(OptionKey<T> key) {
    return ((Arbitrary<T>) VALUES.get(key.format())).map(value -> new Sample<>(key, value));
  }

  private static Arbitrary<Octets> octets(int min, int max) {
    return Arbitraries.bytes()
        .array(byte[].class)
        .ofMinSize(min)
        .ofMaxSize(max)
        .map(Octets::copyOf);
  }

  private static Arbitrary<RelayAgentInformation> relayAgentInformation() {
    return Combinators.combine(Arbitraries.integers().between(0, 255), octets(0, 255))
        .as(RelayAgentInformation::of)
        .list()
        .ofMinSize(1)
        .ofMaxSize(4)
        .map(
            parts ->
                new RelayAgentInformation(
                    parts.stream()
                        .map(RelayAgentInformation::octets)
                        .reduce(Octets.EMPTY, Octets::concat)));
  }

  private static Arbitrary<ClasslessRoute> routes() {
    return Combinators.combine(ADDRESSES, Arbitraries.integers().between(0, 32), ADDRESSES)
        .as(
            (member, width, router) ->
                new ClasslessRoute(Ipv4Network.containing(member, width), router));
  }
}
