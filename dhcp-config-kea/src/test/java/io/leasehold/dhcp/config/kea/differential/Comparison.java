package io.leasehold.dhcp.config.kea.differential;

import io.leasehold.dhcp.codec.DhcpMessage;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.value.DomainName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/** Compares two answers to one step, field by field and option by option. */
final class Comparison {

  private static final int PARAMETER_LIST = DhcpOptions.PARAMETER_LIST.code();
  private static final List<Integer> TIMES =
      List.of(
          DhcpOptions.ADDRESS_TIME.code(),
          DhcpOptions.RENEWAL_TIME.code(),
          DhcpOptions.REBINDING_TIME.code());
  private static final int CLIENT_FQDN = DhcpOptions.CLIENT_FQDN.code();
  private static final int CLASSLESS_STATIC_ROUTE = DhcpOptions.CLASSLESS_STATIC_ROUTE.code();

  private final Step step;
  private final Exchange kea;
  private final Exchange ours;
  private final List<Difference> differences = new ArrayList<>();

  private Comparison(Step step, Exchange kea, Exchange ours) {
    this.step = step;
    this.kea = kea;
    this.ours = ours;
  }

  /** Returns the differences between two answers; none where they are the same. */
  static List<Difference> of(Step step, Exchange kea, Exchange ours) {
    Comparison comparison = new Comparison(step, kea, ours);
    comparison.compare();
    return comparison.differences;
  }

  private void compare() {
    String outcome = kea.answer().outcome();
    String ownOutcome = ours.answer().outcome();
    if (!outcome.equals(ownOutcome)) {
      String signature = kind() + ": kea " + outcome + ", ours " + ownOutcome + ownReason();
      differences.add(new Difference(signature, true, kea + " / " + ours));
    } else if (kea.isAnswered()) {
      compareReplies();
    }
  }

  /** Returns why we are silent or refuse, without the addresses in it. */
  private String ownReason() {
    if (!ours.isAnswered()) {
      return " (" + ours.answer().remark().replaceFirst(" .*", "") + ")";
    }
    return ours.reply()
        .option(DhcpOptions.DHCP_MESSAGE)
        .map(text -> " (" + text.replaceAll("[0-9.]+", "*") + ")")
        .orElse("");
  }

  private void compareReplies() {
    Ipv4Address address = kea.reply().yiaddr();
    Ipv4Address ownAddress = ours.reply().yiaddr();
    if (!World.networkOf(address).equals(World.networkOf(ownAddress))) {
      addToReply("yiaddr of another subnet", address + " / " + ownAddress);
      return;
    }
    field("op", DhcpMessage::op);
    field("htype", DhcpMessage::htype);
    field("hlen", DhcpMessage::hlen);
    field("chaddr", DhcpMessage::chaddr);
    field("xid", DhcpMessage::xid);
    field("hops", DhcpMessage::hops);
    field("secs", DhcpMessage::secs);
    field("flags", DhcpMessage::flags);
    field("ciaddr", DhcpMessage::ciaddr);
    compareAddresses(address, ownAddress);
    field("siaddr", DhcpMessage::siaddr);
    field("giaddr", DhcpMessage::giaddr);
    field("sname", message -> message.sname().withoutTrailingZeros());
    field("file", message -> message.file().withoutTrailingZeros());
    String destination = nameOfDestination(kea);
    String ownDestination = nameOfDestination(ours);
    if (!destination.equals(ownDestination)) {
      addToReply(
          "destination kea " + destination + ", ours " + ownDestination,
          kea.answer().destination() + " / " + ours.answer().destination());
    }
    List<Integer> order = kea.reply().options().codes();
    List<Integer> ownOrder = ours.reply().options().codes();
    TreeSet<Integer> codes = new TreeSet<>(order);
    codes.addAll(ownOrder);
    codes.forEach(this::option);
    if (!common(order, ownOrder).equals(common(ownOrder, order))) {
      addToReply("order of options", order + " / " + ownOrder);
    }
  }

  /** Compares where addresses come from: which of the free ones it is decides the allocator. */
  private void compareAddresses(Ipv4Address address, Ipv4Address ownAddress) {
    String origin = originOfAddress(kea);
    String ownOrigin = originOfAddress(ours);
    if (!origin.equals(ownOrigin) || (!address.equals(ownAddress) && origin.equals("new"))) {
      addToReply("yiaddr kea " + origin + ", ours " + ownOrigin, address + " / " + ownAddress);
    }
  }

  private static String originOfAddress(Exchange exchange) {
    Optional<Ipv4Address> address = Optional.of(exchange.reply().yiaddr());
    if (address.get().isUnspecified()) {
      return "0";
    }
    if (address.equals(exchange.request().option(DhcpOptions.ADDRESS_REQUEST))) {
      return "requested";
    }
    if (address.equals(exchange.leased())) {
      return "leased";
    }
    return address.equals(exchange.offered()) ? "offered" : "new";
  }

