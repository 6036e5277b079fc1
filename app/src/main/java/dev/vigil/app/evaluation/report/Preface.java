package dev.vigil.app.evaluation.report;

import static j2html.TagCreator.b;
import static j2html.TagCreator.code;
import static j2html.TagCreator.dd;
import static j2html.TagCreator.dl;
import static j2html.TagCreator.dt;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.header;
import static j2html.TagCreator.p;
import static j2html.TagCreator.section;
import static j2html.TagCreator.text;

import dev.vigil.app.cohort.RecordingUse;
import dev.vigil.app.cohort.Target;
import dev.vigil.models.bundles.BundleManifest;
import dev.vigil.models.evaluation.EvaluationReport;
import dev.vigil.models.evaluation.EvaluationReport.SliceReport;
import dev.vigil.models.evaluation.EvaluationSettings;
import j2html.tags.DomContent;
import java.util.Locale;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** What was evaluated on what, and what to know before reading on. */
final class Preface {
  private Preface() {}

  static String title(BundleManifest manifest) {
    return "Evaluation of " + manifest.model() + ":" + manifest.version();
  }

  static DomContent facts(
      BundleManifest manifest, String bundle, RecordingUse use, SliceReport all) {
    String label = manifest.label() == null ? "the event" : manifest.label();
    return header(
        h1(title(manifest)),
        dl(
            fact("predicts", text(label)),
            fact("bundle, SHA-256", code(bundle)),
            fact(
                "evaluated",
                counted(
                    "%,d patients, %,d with %s; %,d rows with a label, %,d positive",
                    all.patients(), all.events(), label, all.rows(), all.positiveRows())),
            fact(
                "recording",
                counted(
                    "%,d patients read, %,d rows, %,d of them without a label, %,d malformed",
                    use.patients(), use.rows(), use.unlabelledRows(), use.malformedRows())),
            fact(
                "values",
                counted(
                    "%,d used, %,d rejected%s%s",
                    use.readings(),
                    use.rejected(),
                    counts(use.rejectedBy()),
                    use.unmapped().isEmpty() ? "" : "; not mapped" + counts(use.unmapped())))));
  }

  private static DomContent fact(String name, DomContent value) {
    return each(dt(name), dd(value));
  }

  private static DomContent counted(String format, Object... values) {
    return text(String.format(Locale.ROOT, format, values));
  }

  private static String counts(SortedMap<String, Long> counted) {
    String counts =
        counted.entrySet().stream()
            .map(each -> String.format(Locale.ROOT, "%s %,d", each.getKey(), each.getValue()))
            .collect(Collectors.joining(", "));
    return counts.isEmpty() ? "" : " (" + counts + ")";
  }

  /** Of a bundle on a recording, nobody knows which. */
  static String ofBundle(BundleManifest manifest) {
    String data = manifest.provenance().get("data");
    return "The model was trained on "
        + (data == null ? "?" : data)
        + ": on the same patients it looks better than it is. "
        + caveat(manifest);
  }

  /** Of a training. */
  static String ofTraining(int folds, BundleManifest manifest) {
    return "Each of "
        + folds
        + " parts of the patients was predicted by a model that was grown, calibrated and given its"
        + " threshold on the other parts; the bundle's own model learned from all of them. Settings"
        + " that people had found on the same recording before are not accounted for. "
        + caveat(manifest);
  }

  private static String caveat(BundleManifest manifest) {
    Target target = Target.find(manifest.label());
    return target == null || target.caveat().isEmpty() ? "" : target.caveat() + " ";
  }

  static DomContent readFirst(String standing, EvaluationReport report) {
    EvaluationSettings settings = report.settings();
    return section(
            p(
                b("Read this first. "),
                text("Not a medical device, and no proof that the model does patients good. "),
                text(standing),
                text("Expect less in another hospital. "),
                text(
                    String.format(
                        Locale.ROOT,
                        "Numbers in brackets are 95 %% intervals: the patients, not their rows,"
                            + " were drawn anew %,d times with replacement (seed %d), and the"
                            + " middle 95 %% of what came of it is the interval. ",
                        settings.resamples(),
                        settings.seed())),
                text(
                    "It knows the doubt that few patients bring, not that of another hospital or of"
                        + " wrong labels. A second line with a sign is by how much a number is"
                        + " above that of the first contestant, on the same draws. With many"
                        + " numbers on a page some intervals miss the truth.")))
        .withId("read-first");
  }
}
