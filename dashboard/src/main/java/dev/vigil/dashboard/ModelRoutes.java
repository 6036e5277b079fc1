package dev.vigil.dashboard;

import dev.vigil.dashboard.access.Caller;
import dev.vigil.dashboard.models.ModelRegistry;
import dev.vigil.dashboard.models.ModelVersion;
import dev.vigil.dashboard.models.ModelsView;
import dev.vigil.dashboard.models.Promotion;
import dev.vigil.dashboard.models.Reason;
import dev.vigil.dashboard.models.Rollback;
import dev.vigil.dashboard.models.VersionHistory;
import dev.vigil.dashboard.registry.RefusedException;
import dev.vigil.schemas.TechnicalAlert;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Bundles and models: upload, deploy, promote, roll back, retire, and what the ledger says. */
final class ModelRoutes {
  static final String BUNDLE = "/api/bundles/:id";

  /** Subjects of technical alerts about models begin so; {@code model:version} follows. */
  static final String MODEL_SUBJECT = "model/";

  private static final int OK = 200;
  private static final int CREATED = 201;

  private final ModelRegistry models;
  private final ServerParts.Watch watch;

  ModelRoutes(ServerParts parts) {
    this.models = parts.models();
    this.watch = parts.watch();
  }

  void mount(Router router) {
    router.put(BUNDLE).handler(this::upload);
    router.post(BUNDLE + "/deploy").handler(this::deploy);
    router.get("/api/models").handler(this::list);
    router.get("/api/models/:id").handler(this::show);
    router.post("/api/models/:id/promote").handler(this::promote);
    router.post("/api/models/:id/retire").handler(this::retire);
    router.post("/api/models/:model/rollback").handler(this::rollback);
  }

  private void upload(RoutingContext context) {
    Buffer body = context.body().buffer();
    if (body == null || body.length() == 0) {
      throw RefusedException.invalid("the body is empty", "the bytes of a bundle");
    }
    String id = context.pathParam("id");
    context
        .vertx()
        .executeBlocking(() -> models.upload(id, body.getBytes()), false)
        .onSuccess(done -> Answers.send(context, done.stored() ? CREATED : OK, done))
        .onFailure(context::fail);
  }

  private void deploy(RoutingContext context) {
    String bundle = context.pathParam("id");
    Reason reason = Answers.body(context, Reason.class);
    String by = SignedIn.name(context);
    Answers.sendBlocking(context, () -> Map.of("changes", models.deploy(bundle, reason, by)));
  }

  private void list(RoutingContext context) {
    Long at = Answers.secondIfThere(context, "at");
    Answers.sendBlocking(context, () -> at == null ? watched(models.list(null)) : models.list(at));
  }

  private ModelsView watched(ModelsView view) {
    List<TechnicalAlert> ofModels =
        watch.technical().open().stream()
            .filter(alert -> alert.subject().startsWith(MODEL_SUBJECT))
            .toList();
    return new ModelsView(view.at(), view.versions(), ofModels);
  }

  private void show(RoutingContext context) {
    ModelVersion of = version(context);
    Long at = Answers.secondIfThere(context, "at");
    Answers.sendBlocking(context, () -> at == null ? watched(of) : models.show(of, at));
  }

  private VersionHistory watched(ModelVersion of) {
    VersionHistory shown = models.show(of, null);
    return shown.watched(
        watch.monitors().reports().stream()
            .filter(report -> report.id().equals(of.toString()))
            .findFirst()
            .orElse(null),
        watch.technical().open().stream()
            .filter(alert -> alert.subject().equals(MODEL_SUBJECT + of))
            .toList());
  }

  private void promote(RoutingContext context) {
    String by = ofAllWards(context);
    ModelVersion of = version(context);
    Promotion asked = Answers.body(context, Promotion.class);
    Answers.sendBlocking(context, () -> models.promote(of, asked, by));
  }

  private void retire(RoutingContext context) {
    String by = ofAllWards(context);
    ModelVersion of = version(context);
    Reason reason = Answers.body(context, Reason.class);
    Answers.sendBlocking(context, () -> models.retire(of, reason, by));
  }

  private void rollback(RoutingContext context) {
    String by = ofAllWards(context);
    String model = context.pathParam("model");
    Rollback asked = Answers.body(context, Rollback.class);
    Answers.sendBlocking(context, () -> models.rollback(model, asked, by));
  }

  /**
   * Who decides which model calls people: it does so in every ward, so nobody of some decides it. A
   * shadow calls nobody.
   */
  private static String ofAllWards(RoutingContext context) {
    Caller by = SignedIn.caller(context);
    if (by.wards() != null) {
      throw new RefusedException(
          RefusedException.Kind.FORBIDDEN,
          "what is decided about a model holds for every ward, and you are of "
              + new TreeSet<>(by.wards()),
          "somebody of all wards who decides about models",
          "Ask a scientist of all wards. You may upload a bundle and deploy it as a shadow.");
    }
    return by.name();
  }

  private static ModelVersion version(RoutingContext context) {
    return ModelVersion.parse(context.pathParam("id"));
  }
}
