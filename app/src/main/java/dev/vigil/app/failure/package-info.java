/** What goes wrong, said in one sentence to the person at the terminal. */
package dev.vigil.app.failure;
