/** Drills in a world that runs: their simulated wards, and what the log says that people did. */
@NullMarked
package dev.vigil.app.drill;

import org.jspecify.annotations.NullMarked;
