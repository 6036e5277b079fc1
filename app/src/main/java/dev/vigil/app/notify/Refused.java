package dev.vigil.app.notify;

/**
 * Messages of a channel that nobody got and that nothing tells by itself any more: they wait for
 * somebody to redrive or to close them.
 *
 * @param messages how many
 * @param high how many of them are high alerts that ask
 * @param since the second of the oldest, since the epoch
 * @param isConfigured false if the channel is there no more: then they can only be closed
 */
public record Refused(int messages, int high, long since, boolean isConfigured) {
  /** One more. */
  Refused andOne(boolean isHigh, long at) {
    return new Refused(messages + 1, high + (isHigh ? 1 : 0), Math.min(since, at), isConfigured);
  }
}
