package io.leasehold.dhcp.server.internal.plan;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.leasehold.dhcp.codec.DhcpMessage;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.value.ClientFqdn;
import io.leasehold.dhcp.codec.value.DomainName;
import io.leasehold.dhcp.server.config.Reservation;
import io.leasehold.dhcp.server.config.Setting;
import io.leasehold.dhcp.server.config.Settings;
import io.leasehold.dhcp.server.internal.ClientName;
import io.leasehold.dhcp.server.store.NameUpdates;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Which name a client has, and who puts it into the DNS (RFC 4702 section 4). What is reserved for
 * the client goes before its option 81, and that before its option 12.
 */
final class NameRule {

  private NameRule() {}

  /** The labels of a name, and whether they go up to the root. */
  private record Name(List<Octets> labels, boolean isComplete) {

    DomainName toDomainName() {
      return DomainName.of(labels);
    }

    @Override
    public String toString() {
      return String.join(".", labels.stream().map(Octets::toText).toList());
    }
  }

  /** Returns the name of a client at {@code address}. */
  static ClientName of(Situation situation, Ipv4Address address) {
    Settings settings = situation.settingsFor(address);
    DhcpMessage message = situation.request().message();
    Optional<String> reserved = situation.placed().reservation().flatMap(Reservation::hostName);
    Optional<ClientFqdn> asked = message.option(DhcpOptions.CLIENT_FQDN);
    Optional<String> sent = message.option(DhcpOptions.HOSTNAME);
    boolean replaced =
        reserved.isEmpty()
            && settings
                .value(Setting.NAME_REPLACEMENT)
                .appliesTo(asked.isPresent() || sent.isPresent());
    if (asked.isPresent()) {
      Name name =
          reserved
              .flatMap(text -> read(text, settings))
              .or(() -> asked.filter(it -> !replaced).flatMap(it -> read(it, settings)))
              .flatMap(read -> qualified(read, settings))
              .orElseGet(() -> generated(address, settings));
      return negotiated(asked.get(), name, settings);
    }
    if (replaced) {
      return unasked(generated(address, settings), settings).toldInHostName();
    }
    Optional<String> known = reserved.or(() -> sent);
    return known
        .filter(text -> settings.value(Setting.NAME_UPDATES))
        .flatMap(text -> read(text, settings))
        .flatMap(read -> qualified(read, settings))
        .map(name -> unasked(name, settings))
        .orElseGet(
            () -> new ClientName(known, Optional.empty(), Optional.empty(), NameUpdates.NONE));
  }

  /** Returns the name of a client that has not sent option 81. */
  private static ClientName unasked(Name name, Settings settings) {
    return new ClientName(
        Optional.of(name.toString()),
        Optional.empty(),
        Optional.empty(),
        settings.value(Setting.NAME_UPDATES) ? NameUpdates.FORWARD_AND_REVERSE : NameUpdates.NONE);
  }

  private static ClientName negotiated(ClientFqdn asked, Name name, Settings settings) {
    NameUpdates updates = updates(asked, settings);
    boolean isForward = updates == NameUpdates.FORWARD_AND_REVERSE;
    int flags =
        (isForward ? ClientFqdn.SERVER_UPDATES : 0)
            | (updates == NameUpdates.NONE ? ClientFqdn.NO_UPDATES : 0)
            | (isForward == asked.has(ClientFqdn.SERVER_UPDATES) ? 0 : ClientFqdn.OVERRIDDEN);
    return new ClientName(
        Optional.of(name.toString()),
        Optional.empty(),
        Optional.of(answer(asked, flags, name)),
        updates);
  }

  private static NameUpdates updates(ClientFqdn asked, Settings settings) {
    if (!settings.value(Setting.NAME_UPDATES)) {
      return NameUpdates.NONE;
    }
    if (asked.has(ClientFqdn.NO_UPDATES)) {
      return settings.value(Setting.OVERRIDE_NO_UPDATE)
          ? NameUpdates.FORWARD_AND_REVERSE
          : NameUpdates.NONE;
    }
    return asked.has(ClientFqdn.SERVER_UPDATES) || settings.value(Setting.OVERRIDE_CLIENT_UPDATE)
        ? NameUpdates.FORWARD_AND_REVERSE
        : NameUpdates.REVERSE;
  }

  private static ClientFqdn answer(ClientFqdn asked, int flags, Name name) {
    ClientFqdn complete = ClientFqdn.replyTo(asked, flags, name.toDomainName());
    if (name.isComplete || !asked.has(ClientFqdn.CANONICAL)) {
      return complete;
    }
    Octets withRoot = complete.name();
    return new ClientFqdn(
        complete.flags(),
        complete.rcode1(),
        complete.rcode2(),
        withRoot.slice(0, withRoot.length() - 1));
  }

  private static Optional<Name> read(ClientFqdn fqdn, Settings settings) {
    return fqdn.domainName()
        .flatMap(name -> name(name.labels(), fqdn.isFullyQualified(), settings));
  }

  private static Optional<Name> read(String text, Settings settings) {
    String relative = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    List<Octets> labels =
        Arrays.stream(relative.split("\\.", -1))
            .map(label -> Octets.wrap(label.getBytes(UTF_8)))
            .toList();
    return name(labels, text.indexOf('.') >= 0, settings);
  }

  /** Returns a name that a host may have, of whatever a client sends; empty where that is none. */
  private static Optional<Name> name(List<Octets> labels, boolean isComplete, Settings settings) {
    return Optional.of(
            new Name(labels.stream().map(it -> filtered(it, settings)).toList(), isComplete))
        .filter(NameRule::isLegal);
  }

  private static boolean isLegal(Name name) {
    int length = 1;
    for (Octets label : name.labels) {
      if (label.isEmpty() || label.length() > DomainName.MAX_LABEL_LENGTH) {
        return false;
      }
      length += 1 + label.length();
    }
    return length > 1 && length <= DomainName.MAX_LENGTH;
  }

  /** Returns a label without what is not wanted in it, octet by octet. */
  private static Octets filtered(Octets label, Settings settings) {
    String text = new String(label.toByteArray(), ISO_8859_1);
    String replacement = settings.value(Setting.UNWANTED_REPLACEMENT);
    String wanted = settings.value(Setting.UNWANTED_IN_NAMES).apply(text, replacement);
    return Octets.wrap(wanted.getBytes(ISO_8859_1));
  }

  /**
   * Returns the name with the suffix behind it where it needs one; empty where it gets too long.
   */
  private static Optional<Name> qualified(Name name, Settings settings) {
    Optional<DomainName> suffix = settings.get(Setting.QUALIFYING_SUFFIX);
    if (name.isComplete || suffix.isEmpty()) {
      return Optional.of(name);
    }
    List<Octets> labels = new ArrayList<>(name.labels);
    labels.addAll(suffix.get().labels());
    return Optional.of(new Name(labels, true)).filter(NameRule::isLegal);
  }

  private static Name generated(Ipv4Address address, Settings settings) {
    String prefix = settings.value(Setting.GENERATED_NAME_PREFIX);
    Octets label = Octets.ofText(prefix + "-" + address.toString().replace('.', '-'));
    Name name = new Name(List.of(label), false);
    return qualified(name, settings).orElse(name);
  }
}
