/** The past of a patient, and what Vigil knew of it when. */
package dev.vigil.dashboard.course;
