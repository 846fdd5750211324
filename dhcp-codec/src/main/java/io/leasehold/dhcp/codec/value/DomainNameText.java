package io.leasehold.dhcp.codec.value;

import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.octets.OctetsWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The text of a domain name, with the escapes of RFC 1035 section 5.1. For one thread. */
final class DomainNameText {

  private final String text;
  private int at;

  DomainNameText(String text) {
    this.text = text;
  }

  /** Reads the labels between the dots; a dot at the end has none after it. */
  List<Octets> labels() {
    List<Octets> labels = new ArrayList<>();
    do {
      labels.add(label());
      at++;
    } while (at < text.length());
    return labels;
  }

  private Octets label() {
    OctetsWriter label = new OctetsWriter();
    while (at < text.length() && text.charAt(at) != '.') {
      label.u8(octet());
    }
    return label.toOctets();
  }

  private int octet() {
    char c = text.charAt(at++);
    return c == '\\' ? escaped() : visible(c);
  }

  private static char visible(char c) {
    if (c <= ' ' || c > '~') {
      throw new IllegalArgumentException("expected visible ASCII characters, and others as \\DDD");
    }
    return c;
  }

  private int escaped() {
    if (at == text.length()) {
      throw new IllegalArgumentException("expected a character after the backslash");
    }
    char c = text.charAt(at);
    if (!isDigit(c)) {
      at++;
      return visible(c);
    }
    int end = at + 3;
    int value = 0;
    for (; at < end; at++) {
      if (at == text.length() || !isDigit(text.charAt(at))) {
        throw new IllegalArgumentException("expected three digits after the backslash");
      }
      value = 10 * value + (text.charAt(at) - '0');
    }
    return value;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** Writes labels with dots between them; a lone dot where there are none. */
  static String of(List<Octets> labels) {
    return labels.isEmpty()
        ? "."
        : labels.stream().map(DomainNameText::of).collect(Collectors.joining("."));
  }

  private static String of(Octets label) {
    StringBuilder text = new StringBuilder(label.length());
    for (int i = 0; i < label.length(); i++) {
      int octet = label.u8(i);
      if (octet == '.' || octet == '\\') {
        text.append('\\').append((char) octet);
      } else if (octet > ' ' && octet <= '~') {
        text.append((char) octet);
      } else {
        // Three digits, of which the first ones may be zeros.
        text.append('\\').append(Integer.toString(1000 + octet).substring(1));
      }
    }
    return text.toString();
  }
}
