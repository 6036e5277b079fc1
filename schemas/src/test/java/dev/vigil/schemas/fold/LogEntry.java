package dev.vigil.schemas.fold;

import dev.vigil.schemas.PatientRecord;

/** One record of one patient with its place and stamp. */
record LogEntry(long offset, long stamp, PatientRecord record) {}
