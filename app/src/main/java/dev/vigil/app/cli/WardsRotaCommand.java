package dev.vigil.app.cli;

import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.rota.CalendarRota;
import dev.vigil.app.rota.CalendarTerms;
import dev.vigil.app.rota.Rota;
import dev.vigil.app.rota.RotaTable;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code vigil wards rota}. */
@Command(
    name = "rota",
    description =
        "Take over who is on duty from a table or a calendar. Of the wards that it names it takes"
            + " the place of the whole rota (with --role of that role's); everything else in their"
            + " plans stays, and so do other wards. A ward without a plan of its own gets one like"
            + " the plan for all others. All of the file is taken, or nothing. It says when nobody"
            + " or more than one person has a role.")
final class WardsRotaCommand extends PolicyChanging {
  @Parameters(
      paramLabel = "FILE",
      description =
          "CSV with the columns ward, role, person, contact (an e-mail address, may be empty), from"
              + " and until (such as 2026-03-01T07:00:00+01:00); or a calendar (iCalendar, .ics),"
              + " of which each event is a shift, or one that comes again.")
  private Path file = Path.of("");

  @Mixin private CalendarOptions options = new CalendarOptions();

  @Override
  protected int run(VigilConfig config, Output output) {
    if (CalendarRota.isCalendar(file)) {
      CalendarTerms terms = terms();
      RotaPlans plans = plans(config);
      Rota rota = CalendarRota.read(file, terms, plans::zoneOf);
      return take(config, output, plans, rota, new RotaPlans.Span(terms.from(), terms.until()));
    }
    if (options.any()) {
      throw new ParameterException(
          spec().commandLine(),
          file
              + " is a table, which names ward, role and times itself: leave out the options of"
              + " calendars, or give a calendar (it begins with BEGIN:VCALENDAR)");
    }
    Rota rota = RotaTable.read(file);
    return take(config, output, plans(config), rota, null);
  }

  private CalendarTerms terms() {
    try {
      return options.terms();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec().commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private static RotaPlans plans(VigilConfig config) {
    return RotaPlans.of(ServerClient.of(config).get(PolicyChanging.PATH));
  }

  private int take(
      VigilConfig config,
      Output output,
      RotaPlans plans,
      Rota rota,
      RotaPlans.@Nullable Span span) {
    plans.take(rota, options.role());
    int code = change(config, output, "wards", plans.json(), plans.version(), "Plans");
    rota.leftOut()
        .forEach(left -> output.print("Left out: " + left + ".", Map.of("leftOut", left)));
    rota.duties().forEach((ward, duties) -> plans.tell(ward, duties, span, output));
    return code;
  }
}
