/** Recorded patients as rows to learn from and stays to be judged on. */
package dev.vigil.app.cohort;
