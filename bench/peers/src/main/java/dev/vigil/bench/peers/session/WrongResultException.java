package dev.vigil.bench.peers.session;

import dev.vigil.bench.peers.work.WindowMoments;

/** A side computed something else, so what it costs says nothing. */
public final class WrongResultException extends Exception {
  private static final long serialVersionUID = 1L;

  WrongResultException(WindowMoments given, WindowMoments right) {
    super("given (perhaps twice) " + given + ", expected once " + right);
  }
}
