package dev.vigil.app.notify;

/** Whether this process is the one that tells people, where another could be. */
public interface Mandate {
  /** Nobody else could be. */
  Mandate OF_ITS_OWN = () -> 1;

  /** Which time it is that this process has it, from 1 on; 0 while it hasn't. */
  int term();
}
