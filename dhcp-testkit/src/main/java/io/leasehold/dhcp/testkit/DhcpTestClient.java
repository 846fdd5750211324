package io.leasehold.dhcp.testkit;

import io.leasehold.dhcp.codec.Decoding.Decoded;
import io.leasehold.dhcp.codec.DhcpCodec;
import io.leasehold.dhcp.codec.DhcpMessage;
import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.value.ClientIdentifier;
import io.leasehold.dhcp.codec.value.Flag;
import io.leasehold.dhcp.codec.value.MessageType;
import io.leasehold.dhcp.testkit.network.ClientLink;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A client as RFC 2131 section 4.4 describes it. Each verb does all that its name says, with
 * retransmissions, and throws a {@link ClientException} where it comes to nothing; the verbs that
 * begin with {@code try} return empty then.
 *
 * <p>For one thread.
 */
public final class DhcpTestClient implements AutoCloseable {

  private static final Duration MIN_RETRY = Duration.ofSeconds(60);
  private static final Duration AFTER_DECLINE = Duration.ofSeconds(10);
  private static final int MAX_BACKOFF_SHIFT = 4;

  private final ClientLink link;
  private final HardwareAddress hardwareAddress;
  private final Optional<ClientIdentifier> clientIdentifier;
  private final Consumer<DhcpMessage.Builder> change;
  private final int attempts;
  private final Duration timeout;
  private final Predicate<Ipv4Address> isInUse;
  private final Consumer<Optional<ClientLease>> listener;
  private final SplittableRandom random;
  private ClientExchange exchange;
  private ClientState state = ClientState.INIT;
  private Optional<ClientLease> lease = Optional.empty();

  DhcpTestClient(DhcpTestClientBuilder builder) {
    link = builder.link;
    hardwareAddress = builder.hardwareAddress;
    clientIdentifier = builder.clientIdentifier;
    change = builder.change;
    attempts = builder.attempts;
    timeout = builder.timeout;
    isInUse = builder.isInUse;
    listener = builder.listener;
    random = new SplittableRandom(builder.seed);
    exchange = newExchange();
  }

  /** Returns a builder of a client. */
  public static DhcpTestClientBuilder builder(ClientLink link, HardwareAddress hardwareAddress) {
    return new DhcpTestClientBuilder(link, hardwareAddress);
  }

  /** Returns its hardware address. */
  public HardwareAddress hardwareAddress() {
    return hardwareAddress;
  }

  /** Returns in which state it is. */
  public ClientState state() {
    return state;
  }

  /** Returns what it has, if that has not ended by its own reckoning. */
  public Optional<ClientLease> lease() {
    lease.filter(it -> !link.now().isBefore(it.end())).ifPresent(it -> forget());
    return lease;
  }

  /** Obtains an address: DHCPDISCOVER to DHCPACK. */
  public ClientLease bind() {
    return tryBind().orElseThrow(() -> failed("bind"));
  }

  /** Obtains an address: DHCPDISCOVER to DHCPACK. */
  public Optional<ClientLease> tryBind() {
    return tryBind(Optional.empty());
  }

  /** Obtains an address, and says which one it would like. */
  public Optional<ClientLease> tryBind(Optional<Ipv4Address> liked) {
    forget();
    begin();
    state = ClientState.SELECTING;
    DhcpMessage.Builder discover = message(MessageType.DISCOVER);
    liked.ifPresent(address -> discover.option(DhcpOptions.ADDRESS_REQUEST, address));
    Optional<DhcpMessage> offer =
        exchange.ask(
            discover, Ipv4Address.BROADCAST, this::backoff, reply -> is(reply, MessageType.OFFER));
    return offer.flatMap(this::select);
  }

  /** Obtains an address with two messages (RFC 4039), or with four if the server wants that. */
  public ClientLease rapidBind() {
    return tryRapidBind().orElseThrow(() -> failed("rapidBind"));
  }

  /** Obtains an address with two messages (RFC 4039), or with four if the server wants that. */
  public Optional<ClientLease> tryRapidBind() {
    forget();
    begin();
    state = ClientState.SELECTING;
    Optional<DhcpMessage> reply =
        exchange.ask(
            message(MessageType.DISCOVER).option(DhcpOptions.RAPID_COMMIT, Flag.SET),
            Ipv4Address.BROADCAST,
            this::backoff,
            it ->
                is(it, MessageType.OFFER)
                    || (is(it, MessageType.ACK)
                        && it.options().contains(DhcpOptions.RAPID_COMMIT)));
    return reply.flatMap(it -> is(it, MessageType.OFFER) ? select(it) : conclude(it));
  }

