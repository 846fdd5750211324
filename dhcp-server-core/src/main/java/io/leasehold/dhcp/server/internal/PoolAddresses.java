package io.leasehold.dhcp.server.internal;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.address.Ipv4Network;
import io.leasehold.dhcp.codec.address.Ipv4Range;
import io.leasehold.dhcp.server.config.AllocationStrategy;
import io.leasehold.dhcp.server.config.Pool;
import io.leasehold.dhcp.server.config.Setting;
import io.leasehold.dhcp.server.config.Settings;
import io.leasehold.dhcp.server.config.Subnet;
import java.util.function.Consumer;

/** The addresses of a pool that its clients may have, and in which order they get them. */
public final class PoolAddresses {

  /** The longest prefix of a subnet in which .0 and .255 can be hosts that somebody mistakes. */
  private static final int LONGEST_PREFIX_WITH_ENDS = 24;

  private final Subnet subnet;
  private final Pool pool;
  private final boolean withoutEnds;
  private final AllocationStrategy strategy;

  PoolAddresses(Subnet subnet, Pool pool, Settings settings) {
    this.subnet = subnet;
    this.pool = pool;
    withoutEnds =
        settings.value(Setting.SKIP_0_AND_255)
            && subnet.network().prefixLength() <= LONGEST_PREFIX_WITH_ENDS;
    strategy = settings.value(Setting.ALLOCATION_STRATEGY);
  }

  /** Returns the subnet that the pool is in. */
  public Subnet subnet() {
    return subnet;
  }

  /** Returns the pool. */
  public Pool pool() {
    return pool;
  }

  /** Returns the pool's range, with what is left out. */
  public Ipv4Range range() {
    return pool.range();
  }

  /** Returns which of them a client gets. */
  public AllocationStrategy strategy() {
    return strategy;
  }

  /** Returns whether {@code address} is one of them. */
  public boolean contains(Ipv4Address address) {
    return pool.contains(address)
        && subnet.network().isHost(address)
        && !(withoutEnds && isEnd(address));
  }

  private static boolean isEnd(Ipv4Address address) {
    int last = address.bits() & 0xff;
    return last == 0 || last == 0xff;
  }

  /** Names every address of the range that is not one of them; some more than once. */
  public void forEachLeftOut(Consumer<Ipv4Address> visitor) {
    pool.excluded().forEach(each -> visit(each.first(), each.last(), 1, visitor));
    visit(
        subnet.network().address(),
        subnet.network().last(),
        Math.max(1, subnet.network().range().size() - 1),
        visitor);
    if (withoutEnds) {
      Ipv4Address first = Ipv4Network.containing(range().first(), 24).address();
      visit(first, range().last(), 256, visitor);
      visit(first.plus(255), range().last(), 256, visitor);
    }
  }

  private void visit(
      Ipv4Address first, Ipv4Address last, long step, Consumer<Ipv4Address> visitor) {
    for (long next = first.unsigned(); next <= last.unsigned(); next += step) {
      Ipv4Address address = Ipv4Address.ofUnsigned(next);
      if (range().contains(address) && !contains(address)) {
        visitor.accept(address);
      }
    }
  }
}
