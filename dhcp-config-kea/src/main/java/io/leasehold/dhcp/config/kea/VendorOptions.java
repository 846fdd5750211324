package io.leasehold.dhcp.config.kea;

import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.option.OptionSpace;
import io.leasehold.dhcp.codec.value.EnterpriseData;
import io.leasehold.dhcp.codec.value.EnterpriseNumber;
import io.leasehold.dhcp.config.kea.VendorOptions.Entry;
import io.leasehold.dhcp.server.config.SettingsBuilder;
import io.leasehold.dhcp.server.match.RequestFacts;
import io.leasehold.dhcp.server.match.RequestValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The options of enterprises that hold at a level (option 125, RFC 3925), with those of the levels
 * outside. As in Kea a client that names an enterprise, in option 124 or 125, gets those of its
 * options that are always sent; a cable modem gets those too that it asks CableLabs' sub-option 1
 * for. Enterprises that the level announces are in option 125 where a client asks for that, or it
 * is always sent.
 *
 * @param entries the options
 * @param announced the enterprises in option 125 itself
 * @param always whether that is always sent
 */
record VendorOptions(List<Entry> entries, List<EnterpriseNumber> announced, boolean always) {

  static final int CODE = DhcpOptions.V_I_VENDOR_SPECIFIC_INFORMATION.code();
  static final VendorOptions NONE = new VendorOptions(List.of(), List.of(), false);

  private static final OptionSpace CABLELABS = OptionSpace.of("cablelabs");
  private static final int MAX_LENGTH = 255;
  private static final int OPTION_REQUEST = 1;

  /** One option of an enterprise, with code and length before its value. */
  record Entry(
      JsonObject source, EnterpriseNumber enterprise, int code, Octets octets, boolean always) {

    private boolean isSame(Entry other) {
      return code == other.code && enterprise.equals(other.enterprise);
    }
  }

  boolean isEmpty() {
    return entries.isEmpty() && announced.isEmpty();
  }

  /**
   * Returns these options and those of a level outside that these do not take the place of.
   *
   * @throws KeaConfigException when those of an enterprise are too long to be sent together
   */
  VendorOptions over(VendorOptions outside) {
    List<Entry> all = new ArrayList<>(entries);
    outside.entries.stream().filter(it -> entries.stream().noneMatch(it::isSame)).forEach(all::add);
    all.sort(Comparator.comparingInt(Entry::code));
    for (Entry entry : all) {
      int length =
          all.stream()
              .filter(it -> it.enterprise.equals(entry.enterprise))
              .mapToInt(it -> it.octets.length())
              .sum();
      if (length > MAX_LENGTH) {
        throw entry.source.refused(
            "no more than " + MAX_LENGTH + " octets for all options of " + entry.enterprise);
      }
    }
    return announced.isEmpty()
        ? new VendorOptions(all, outside.announced, outside.always)
        : new VendorOptions(all, announced, always);
  }

  /** Has the options sent to the clients of a level. */
  void applyTo(SettingsBuilder<?> settings) {
    settings.option(CODE, RequestValue.of("options of enterprises " + enterprises(), this::answer));
    settings.alwaysSend(CODE);
  }

  private List<EnterpriseNumber> enterprises() {
    return Stream.concat(announced.stream(), entries.stream().map(Entry::enterprise))
        .distinct()
        .toList();
  }

  private Optional<Octets> answer(RequestFacts facts) {
    List<EnterpriseData> parts = new ArrayList<>();
    boolean asked =
        always
            || facts
                .message()
                .option(DhcpOptions.PARAMETER_LIST)
                .filter(codes -> codes.contains(CODE))
                .isPresent();
    Set<EnterpriseNumber> wanted = new LinkedHashSet<>(named(facts, CODE));
    wanted.addAll(named(facts, DhcpOptions.V_I_VENDOR_CLASS.code()));
    if (asked) {
      wanted.addAll(announced);
    }
    for (EnterpriseNumber enterprise : wanted) {
      Octets data = data(enterprise, requested(enterprise, facts));
      if (!data.isEmpty() || (asked && announced.contains(enterprise))) {
        parts.add(new EnterpriseData(enterprise, data));
      }
    }
    return parts.isEmpty() ? Optional.empty() : Optional.of(EnterpriseData.encodeAll(parts));
  }

  private static List<EnterpriseNumber> named(RequestFacts facts, int code) {
    return parts(facts, code).stream().map(EnterpriseData::enterprise).toList();
  }

  private static List<EnterpriseData> parts(RequestFacts facts, int code) {
    return facts.message().options().raw(code).flatMap(EnterpriseData::decodeAll).orElse(List.of());
  }

  private static Octets requested(EnterpriseNumber enterprise, RequestFacts facts) {
    return parts(facts, CODE).stream()
        .filter(part -> enterprise.equals(EnterpriseNumber.CABLELABS))
        .filter(part -> part.enterprise().equals(enterprise))
        .flatMap(part -> CABLELABS.read(part.data()).stream())
        .flatMap(options -> options.raw(OPTION_REQUEST).stream())
        .findFirst()
        .orElse(Octets.EMPTY);
  }

  private Octets data(EnterpriseNumber enterprise, Octets requested) {
    return entries.stream()
        .filter(it -> it.enterprise.equals(enterprise))
        .filter(it -> it.always || contains(requested, it.code))
        .map(Entry::octets)
        .reduce(Octets.EMPTY, Octets::concat);
  }

  private static boolean contains(Octets codes, int code) {
    for (int i = 0; i < codes.length(); i++) {
      if (codes.u8(i) == code) {
        return true;
      }
    }
    return false;
  }
}
