/** What a score costs: our trees against Tribuo, with JSON, with its explanation. */
package dev.vigil.bench.scoring;
