/** Training of forecasts on recordings: from a file to a bundle and a report. */
package dev.vigil.app.forecast;
