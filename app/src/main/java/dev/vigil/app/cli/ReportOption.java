package dev.vigil.app.cli;

import dev.vigil.app.files.BundleFile;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --html}: where a report for people goes, if one is wanted. */
final class ReportOption {
  @Option(
      names = "--html",
      paramLabel = "OUT",
      description =
          "Write a report with tables and plots there, one HTML page that needs nothing else; it is"
              + " there whole or not at all.")
  private @Nullable Path html;

  @Nullable Path path() {
    return html;
  }

  /** The file; whether it can be written is found out now. */
  @Nullable BundleFile file() {
    return BundleFile.atIfGiven(html, "the report", "--html");
  }
}
