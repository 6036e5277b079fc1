package dev.vigil.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schemas.GoldenMessages.Golden;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever the bytes: a value that can be written again and read as the same, or a refusal. */
class DecodingProperties {
  private static final Pattern TOKEN = Pattern.compile("\"[^\"]*\"|-?[0-9][0-9.eE+-]*|true|false");
  private static final List<String> NASTY =
      List.of(
          "null",
          "1.5",
          "1e999999999",
          "-1e-999999999",
          "9223372036854775808",
          "\"\"",
          "\"\\ud800\"",
          "[]",
          "{}",
          "[null]",
          "{\"a\":null}",
          "true",
          "NaN",
          "-0",
          "1e400",
          "\"x\":1,");

  @Property(tries = 3_000)
  void randomBytes_areReadOrRefused(@ForAll("goldens") Golden like, @ForAll byte[] bytes) {
    readOrRefused(like, bytes);
  }

  @Property(tries = 20_000)
  void damagedMessage_isReadOrRefused(@ForAll("goldens") Golden golden, @ForAll long seed) {
    Random random = new Random(seed);
    byte[] bytes = golden.encoded();
    for (int damage = 1 + random.nextInt(3); damage > 0; damage--) {
      bytes = damaged(bytes, random);
    }

    readOrRefused(golden, bytes);
  }

  @Property(tries = 10_000)
  void exchangedToken_isReadOrRefused(@ForAll("goldens") Golden golden, @ForAll long seed) {
    Random random = new Random(seed);
    String json = new String(golden.encoded(), UTF_8);

    readOrRefused(golden, exchanged(json, random).getBytes(UTF_8));
  }

  @Provide
  Arbitrary<Golden> goldens() {
    return Arbitraries.of(GoldenMessages.all());
  }

  /** One byte changed, left out or doubled, or the end cut off. */
  private static byte[] damaged(byte[] bytes, Random random) {
    if (bytes.length == 0) {
      return bytes;
    }
    int at = random.nextInt(bytes.length);
    switch (random.nextInt(4)) {
      case 0 -> {
        byte[] changed = bytes.clone();
        changed[at] = (byte) random.nextInt(256);
        return changed;
      }
      case 1 -> {
        return spliced(bytes, at, at + 1, new byte[0]);
      }
      case 2 -> {
        return spliced(bytes, at, at, new byte[] {bytes[at]});
      }
      default -> {
        return Arrays.copyOf(bytes, at);
      }
    }
  }

  private static byte[] spliced(byte[] bytes, int from, int to, byte[] instead) {
    ByteArrayOutputStream result = new ByteArrayOutputStream();
    result.write(bytes, 0, from);
    result.writeBytes(instead);
    result.write(bytes, to, bytes.length - to);
    return result.toByteArray();
  }

  /** One name or scalar exchanged for something that is valid JSON elsewhere. */
  private static String exchanged(String json, Random random) {
    List<MatchResult> tokens = TOKEN.matcher(json).results().toList();
    MatchResult token = tokens.get(random.nextInt(tokens.size()));
    return json.substring(0, token.start())
        + NASTY.get(random.nextInt(NASTY.size()))
        + json.substring(token.end());
  }

  private static void readOrRefused(Golden like, byte[] bytes) {
    Object value;
    try {
      value = like.decode(bytes);
    } catch (MalformedRecordException e) {
      assertThat(e.reason()).matches("[a-z-]+");
      assertThat(e).hasNoCause();
      return;
    }
    assertThat(again(like, value)).isEqualTo(value);
  }

  private static Object again(Golden like, Object value) {
    try {
      return like.decode(Golden.encode(value));
    } catch (MalformedRecordException e) {
      throw new AssertionError("what was written can't be read: " + e.getMessage(), e);
    }
  }
}
