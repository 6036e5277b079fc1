/** What a model would have scored and alerted, beside what is or was live. */
package dev.vigil.app.backtest;
