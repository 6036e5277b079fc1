package dev.vigil.models.hour;

import dev.vigil.schemas.Json;
import dev.vigil.schemas.MalformedRecordException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Forecasts of the next hour: those whose proof holds, and why the others aren't shown. */
public final class HourForecasts {
  private static final String RESOURCE = "next-hour.json";

  private final SortedMap<String, HourForecast> shown = new TreeMap<>();
  private final SortedMap<String, String> refused = new TreeMap<>();

  /**
   * As a file has them.
   *
   * @param madeOf the recordings behind them, for people
   */
  public record Form(String madeOf, List<HourForecast> forecasts) {
    public Form {
      forecasts = List.copyOf(forecasts);
    }
  }

  private HourForecasts(Form form) {
    for (HourForecast forecast : form.forecasts()) {
      String refusal = forecast.refusal();
      if (refusal == null) {
        shown.put(forecast.vital(), forecast);
      } else {
        refused.put(forecast.vital(), refusal);
      }
    }
  }

  /** Those that Vigil comes with. */
  public static HourForecasts delivered() {
    try (InputStream in = HourForecasts.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("the resource " + RESOURCE + " is not in the jar");
      }
      return read(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (MalformedRecordException e) {
      throw new IllegalStateException(RESOURCE + " can't be read: " + e.getMessage(), e);
    }
  }

  /**
   * Reads them; each proof is judged now.
   *
   * @throws MalformedRecordException if the file isn't one
   */
  public static HourForecasts read(byte[] json) throws MalformedRecordException {
    return new HourForecasts(Json.decode(json, Form.class));
  }

  /** Those whose proof holds, by vital sign. */
  public SortedMap<String, HourForecast> shown() {
    return Collections.unmodifiableSortedMap(shown);
  }

  /** Why the others aren't shown, by vital sign. */
  public SortedMap<String, String> refused() {
    return Collections.unmodifiableSortedMap(refused);
  }
}
