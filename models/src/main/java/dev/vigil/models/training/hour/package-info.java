/** Learning what vital signs are expected to be in an hour. */
package dev.vigil.models.training.hour;
