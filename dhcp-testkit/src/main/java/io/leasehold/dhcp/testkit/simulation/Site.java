package io.leasehold.dhcp.testkit.simulation;

import io.leasehold.dhcp.codec.Decoding.Decoded;
import io.leasehold.dhcp.codec.DhcpCodec;
import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.option.RelayAgentInformation;
import io.leasehold.dhcp.codec.option.RelayAgentOptions;
import io.leasehold.dhcp.server.config.ServerConfig;
import io.leasehold.dhcp.server.config.Setting;
import io.leasehold.dhcp.server.config.Subnet;
import io.leasehold.dhcp.server.policy.LeasePolicy;
import io.leasehold.dhcp.server.store.LeaseStore;
import io.leasehold.dhcp.server.transport.InboundDatagram;
import io.leasehold.dhcp.testkit.network.RelayAgent;
import io.leasehold.dhcp.testkit.network.TestNetwork;
import io.leasehold.dhcp.testkit.network.VirtualProcess;
import io.leasehold.dhcp.testkit.network.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** All that there is in a run: the network, the servers over one store, and the clients. */
final class Site {

  static final String FIRST_SEGMENT = "lan0";
  static final Duration QUARANTINE = Duration.ofMinutes(4);
  static final Duration HOLD = Duration.ofSeconds(30);
  private static final int FIRST_OF_POOL = 10;

  private final Scenario scenario;
  private final VirtualTime time;
  private final TestNetwork network;
  private final SiteClock clock;
  private final LeaseStore store;
  private final LeasePolicy policy;
  private final SplittableRandom random;
  private final ServerConfig config;
  private final Checks checks;
  private final Findings findings;
  private final List<SimulatedServer> servers = new ArrayList<>();
  private final List<Machine> machines = new ArrayList<>();
  private final Map<Machine, Ipv4Address> squatted = new HashMap<>();
  private final Set<Octets> refused = new HashSet<>();
  private StoreTrouble trouble = StoreTrouble.NONE;
  private final boolean isChoosy;
  private boolean policyFails;
  private boolean isCalm;

  Site(
      Scenario scenario,
      VirtualTime time,
      LeaseStore store,
      LeasePolicy policy,
      SplittableRandom random,
      RunRecord record) {
    this.scenario = scenario;
    this.time = time;
    this.store = store;
    isChoosy = policy != LeasePolicy.USUAL;
    this.policy =
        isChoosy || scenario.has(Disturbance.POLICY_FAILURES)
            ? new SitePolicy(policy, () -> policyFails)
            : policy;
    this.random = random;
    network = new TestNetwork(time);
    clock = new SiteClock(time.clock());
    findings = new Findings(time);
    config = configure();
    checks =
        new Checks(
            store,
            record,
            List.of(
                new BeliefChecker(this, findings),
                new StoreChecker(this, findings),
                new ReplyChecker(this, store, findings),
                new OfferChecker(this, findings),
                new CommitChecker(this, findings),
                new DecisionChecker(this, findings),
                new ExhaustionChecker(this, store, findings)));
    network.listener(checks);
    for (int i = 0; i < scenario.segments(); i++) {
      network.addSegment(segment(i), prefix(i) + ".0.0/16");
    }
    for (int i = 0; i < scenario.servers(); i++) {
      servers.add(new SimulatedServer(this, Ipv4Address.parse(prefix(0) + ".0." + (i + 1))));
    }
    for (int i = 1; i < scenario.segments(); i++) {
      network.addRelayAgent(
          new RelayAgent(
              segment(i),
              Ipv4Address.parse(prefix(i) + ".0.1"),
              servers.stream().map(SimulatedServer::address).toList(),
              random.nextBoolean() ? Optional.of(information(i)) : Optional.empty()));
    }
  }

  private static RelayAgentInformation information(int segment) {
    return RelayAgentInformation.of(RelayAgentOptions.CIRCUIT_ID, Octets.of(segment))
        .with(RelayAgentOptions.LINK_SELECTION, Ipv4Address.parse(prefix(segment) + ".0.1"));
  }

  private ServerConfig configure() {
    ServerConfig.Builder builder =
        ServerConfig.builder()
            .set(Setting.ALLOCATION_STRATEGY, scenario.strategy())
            .set(Setting.LEASE_TIME, scenario.leaseTime())
            .set(Setting.OFFER_LIFETIME, scenario.offerLifetime())
            .set(Setting.OFFER_HOLD_TIME, HOLD)
            .set(Setting.QUARANTINE_TIME, QUARANTINE)
            .set(Setting.RENEWAL_CACHE_TIME, scenario.renewalCacheTime())
            .set(Setting.RAPID_COMMIT, scenario.isRapid())
            .set(Setting.AUTHORITATIVE, scenario.isAuthoritative());
    for (int i = 0; i < scenario.segments(); i++) {
      builder.subnet(
          Subnet.builder(prefix(i) + ".0.0/16")
              .pool(address(i, 0) + "-" + address(i, scenario.poolSize() - 1))
              .option(DhcpOptions.ROUTER, List.of(Ipv4Address.parse(prefix(i) + ".0.1")))
              .build());
    }
    return builder.build();
  }

  private static String segment(int number) {
    return "lan" + number;
  }

  private static String prefix(int number) {
    return "10." + number;
  }

  private static Ipv4Address address(int segment, int number) {
    return Ipv4Address.parse(prefix(segment) + ".1." + FIRST_OF_POOL).plus(number);
  }

