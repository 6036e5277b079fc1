package dev.vigil.dashboard.access;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A line of the user file.
 *
 * @param name as in {@link Caller}
 * @param roles at least one
 * @param wards whose patients are seen; null for all
 * @param password its hash
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record User(
    String name, TreeSet<Role> roles, @Nullable TreeSet<String> wards, String password) {
  public User {
    requireNonNull(roles, "roles is null");
    requireNonNull(password, "password is null");
    roles = new TreeSet<>(roles);
    wards = wards == null ? null : new TreeSet<>(wards);
    new Caller(name, roles, wards);
  }

  /** The same as one who asks. */
  public Caller caller() {
    return new Caller(name, Set.copyOf(roles), wards);
  }

  /** Hides the hash. */
  @Override
  public String toString() {
    return "User[" + name + ", " + roles + ", " + wards + "]";
  }
}
