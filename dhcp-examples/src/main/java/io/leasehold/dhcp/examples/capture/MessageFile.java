package io.leasehold.dhcp.examples.capture;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** A file with messages: a capture, or hexadecimal lines. */
final class MessageFile {

  private MessageFile() {}

  /**
   * Hands over all messages, up to the end of the file or to where it cannot be read on.
   *
   * @param out where something is printed of each
   * @throws IllegalArgumentException when the file is not what it should be; the message says where
   * @throws IOException when the file cannot be read, or the output cannot be written
   */
  static void forEach(Path file, PrintWriter out, Consumer<FoundMessage> visitor)
      throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageSource source = MessageSource.open(in);
      for (Optional<FoundMessage> message = source.next();
          message.isPresent();
          message = source.next()) {
        visitor.accept(message.get());
        // The writer may hide what is wrong with the stream behind it.
        if (out.checkError() || System.out.checkError()) {
          throw new OutputException();
        }
      }
    } catch (FormatException e) {
      throw new IllegalArgumentException(file + " " + e.getMessage(), e);
    } catch (OutputException e) {
      throw e;
    } catch (IOException e) {
      throw new IOException(file + ": cannot be read: " + e.getClass().getSimpleName(), e);
    }
  }

  /** Nobody takes what is printed. */
  private static final class OutputException extends IOException {

    private static final long serialVersionUID = 1;

    OutputException() {
      super("standard output: cannot be written; it is closed, or its disk is full");
    }
  }
}
