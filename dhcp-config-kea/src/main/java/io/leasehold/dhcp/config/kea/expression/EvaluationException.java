package io.leasehold.dhcp.config.kea.expression;

/** An expression has no value for a request. */
final class EvaluationException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  EvaluationException(String message) {
    super(message, null, false, false);
  }
}
