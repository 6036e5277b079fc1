package dev.vigil.models.features;

import java.util.List;

/**
 * Faults that a person could make in the engine. Each has to be found by a trial, or the trials
 * prove less than they seem to.
 */
final class PlantedFaults {
  /**
   * One fault.
   *
   * @param file the class it is in
   * @param right what stands there once; where the source has changed, plant the fault anew
   * @param wrong what takes its place
   */
  record Fault(String file, String right, String wrong) {
    @Override
    public String toString() {
      return file + ": '" + right + "' became '" + wrong + "'";
    }
  }

  static final List<Fault> ALL =
      List.of(
          // Which readings are taken, and what is settled when.
          new Fault("VitalState", "measured() > now + Judg", "measured() >= now + Judg"),
          new Fault("VitalState", "measured() < now - Judg", "measured() <= now - Judg"),
          new Fault("VitalState", "revision(reading) > known)", "revision(reading) >= known)"),
          new Fault("VitalState", "raws.value(index) == reading.value()", "true"),
          new Fault("VitalState", "revision(reading) < known || same", "same"),
          new Fault("VitalState", "2 * Math.min(reading", "Math.min(reading"),
          new Fault("KeptReadings", "floorMinute(now - RAW_SECONDS)", "floorMinute(now)"),
          new Fault("VitalState", "kept.settle(KeptReadings.floorMinute(reading.measured()));", ""),
          new Fault("KeptReadings", "recent.corrected();", ""),
          new Fault("KeptReadings", "quarter.settle(minute);", ""),
          new Fault("VitalState", "touched.remember(reading.measured(), reading.sensor());", ""),
          new Fault(
              "RawReadings", "Math.min(counting, withdrawn.firstSecondFrom(from))", "counting"),
          new Fault("RawReadings", "order > 0", "order < 0"),
          // The whole stay.
          new Fault("Stay", "count += cell.count();", "count++;"),
          new Fault("Stay", "Math.min(min, cell.min())", "cell.min()"),
          new Fault("Stay", "copy.sum = sum;", ""),
          new Fault("VitalPast", "        stay.absorb(cell.moments());", ""),
          new Fault("VitalPast", "new Stay() : known.copy()", "new Stay() : known"),
          new Fault("VitalPast", "parts.remove(stayKey(vital));", ""),
          // Raw readings that have moved to their block.
          new Fault(
              "KeptReadings",
              "return moved == null ? recent.raws() : moved;",
              "return recent.raws();"),
          new Fault("VitalBlocks", "changed = true;", ""),
          new Fault("KeptReadings", "measured, reading.sensor()))", "measured, \"\"))"),
          new Fault("KeptReadings", "recent.movedLatest(latestMoved(measured));", ""),
          new Fault(
              "KeptReadings",
              "recent.movedLatest(latestMoved(measured));",
              "recent.movedLatest(null);"),
          new Fault("KeptReadings", "latest == null && start >= recent", "start >= recent"),
          new Fault("KeptReadings", "recent.keepMoved(new Latest", "recent.movedLatest(new Latest"),
          new Fault("KeptReadings", "recent.keepMoved(moved.latest());", ""),
          new Fault("KeptReadings", "end > recent.closedUntil()", "start > recent.closedUntil()"),
          new Fault(
              "QuarterBlock",
              "raws == null ? settled : raws.addedTo(settled, quarterStart, scale)",
              "settled"),
          new Fault("RawReadings", "all.addAll(settled);", ""),
          new Fault("RawReadings", "taken.withdrawn.takeFrom(withdrawn, from, until);", ""),
          new Fault("RecentReadings", "movedLatest(movedLatest);", "movedLatest(null);"),
          new Fault("RecentReadings", "Latest.later(movedLatest, settledLatest)", "settledLatest"),
          // Cells and their windows.
          new Fault("VitalState", "- touched.start(), reading.value()", "- 0, reading.value()"),
          new Fault(
              "VitalState", "minute > now - Window.HOUR_1", "minute > now - Window.MINUTES_5"),
          new Fault("CellWindow", "start <= now + Judg", "start < now + Judg"),
          new Fault("CellWindow", "start - after);", "0);"),
          new Fault("CellWindow", "Math.min(start, floor(now))", "start"),
          new Fault("CellWindow", "differences / (cells - 1)", "differences / cells"),
          new Fault("CellWindow", "count() * quarters + 3, 4L", "count() * quarters + 2, 4L"),
          new Fault(
              "Cells", "index >= 0 ? index + 1 : -index - 1", "index >= 0 ? index + 1 : -index"),
          new Fault("Cell", "outside += other.outside;", ""),
          new Fault("Histogram", "value + width / 2, width", "value, width"),
          new Fault("Histogram", "if (left <= 0)", "if (left < 0)"),
          new Fault("Moments", "2 * shift * other.sumOfTimes", "shift * other.sumOfTimes"),
          new Fault("Moments", "shift * other.sum;", "shift * other.count;"),
          // The window that follows its readings.
          new Fault("SlidingWindow", "<= after) {", "< after) {"),
          new Fault("SlidingWindow", "<= now - length) {", "<= now - length / 2) {"),
          new Fault("SlidingWindow", "neighbours(-1, index - 1, index + 1);", "{}"),
          new Fault("SlidingWindow", "neighbours(-1, index, index + 1);", ""),
          new Fault("SlidingWindow", "outside += sign;", "outside++;"),
          new Fault("SlidingWindow", "now - last));", "0));"),
          new Fault("SlidingWindow", "ranked.remove(value);", "{}"),
          new Fault("RankedValues", "place < places[i]", "place <= places[i]"),
          new Fault("RankedValues", "while (before >= rank)", "while (before > rank)"),
          new Fault("RankedValues", "highest += fewer;", ""),
          new Fault("RankedValues", "places[i] + fewer", "places[i]"),
          new Fault("SlidingWindow", "size - distances[0]", "size"),
          // The latest value, the baseline, and what is made of several vital signs.
          new Fault("Latest", "if (order == 0) {", "if (order != 0) {"),
          new Fault(
              "Baseline",
              "int centre = all.atRank((quarters + 1)",
              "int centre = all.atRank((quarters + 2)"),
          new Fault("Baseline", "DAYS = 8", "DAYS = 7"),
          new Fault(
              "VitalState", "LATEST_SECONDS) - QuarterBlock", "LATEST_SECONDS) + QuarterBlock"),
          new Fault("VitalPast", "Math.floorDiv(moments.sum(), moments.count())", "moments.min()"),
          new Fault("FeatureFold", "KEPT_SECONDS = 27", "KEPT_SECONDS = 25"),
          new Fault(
              "AcrossVitals",
              "latest.measured() < now - FRESH",
              "latest.measured() <= now - FRESH"),
          new Fault("AcrossVitals", "ROOM_AIR = 0.21", "ROOM_AIR = 0.2"),
          new Fault("Correlation", "fromX * (y - meanY)", "fromX * fromY"),
          // What is written and read again.
          // What a snapshot shares with the state that goes on.
          new Fault(
              "VitalBlocks",
              "new QuarterBlock(start) : known.copy()",
              "new QuarterBlock(start) : known"),
          new Fault("QuarterBlock", "Quarter.SECONDS) : known.copy()", "Quarter.SECONDS) : known"),
          new Fault("QuarterBlock", "raws = raws.copy();", ""),
          new Fault(
              "KeptReadings",
              "keepLatest(moved, 0, moved.size());",
              "forget(moved, Long.MIN_VALUE, Long.MAX_VALUE);"),
          new Fault(
              "VitalPast",
              "new Baseline() : knownBaseline.copy()",
              "new Baseline() : knownBaseline"),
          new Fault("VitalPast", "new Stay() : knownStay.copy()", "new Stay() : knownStay"),
          new Fault("RawColumns", "own();\n    values[", "values["),
          new Fault("RawColumns", "own();\n      int behind", "int behind"),
          new Fault("RawColumns", "index == size && shared != null", "shared != null"),
          new Fault("Cells", "Cell cell = cells[index].copy();", "Cell cell = cells[index];"),
          new Fault("Cells", "    own = size;", ""),
          new Fault("Cells", "copy.own = size;", ""),
          new Fault("Cells", "own += index < own ? 1 : 0;", ""),
          new Fault("Quarter", "copy.settledMinutes = settledMinutes;", ""),
          new Fault("Quarter", "~Packed.read(in) & ALL_SECONDS", "Packed.read(in)"),
          new Fault("Moments", "+ min * moments.sumOfTimes", ""),
          new Fault("Cell", "cell.outside = Packed", "Packed"),
          new Fault("RecentReadings", "copy.settledLatest = settledLatest;", ""),
          new Fault("RecentReadings", "copy.movedLatest = movedLatest;", ""),
          new Fault("QuarterBlock", "copy.raws = raws;", ""),
          new Fault("QuarterBlock", "kept.write(out);", "new RawReadings().write(out);"));

  private PlantedFaults() {}
}