  private Optional<ClientLease> select(DhcpMessage offer) {
    state = ClientState.REQUESTING;
    // As the DISCOVER had it, so that relay agents pass both on to the same servers (RFC 2131
    // section 3.1).
    exchange.keepSecs();
    DhcpMessage.Builder request =
        message(MessageType.REQUEST).option(DhcpOptions.ADDRESS_REQUEST, offer.yiaddr());
    offer
        .option(DhcpOptions.DHCP_SERVER_ID)
        .ifPresent(server -> request.option(DhcpOptions.DHCP_SERVER_ID, server));
    return exchange
        .ask(request, Ipv4Address.BROADCAST, this::backoff, DhcpTestClient::isAckOrNak)
        .flatMap(this::conclude)
        .or(this::forget);
  }

  /** Asks for an address that it had before (INIT-REBOOT). */
  public ClientLease reboot(Ipv4Address address) {
    return tryReboot(address).orElseThrow(() -> failed("reboot with " + address));
  }

  /** Asks for an address that it had before (INIT-REBOOT). */
  public Optional<ClientLease> tryReboot(Ipv4Address address) {
    forget();
    begin();
    state = ClientState.REBOOTING;
    return exchange
        .ask(
            message(MessageType.REQUEST).option(DhcpOptions.ADDRESS_REQUEST, address),
            Ipv4Address.BROADCAST,
            this::backoff,
            DhcpTestClient::isAckOrNak)
        .flatMap(this::conclude)
        .or(this::forget);
  }

  /** Asks its server for more time, until T2 or a reply. */
  public ClientLease renew() {
    return tryRenew().orElseThrow(() -> failed("renew"));
  }

  /** Asks its server for more time, until T2 or a reply. */
  public Optional<ClientLease> tryRenew() {
    ClientLease held = held("renew");
    state = ClientState.RENEWING;
    return extend(held.server(), held.t2());
  }

  /** Asks any server for more time, until its lease ends or a reply comes. */
  public ClientLease rebind() {
    return tryRebind().orElseThrow(() -> failed("rebind"));
  }

  /** Asks any server for more time, until its lease ends or a reply comes. */
  public Optional<ClientLease> tryRebind() {
    Instant end = held("rebind").end();
    state = ClientState.REBINDING;
    return extend(Ipv4Address.BROADCAST, end);
  }

  private Optional<ClientLease> extend(Ipv4Address destination, Instant end) {
    ClientLease held = lease.orElseThrow();
    Instant soonest = link.now().plus(timeout);
    Instant until = end.isBefore(soonest) ? soonest : end;
    begin();
    return exchange
        .ask(
            message(MessageType.REQUEST).ciaddr(held.address()),
            destination,
            count -> timeToRetry(until),
            DhcpTestClient::isAckOrNak)
        .flatMap(this::conclude);
  }

  /** Half of what is left, and no less than a minute (RFC 2131 section 4.4.5). */
  private Optional<Duration> timeToRetry(Instant end) {
    Duration left = Duration.between(link.now(), end);
    if (left.isNegative() || left.isZero()) {
      return Optional.empty();
    }
    Duration half = left.dividedBy(2);
    Duration wait = half.compareTo(MIN_RETRY) > 0 ? half : MIN_RETRY;
    return Optional.of(wait.compareTo(left) < 0 ? wait : left);
  }

  /** Gives its address back. */
  public void release() {
    ClientLease held = held("release");
    begin();
    exchange.send(
        message(MessageType.RELEASE)
            .ciaddr(held.address())
            .option(DhcpOptions.DHCP_SERVER_ID, held.server()),
        held.server());
    forget();
  }

  /** Says that somebody else uses its address, and stops to use it. */
  public void decline() {
    ClientLease held = held("decline");
    forget();
    begin();
    exchange.send(
        message(MessageType.DECLINE)
            .option(DhcpOptions.ADDRESS_REQUEST, held.address())
            .option(DhcpOptions.DHCP_SERVER_ID, held.server()),
        Ipv4Address.BROADCAST);
  }

  /** Asks for options, with an address that it has from elsewhere; returns the DHCPACK. */
  public DhcpMessage inform(Ipv4Address address) {
    return tryInform(address).orElseThrow(() -> failed("inform"));
  }

  /** Asks for options, with an address that it has from elsewhere; returns the DHCPACK. */
  public Optional<DhcpMessage> tryInform(Ipv4Address address) {
    link.useAddress(Optional.of(address));
    begin();
    Optional<DhcpMessage> ack =
        exchange.ask(
            message(MessageType.INFORM).ciaddr(address),
            Ipv4Address.BROADCAST,
            this::backoff,
            reply -> is(reply, MessageType.ACK));
    lease.ifPresent(held -> link.useAddress(Optional.of(held.address())));
    return ack;
  }

  /**
   * Lives for some time as a client should: obtains an address, renews it at T1, rebinds it at T2,
   * and begins anew when it is refused it or its lease ends.
   */
  public void live(Duration time) {
    Instant end = link.now().plus(time);
    while (link.now().isBefore(end)) {
      if (lease().isEmpty()) {
        if (tryBind().isEmpty()) {
          link.sleep(jitter(AFTER_DECLINE));
        }
      } else if (lease.get().t1().isBefore(end)) {
        keep(lease.get());
      } else {
        link.sleep(Duration.between(link.now(), end));
      }
    }
  }

