package dev.vigil.app.rota;

import dev.vigil.alerting.wards.Duty;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Who is on duty, out of a file.
 *
 * @param duties by ward
 * @param leftOut what of the file isn't in it, and why; for people
 */
public record Rota(SortedMap<String, List<Duty>> duties, List<String> leftOut) {
  public Rota {
    SortedMap<String, List<Duty>> copies = new TreeMap<>();
    duties.forEach((ward, each) -> copies.put(ward, List.copyOf(each)));
    duties = Collections.unmodifiableSortedMap(copies);
    leftOut = List.copyOf(leftOut);
  }

  static void add(Map<String, List<Duty>> duties, String ward, Duty duty) {
    duties.computeIfAbsent(ward, name -> new ArrayList<>()).add(duty);
  }
}
