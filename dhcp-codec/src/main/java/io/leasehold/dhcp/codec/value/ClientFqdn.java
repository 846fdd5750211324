package io.leasehold.dhcp.codec.value;

import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.octets.OctetsWriter;
import io.leasehold.dhcp.codec.octets.Utf8Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The name of a client and who puts it into the DNS, the value of option 81 (RFC 4702 section 2).
 *
 * @param flags any of {@link #SERVER_UPDATES}, {@link #OVERRIDDEN}, {@link #CANONICAL} and {@link
 *     #NO_UPDATES}, added up
 * @param rcode1 0 to 255; 0 from a client, 255 from a server, without meaning
 * @param rcode2 as {@code rcode1}
 * @param name with {@link #CANONICAL} the labels of a domain name, with the root's where it is
 *     fully qualified; visible ASCII characters otherwise; no octets where there is no name
 */
public record ClientFqdn(int flags, int rcode1, int rcode2, Octets name) {

  /** S: the server updates the client's address record. */
  public static final int SERVER_UPDATES = 1;

  /** O: the server does not do what the client's S asked for. */
  public static final int OVERRIDDEN = 2;

  /** E: the name is written in labels, not in the deprecated ASCII. */
  public static final int CANONICAL = 4;

  /** N: the server updates nothing. */
  public static final int NO_UPDATES = 8;

  private static final int ALL_FLAGS = 0x0f;
  private static final int HEADER_LENGTH = 3;
  private static final int SERVER_RCODE = 255;

  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException when a flag is unknown, N and S are both set, a code is not in
   *     0 to 255, or the name is not written as the flags say
   */
  public ClientFqdn {
    if ((flags & ~ALL_FLAGS) != 0 || contradict(flags)) {
      throw new IllegalArgumentException(
          "flags " + flags + ": expected 0 to 15, without S (1) where N (8) is set");
    }
    if (rcode1 < 0 || rcode1 > 255 || rcode2 < 0 || rcode2 > 255) {
      throw new IllegalArgumentException(
          "codes " + rcode1 + " and " + rcode2 + ": expected 0 to 255");
    }
    if (!isLegal(flags, name)) {
      throw new IllegalArgumentException(
          "name "
              + name
              + ": expected "
              + ((flags & CANONICAL) != 0 ? "labels" : "visible ASCII characters, or flag E (4)"));
    }
  }

  /** Returns what a client says to get this name, in labels. */
  public static ClientFqdn request(int flags, DomainName name) {
    return new ClientFqdn(flags | CANONICAL, 0, 0, name.octets());
  }

  /**
   * Returns what a server answers to {@code request} about this name, in the encoding that the
   * client has chosen (RFC 4702 section 3.1).
   *
   * @param flags those of the server; E is the client's
   * @throws IllegalArgumentException when a flag is unknown, N and S are both set, or the client
   *     wants ASCII and the name has other characters
   */
  public static ClientFqdn replyTo(ClientFqdn request, int flags, DomainName name) {
    int canonical = request.flags & CANONICAL;
    return new ClientFqdn(
        (flags & ~CANONICAL) | canonical,
        SERVER_RCODE,
        SERVER_RCODE,
        canonical != 0 ? name.octets() : Octets.ofText(name.toString()));
  }

  private static boolean contradict(int flags) {
    return (flags & NO_UPDATES) != 0 && (flags & SERVER_UPDATES) != 0;
  }

  private static boolean isLegal(int flags, Octets name) {
    return (flags & CANONICAL) != 0 ? labels(name).isPresent() : isVisible(name);
  }

  private static boolean isVisible(Octets text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.u8(i) <= ' ' || text.u8(i) > '~') {
        return false;
      }
    }
    return true;
  }

  /** Returns the labels as a name, be it fully qualified or not. */
  private static Optional<DomainName> labels(Octets name) {
    return DomainName.decode(name).or(() -> DomainName.decode(name.concat(Octets.of(0))));
  }

  /**
   * Returns what {@code octets} stand for; empty where they are too few, the flags contradict each
   * other or the name is not written as they say. Unknown flags and NULs after an ASCII name mean
   * nothing.
   */
  public static Optional<ClientFqdn> decode(Octets octets) {
    if (octets.length() < HEADER_LENGTH) {
      return Optional.empty();
    }
    int flags = octets.u8(0) & ALL_FLAGS;
    Octets rest = octets.slice(HEADER_LENGTH, octets.length());
    Octets name = (flags & CANONICAL) != 0 ? rest : rest.withoutTrailingZeros();
    return !contradict(flags) && isLegal(flags, name)
        ? Optional.of(new ClientFqdn(flags, octets.u8(1), octets.u8(2), name))
        : Optional.empty();
  }

  /** Returns the octets that stand for this. */
  public Octets encode() {
    return new OctetsWriter().u8(flags).u8(rcode1).u8(rcode2).octets(name).toOctets();
  }

  /** Returns whether a flag is set, such as {@link #SERVER_UPDATES}. */
  public boolean has(int flag) {
    return (flags & flag) != 0;
  }

  /**
   * Returns whether the name goes up to the root: labels with that of the root, or ASCII with a
   * dot. What is not is to be completed by the server.
   */
  public boolean isFullyQualified() {
    return has(CANONICAL) ? DomainName.decode(name).isPresent() : name.toText().indexOf('.') >= 0;
  }

  /**
   * Returns the name, however it is written and whether or not it is fully qualified; empty where
   * there is none, or its ASCII is not a domain name.
   */
  public Optional<DomainName> domainName() {
    if (name.isEmpty()) {
      return Optional.empty();
    }
    return has(CANONICAL) ? labels(name) : asciiLabels(name.toText()).map(DomainName::new);
  }

  private static Optional<Octets> asciiLabels(String text) {
    String relative = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    OctetsWriter labels = new OctetsWriter();
    for (String label : relative.split("\\.", -1)) {
      if (label.isEmpty() || label.length() > DomainName.MAX_LABEL_LENGTH) {
        return Optional.empty();
      }
      labels.u8(label.length()).octets(Octets.ofText(label));
    }
    return Optional.of(labels.u8(0).toOctets())
        .filter(octets -> octets.length() <= DomainName.MAX_LENGTH);
  }

  /** Returns name, flags and codes in words, such as «host.example.org (flags S E, codes 0 0)». */
  @Override
  public String toString() {
    List<String> words = new ArrayList<>();
    addFlag(words, SERVER_UPDATES, "S");
    addFlag(words, OVERRIDDEN, "O");
    addFlag(words, CANONICAL, "E");
    addFlag(words, NO_UPDATES, "N");
    return nameInWords()
        + (isFullyQualified() || name.isEmpty() ? " (" : " (partial, ")
        + (words.isEmpty() ? "no flags" : "flags " + String.join(" ", words))
        + ", codes "
        + rcode1
        + " "
        + rcode2
        + ")";
  }

  private void addFlag(List<String> words, int flag, String word) {
    if (has(flag)) {
      words.add(word);
    }
  }

  private String nameInWords() {
    return name.isEmpty()
        ? "no name"
        : domainName().map(DomainName::toString).orElseGet(() -> Utf8Text.quote(name.toText()));
  }
}
