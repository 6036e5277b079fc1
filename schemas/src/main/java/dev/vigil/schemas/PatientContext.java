package dev.vigil.schemas;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What Vigil has to know of a patient apart from readings. Pseudonymous: names and numbers are in
 * {@code vigil.identities} only. Every change is a new version with who and why.
 *
 * @param patient pseudonymous id, letters, digits, dot, dash and underscore, at most 64
 * @param version rising from 1
 * @param status admitted or discharged
 * @param origin what kind of patient this is, for ever
 * @param ward ward id
 * @param bed bed id within the ward
 * @param ageYears whole years; null if unknown
 * @param sex null if unknown
 * @param pregnant null if unknown
 * @param spo2Scale 1 or 2, the NEWS2 SpO2 scale; 2 only by a prescriber's decision
 * @param limits alarm limits that replace the rule's, by vital sign id
 * @param devices which devices speak for this patient, and when
 * @param plan which vital signs are expected how often
 * @param admitted whole seconds since the epoch
 * @param discharged whole seconds since the epoch; null while admitted
 * @param hospital what is known of the stay in the hospital that the admission is a part of
 * @param earlier wards of the last three days before the latest move or admission, oldest first
 * @param by who made this version
 * @param because why
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PatientContext(
    String patient,
    int version,
    Status status,
    Origin origin,
    String ward,
    String bed,
    @Nullable Integer ageYears,
    @Nullable Sex sex,
    @Nullable Boolean pregnant,
    int spo2Scale,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) SortedMap<String, Limits> limits,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<DeviceAssignment> devices,
    MonitoringPlan plan,
    long admitted,
    @Nullable Long discharged,
    @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = HospitalStay.class)
        HospitalStay hospital,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<EarlierWard> earlier,
    String by,
    String because) {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  /** Whether Vigil watches the patient now. */
  public enum Status {
    @JsonProperty("admitted")
    ADMITTED,
    @JsonProperty("discharged")
    DISCHARGED
  }

  /** Real or not; alerts of patients that are not real reach only channels marked for them. */
  public enum Origin {
    @JsonProperty("real")
    REAL,
    @JsonProperty("replay")
    REPLAY,
    @JsonProperty("demo")
    DEMO,
    @JsonProperty("training")
    TRAINING
  }

  /** Administrative sex as recorded. */
  public enum Sex {
    @JsonProperty("female")
    FEMALE,
    @JsonProperty("male")
    MALE
  }

  /** What a ward treats. */
  public enum Specialty {
    @JsonProperty("medical")
    MEDICAL,
    @JsonProperty("surgical")
    SURGICAL
  }

  /**
   * The stay in the hospital, of which the admission to Vigil may be the second half.
   *
   * @param specialty of the ward; null if unknown
   * @param admitted to the hospital, whole seconds since the epoch; null if unknown
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record HospitalStay(@Nullable Specialty specialty, @Nullable Long admitted) {
    public static final HospitalStay UNKNOWN = new HospitalStay();

    /** Nothing is known; Jackson leaves out what equals it. */
    HospitalStay() {
      this(null, null);
    }

    public HospitalStay {
      EpochSeconds.requireIfPresent(admitted, "admission to the hospital");
    }
  }

  /**
   * Alarm limits in the vital sign's canonical unit; a value equal to a limit is inside.
   *
   * @param low null for none; at most a thousand million to either side of 0, as {@code high}
   * @param high null for none; not below {@code low}
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Limits(@Nullable BigDecimal low, @Nullable BigDecimal high) {
    private static final BigDecimal FARTHEST = BigDecimal.valueOf(1_000_000_000);

    public Limits {
      requireNear(low, "low");
      requireNear(high, "high");
      if (low != null && high != null && low.compareTo(high) > 0) {
        throw new IllegalArgumentException("the low limit is above the high limit");
      }
    }

    /** Farther out, a limit could not be counted in steps by {@link VitalSign#toSteps}. */
    private static void requireNear(@Nullable BigDecimal limit, String which) {
      if (limit != null && limit.abs().compareTo(FARTHEST) > 0) {
        throw new IllegalArgumentException(
            which + " limit is farther than " + FARTHEST + " from 0");
      }
    }
  }

  /**
   * A device that speaks for the patient.
   *
   * @param from whole seconds since the epoch, inclusive
   * @param until whole seconds since the epoch, exclusive; null while it lasts
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record DeviceAssignment(String device, long from, @Nullable Long until) {
    public DeviceAssignment {
      requireNonNull(device, "device is null");
      EpochSeconds.require(from, "from");
      EpochSeconds.requireIfPresent(until, "until");
    }

    /** Whether a reading measured at this second belongs to the patient. */
    public boolean covers(long measured) {
      return measured >= from && (until == null || measured < until);
    }
  }

  /**
   * What is expected how often; a vital sign without an entry is never missed.
   *
   * @param items one per vital sign
   * @param pauses agreed times without measurement
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record MonitoringPlan(List<Item> items, List<Pause> pauses) {
    public static final MonitoringPlan NONE = new MonitoringPlan(List.of(), List.of());

    public MonitoringPlan {
      items = items == null ? List.of() : List.copyOf(items);
      pauses = pauses == null ? List.of() : List.copyOf(pauses);
    }

    /**
     * One expectation.
     *
     * @param intervalSeconds a value is expected this often
     * @param graceSeconds how much later than that it may come before the vital sign counts as
     *     unmonitored
     */
    public record Item(String vital, int intervalSeconds, int graceSeconds) {
      public Item {
        requireNonNull(vital, "vital is null");
        if (intervalSeconds < 1 || graceSeconds < 0) {
          throw new IllegalArgumentException(
              "plan of " + vital + ": interval must be at least 1 s and grace at least 0 s");
        }
      }
    }

    /** A time without measurement, for a reason; {@code from} and {@code until} as elsewhere. */
    public record Pause(String vital, long from, long until, String by, String because) {
      public Pause {
        requireNonNull(vital, "vital is null");
        requireNonNull(by, "by is null");
        requireNonNull(because, "because is null");
        EpochSeconds.require(from, "from");
        EpochSeconds.require(until, "until");
      }
    }
  }

  public PatientContext {
    requireNonNull(patient, "patient is null");
    if (!ID.matcher(patient).matches()) {
      throw new IllegalArgumentException(
          "patient id has other than 1 to 64 letters, digits, dots, dashes or underscores");
    }
    if (version < 1) {
      throw new IllegalArgumentException("context version " + version + " is below 1");
    }
    requireNonNull(status, "status is null");
    requireNonNull(origin, "origin is null");
    requireNonNull(ward, "ward is null");
    requireNonNull(bed, "bed is null");
    if (spo2Scale != 1 && spo2Scale != 2) {
      throw new IllegalArgumentException("SpO2 scale " + spo2Scale + " is neither 1 nor 2");
    }
    limits = copy(limits);
    devices = devices == null ? List.of() : List.copyOf(devices);
    plan = plan == null ? MonitoringPlan.NONE : plan;
    EpochSeconds.require(admitted, "admitted");
    EpochSeconds.requireIfPresent(discharged, "discharged");
    hospital = hospital == null ? HospitalStay.UNKNOWN : hospital;
    earlier = earlier == null ? List.of() : List.copyOf(earlier);
    requireNonNull(by, "by is null");
    requireNonNull(because, "because is null");
  }

  /** Of a patient of whom nothing is known from before the admission. */
  public PatientContext(
      String patient,
      int version,
      Status status,
      Origin origin,
      String ward,
      String bed,
      @Nullable Integer ageYears,
      @Nullable Sex sex,
      @Nullable Boolean pregnant,
      int spo2Scale,
      SortedMap<String, Limits> limits,
      List<DeviceAssignment> devices,
      MonitoringPlan plan,
      long admitted,
      @Nullable Long discharged,
      String by,
      String because) {
    this(
        patient,
        version,
        status,
        origin,
        ward,
        bed,
        ageYears,
        sex,
        pregnant,
        spo2Scale,
        limits,
        devices,
        plan,
        admitted,
        discharged,
        HospitalStay.UNKNOWN,
        List.of(),
        by,
        because);
  }

  private static SortedMap<String, Limits> copy(@Nullable Map<String, Limits> given) {
    TreeMap<String, Limits> copy = new TreeMap<>(given == null ? Map.of() : given);
    copy.forEach((vital, limit) -> requireNonNull(limit, () -> "limits of " + vital + " is null"));
    return Collections.unmodifiableSortedMap(copy);
  }

  /** Since when the patient is in the present ward, or was at last; since the epoch. */
  public long wardSince() {
    return earlier.stream().mapToLong(EarlierWard::until).reduce(admitted, Math::max);
  }

  /** Whether Vigil watches the patient now. */
  @JsonIgnore
  public boolean isAdmitted() {
    return status == Status.ADMITTED;
  }
}
