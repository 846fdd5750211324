package io.leasehold.dhcp.store.h2;

import io.leasehold.dhcp.codec.octets.Octets;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What follows from the password of a store and its salt: the password of the table's file, as H2's
 * own way from a password to a key is too quick, and the key of the journal.
 */
final class StoreKey {

  /** How many octets of salt a store has. */
  static final int SALT_LENGTH = 16;

  private static final int ITERATIONS = 210_000;
  private static final int KEY_LENGTH = 32;

  private final byte[] tableKey;
  private final SecretKeySpec journalKey;

  private StoreKey(byte[] keys) {
    tableKey = Arrays.copyOf(keys, KEY_LENGTH);
    journalKey = new SecretKeySpec(keys, KEY_LENGTH, KEY_LENGTH, "HmacSHA256");
  }

  /** Derives the keys (PBKDF2); takes a tenth of a second or so, on purpose. */
  static StoreKey derive(char[] password, Octets salt) {
    try {
      PBEKeySpec spec =
          new PBEKeySpec(password, salt.toByteArray(), ITERATIONS, 2 * KEY_LENGTH * Byte.SIZE);
      byte[] keys =
          SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
      spec.clearPassword();
      return new StoreKey(keys);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK cannot derive a key from a password", e);
    }
  }

  /** Returns the password of the table's file: 64 hexadecimal digits. */
  String tablePassword() {
    return HexFormat.of().formatHex(tableKey);
  }

  /** Returns the key of one segment, which no other has, as its salt is random. */
  SecretKeySpec segmentKey(SegmentHeader segment) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(journalKey);
    mac.update(segment.salt().toByteArray());
    mac.update(ByteBuffer.allocate(Long.BYTES).putLong(segment.number()).flip());
    return new SecretKeySpec(mac.doFinal(), "AES");
  }
}