  Scenario scenario() {
    return scenario;
  }

  VirtualTime time() {
    return time;
  }

  TestNetwork network() {
    return network;
  }

  SiteClock clock() {
    return clock;
  }

  LeasePolicy policy() {
    return policy;
  }

  ServerConfig config() {
    return config;
  }

  RandomGenerator random() {
    return random;
  }

  Checks checks() {
    return checks;
  }

  Findings findings() {
    return findings;
  }

  List<SimulatedServer> servers() {
    return servers;
  }

  List<Machine> machines() {
    return machines;
  }

  LeaseStore storeFor(VirtualProcess process) {
    return new SiteStore(store, time, scenario, process, random.split(), () -> trouble, checks);
  }

  void trouble(StoreTrouble next) {
    trouble = next;
  }

  void policyFails(boolean fails) {
    policyFails = fails;
  }

  boolean hasStoreTrouble() {
    return scenario.has(Disturbance.STORE_FAILURES) || scenario.has(Disturbance.STORE_STALLS);
  }

  boolean hasClockTrouble() {
    return scenario.has(Disturbance.CLOCK_JUMPS);
  }

  /**
   * Returns whether the servers learn of all that is stored, also by others and by failing calls.
   */
  boolean isAllLearned() {
    boolean isAlone = scenario.servers() == 1 && !hasStoreTrouble();
    return isAlone || (scenario.storeTells() && store.changesSince(0).mark() != 0);
  }

  /** Returns whether there is a policy that may refuse clients. */
  boolean isChoosy() {
    return isChoosy;
  }

  boolean isCalm() {
    return isCalm;
  }

  /** Has everybody behave from now on. */
  void calm() {
    isCalm = true;
    squatted.clear();
  }

  /** For how long an address may be kept that was offered. */
  Duration holdTime() {
    return scenario.offerLifetime().compareTo(HOLD) > 0 ? scenario.offerLifetime() : HOLD;
  }

  /** Adds the clients of the scenario. */
  void addMachines() {
    int number = 0;
    for (Temper temper : Temper.values()) {
      for (int i = 0; i < scenario.clients().getOrDefault(temper, 0); i++) {
        // Every other one of those that are one client to a server is the first of its pair.
        int host = temper.isShared() ? number - i % 2 : number;
        machines.add(
            add(
                temper,
                segment(random.nextInt(scenario.segments())),
                temper == Temper.CLONE ? host : number,
                temper == Temper.TWIN || (temper != Temper.CLONE && random.nextInt(3) == 0)
                    ? Optional.of(host)
                    : Optional.empty()));
        number++;
      }
    }
  }

  private Machine add(Temper temper, String segment, int number, Optional<Integer> identifier) {
    return new Machine(
        this,
        temper,
        segment,
        HardwareAddress.ethernet(
            String.format("02:00:00:00:%02x:%02x", number >> 8, number & 0xff)),
        identifier.map(Machine::identifier),
        random.split());
  }

  /** Adds a client that nobody has seen before, on a segment. */
  Machine addStranger(int segment, int number) {
    return new Machine(
        this,
        Temper.WELL_BEHAVED,
        segment(segment),
        HardwareAddress.ethernet(
            String.format(
                "02:01:%02x:%02x:%02x:%02x",
                segment, number >> 16, number >> 8 & 0xff, number & 0xff)),
        Optional.empty(),
        random.split());
  }

  String anySegment(RandomGenerator chooser) {
    return segment(chooser.nextInt(scenario.segments()));
  }

  Ipv4Address anyServer() {
    return servers.get(0).address();
  }

  Ipv4Address anyAddress(RandomGenerator chooser) {
    return address(chooser.nextInt(scenario.segments()), chooser.nextInt(scenario.poolSize()));
  }

  void squat(Machine machine, Optional<Ipv4Address> address) {
    squatted.remove(machine);
    address.ifPresent(it -> squatted.put(machine, it));
  }

  boolean isSquatted(Ipv4Address address) {
    return squatted.containsValue(address);
  }

  /** Notes that the policy wants nothing of a client. */
  void refuse(Octets chaddr) {
    refused.add(chaddr.copy());
  }

  boolean isRefused(Machine machine) {
    return refused.contains(machine.client().hardwareAddress().octets());
  }

  boolean isInPool(Ipv4Address address) {
    for (int i = 0; i < scenario.segments(); i++) {
      if (pool(i).contains(address)) {
        return true;
      }
    }
    return false;
  }

  /** Returns the addresses of the pool of a segment. */
  List<Ipv4Address> pool(int segment) {
    List<Ipv4Address> pool = new ArrayList<>();
    for (int i = 0; i < scenario.poolSize(); i++) {
      pool.add(address(segment, i));
    }
    return pool;
  }

  /** Returns the addresses that a client may have whose message has arrived. */
  List<Ipv4Address> poolOf(InboundDatagram datagram) {
    if (!(DhcpCodec.decode(datagram.payload()) instanceof Decoded decoded)) {
      return List.of();
    }
    Ipv4Address giaddr = decoded.message().giaddr();
    for (int i = 1; i < scenario.segments(); i++) {
      if (giaddr.toString().startsWith(prefix(i) + ".")) {
        return pool(i);
      }
    }
    return giaddr.isUnspecified() ? pool(0) : List.of();
  }
}
