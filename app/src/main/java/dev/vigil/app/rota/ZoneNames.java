package dev.vigil.app.rota;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Names of time zones that programs write and the JDK doesn't know as they stand: those of Windows
 * (Outlook, Exchange), those with a path before them (Evolution, Thunderbird), and offsets. Only
 * where a calendar doesn't define them itself.
 */
final class ZoneNames {
  private static final Set<String> KNOWN = ZoneId.getAvailableZoneIds();
  private static final Pattern OFFSET = Pattern.compile("(?:UTC|GMT)[+-]\\d{1,2}(?::?\\d{2})?");

  /** As CLDR's windowsZones has them for the whole world; not all of them. */
  private static final Map<String, String> WINDOWS =
      """
      AUS Central Standard Time=Australia/Darwin
      AUS Eastern Standard Time=Australia/Sydney
      Alaskan Standard Time=America/Anchorage
      Arab Standard Time=Asia/Riyadh
      Arabian Standard Time=Asia/Dubai
      Argentina Standard Time=America/Argentina/Buenos_Aires
      Atlantic Standard Time=America/Halifax
      Canada Central Standard Time=America/Regina
      Cen. Australia Standard Time=Australia/Adelaide
      Central America Standard Time=America/Guatemala
      Central Europe Standard Time=Europe/Budapest
      Central European Standard Time=Europe/Warsaw
      Central Standard Time=America/Chicago
      Central Standard Time (Mexico)=America/Mexico_City
      China Standard Time=Asia/Shanghai
      E. Africa Standard Time=Africa/Nairobi
      E. Australia Standard Time=Australia/Brisbane
      E. Europe Standard Time=Europe/Chisinau
      E. South America Standard Time=America/Sao_Paulo
      Eastern Standard Time=America/New_York
      Egypt Standard Time=Africa/Cairo
      FLE Standard Time=Europe/Kiev
      GMT Standard Time=Europe/London
      GTB Standard Time=Europe/Bucharest
      Greenwich Standard Time=Atlantic/Reykjavik
      Hawaiian Standard Time=Pacific/Honolulu
      India Standard Time=Asia/Kolkata
      Israel Standard Time=Asia/Jerusalem
      Korea Standard Time=Asia/Seoul
      Mountain Standard Time=America/Denver
      New Zealand Standard Time=Pacific/Auckland
      Newfoundland Standard Time=America/St_Johns
      Pacific SA Standard Time=America/Santiago
      Pacific Standard Time=America/Los_Angeles
      Romance Standard Time=Europe/Paris
      Russian Standard Time=Europe/Moscow
      SA Pacific Standard Time=America/Bogota
      SE Asia Standard Time=Asia/Bangkok
      Singapore Standard Time=Asia/Singapore
      South Africa Standard Time=Africa/Johannesburg
      Taipei Standard Time=Asia/Taipei
      Tasmania Standard Time=Australia/Hobart
      Tokyo Standard Time=Asia/Tokyo
      Turkey Standard Time=Europe/Istanbul
      US Eastern Standard Time=America/Indiana/Indianapolis
      US Mountain Standard Time=America/Phoenix
      W. Australia Standard Time=Australia/Perth
      W. Central Africa Standard Time=Africa/Lagos
      W. Europe Standard Time=Europe/Berlin
      """
          .lines()
          .map(line -> line.split("=", 2))
          .collect(Collectors.toUnmodifiableMap(pair -> pair[0], pair -> pair[1]));

  private ZoneNames() {}

  /** The zone that a name means; null if that can't be told. */
  static @Nullable ZoneId zone(String name) {
    String meant = WINDOWS.getOrDefault(name, withoutPath(name));
    if (KNOWN.contains(meant)) {
      return ZoneId.of(meant);
    }
    try {
      return OFFSET.matcher(meant).matches() ? ZoneId.of(meant) : null;
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** Such as {@code /freeassociation.sourceforge.net/Tzfile/Europe/Berlin}. */
  private static String withoutPath(String name) {
    if (name.startsWith("/")) {
      for (int slash = 0; slash >= 0; slash = name.indexOf('/', slash + 1)) {
        String rest = name.substring(slash + 1);
        if (KNOWN.contains(rest)) {
          return rest;
        }
      }
    }
    return name;
  }
}
