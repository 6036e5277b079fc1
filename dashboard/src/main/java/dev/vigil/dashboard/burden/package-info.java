/** How often alerts call people, and what those found of it. */
@NullMarked
package dev.vigil.dashboard.burden;

import org.jspecify.annotations.NullMarked;