  private void keep(ClientLease held) {
    sleepUntil(held.t1());
    if (tryRenew().isEmpty() && lease().isPresent()) {
      sleepUntil(held.t2());
      if (tryRebind().isEmpty() && lease().isPresent()) {
        sleepUntil(held.end());
      }
    }
  }

  private void sleepUntil(Instant moment) {
    if (link.now().isBefore(moment)) {
      link.sleep(Duration.between(link.now(), moment));
    }
  }

  /** Sends whatever it is told to, as it is, with its hardware address only if that is there. */
  public void send(DhcpMessage message) {
    sendRaw(DhcpCodec.encode(message), message.ciaddr(), Ipv4Address.BROADCAST);
  }

  /** Sends octets, whether or not they are a message. */
  public void sendRaw(Octets payload, Ipv4Address source, Ipv4Address destination) {
    link.send(payload, source, destination);
  }

  /**
   * Returns the next message that has reached it or does, whatever it is, also one that came before
   * it has sent something; empty when none comes in time. What is no message is passed over.
   */
  public Optional<DhcpMessage> receive(Duration atMost) {
    Instant end = link.now().plus(atMost);
    Optional<Octets> payload = link.receive(atMost);
    while (payload.isPresent()) {
      if (DhcpCodec.decode(payload.get()) instanceof Decoded decoded) {
        return Optional.of(decoded.message());
      }
      payload = link.receive(Duration.between(link.now(), end));
    }
    return Optional.empty();
  }

  /** Waits for the next message that reaches it, which must be of a type. */
  public DhcpMessage expect(MessageType type) {
    DhcpMessage message =
        receive(timeout)
            .orElseThrow(
                () -> new ClientException("expected " + type + ": nothing came in " + timeout));
    if (!is(message, type)) {
      throw new ClientException("expected " + type + ": found " + message.describe());
    }
    return message;
  }

  /** Waits for as long as it waits for the first reply, in which nothing must reach it. */
  public void expectSilence() {
    receive(timeout)
        .ifPresent(
            message -> {
              throw new ClientException("expected silence: found " + message.describe());
            });
  }

  /**
   * Returns a message of this client, with all that it says of itself and nothing else, to be
   * changed and sent.
   */
  public DhcpMessage.Builder message(MessageType type) {
    DhcpMessage.Builder message =
        DhcpMessage.request()
            .hardwareAddress(hardwareAddress)
            .xid(random.nextInt())
            .option(DhcpOptions.DHCP_MSG_TYPE, type);
    clientIdentifier.ifPresent(it -> message.option(DhcpOptions.CLIENT_ID, it));
    change.accept(message);
    return message;
  }

  @Override
  public void close() {
    link.close();
  }

  private void begin() {
    exchange = newExchange();
  }

  private ClientExchange newExchange() {
    return new ClientExchange(link, hardwareAddress, random.nextInt());
  }

  /** Four seconds, eight, up to 64, each give or take one (RFC 2131 section 4.1). */
  private Optional<Duration> backoff(int count) {
    return count < attempts
        ? Optional.of(jitter(timeout.multipliedBy(1L << Math.min(count, MAX_BACKOFF_SHIFT))))
        : Optional.empty();
  }

  private Duration jitter(Duration time) {
    long quarter = timeout.toNanos() / 4;
    return time.plusNanos(random.nextLong(-quarter, quarter + 1));
  }

  private Optional<ClientLease> conclude(DhcpMessage reply) {
    if (is(reply, MessageType.NAK)) {
      return forget();
    }
    ClientLease granted = ClientLease.of(reply, exchange.firstSent());
    if (state != ClientState.RENEWING
        && state != ClientState.REBINDING
        && isInUse.test(granted.address())) {
      have(Optional.of(granted), ClientState.BOUND);
      decline();
      link.sleep(AFTER_DECLINE);
      return Optional.empty();
    }
    return have(Optional.of(granted), ClientState.BOUND);
  }

  private Optional<ClientLease> forget() {
    return have(Optional.empty(), ClientState.INIT);
  }

  private Optional<ClientLease> have(Optional<ClientLease> next, ClientState nextState) {
    state = nextState;
    boolean isNew = !next.equals(lease);
    lease = next;
    if (isNew) {
      link.useAddress(next.map(ClientLease::address));
      listener.accept(next);
    }
    return next;
  }

  private ClientLease held(String verb) {
    return lease()
        .orElseThrow(
            () -> new IllegalStateException(verb + " without a lease: call bind() before it"));
  }

  private ClientException failed(String what) {
    return new ClientException(
        what
            + " came to nothing for "
            + hardwareAddress
            + ", which is "
            + state
            + " now: "
            + exchange.describe());
  }

  private static boolean is(DhcpMessage message, MessageType type) {
    return message.messageType().equals(Optional.of(type));
  }

  private static boolean isAckOrNak(DhcpMessage reply) {
    return is(reply, MessageType.ACK) || is(reply, MessageType.NAK);
  }
}
