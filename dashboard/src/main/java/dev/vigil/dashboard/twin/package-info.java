/** What would be if: the patient as the feature engine and the clinical scores see one. */
package dev.vigil.dashboard.twin;
