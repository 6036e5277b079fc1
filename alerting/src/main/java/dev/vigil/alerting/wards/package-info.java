/** How a ward calls people: shifts, rota, ladders of escalation and quiet hours. */
@NullMarked
package dev.vigil.alerting.wards;

import org.jspecify.annotations.NullMarked;
