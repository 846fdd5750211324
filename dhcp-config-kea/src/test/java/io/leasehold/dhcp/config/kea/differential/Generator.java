package io.leasehold.dhcp.config.kea.differential;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.octets.OctetsWriter;
import io.leasehold.dhcp.codec.value.ClientFqdn;
import io.leasehold.dhcp.codec.value.MessageType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes up what clients say: mostly what a client would, often with something wrong about it. */
final class Generator {

  private static final int MAX_STEPS = 12;
  private static final int BROADCAST_FLAG = 0x8000;
  private static final List<Integer> CODES =
      List.of(
          1, 3, 6, 12, 15, 26, 28, 33, 42, 43, 44, 51, 54, 58, 60, 61, 66, 67, 81, 82, 114, 119,
          120, 121, 125, 150, 224, 230, 252);

  private final Random random;

  Generator(long seed) {
    random = new Random(seed);
  }

  List<Step> sequence() {
    List<Integer> cast = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      cast.add(random.nextInt(World.CLIENTS.size()));
    }
    Optional<Ipv4Address> home = chance(55) ? Optional.empty() : Optional.of(relay());
    Set<Integer> seen = new HashSet<>();
    List<Step> steps = new ArrayList<>();
    int length = 1 + random.nextInt(MAX_STEPS);
    while (steps.size() < length) {
      int client = pick(cast);
      Optional<Ipv4Address> way =
          chance(92) ? home : chance(50) ? Optional.of(relay()) : Optional.empty();
      if (chance(seen.add(client) ? 80 : 40)) {
        steps.add(discover(client, way));
        if (steps.size() < length && chance(80)) {
          steps.add(selecting(client, way));
        }
      } else {
        steps.add(later(client, way));
      }
    }
    return steps;
  }

  private Step later(int client, Optional<Ipv4Address> way) {
    return switch (random.nextInt(12)) {
      case 0, 1 -> selecting(client, way);
      case 2, 3 -> draft(MessageType.REQUEST, client, way).requested(known(client)).step();
      case 4, 5, 6 -> {
        Draft draft = draft(MessageType.REQUEST, client, way).ciaddr(known(client));
        draft.unicast = way.isEmpty() && chance(60);
        yield draft.step();
      }
      case 7, 8 -> {
        Draft draft = draft(MessageType.RELEASE, client, way).ciaddr(known(client));
        draft.unicast = way.isEmpty() && chance(80);
        draft.server = chance(85) ? Optional.of(World.SERVER) : server();
        yield draft.step();
      }
      case 9 -> {
        Draft draft = draft(MessageType.DECLINE, client, way);
        draft.requested = chance(95) ? Optional.of(known(client)) : Optional.empty();
        draft.server = chance(85) ? Optional.of(World.SERVER) : server();
        yield draft.step();
      }
      case 10 -> {
        Draft draft = draft(MessageType.INFORM, client, way);
        draft.ciaddr = chance(85) ? Optional.of(known(client)) : Optional.empty();
        draft.unicast = way.isEmpty() && chance(50);
        yield draft.step();
      }
      default -> odd(client, way);
    };
  }

  private Step odd(int client, Optional<Ipv4Address> way) {
    MessageType type =
        pick(
            List.of(
                MessageType.DISCOVER,
                MessageType.REQUEST,
                MessageType.REQUEST,
                MessageType.RELEASE,
                MessageType.INFORM));
    Draft draft = draft(type, client, way);
    draft.ciaddr = chance(40) ? Optional.of(known(client)) : Optional.empty();
    draft.requested = chance(40) ? Optional.of(known(client)) : Optional.empty();
    draft.server = chance(30) ? server() : Optional.empty();
    draft.unicast = way.isEmpty() && draft.ciaddr.isPresent() && chance(30);
    return draft.step();
  }

  private Step discover(int client, Optional<Ipv4Address> way) {
    Draft draft = draft(MessageType.DISCOVER, client, way);
    draft.requested = chance(35) ? Optional.of(known(client)) : Optional.empty();
    return draft.step();
  }

  private Step selecting(int client, Optional<Ipv4Address> way) {
    Draft draft = draft(MessageType.REQUEST, client, way);
    draft.requested = Optional.of(chance(85) ? new Wanted.Offered(client) : known(client));
    draft.server = chance(93) ? Optional.of(World.SERVER) : Optional.of(World.OTHER_SERVER);
    return draft.step();
  }

  private Draft draft(MessageType type, int client, Optional<Ipv4Address> relay) {
    Draft draft = new Draft(type, client, relay);
    draft.flags = chance(50) ? BROADCAST_FLAG : 0;
    draft.secs = chance(20) ? random.nextInt(100) : 0;
    draft.hops = relay.isPresent() ? 1 : 0;
    if (chance(75)) {
      draft.options.put(55, codes());
    }
    if (relay.isPresent() && chance(60)) {
      draft.options.put(82, relayAgentInformation());
    }
    if (chance(12)) {
      draft.options.put(
          51,
          new OctetsWriter()
              .u32(pick(List.of(0L, 60L, 900L, 5000L, 100_000L, 0xffff_ffffL)))
              .toOctets());
    }
    if (chance(12)) {
      draft.options.put(
          57,
          new OctetsWriter().u16(pick(List.of(0, 300, 576, 590, 1200, 1500, 65_535))).toOctets());
    }
    if (chance(12)) {
      draft.options.put(
          60, text(pick(List.of("MSFT 5.0", "PXEClient:Arch:00007:UNDI:003016", "acme"))));
    }
    if (chance(5)) {
      draft.options.put(77, pick(List.of(Octets.of(3, 'f', 'o', 'o'), text("iPXE"))));
    }
    if (chance(4)) {
      draft.options.put(93, Octets.of(0, random.nextInt(9)));
    }
    if (chance(3)) {
      draft.options.put(230, Octets.of(1, 2, 3));
    }
    if (chance(10)) {
      draft.options.put(81, fqdn());
    }
    if (chance(8)) {
      draft.options.put(
          pick(List.of(124, 125)), pick(List.of(enterprise(9), enterprise(4491), enterprise(311))));
    }
    return draft;
  }

  private Octets codes() {
    OctetsWriter list = new OctetsWriter();
    int length = 1 + random.nextInt(12);
    for (int i = 0; i < length; i++) {
      list.u8(pick(CODES));
    }
    return list.toOctets();
  }

  /** Returns option 81, in both forms, with any wish that makes sense. */
  private Octets fqdn() {
    int wish = pick(List.of(0, ClientFqdn.SERVER_UPDATES, ClientFqdn.NO_UPDATES));
    String name = pick(List.of("", "pc1", "pc_1", "pc1.example.net"));
    if (chance(50) || name.contains("_")) {
      return new OctetsWriter().u8(wish).u8(0).u8(0).toOctets().concat(text(name));
    }
    OctetsWriter labels = new OctetsWriter().u8(wish | ClientFqdn.CANONICAL).u8(0).u8(0);
    for (String label : name.isEmpty() ? new String[0] : name.split("\\.")) {
      labels.counted("label", text(label));
    }
    return name.contains(".") ? labels.u8(0).toOctets() : labels.toOctets();
  }

  /** Returns what an enterprise has to say, which is a list of codes where it is CableLabs. */
  private Octets enterprise(int number) {
    OctetsWriter part = new OctetsWriter().u32(number);
    return part.counted("data", number == 4491 ? Octets.of(1, 2, 2, 5) : Octets.of(1, 1, 5))
        .toOctets();
  }

  /** Returns sub-options in any order, of which those that nobody looks at may come twice. */
  private Octets relayAgentInformation() {
    OctetsWriter all = new OctetsWriter();
    boolean circuitFirst = chance(50);
    if (circuitFirst) {
      all.u8(1).counted("circuit-id", text("port-" + random.nextInt(3)));
    }
    while (chance(40)) {
      switch (random.nextInt(3)) {
        case 0 -> all.u8(9).counted("vendor", Octets.of(0, 0, 0, 9, 2, 1, 0));
        case 1 ->
            all.u8(150 + random.nextInt(3)).counted("unknown", Octets.of(random.nextInt(256)));
        default -> all.u8(6).counted("subscriber-id", text("subscriber"));
      }
    }
    if (chance(40)) {
      all.u8(2).counted("remote-id", text("cpe-" + random.nextInt(3)));
    }
    if (!circuitFirst) {
      all.u8(1).counted("circuit-id", text("port-" + random.nextInt(3)));
    }
    return all.toOctets();
  }

  private Wanted known(int client) {
    int chance = random.nextInt(100);
    if (chance < 50) {
      return new Wanted.Leased(client);
    }
    if (chance < 65) {
      return new Wanted.Offered(client);
    }
    if (chance < 75) {
      return new Wanted.Leased(random.nextInt(World.CLIENTS.size()));
    }
    return new Wanted.Fixed(pick(World.ADDRESSES));
  }

  private Optional<Ipv4Address> server() {
    return pick(
        List.of(Optional.empty(), Optional.of(World.SERVER), Optional.of(World.OTHER_SERVER)));
  }

  private Ipv4Address relay() {
    return chance(70) ? World.RELAYS.get(0) : pick(World.RELAYS);
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private <T> T pick(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  private static Octets text(String text) {
    return Octets.ofText(text);
  }

  /** A step in the making. */
  private static final class Draft {

    private final MessageType type;
    private final int client;
    private final Optional<Ipv4Address> relay;
    private final SortedMap<Integer, Octets> options = new TreeMap<>();
    private boolean unicast;
    private Optional<Wanted> ciaddr = Optional.empty();
    private Optional<Wanted> requested = Optional.empty();
    private Optional<Ipv4Address> server = Optional.empty();
    private int flags;
    private int secs;
    private int hops;

    Draft(MessageType type, int client, Optional<Ipv4Address> relay) {
      this.type = type;
      this.client = client;
      this.relay = relay;
    }

    Draft ciaddr(Wanted address) {
      ciaddr = Optional.of(address);
      return this;
    }

    Draft requested(Wanted address) {
      requested = Optional.of(address);
      return this;
    }

    Step step() {
      return new Step(
          type, client, relay, unicast, ciaddr, requested, server, flags, secs, hops, options);
    }
  }
}
