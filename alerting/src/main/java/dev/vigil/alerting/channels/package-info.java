/**
 * How people are told: channels, what became of each delivery, and the notifier that routes by the
 * kind of patient.
 */
@NullMarked
package dev.vigil.alerting.channels;

import org.jspecify.annotations.NullMarked;
