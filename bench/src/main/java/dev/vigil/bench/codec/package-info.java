/** Reading a record of the patient log: token streaming against data binding. */
package dev.vigil.bench.codec;
