package dev.vigil.app.runtime;

/** Which Vigil this is. */
public final class CodeVersion {
  private CodeVersion() {}

  /** The version in the jar's manifest; a build folder has none. */
  public static String get() {
    String version = CodeVersion.class.getPackage().getImplementationVersion();
    return version == null ? "from its build folder" : version;
  }
}
