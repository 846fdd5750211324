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
import java.util.Objects;
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
  private ClientState state = ClientState.INIT;
  private Optional<ClientLease> lease = Optional.empty();

  private DhcpTestClient(Builder builder) {
    link = builder.link;
    hardwareAddress = builder.hardwareAddress;
    clientIdentifier = builder.clientIdentifier;
    change = builder.change;
    attempts = builder.attempts;
    timeout = builder.timeout;
    isInUse = builder.isInUse;
    listener = builder.listener;
    random = new SplittableRandom(builder.seed);
  }

  /** Returns a builder of a client. */
  public static Builder builder(ClientLink link, HardwareAddress hardwareAddress) {
    return new Builder(link, hardwareAddress);
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
    ClientExchange exchange = newExchange();
    state = ClientState.SELECTING;
    DhcpMessage.Builder discover = message(MessageType.DISCOVER);
    liked.ifPresent(address -> discover.option(DhcpOptions.ADDRESS_REQUEST, address));
    Optional<DhcpMessage> offer =
        exchange.ask(
            discover, Ipv4Address.BROADCAST, this::backoff, reply -> is(reply, MessageType.OFFER));
    return offer.flatMap(it -> select(exchange, it));
  }

  /** Obtains an address with two messages (RFC 4039), or with four if the server wants that. */
  public ClientLease rapidBind() {
    return tryRapidBind().orElseThrow(() -> failed("rapidBind"));
  }

  /** Obtains an address with two messages (RFC 4039), or with four if the server wants that. */
  public Optional<ClientLease> tryRapidBind() {
    forget();
    ClientExchange exchange = newExchange();
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
    return reply.flatMap(
        it -> is(it, MessageType.OFFER) ? select(exchange, it) : conclude(exchange, it));
  }

  private Optional<ClientLease> select(ClientExchange exchange, DhcpMessage offer) {
    state = ClientState.REQUESTING;
    DhcpMessage.Builder request =
        message(MessageType.REQUEST).option(DhcpOptions.ADDRESS_REQUEST, offer.yiaddr());
    offer
        .option(DhcpOptions.DHCP_SERVER_ID)
        .ifPresent(server -> request.option(DhcpOptions.DHCP_SERVER_ID, server));
    return exchange
        .ask(request, Ipv4Address.BROADCAST, this::backoff, DhcpTestClient::isAckOrNak)
        .flatMap(reply -> conclude(exchange, reply))
        .or(this::forget);
  }

  /** Asks for an address that it had before (INIT-REBOOT). */
  public ClientLease reboot(Ipv4Address address) {
    return tryReboot(address).orElseThrow(() -> failed("reboot with " + address));
  }

  /** Asks for an address that it had before (INIT-REBOOT). */
  public Optional<ClientLease> tryReboot(Ipv4Address address) {
    forget();
    ClientExchange exchange = newExchange();
    state = ClientState.REBOOTING;
    return exchange
        .ask(
            message(MessageType.REQUEST).option(DhcpOptions.ADDRESS_REQUEST, address),
            Ipv4Address.BROADCAST,
            this::backoff,
            DhcpTestClient::isAckOrNak)
        .flatMap(reply -> conclude(exchange, reply))
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
    ClientExchange exchange = newExchange();
    return exchange
        .ask(
            message(MessageType.REQUEST).ciaddr(held.address()),
            destination,
            count -> timeToRetry(until),
            DhcpTestClient::isAckOrNak)
        .flatMap(reply -> conclude(exchange, reply));
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
    newExchange()
        .send(
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
    newExchange()
        .send(
            message(MessageType.DECLINE)
                .option(DhcpOptions.ADDRESS_REQUEST, held.address())
                .option(DhcpOptions.DHCP_SERVER_ID, held.server()),
            Ipv4Address.BROADCAST);
  }

  /** Asks for options, with an address that it has from elsewhere; returns the DHCPACK. */
  public DhcpMessage inform(Ipv4Address address) {
    link.useAddress(Optional.of(address));
    return newExchange()
        .ask(
            message(MessageType.INFORM).ciaddr(address),
            Ipv4Address.BROADCAST,
            this::backoff,
            reply -> is(reply, MessageType.ACK))
        .orElseThrow(() -> failed("inform"));
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

  /** Waits for the next message that reaches it, whatever it is; empty when none comes in time. */
  public Optional<DhcpMessage> receive(Duration atMost) {
    return link.receive(atMost)
        .flatMap(
            payload ->
                DhcpCodec.decode(payload) instanceof Decoded decoded
                    ? Optional.of(decoded.message())
                    : Optional.empty());
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

  private Optional<ClientLease> conclude(ClientExchange exchange, DhcpMessage reply) {
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
        what + " came to nothing for " + hardwareAddress + ", which is " + state + " now");
  }

  private static boolean is(DhcpMessage message, MessageType type) {
    return message.messageType().equals(Optional.of(type));
  }

  private static boolean isAckOrNak(DhcpMessage reply) {
    return is(reply, MessageType.ACK) || is(reply, MessageType.NAK);
  }

  /** Collects the parts of a client. For one thread. */
  public static final class Builder {

    private final ClientLink link;
    private final HardwareAddress hardwareAddress;
    private Optional<ClientIdentifier> clientIdentifier = Optional.empty();
    private Consumer<DhcpMessage.Builder> change = message -> {};
    private int attempts = 4;
    private Duration timeout = Duration.ofSeconds(4);
    private Predicate<Ipv4Address> isInUse = address -> false;
    private Consumer<Optional<ClientLease>> listener = lease -> {};
    private long seed;

    private Builder(ClientLink link, HardwareAddress hardwareAddress) {
      this.link = Objects.requireNonNull(link, "link");
      this.hardwareAddress = Objects.requireNonNull(hardwareAddress, "hardwareAddress");
      seed = hardwareAddress.hashCode();
    }

    /** Sets its option 61; none unless set. */
    public Builder clientIdentifier(ClientIdentifier identifier) {
      clientIdentifier = Optional.of(identifier);
      return this;
    }

    /** Has each message changed before it is sent: for options of its own, flags, and so on. */
    public Builder messages(Consumer<DhcpMessage.Builder> next) {
      change = change.andThen(next);
      return this;
    }

    /** Sets how often it sends a message before it gives up, 1 or more; 4 unless set. */
    public Builder attempts(int count) {
      if (count < 1) {
        throw new IllegalArgumentException("attempts " + count + ": expected 1 or more");
      }
      attempts = count;
      return this;
    }

    /**
     * Sets how long it waits for the answer to its first message, give or take a quarter; it waits
     * twice as long for the second, and so on up to 16 times. 4 seconds unless set.
     */
    public Builder timeout(Duration first) {
      timeout = first;
      return this;
    }

    /** Sets how it finds out that somebody else has an address, which it then declines. */
    public Builder declinesIf(Predicate<Ipv4Address> inUse) {
      isInUse = inUse;
      return this;
    }

    /** Sets who is told what it has, whenever that changes. */
    public Builder onLease(Consumer<Optional<ClientLease>> told) {
      listener = told;
      return this;
    }

    /** Sets what decides its transaction IDs and how long it waits. */
    public Builder seed(long number) {
      seed = number;
      return this;
    }

    /** Returns the client. */
    public DhcpTestClient build() {
      return new DhcpTestClient(this);
    }
  }
}
