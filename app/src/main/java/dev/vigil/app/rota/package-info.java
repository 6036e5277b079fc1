/** Who is on duty, out of files of other programs: a table, or a calendar. */
@NullMarked
package dev.vigil.app.rota;

import org.jspecify.annotations.NullMarked;
