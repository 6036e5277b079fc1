package dev.vigil.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.vigil.ingest.Message.Decoded;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Vigil's own reading message, {@code reading-message.schema.json}, read token by token. UTF-8
 * only. An element that is not a reading is garbled alone; what is not JSON can't be read, in
 * {@link #JSON} the whole message, in {@link #NDJSON} that line.
 */
public enum ReadingMessages implements Message.Decoder {
  /** One reading, or a list of them. */
  JSON {
    @Override
    public Decoded decode(byte[] body, int most) {
      try (JsonParser in = FACTORY.createParser(body)) {
        List<Candidate> candidates = new ArrayList<>();
        JsonToken first = in.nextToken();
        if (first == null) {
          return Decoded.unreadable(
              Reason.MALFORMED, "the message is empty", "send one reading or a list", body);
        }
        if (first != JsonToken.START_ARRAY) {
          candidates.add(element(in, body));
        } else {
          while (in.nextToken() != JsonToken.END_ARRAY) {
            if (candidates.size() == most) {
              return tooMany(body, most);
            }
            candidates.add(element(in, body));
          }
        }
        return in.nextToken() == null ? new Decoded(candidates, true) : moreFollows(body);
      } catch (IOException e) {
        return Decoded.unreadable(Reason.MALFORMED, notJson(e), FIX_JSON, body);
      }
    }
  },

  /** One reading a line. */
  NDJSON {
    @Override
    public Decoded decode(byte[] body, int most) {
      List<Candidate> candidates = new ArrayList<>();
      int from = 0;
      while (from < body.length) {
        int until = endOfLine(body, from);
        if (!isBlank(body, from, until)) {
          if (candidates.size() == most) {
            return tooMany(body, most);
          }
          candidates.add(line(new Raw(body, from, until)));
        }
        from = until + 1;
      }
      return new Decoded(candidates, true);
    }
  };

  private static final String FIX_JSON = "send valid JSON in UTF-8";

  /** Nothing of a reading message comes near these; they bound what a hostile one costs. */
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.CHARSET_DETECTION)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(32)
                  .maxStringLength(65_536)
                  .maxNameLength(1_024)
                  .maxNumberLength(1_000)
                  .build())
          .build();

  private static Candidate line(Raw raw) {
    try (JsonParser in = FACTORY.createParser(raw.body(), raw.from(), raw.until() - raw.from())) {
      in.nextToken();
      Candidate candidate = element(in, raw);
      if (in.nextToken() == null) {
        return candidate;
      }
      return garbled(
          Reason.MALFORMED, "more follows after the reading", "send one reading a line", raw);
    } catch (IOException e) {
      return garbled(Reason.MALFORMED, notJson(e), FIX_JSON, raw);
    }
  }

  /** The element of a list or body that begins at the current token. */
  private static Candidate element(JsonParser in, byte[] body) throws IOException {
    int from = (int) in.currentTokenLocation().getByteOffset();
    if (in.currentToken() != JsonToken.START_OBJECT) {
      in.skipChildren();
      // A number's or word's end is not always known yet; what follows belongs to nobody.
      in.finishToken();
      return notAReading(new Raw(body, from, end(in, from)));
    }
    DraftFields fields = DraftFields.readFrom(in);
    return fields.candidate(new Raw(body, from, end(in, from)));
  }

  private static Candidate element(JsonParser in, Raw raw) throws IOException {
    if (in.currentToken() != JsonToken.START_OBJECT) {
      in.skipChildren();
      return notAReading(raw);
    }
    return DraftFields.readFrom(in).candidate(raw);
  }

  private static int end(JsonParser in, int from) {
    return Math.max(from, (int) in.currentLocation().getByteOffset());
  }

  private static Candidate notAReading(Raw raw) {
    return garbled(
        Reason.NOT_A_READING,
        "the element is not a JSON object",
        "send an object with patient, vital, value, unit and measured",
        raw);
  }

  private static Candidate garbled(Reason reason, String detail, String fix, Raw raw) {
    return new Candidate.Garbled(Verdict.rejected(reason, detail, fix), raw);
  }

  private static Decoded tooMany(byte[] body, int most) {
    return Decoded.unreadable(
        Reason.TOO_MANY_READINGS,
        "the message has over " + most + " readings",
        "send at most " + most + " in one message",
        body);
  }

  private static Decoded moreFollows(byte[] body) {
    return Decoded.unreadable(
        Reason.MALFORMED,
        "more follows after the first JSON value",
        "send a list, or one reading a line as application/x-ndjson",
        body);
  }

  private static String notJson(IOException e) {
    return e instanceof JsonProcessingException json && json.getLocation() != null
        ? "not JSON at byte " + json.getLocation().getByteOffset()
        : "not JSON";
  }

  private static int endOfLine(byte[] body, int from) {
    int at = from;
    while (at < body.length && body[at] != '\n') {
      at++;
    }
    return at;
  }

  private static boolean isBlank(byte[] body, int from, int until) {
    for (int at = from; at < until; at++) {
      if (body[at] != ' ' && body[at] != '\t' && body[at] != '\r') {
        return false;
      }
    }
    return true;
  }
}
