package dev.vigil.jobs.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.jobs.fold.GoldenStates.Golden;
import dev.vigil.schemas.fold.AgendaCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The kept forms of all states, as committed in {@code src/test/resources/golden}. A changed form
 * is a new version with a file of its own: {@code mvn -pl flink-jobs test
 * -Dtest=CodecSerializerTest -Dgolden.write=true} writes the files of the present versions from
 * {@link GoldenStates}; those of earlier versions stay, to be read or refused by name for ever.
 */
class CodecSerializerTest {
  private static final Path FOLDER = Path.of("src/test/resources/golden");

  @BeforeAll
  static void writeIfAsked() throws IOException {
    if (Boolean.getBoolean("golden.write")) {
      Files.createDirectories(FOLDER);
      for (Golden<?> golden : GoldenStates.all()) {
        Files.write(FOLDER.resolve(golden.file()), golden.bytes());
      }
    }
  }

  static List<Golden<?>> goldens() {
    return GoldenStates.all();
  }

  @ParameterizedTest
  @MethodSource("goldens")
  <T> void golden_readBack_isTheStateThatWasKept(Golden<T> golden) throws IOException {
    byte[] kept = Files.readAllBytes(FOLDER.resolve(golden.file()));

    T state = golden.serializer().deserialize(new DataInputDeserializer(kept));

    assertThat(golden.bytes(state)).isEqualTo(kept);
    assertThat(golden.bytes()).as("the form has changed: raise the version").isEqualTo(kept);
    assertThat(golden.continued(state)).isEqualTo(golden.continued(golden.state())).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("goldens")
  <T> void copy_staysAsItIs_whenTheOriginalGoesOn(Golden<T> golden) throws IOException {
    T original = golden.serializer().copy(golden.state());
    T copy = golden.serializer().copy(original);

    assertThat(golden.continued(original)).isNotEmpty();

    assertThat(golden.bytes(copy)).isEqualTo(golden.bytes());
    if (Arrays.equals(golden.bytes(original), golden.bytes())) {
      assertThat(copy).as("another took its place, or it did go on itself").isSameAs(original);
    }
  }

  /** Flink writes a checkpoint in a thread of its own, by a duplicate. */
  @ParameterizedTest
  @MethodSource("goldens")
  <T> void duplicates_writeAtTheSameTime_eachAState(Golden<T> golden) {
    TypeSerializer<T> serializer = golden.serializer();
    T state = golden.state();
    byte[] alone = golden.bytes(state);

    boolean same =
        IntStream.range(0, 2_000)
            .parallel()
            .mapToObj(i -> written(serializer.duplicate(), state))
            .allMatch(bytes -> Arrays.equals(bytes, alone));

    assertThat(same).isTrue();
  }

  private static <T> byte[] written(TypeSerializer<T> serializer, T state) {
    DataOutputSerializer out = new DataOutputSerializer(64);
    try {
      serializer.serialize(state, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.getCopyOfBuffer();
  }

  @ParameterizedTest
  @MethodSource("goldens")
  <T> void version_thatIsUnknown_isRefusedByName(Golden<T> golden) throws IOException {
    byte[] kept = golden.bytes();
    kept[0] = 99;

    assertThatThrownBy(() -> golden.serializer().deserialize(new DataInputDeserializer(kept)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("state '" + golden.codec() + "' has version 99")
        .hasMessageContaining("--rebuild-state");
  }

  /**
   * Version 1 had one state per vital sign, from which later parts don't follow; version 2 summed
   * up no stay.
   */
  @ParameterizedTest
  @CsvSource({
    "features-head.v1.bin, features-head, 1, 3",
    "features-vital.v1.bin, features-vital, 1, 3",
    "features-vital-recent.v2.bin, features-vital, 2, 3"
  })
  void version_thatKnewTooLittle_isRefusedByName(String file, String name, int version, int known)
      throws IOException {
    byte[] kept = Files.readAllBytes(FOLDER.resolve(file));
    CodecSerializer<?> serializer =
        GoldenStates.all().stream()
            .filter(golden -> golden.codec().equals(name))
            .findFirst()
            .orElseThrow()
            .serializer();

    assertThatThrownBy(() -> serializer.deserialize(new DataInputDeserializer(kept)))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "state '%s' has version %d, this Vigil knows up to %d: start the Vigil that wrote it,"
                + " or rebuild with --rebuild-state",
            name, version, known);
  }

  /** Version 2 of the head knew nothing of the stay in the hospital, as this patient's log. */
  @Test
  void version_2_OfTheFeaturesHead_isReadOn() throws IOException {
    Golden<?> head =
        GoldenStates.all().stream()
            .filter(golden -> golden.codec().equals("features-head"))
            .findFirst()
            .orElseThrow();
    byte[] kept = Files.readAllBytes(FOLDER.resolve("features-head.v2.bin"));

    assertThat(rewritten(head, kept)).isEqualTo(head.bytes());
  }

  private static <T> byte[] rewritten(Golden<T> golden, byte[] kept) throws IOException {
    return golden.bytes(golden.serializer().deserialize(new DataInputDeserializer(kept)));
  }

  @ParameterizedTest
  @MethodSource("goldens")
  <T> void snapshot_readBack_makesTheSameSerializer(Golden<T> golden) throws Exception {
    TypeSerializerSnapshot<T> snapshot = golden.serializer().snapshotConfiguration();
    DataOutputSerializer out = new DataOutputSerializer(64);
    TypeSerializerSnapshot.writeVersionedSnapshot(out, snapshot);

    TypeSerializerSnapshot<T> read =
        TypeSerializerSnapshot.readVersionedSnapshot(
            new DataInputDeserializer(out.getCopyOfBuffer()), getClass().getClassLoader());

    assertThat(read.restoreSerializer()).isEqualTo(golden.serializer());
    assertThat(snapshot.resolveSchemaCompatibility(read).isCompatibleAsIs()).isTrue();
    assertThat(InstantiationUtil.clone(golden.serializer())).isEqualTo(golden.serializer());
  }

  @Test
  void snapshot_ofAnotherCodecOrVersion_isRefused() {
    var agenda = new CodecSerializer<>(AgendaCodec.INSTANCE).snapshotConfiguration();
    var unread = new CodecSerializer.Snapshot<>();

    for (Golden<?> golden : GoldenStates.all()) {
      if (!golden.codec().equals("agenda")) {
        assertThat(isIncompatible(golden.serializer().snapshotConfiguration(), agenda)).isTrue();
      }
    }
    assertThatThrownBy(
            () ->
                unread.readSnapshot(
                    2, new DataInputDeserializer(new byte[8]), getClass().getClassLoader()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("version 2");
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // two states of different types on purpose
  private static boolean isIncompatible(
      TypeSerializerSnapshot<?> newer, TypeSerializerSnapshot<?> older) {
    return ((TypeSerializerSnapshot) newer).resolveSchemaCompatibility(older).isIncompatible();
  }
}
