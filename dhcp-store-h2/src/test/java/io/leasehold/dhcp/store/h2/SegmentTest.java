package io.leasehold.dhcp.store.h2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.value.ClientIdentifier;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.store.LeaseState;
import io.leasehold.dhcp.server.store.NameUpdates;
import io.leasehold.dhcp.store.h2.Journal.Finished;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read of a segment is what was written, as far as it is whole. */
class SegmentTest {

  private static final Ipv4Address FIRST = Ipv4Address.parse("192.0.2.1");
  private static final UUID STORE = new UUID(1, 2);

  @TempDir private Path folder;

  private StoreFiles files;
  private Path segment;

  /** Where each batch ends, after where the header does. */
  private final List<Integer> ends = new ArrayList<>();

  @BeforeEach
  void chooseFiles() {
    files = new StoreFiles(folder.resolve("leases"), "file");
    segment = folder.resolve("leases.1.journal");
  }

  @Test
  void recordIsReadAsItWasWritten() {
    // Every field of a lease has its place, whatever is absent, and the length is the right one.
    for (int version = 1; version <= 20; version++) {
      for (NameUpdates updates : NameUpdates.values()) {
        for (LeaseState state : LeaseState.values()) {
          Lease lease =
              KilledProcess.lease(FIRST, version).toBuilder()
                  .nameUpdates(updates)
                  .state(state)
                  .build();
          byte[] octets = LeaseRecord.of(lease).toByteArray();

          ByteBuffer source = ByteBuffer.wrap(octets);
          assertThat(LeaseRecord.read(source)).isEqualTo(lease);
          assertThat(source.hasRemaining()).isFalse();
          assertThatIllegalArgumentException()
              .isThrownBy(() -> LeaseRecord.read(ByteBuffer.wrap(octets, 0, octets.length - 1)));
        }
      }
    }
  }

  @Test
  void longestPartsAreReadAsTheyWereWritten() {
    // Lengths have no sign, and each part may be as long as a lease may have it.
    Lease lease =
        lease(1).toBuilder()
            .clientIdentifier(Optional.of(new ClientIdentifier(Octets.wrap(new byte[255]))))
            .hardwareAddress(Optional.of(new HardwareAddress(255, Octets.wrap(new byte[16]))))
            .hostName(Optional.of("h".repeat(65_535)))
            .relayAgentInformation(Optional.of(Octets.wrap(new byte[70_000])))
            .build();

    assertThat(LeaseRecord.read(ByteBuffer.wrap(LeaseRecord.of(lease).toByteArray())))
        .isEqualTo(lease);
  }

  @Test
  void octetsThatAreNoLeaseAreRefused() {
    // A length or a time that no lease can have is told as such, and nothing else is thrown.
    for (int at : new int[] {12, 20, 34}) {
      byte[] octets = LeaseRecord.of(lease(1)).toByteArray();
      octets[at] = (byte) 0x80;
      assertThatIllegalArgumentException()
          .as("octet %d", at)
          .isThrownBy(() -> LeaseRecord.read(ByteBuffer.wrap(octets)));
    }
  }

  @Test
  void batchesAreReadInTheirOrder() throws IOException {
    // A segment gives back what was appended to it, also a batch that is longer than any buffer.
    List<Lease> many = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      many.add(KilledProcess.lease(FIRST.plus(i), 1));
    }
    Journal journal = journal(Optional.empty());
    journal.append(many, true);
    journal.append(List.of(lease(1), lease(2)), true);
    List<Finished> finished = journal.rotate();
    journal.close();

