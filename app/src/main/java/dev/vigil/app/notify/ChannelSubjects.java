package dev.vigil.app.notify;

/** Subjects of technical alerts about channels. */
public final class ChannelSubjects {
  private static final String BEGIN = "channel/";

  private ChannelSubjects() {}

  /** Of the channel itself, which can't tell of it. */
  public static String of(String channel) {
    return BEGIN + channel;
  }

  /** Of what it could not tell. */
  public static String ofLetters(String channel) {
    return of(channel) + "/letters";
  }

  /** Of readers whom it doesn't reach. */
  public static String ofReaders(String channel) {
    return of(channel) + "/readers";
  }

  /** Whether it is one of these, of whichever channel. */
  public static boolean isOne(String subject) {
    return subject.startsWith(BEGIN);
  }
}
