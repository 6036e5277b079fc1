package dev.vigil.simulator.ward;

import dev.vigil.simulator.OutgoingReading;
import java.util.List;

/**
 * A ward of synthetic patients, which can be asked for what is sent at any second, in any order.
 */
public interface Ward {
  /** What is sent at this second: one message per patient, none where nothing is sent. */
  List<List<OutgoingReading>> messages(long second);

  /**
   * What a nurse finds who looks after every patient at this second, one message per patient: to be
   * sent by a ward that starts anywhere but at its start.
   */
  List<List<OutgoingReading>> round(long second);
}
