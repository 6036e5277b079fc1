/** How often alerts call people, and what those found of it. */
@NullMarked
package dev.vigil.dashboard.feedback;

import org.jspecify.annotations.NullMarked;
