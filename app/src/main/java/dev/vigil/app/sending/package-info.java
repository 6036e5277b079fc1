@org.jspecify.annotations.NullMarked
package dev.vigil.app.sending;
