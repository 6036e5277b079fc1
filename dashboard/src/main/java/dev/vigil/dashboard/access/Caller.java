package dev.vigil.dashboard.access;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who asks.
 *
 * @param name stands in contexts, commands, ledger and audit as who did it
 * @param roles what they are here to do
 * @param wards whose patients they see; null for all
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Caller(String name, Set<Role> roles, @Nullable Set<String> wards) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._@-]{1,64}");

  public Caller {
    requireName(name);
    roles = Set.copyOf(requireNonNull(roles, "roles is null"));
    wards = wards == null ? null : Set.copyOf(new TreeSet<>(wards));
    if (roles.isEmpty()) {
      throw new IllegalArgumentException(name + " has no role, expected at least one");
    }
  }

  /** Someone who may do everything everywhere, such as the one who started Vigil. */
  public static Caller ofAll(String name) {
    return new Caller(name, EnumSet.allOf(Role.class), null);
  }

  /**
   * Checks the name of a user.
   *
   * @throws IllegalArgumentException if it is none
   */
  static void requireName(String name) {
    if (!NAME.matcher(requireNonNull(name, "name is null")).matches()) {
      throw new IllegalArgumentException(
          "a user's name has other than 1 to 64 letters, digits, dots, dashes, underscores or @");
    }
  }

  /** Whether one of the roles allows it. */
  public boolean may(Permission permission) {
    return roles.stream().anyMatch(role -> role.may(permission));
  }

  /**
   * The roles that they may open to others: their own, and that of those who answer alerts, whom an
   * admin lets in. Who is limited to some wards gives none that reaches beyond wards.
   */
  public Set<Role> mayGive() {
    Set<Role> given = EnumSet.copyOf(roles);
    given.add(Role.CLINICIAN);
    if (wards != null) {
      given.removeIf(Role::isBeyondWards);
    }
    return given;
  }

  /** Whether the ward is one of theirs, also where no role sees its patients on the board. */
  public boolean isOf(String ward) {
    return wards == null || wards.contains(ward);
  }

  /** Whether patients of the ward are seen. */
  public boolean sees(String ward) {
    Set<String> seen = seenWards();
    return seen == null || seen.contains(ward);
  }

  /** The wards whose patients are seen; null for all, none where no role sees patients. */
  @JsonIgnore
  public @Nullable Set<String> seenWards() {
    return may(Permission.SEE_PATIENTS) ? wards : Set.of();
  }
}
