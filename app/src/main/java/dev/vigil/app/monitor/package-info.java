/** Live monitors of models: they read what models read and say, and are in nobody's way. */
package dev.vigil.app.monitor;
