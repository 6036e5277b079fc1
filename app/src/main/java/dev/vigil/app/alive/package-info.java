/** Whether Vigil itself lives: seen from inside, told outside, and watched from there. */
package dev.vigil.app.alive;
