package dev.vigil.alerting.rules;

import dev.vigil.schemas.PatientContext;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Whom a rule is for.
 *
 * @param ageFrom whole years, inclusive; null for none
 * @param ageBelow whole years, exclusive; null for none
 * @param wards empty for all
 * @param instead ids of rules that it stands for where it applies
 */
public record Scope(
    @Nullable Integer ageFrom, @Nullable Integer ageBelow, Set<String> wards, Set<String> instead) {
  /** Everybody. */
  public static final Scope ALL = new Scope(null, null, Set.of(), Set.of());

  /** A patient whose age nobody knows is taken for an adult. */
  private static final int UNKNOWN_AGE = 18;

  private static final int OLDEST = 150;

  public Scope {
    wards = Set.copyOf(wards);
    instead = Set.copyOf(instead);
    checkAge("ages/from", ageFrom);
    checkAge("ages/below", ageBelow);
    if (ageFrom != null && ageBelow != null && ageFrom >= ageBelow) {
      throw new InvalidRuleException("ages/from", "an age less than 'below'");
    }
  }

  /** Whether it is for this patient; a patient whose context hasn't come is in no ward. */
  boolean covers(@Nullable PatientContext context) {
    Integer known = context == null ? null : context.ageYears();
    int age = known == null ? UNKNOWN_AGE : known;
    boolean ofAge = (ageFrom == null || age >= ageFrom) && (ageBelow == null || age < ageBelow);
    return ofAge && (wards.isEmpty() || (context != null && wards.contains(context.ward())));
  }

  /** In plain words; empty for everybody. */
  public String text() {
    StringBuilder text = new StringBuilder();
    if (ageFrom != null || ageBelow != null) {
      text.append("Only for patients");
      text.append(ageFrom == null ? "" : " from " + ageFrom + " years");
      text.append(ageBelow == null ? "" : " below " + ageBelow + " years");
      text.append(covers(null) ? ", or of unknown age." : ".");
    }
    if (!wards.isEmpty()) {
      text.append(text.isEmpty() ? "" : " ");
      text.append("Only on ").append(String.join(", ", new TreeSet<>(wards))).append('.');
    }
    if (!instead.isEmpty()) {
      text.append(text.isEmpty() ? "" : " ");
      text.append("Stands for ").append(String.join(", ", new TreeSet<>(instead))).append('.');
    }
    return text.toString();
  }

  private static void checkAge(String field, @Nullable Integer age) {
    if (age != null && (age < 0 || age > OLDEST)) {
      throw new InvalidRuleException(field, "whole years from 0 to " + OLDEST);
    }
  }
}
