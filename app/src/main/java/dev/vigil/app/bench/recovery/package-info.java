/** How soon alerts come again after a process of Vigil was killed. */
package dev.vigil.app.bench.recovery;
