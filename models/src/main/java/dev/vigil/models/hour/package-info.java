/**
 * What a vital sign is expected to be in an hour, with an interval, and the proof on recordings
 * without which it isn't shown. Learned in {@code training.hour}.
 */
package dev.vigil.models.hour;
