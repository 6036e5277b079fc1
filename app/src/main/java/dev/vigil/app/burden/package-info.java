/** How often alerts of this world call people. */
@NullMarked
package dev.vigil.app.burden;

import org.jspecify.annotations.NullMarked;
