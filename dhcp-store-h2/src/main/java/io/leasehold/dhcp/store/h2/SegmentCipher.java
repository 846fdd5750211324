package io.leasehold.dhcp.store.h2;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts the records of one segment's batches (AES-GCM), each under the number of its batch, and
 * bound to its frame. For one thread.
 */
final class SegmentCipher {

  private static final int TAG_LENGTH = 16;
  private static final int NONCE_LENGTH = 12;

  /** The octets of the frame before the checksum. */
  private static final int BOUND_LENGTH = BatchFrame.LENGTH - Integer.BYTES;

  private final Cipher cipher;
  private final SecretKeySpec key;
  private ByteBuffer encrypted = ByteBuffer.allocate(0);

  /** Begins with the key of {@code segment}. */
  SegmentCipher(StoreKey storeKey, SegmentHeader segment) throws IOException {
    try {
      cipher = Cipher.getInstance("AES/GCM/NoPadding");
      key = storeKey.segmentKey(segment);
    } catch (GeneralSecurityException e) {
      throw new IOException("this JDK cannot encrypt", e);
    }
  }

  /**
   * Returns a batch with the records of {@code batch} encrypted, to be sealed; it is there until
   * the next one.
   */
  ByteBuffer encrypt(ByteBuffer batch, long sequence, long forced) throws IOException {
    int length = batch.limit() + TAG_LENGTH;
    if (encrypted.capacity() < length) {
      encrypted = ByteBuffer.allocateDirect(length * 2);
    }
    encrypted.clear().limit(length);
    BatchFrame.describe(encrypted, length - BatchFrame.LENGTH, sequence, forced);
    try {
      begin(Cipher.ENCRYPT_MODE, sequence, encrypted, 0);
      cipher.doFinal(
          batch.duplicate().position(BatchFrame.LENGTH), encrypted.position(BatchFrame.LENGTH));
      return encrypted.position(0);
    } catch (GeneralSecurityException e) {
      throw new IOException("records cannot be encrypted", e);
    }
  }

  /**
   * Returns the records of the batch at {@code at}.
   *
   * @throws IOException when they were encrypted with another key, or are not what was encrypted
   */
  ByteBuffer decrypt(ByteBuffer octets, int at) throws IOException {
    int length = BatchFrame.length(octets, at);
    ByteBuffer records = ByteBuffer.allocate(Math.max(0, length - TAG_LENGTH));
    try {
      begin(Cipher.DECRYPT_MODE, BatchFrame.sequence(octets, at), octets, at);
      int start = at + BatchFrame.LENGTH;
      cipher.doFinal(octets.duplicate().limit(start + length).position(start), records);
      return records.flip();
    } catch (GeneralSecurityException e) {
      throw new IOException("records cannot be decrypted", e);
    }
  }

  private void begin(int mode, long sequence, ByteBuffer frame, int at)
      throws GeneralSecurityException {
    byte[] nonce = ByteBuffer.allocate(NONCE_LENGTH).putInt(0).putLong(sequence).array();
    cipher.init(mode, key, new GCMParameterSpec(TAG_LENGTH * Byte.SIZE, nonce));
    cipher.updateAAD(frame.duplicate().limit(at + BOUND_LENGTH).position(at));
  }
}
