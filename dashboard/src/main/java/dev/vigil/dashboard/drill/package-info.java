/**
 * Drills: people practise on simulated patients in a ward of their own, and what they did, and how
 * soon, is a pure fold over what is in the log.
 */
@NullMarked
package dev.vigil.dashboard.drill;

import org.jspecify.annotations.NullMarked;
