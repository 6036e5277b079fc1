package dev.vigil.schemas;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The catalogue of vital signs, {@code vital-signs.json} beside this class: LOINC codes, UCUM
 * units, plausible ranges and precisions. A new vital sign is one entry there.
 */
public final class VitalSigns {
  private static final VitalSigns CATALOGUE = load();

  private final Map<String, VitalSign> byId;
  private final Map<String, VitalSign> byLoinc;

  private VitalSigns(List<VitalSign> entries) {
    Map<String, VitalSign> ids = new LinkedHashMap<>();
    Map<String, VitalSign> codes = new LinkedHashMap<>();
    for (VitalSign entry : entries) {
      if (ids.put(entry.id(), entry) != null) {
        throw new IllegalStateException(entry.id() + " is twice in the catalogue");
      }
      if (entry.loinc() != null && codes.put(entry.loinc(), entry) != null) {
        throw new IllegalStateException(entry.loinc() + " is twice in the catalogue");
      }
    }
    byId = Collections.unmodifiableMap(ids);
    byLoinc = Collections.unmodifiableMap(codes);
  }

  /** The one catalogue. */
  public static VitalSigns catalogue() {
    return CATALOGUE;
  }

  /** The entry with this id, or null. */
  public @Nullable VitalSign find(String id) {
    return byId.get(id);
  }

  /** The entry with this LOINC code, or null. */
  public @Nullable VitalSign findByLoinc(String loinc) {
    return byLoinc.get(loinc);
  }

  /**
   * The entry with this id.
   *
   * @throws IllegalArgumentException if the catalogue has none
   */
  public VitalSign get(String id) {
    VitalSign found = byId.get(id);
    if (found == null) {
      throw new IllegalArgumentException(
          "vital sign '" + id + "' is not in the catalogue, known are " + byId.keySet());
    }
    return found;
  }

  /** All entries in the order of the file. */
  public Collection<VitalSign> all() {
    return byId.values();
  }

  private static VitalSigns load() {
    try (InputStream in = VitalSigns.class.getResourceAsStream("vital-signs.json")) {
      return new VitalSigns(
          new JsonMapper()
              .readValue(requireNonNull(in, "vital-signs.json is missing"), new ListType()));
    } catch (IOException e) {
      throw new UncheckedIOException("vital-signs.json can't be read", e);
    }
  }

  private static final class ListType extends TypeReference<List<VitalSign>> {}
}
