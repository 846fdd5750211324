package io.leasehold.dhcp.codec.option;

import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.octets.OctetsWriter;
import java.util.AbstractList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.RandomAccess;
import java.util.function.BiConsumer;

/**
 * A list of at least {@code min} elements of {@code width} octets each, for which any octets will
 * do. What is decoded is a view that makes an element when it is asked for.
 */
record ListFormat<E>(int width, int min, Reader<E> reader, BiConsumer<OctetsWriter, E> writer)
    implements OptionFormat<List<E>> {

  /** Reads the element whose octets begin at {@code at}. */
  interface Reader<E> {
    E read(Octets octets, int at);
  }

  @Override
  public Optional<List<E>> decode(Octets octets) {
    return accepts(octets) ? Optional.of(new View<>(octets, width, reader)) : Optional.empty();
  }

  @Override
  public boolean accepts(Octets octets) {
    return octets.length() >= min * width && octets.length() % width == 0;
  }

  @Override
  public Octets encode(List<E> values) {
    if (values.size() < min) {
      throw new IllegalArgumentException("expected at least one value, found none");
    }
    OctetsWriter octets = new OctetsWriter();
    values.forEach(value -> writer.accept(octets, value));
    return octets.toOctets();
  }

  @Override
  public String expected() {
    if (width == 1) {
      return "1 octet or more";
    }
    return "a multiple of " + width + " octets" + (min == 0 ? "" : ", at least " + width);
  }

  private static final class View<E> extends AbstractList<E> implements RandomAccess {

    private final Octets octets;
    private final int width;
    private final Reader<E> reader;

    View(Octets octets, int width, Reader<E> reader) {
      this.octets = octets;
      this.width = width;
      this.reader = reader;
    }

    @Override
    public E get(int index) {
      return reader.read(octets, Objects.checkIndex(index, size()) * width);
    }

    @Override
    public int size() {
      return octets.length() / width;
    }
  }
}
