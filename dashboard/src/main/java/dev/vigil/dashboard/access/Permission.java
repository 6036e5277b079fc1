package dev.vigil.dashboard.access;

/** One thing that somebody may be allowed to do; {@link Role} says to whom each is given. */
public enum Permission {
  /** How Vigil itself does: nothing of a patient. */
  SEE_STATUS,
  /** Patients of one's own wards: contexts, values, scores, alerts, history. */
  SEE_PATIENTS,
  /** Answers to alerts of one's own wards. */
  ACKNOWLEDGE,
  /** Observations by a person at the bedside: values of patients of one's own wards. */
  OBSERVE,
  /** Admit, transfer, discharge; limits, plan, devices. */
  CHANGE_PATIENTS,
  /** Start, watch and end drills in one's own wards, and read what they showed. */
  DRILL,
  /** Change the rules by which alerts are raised. */
  SET_RULES,
  /** The ledger: which models run, which are live. */
  SEE_MODELS,
  /** Deploy, promote, roll back, retire. */
  DECIDE_MODELS,
  /** Read and state what really happened to patients: what models are compared with. */
  OUTCOMES,
  /** The log and its vectors as a whole, of all patients under their pseudonyms. */
  EXPORT,
  /** Refold the log and compare. */
  VERIFY,
  /** Make a sign-in link for oneself or somebody else. */
  INVITE,
  /** Who saw and did what. */
  READ_AUDIT
}
