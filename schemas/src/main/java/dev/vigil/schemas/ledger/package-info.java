/**
 * What the ledger of models means: which version of a model is what at an instant, and for whom it
 * is live. Folds, supervisor, server and pages all ask here.
 */
@NullMarked
package dev.vigil.schemas.ledger;

import org.jspecify.annotations.NullMarked;
