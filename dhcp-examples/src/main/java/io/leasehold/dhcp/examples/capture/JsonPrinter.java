package io.leasehold.dhcp.examples.capture;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.leasehold.dhcp.codec.DecodeProblem;
import io.leasehold.dhcp.codec.Decoding.Decoded;
import io.leasehold.dhcp.codec.Decoding.Malformed;
import io.leasehold.dhcp.codec.DhcpMessage;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.option.OptionSet;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** Prints messages for programs: a JSON object each, on a line of its own, in ASCII. */
final class JsonPrinter implements MessagePrinter {

  private final JsonGenerator json;

  JsonPrinter(PrintWriter out) {
    // The locale decides the character set of the output: ASCII is the same in all of them.
    JsonFactory factory =
        new JsonFactoryBuilder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .rootValueSeparator((String) null)
            .build();
    try {
      json = factory.createGenerator(out);
    } catch (IOException e) {
      throw neverByPrintWriter(e);
    }
  }

  @Override
  public void print(FoundMessage message) {
    try {
      json.writeStartObject();
      json.writeNumberField("frame", message.frame());
      if (message.decoding() instanceof Decoded decoded) {
        writeHeader(decoded.message());
        writeOptions(decoded.message().options());
        writeProblems(decoded.problems());
      } else if (message.decoding() instanceof Malformed malformed) {
        json.writeStringField("malformed", malformed.problem().toString());
      }
      json.writeEndObject();
      json.writeRaw('\n');
      json.flush();
    } catch (IOException e) {
      throw neverByPrintWriter(e);
    }
  }

  private void writeHeader(DhcpMessage message) throws IOException {
    json.writeNumberField("op", message.op());
    json.writeNumberField("htype", message.htype());
    json.writeNumberField("hlen", message.hlen());
    json.writeNumberField("hops", message.hops());
    json.writeNumberField("xid", Integer.toUnsignedLong(message.xid()));
    json.writeNumberField("secs", message.secs());
    json.writeNumberField("flags", message.flags());
    json.writeStringField("ciaddr", message.ciaddr().toString());
    json.writeStringField("yiaddr", message.yiaddr().toString());
    json.writeStringField("siaddr", message.siaddr().toString());
    json.writeStringField("giaddr", message.giaddr().toString());
    json.writeStringField("chaddr", message.hardwareAddress().octets().toString());
    json.writeStringField("sname", message.sname().toText());
    json.writeStringField("file", message.file().toText());
    // The octet itself, so that types without a name have a number too.
    Optional<Octets> type = message.options().raw(DhcpOptions.DHCP_MSG_TYPE.code());
    if (type.isPresent() && type.get().length() == 1) {
      json.writeNumberField("messageType", type.get().u8(0));
    }
  }

  private void writeOptions(OptionSet options) throws IOException {
    json.writeArrayFieldStart("options");
    for (int code : options.codes()) {
      json.writeStartArray();
      json.writeNumber(code);
      json.writeString(options.raw(code).orElseThrow().toString());
      json.writeEndArray();
    }
    json.writeEndArray();
  }

  private void writeProblems(List<DecodeProblem> problems) throws IOException {
    json.writeArrayFieldStart("problems");
    for (DecodeProblem problem : problems) {
      json.writeString(problem.toString());
    }
    json.writeEndArray();
  }

  private static UncheckedIOException neverByPrintWriter(IOException e) {
    return new UncheckedIOException("a PrintWriter has thrown", e);
  }
}
