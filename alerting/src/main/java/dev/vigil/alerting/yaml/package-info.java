/** YAML whose every field knows its line. */
@NullMarked
package dev.vigil.alerting.yaml;

import org.jspecify.annotations.NullMarked;
