package dev.vigil.ingest;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What came in at once from one sender.
 *
 * @param source the way in, such as {@code http}
 * @param body as it came, unpacked; not written by anyone from now on
 * @param decoder how to read it
 */
public record Message(String source, byte[] body, Decoder decoder) {
  public Message {
    requireNonNull(source, "source is null");
    requireNonNull(body, "body is null");
    requireNonNull(decoder, "decoder is null");
  }

  /** How a format becomes candidates. A new format is one of these. */
  public interface Decoder {
    /**
     * Reads a message; never throws on account of its content.
     *
     * @param most more candidates than this make the message unreadable
     */
    Decoded decode(byte[] body, int most);
  }

  /**
   * A message taken apart.
   *
   * @param candidates in the order of the message; exactly one, garbled, if it can't be read
   * @param readable whether the message as a whole could be read
   */
  public record Decoded(List<Candidate> candidates, boolean readable) {
    public Decoded {
      candidates = List.copyOf(candidates);
    }

    /** A message that can't be read as a whole. */
    static Decoded unreadable(Reason reason, String detail, String fix, byte[] body) {
      Verdict verdict = Verdict.rejected(reason, detail, fix);
      return new Decoded(List.of(new Candidate.Garbled(verdict, Raw.all(body))), false);
    }
  }
}