    List<Lease> expected = new ArrayList<>(many);
    expected.addAll(List.of(lease(1), lease(2)));
    assertThat(read(Optional.empty())).containsExactlyElementsOf(expected);
    assertThat(finished).extracting(Finished::number).containsExactly(1L);
    assertThat(Blocks.sorted(finished.stream().map(Finished::blocks).toList()))
        .containsExactly(
            IntStream.rangeClosed(
                    LeaseBlock.numberOf(FIRST), LeaseBlock.numberOf(FIRST.plus(9_999)))
                .toArray());
  }

  @Test
  void tornTailEndsTheSegment() throws IOException {
    // Wherever the last write was cut off, or whatever octet of it is wrong, the batches before it
    // are read, and nothing behind them.
    byte[] octets = threeBatches(Optional.empty());
    for (int length = ends.get(2); length < ends.get(3); length++) {
      Files.write(segment, java.util.Arrays.copyOf(octets, length));
      assertThat(read(Optional.empty())).containsExactly(lease(1), lease(2));
    }
    for (int at = ends.get(2); at < ends.get(3); at++) {
      byte[] wrong = octets.clone();
      wrong[at] ^= 0x10;
      Files.write(segment, wrong);
      assertThat(read(Optional.empty())).containsExactly(lease(1), lease(2));
    }
  }

  @Test
  void damageBeforeAForcedBatchIsNoticed() throws IOException {
    // Whatever octet of an earlier batch is wrong, the later one tells that the disk had it.
    byte[] octets = threeBatches(Optional.empty());
    for (int at = ends.get(0); at < ends.get(2); at++) {
      byte[] wrong = octets.clone();
      wrong[at] ^= 0x10;
      Files.write(segment, wrong);
      long good = at < ends.get(1) ? ends.get(0) : ends.get(1);
      try (FileChannel channel = FileChannel.open(segment, StandardOpenOption.READ)) {
        SegmentReader reader = reader(channel, Optional.empty());
        assertThat(reader.replay(lease -> {})).isEqualTo(good);
        assertThat(reader.batchThatKnowsOf(good)).as("octet %d is wrong", at).isPresent();
      }
    }
  }

  @Test
  void batchBeforeOneThatWasNotForcedMayBeTorn() throws IOException {
    // Of what was not forced the disk may have a later batch and not the one before it: that is no
    // damage, as nobody was told that the disk had either.
    for (int forced = 0; forced < 2; forced++) {
      byte[] octets = threeBatches(Optional.empty(), forced);
      for (int at = ends.get(1); at < ends.get(2); at++) {
        byte[] wrong = octets.clone();
        wrong[at] ^= 0x10;
        Files.write(segment, wrong);
        try (FileChannel channel = FileChannel.open(segment, StandardOpenOption.READ)) {
          SegmentReader reader = reader(channel, Optional.empty());
          assertThat(reader.replay(lease -> {})).isEqualTo((long) ends.get(1));
          assertThat(reader.batchThatKnowsOf(ends.get(1))).as("octet %d is wrong", at).isEmpty();
        }
      }
    }
  }

  @Test
  void noTwoBatchesAreEncryptedAlike() throws IOException {
    // The same lease looks different in each batch and in each segment, as nothing may be
    // encrypted twice with one key and one nonce.
    Octets salt = Octets.of(new int[StoreKey.SALT_LENGTH]);
    Optional<StoreKey> key = Optional.of(StoreKey.derive("secret".toCharArray(), salt));
    int length = LeaseRecord.of(lease(1)).length();
    List<Octets> encrypted = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      Journal journal = journal(key);
      journal.append(List.of(lease(1)), true);
      int end = (int) journal.segmentLength();
      journal.append(List.of(lease(1)), true);
      journal.close();
      Octets octets = Octets.wrap(Files.readAllBytes(segment));
      for (int at : new int[] {SegmentHeader.LENGTH, end}) {
        encrypted.add(octets.slice(at + BatchFrame.LENGTH, at + BatchFrame.LENGTH + length));
      }
    }

    assertThat(encrypted).hasSize(4).doesNotHaveDuplicates();
  }

  @Test
  void encryptedBatchesAreReadWithTheirKeyOnly() throws IOException {
    // With a key no part of a lease is in the file, and another key reads nothing.
    Octets salt = Octets.of(new int[StoreKey.SALT_LENGTH]);
    Optional<StoreKey> key = Optional.of(StoreKey.derive("secret".toCharArray(), salt));
    byte[] octets = threeBatches(key);

    assertThat(Octets.wrap(octets).toText()).doesNotContain("host-");
    assertThat(read(key)).containsExactly(lease(1), lease(2), lease(3));
    Optional<StoreKey> other = Optional.of(StoreKey.derive("Secret".toCharArray(), salt));
    assertThatIOException()
        .isThrownBy(() -> read(other))
        .withMessageContaining("cannot be decrypted");
  }

  @Test
  void frameOfAnEncryptedBatchCannotBeChanged() throws IOException {
    // Whoever has no key cannot change what a batch says of itself, though checksums need none.
    Octets salt = Octets.of(new int[StoreKey.SALT_LENGTH]);
    Optional<StoreKey> key = Optional.of(StoreKey.derive("secret".toCharArray(), salt));
    byte[] octets = threeBatches(key);
    SegmentHeader header =
        SegmentHeader.read(ByteBuffer.wrap(octets, 0, SegmentHeader.LENGTH)).orElseThrow();
    ByteBuffer last = ByteBuffer.wrap(octets, ends.get(2), ends.get(3) - ends.get(2)).slice();
    BatchFrame.seal(last, BatchFrame.sequence(last, 0), ends.get(1), header);
    Files.write(segment, octets);

    assertThatIOException()
        .isThrownBy(() -> read(key))
        .withMessageContaining("cannot be decrypted");
  }

  private byte[] threeBatches(Optional<StoreKey> key) throws IOException {
    return threeBatches(key, 3);
  }

  /** As {@link #threeBatches}, of which the first few are forced. */
  private byte[] threeBatches(Optional<StoreKey> key, int forced) throws IOException {
    Journal journal = journal(key);
    ends.clear();
    ends.add(SegmentHeader.LENGTH);
    for (int version = 1; version <= 3; version++) {
      journal.append(List.of(lease(version)), version <= forced);
      ends.add((int) journal.segmentLength());
    }
    journal.close();
    return Files.readAllBytes(segment);
  }

  private static Lease lease(int version) {
    return KilledProcess.lease(FIRST, version);
  }

  private Journal journal(Optional<StoreKey> key) {
    return new Journal(files, new Spare(files), STORE, key, 0, 0, List.of());
  }

  private List<Lease> read(Optional<StoreKey> key) throws IOException {
    List<Lease> leases = new ArrayList<>();
    try (FileChannel channel = FileChannel.open(segment, StandardOpenOption.READ)) {
      reader(channel, key).replay(leases::add);
    }
    return leases;
  }

  private static SegmentReader reader(FileChannel channel, Optional<StoreKey> key)
      throws IOException {
    SegmentHeader header = SegmentReader.header(channel).orElseThrow();
    assertThat(header.storeId()).isEqualTo(STORE);
    Optional<SegmentCipher> cipher =
        key.isPresent()
            ? Optional.of(new SegmentCipher(key.orElseThrow(), header))
            : Optional.empty();
    return new SegmentReader(channel, header, cipher, channel.size());
  }
}
