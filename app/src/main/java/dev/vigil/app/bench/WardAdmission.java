package dev.vigil.app.bench;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.app.failure.VigilException;
import dev.vigil.app.world.Address;
import dev.vigil.dashboard.TokenFile;
import dev.vigil.dashboard.registry.Admission;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.PatientContext.MonitoringPlan;
import dev.vigil.schemas.PatientContext.Origin;
import dev.vigil.schemas.PatientContext.Sex;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;

/** Admits a benchmark's patients through the server of a Vigil that runs. */
public final class WardAdmission {
  /** As many as go into one request. */
  private static final int AT_ONCE = 2_000;

  private static final int OK_CLASS = 2;
  private static final int AGE = 50;

  private WardAdmission() {}

  /** An adult of whom no vital sign is expected: who is silent is no alert. */
  public static Admission adult(String patient, String ward) {
    return new Admission(
        patient,
        Origin.TRAINING,
        ward,
        "bed-" + patient,
        AGE,
        Sex.MALE,
        null,
        1,
        null,
        null,
        MonitoringPlan.NONE,
        null,
        null,
        "a benchmark");
  }

  /**
   * Admits all of them.
   *
   * @param data folder of the Vigil that runs
   * @throws VigilException if the server refuses one
   */
  public static void admit(List<Admission> all, Path data) throws InterruptedException {
    requireNonNull(data, "data is null");
    for (int from = 0; from < all.size(); from += AT_ONCE) {
      admitSome(all.subList(from, Math.min(all.size(), from + AT_ONCE)), data);
    }
  }

  private static void admitSome(List<Admission> some, Path data) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(Address.find(data).resolve("/api/patients"))
            .header(
                "Authorization", "Bearer " + TokenFile.read(data.resolve("server.token")).secret())
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(Json.encode(some)))
            .build();
    try {
      HttpResponse<byte[]> answer =
          HttpClient.newHttpClient().send(request, BodyHandlers.ofByteArray());
      JsonNode said = Json.mapper().readTree(answer.body());
      if (answer.statusCode() / 100 != OK_CLASS || !said.path("refused").isEmpty()) {
        throw VigilException.problem(
            "The server answered "
                + answer.statusCode()
                + " to the admission of the benchmark's patients.");
      }
    } catch (IOException e) {
      throw VigilException.problem(
          "The server did not answer the admission of the benchmark's patients.", e);
    }
  }
}
