package dev.vigil.dashboard.access;

import static dev.vigil.dashboard.access.Permission.ACKNOWLEDGE;
import static dev.vigil.dashboard.access.Permission.CHANGE_PATIENTS;
import static dev.vigil.dashboard.access.Permission.DECIDE_MODELS;
import static dev.vigil.dashboard.access.Permission.DRILL;
import static dev.vigil.dashboard.access.Permission.EXPORT;
import static dev.vigil.dashboard.access.Permission.INVITE;
import static dev.vigil.dashboard.access.Permission.OBSERVE;
import static dev.vigil.dashboard.access.Permission.OUTCOMES;
import static dev.vigil.dashboard.access.Permission.READ_AUDIT;
import static dev.vigil.dashboard.access.Permission.SEE_MODELS;
import static dev.vigil.dashboard.access.Permission.SEE_PATIENTS;
import static dev.vigil.dashboard.access.Permission.SEE_STATUS;
import static dev.vigil.dashboard.access.Permission.SET_RULES;
import static dev.vigil.dashboard.access.Permission.VERIFY;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What somebody is here to do. */
public enum Role {
  /** Watches patients of certain wards and answers their alerts. */
  @JsonProperty("clinician")
  CLINICIAN(
      SEE_STATUS, SEE_PATIENTS, ACKNOWLEDGE, OBSERVE, CHANGE_PATIENTS, DRILL, SEE_MODELS, OUTCOMES),
  /** Deploys and promotes models, on the log as a whole; sees no patient on the board. */
  @JsonProperty("scientist")
  SCIENTIST(SEE_STATUS, SEE_MODELS, DECIDE_MODELS, OUTCOMES, EXPORT),
  /** Runs Vigil and its drills and sets its rules; sees no patient. */
  @JsonProperty("admin")
  ADMIN(SEE_STATUS, SEE_MODELS, SET_RULES, VERIFY, INVITE, DRILL),
  /** Reads who saw and did what. */
  @JsonProperty("auditor")
  AUDITOR(SEE_STATUS, SEE_MODELS, VERIFY, READ_AUDIT);

  private final Set<Permission> permissions;

  Role(Permission first, Permission... others) {
    this.permissions = EnumSet.of(first, others);
  }

  /** The role of this name; null if there is none. */
  static @Nullable Role named(String name) {
    for (Role role : values()) {
      if (role.name().toLowerCase(Locale.ROOT).equals(name)) {
        return role;
      }
    }
    return null;
  }

  /** Whether what it may see or decide is of all wards, whichever somebody is limited to. */
  boolean isBeyondWards() {
    return may(EXPORT) || may(DECIDE_MODELS) || may(READ_AUDIT);
  }

  /** Whether this role alone is enough. */
  public boolean may(Permission permission) {
    return permissions.contains(permission);
  }
}
