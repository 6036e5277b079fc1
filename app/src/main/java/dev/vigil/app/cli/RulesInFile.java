package dev.vigil.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.alerting.rules.DefaultPolicy;
import dev.vigil.alerting.rules.Policy;
import dev.vigil.alerting.rules.RefusedPolicyException;
import dev.vigil.alerting.rules.RuleFile;
import dev.vigil.app.failure.VigilException;
import dev.vigil.app.world.BuiltInModels;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Rules out of a file.
 *
 * @param json as a policy entry has them
 * @param policy the same, read
 */
record RulesInFile(JsonNode json, Policy policy) {
  /**
   * Reads them.
   *
   * @param file null for the rules that Vigil starts with
   * @throws VigilException if there are none, or one can't be taken: with file and line
   */
  static RulesInFile read(@Nullable Path file) {
    try {
      JsonNode json =
          file == null
              ? DefaultPolicy.rules()
              : RuleFile.read(Files.readString(file), BuiltInModels.parts());
      return new RulesInFile(json, Policy.parse(json));
    } catch (RefusedPolicyException e) {
      throw VigilException.problem(
          file + ", " + e.getMessage() + ". Correct it and run ./vigil alerts rules check again.",
          e);
    } catch (MalformedInputException e) {
      throw VigilException.problem(file + " is not UTF-8: save it as such.", e);
    } catch (IOException e) {
      throw VigilException.usage(file + " can't be read: does it exist, and may you read it?");
    }
  }
}
