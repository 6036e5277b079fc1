/**
 * Alert rules as data: read from a policy entry, refused with the place of what is wrong, and asked
 * what they think of a value.
 */
@NullMarked
package dev.vigil.alerting.rules;

import org.jspecify.annotations.NullMarked;
