package io.leasehold.dhcp.server.internal.runtime;

import io.leasehold.dhcp.server.Decision;
import io.leasehold.dhcp.server.SilenceReason;
import io.leasehold.dhcp.server.internal.Link;
import io.leasehold.dhcp.server.internal.PlacedRequest;
import io.leasehold.dhcp.server.internal.PlacedRequest.Addressee;
import io.leasehold.dhcp.server.internal.Request;
import io.leasehold.dhcp.server.internal.allocate.AddressBook;
import io.leasehold.dhcp.server.internal.report.Reports;
import io.leasehold.dhcp.server.match.RequestFacts;
import io.leasehold.dhcp.server.policy.LeasePolicy;
import io.leasehold.dhcp.server.policy.PolicyRequest;
import io.leasehold.dhcp.server.policy.RequestKind;
import io.leasehold.dhcp.server.policy.Verdict;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.store.LeaseState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Asks the user's policy, and keeps what it throws away from everything else. */
final class PolicyCaller {

  private final LeasePolicy policy;
  private final AddressBook book;
  private final boolean isDryRun;
  private final Settlement settlement;
  private final Reports reports;

  /** Makes the caller of a policy. */
  PolicyCaller(
      LeasePolicy policy,
      AddressBook book,
      boolean isDryRun,
      Settlement settlement,
      Reports reports) {
    this.policy = policy;
    this.book = book;
    this.isDryRun = isDryRun;
    this.settlement = settlement;
    this.reports = reports;
  }

  /** Sets the verdicts, and returns the exchanges without those at which the policy threw. */
  List<Exchange> judge(List<Exchange> exchanges, Decision[] decisions, Instant now) {
    if (policy == LeasePolicy.USUAL) {
      return exchanges;
    }
    List<Exchange> judged = exchanges.stream().filter(PolicyCaller::isToBeJudged).toList();
    List<PolicyRequest> requests = judged.stream().map(each -> request(each, now)).toList();
    try {
      List<Verdict> verdicts = policy.evaluateAll(requests);
      if (verdicts.size() != requests.size()) {
        throw new IllegalStateException(
            "evaluateAll of "
                + policy.getClass().getName()
                + ": expected "
                + requests.size()
                + " verdicts, one for each request, found "
                + verdicts.size());
      }
      for (int i = 0; i < judged.size(); i++) {
        judged.get(i).verdict(Objects.requireNonNull(verdicts.get(i), "verdict"));
      }
      return exchanges;
    } catch (Throwable e) {
      reports
          .log()
          .warn(e, "The policy threw on {} requests; asking it one by one", requests.size());
      return judgeSingly(exchanges, decisions, now);
    }
  }

  private List<Exchange> judgeSingly(List<Exchange> exchanges, Decision[] decisions, Instant now) {
    List<Exchange> left = new ArrayList<>(exchanges.size());
    for (Exchange exchange : exchanges) {
      try {
        if (isToBeJudged(exchange)) {
          exchange.verdict(
              Objects.requireNonNull(policy.evaluate(request(exchange, now)), "verdict"));
        }
        left.add(exchange);
      } catch (Throwable e) {
        reports.log().error(e, "The policy threw; the request meets silence");
        settlement.fail(exchange, SilenceReason.POLICY_FAILED, e, decisions);
      }
    }
    return left;
  }

  /** Each request is judged once, however often it has to be planned. */
  private static boolean isToBeJudged(Exchange exchange) {
    RequestKind kind = exchange.kind();
    return kind != RequestKind.DECLINE
        && kind != RequestKind.RELEASE
        && (kind == RequestKind.INFORM || exchange.placed().addressee() != Addressee.OTHER_SERVER)
        && !exchange.isJudged();
  }

  private PolicyRequest request(Exchange exchange, Instant now) {
    PlacedRequest placed = exchange.placed();
    Request request = placed.request();
    Optional<Lease> lease =
        placed
            .link()
            .map(link -> exchange.leases().ownOn(link, request.client(), now))
            .flatMap(
                leases ->
                    leases.stream().filter(it -> it.state() != LeaseState.OFFERED).findFirst());
    return new PolicyRequest(
        request.kind(),
        new RequestFacts(request.datagram(), request.message(), placed.classes()),
        placed.link().map(Link::network),
        exchange.clientKeys(),
        lease,
        placed.reservation(),
        () -> placed.link().map(link -> book.usage(link, now)).orElse(List.of()),
        isDryRun,
        now);
  }
}
