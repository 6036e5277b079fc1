/** Learning and judging forecasts of the next hour on recordings. */
@NullMarked
package dev.vigil.app.hour;

import org.jspecify.annotations.NullMarked;
