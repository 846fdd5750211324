package io.leasehold.dhcp.testkit.simulation;

import io.leasehold.dhcp.testkit.network.VirtualTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What checkers object to. */
final class Findings {

  private final VirtualTime time;
  private final List<Violation> violations = new ArrayList<>();

  Findings(VirtualTime time) {
    this.time = time;
  }

  void report(String promise, String detail, Object... about) {
    List<String> names = new ArrayList<>();
    for (Object each : about) {
      names.add(each.toString());
    }
    violations.add(new Violation(time.now(), promise, detail, Set.copyOf(names)));
  }

  List<Violation> violations() {
    return violations;
  }
}