  /** Returns what kind of request it is, how it comes, and whether its ciaddr lies elsewhere. */
  private String kind() {
    Ipv4Address ciaddr = kea.request().ciaddr();
    Ipv4Address here = step.relay().orElse(World.SERVER);
    boolean elsewhere =
        !ciaddr.isUnspecified() && !World.networkOf(ciaddr).equals(World.networkOf(here));
    return step.kind() + (elsewhere ? " from elsewhere" : "");
  }

  private static List<Integer> common(List<Integer> codes, List<Integer> others) {
    return codes.stream().filter(others::contains).toList();
  }

  /** Names a destination by its part in the exchange. */
  private static String nameOfDestination(Exchange exchange) {
    String destination = exchange.answer().destination();
    int colon = destination.indexOf(':');
    String address = destination.substring(0, colon);
    String name = address;
    if (address.equals(Ipv4Address.BROADCAST.toString())) {
      name = "broadcast";
    } else if (address.equals(exchange.request().ciaddr().toString())) {
      name = "ciaddr";
    } else if (address.equals(exchange.reply().yiaddr().toString())) {
      name = "yiaddr";
    } else if (address.equals(exchange.request().giaddr().toString())) {
      name = "giaddr";
    }
    return name + destination.substring(colon);
  }

  private void field(String name, Function<DhcpMessage, Object> field) {
    Object value = field.apply(kea.reply());
    Object ownValue = field.apply(ours.reply());
    String part = nameOfValue(field, kea);
    String ownPart = nameOfValue(field, ours);
    boolean bothCopied = part.equals("request's") && ownPart.equals("request's");
    if (!value.equals(ownValue) && !bothCopied) {
      addToReply(name + " kea " + part + ", ours " + ownPart, value + " / " + ownValue);
    }
  }

  /** Names a value so that the same difference has the same name whatever the values are. */
  private static String nameOfValue(Function<DhcpMessage, Object> field, Exchange exchange) {
    Object value = field.apply(exchange.reply());
    if (value.equals(0) || value.equals(Ipv4Address.UNSPECIFIED) || value.equals(Octets.EMPTY)) {
      return "0";
    }
    return value.equals(field.apply(exchange.request())) ? "request's" : "other";
  }

  private void option(int code) {
    Object value = kea.reply().options().raw(code).orElse(null);
    Object ownValue = ours.reply().options().raw(code).orElse(null);
    if (!Objects.equals(value, ownValue)) {
      String what = ownValue == null ? "kea only" : value == null ? "ours only" : "differs";
      addToReply("option " + code + " " + what + facts(code), value + " / " + ownValue);
    }
  }

  /** Returns what the request and our reply say about an option. */
  private String facts(int code) {
    List<String> facts = new ArrayList<>();
    if (kea.request().options().raw(PARAMETER_LIST).isEmpty()) {
      facts.add("no list");
    } else {
      facts.add(requests(code) ? "requested" : "not requested");
    }
    if (TIMES.contains(code) && asksForNoTime()) {
      facts.add("0 s asked for");
    }
    Optional<Octets> own = ours.reply().options().raw(code);
    if (own.isPresent() && own.equals(ours.request().options().raw(code))) {
      facts.add("ours is the request's");
    }
    if (code == CLIENT_FQDN) {
      facts.add(namesAreTheSame() ? "the same name" : "another name");
    }
    if (code == CLIENT_FQDN && !kea.reply().yiaddr().equals(ours.reply().yiaddr())) {
      facts.add("of another address");
    }
    if (ours.answer().remark().contains("[code=" + code + ", reason=NO_ROOM]")) {
      facts.add("no room");
    }
    if (ours.reply().options().contains(CLASSLESS_STATIC_ROUTE)) {
      facts.add("beside 121");
    }
    return " (" + String.join("; ", facts) + ")";
  }

  /** Returns whether two answers to option 81 differ in no more than codes and a last dot. */
  private boolean namesAreTheSame() {
    return withoutCodes(kea.reply()).equals(withoutCodes(ours.reply()));
  }

  private static Optional<String> withoutCodes(DhcpMessage reply) {
    return reply
        .option(DhcpOptions.CLIENT_FQDN)
        .map(it -> it.flags() + " " + it.domainName().map(DomainName::toString).orElse(""));
  }

  private boolean asksForNoTime() {
    return kea.request().option(DhcpOptions.ADDRESS_TIME).filter(Duration::isZero).isPresent();
  }

  private boolean requests(int code) {
    return kea.request()
        .options()
        .raw(PARAMETER_LIST)
        .filter(list -> list.toHex(" ").matches("(?i)(.. )*%02x( ..)*".formatted(code)))
        .isPresent();
  }

  private void addToReply(String what, String values) {
    String signature = kind() + " " + kea.answer().outcome() + ": " + what;
    differences.add(new Difference(signature, false, values));
  }
}
