package dev.vigil.dashboard.access;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the claims of an identity provider mean here. A claim inside another is named with dots:
 * {@code realm_access.roles}.
 *
 * @param name claim that becomes the person's name in the audit
 * @param role claim with one or several values that stand for roles
 * @param roles by value of that claim; empty where the values are the roles' own names
 * @param ward claim with the values that stand for wards; null where everybody sees all wards
 * @param wards by value of that claim; empty where the values are the wards' own names
 */
public record ClaimRules(
    String name,
    String role,
    Map<String, Role> roles,
    @Nullable String ward,
    Map<String, String> wards) {
  /** Stands for all wards. */
  public static final String ALL = "*";

  public ClaimRules {
    requireNonNull(name, "name is null");
    requireNonNull(role, "role is null");
    roles = Map.copyOf(roles);
    wards = Map.copyOf(wards);
  }

  /**
   * Who somebody is here. Messages name claims and never their values.
   *
   * @throws IllegalArgumentException if nobody who may come in
   */
  public Caller caller(JsonNode claims) {
    String who = at(claims, name).asText("");
    try {
      Caller.requireName(who);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("the claim " + name + " is missing or no name", e);
    }
    Set<Role> granted = roles(claims);
    if (granted.isEmpty()) {
      throw new IllegalArgumentException("the claim " + role + " stands for no role here");
    }
    return new Caller(who, granted, wards(claims));
  }

  private Set<Role> roles(JsonNode claims) {
    Set<Role> granted = EnumSet.noneOf(Role.class);
    for (String value : values(at(claims, role))) {
      Role one = roles.isEmpty() ? Role.named(value) : roles.get(value);
      if (one != null) {
        granted.add(one);
      }
    }
    return granted;
  }

  /** Null for all. Whose claim says nothing sees none. */
  private @Nullable Set<String> wards(JsonNode claims) {
    if (ward == null) {
      return null;
    }
    Set<String> seen = new LinkedHashSet<>();
    for (String value : values(at(claims, ward))) {
      String one = wards.isEmpty() ? value : wards.get(value);
      if (one != null) {
        seen.add(one);
      }
    }
    return seen.contains(ALL) ? null : seen;
  }

  /** A name with dots may be that of a claim, as a URL is, or lead to one within others. */
  private static JsonNode at(JsonNode claims, String path) {
    return claims.has(path) ? claims.path(path) : claims.at("/" + path.replace('.', '/'));
  }

  private static List<String> values(JsonNode claim) {
    List<String> values = new ArrayList<>();
    if (claim.isTextual()) {
      values.add(claim.asText());
    }
    for (JsonNode one : claim) {
      if (one.isTextual()) {
        values.add(one.asText());
      }
    }
    return values;
  }
}
