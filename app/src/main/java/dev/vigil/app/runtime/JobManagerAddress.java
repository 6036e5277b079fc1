package dev.vigil.app.runtime;

import static java.util.Objects.requireNonNull;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.RestOptions;

/**
 * Where a JobManager listens and is found.
 *
 * @param host name or address, the same for both
 * @param port for TaskManagers, 1..65535
 * @param restPort for the supervisor, 1..65535
 */
public record JobManagerAddress(String host, int port, int restPort) {
  public JobManagerAddress {
    requireNonNull(host, "host is null");
  }

  void tell(Configuration conf) {
    conf.set(JobManagerOptions.ADDRESS, host);
    conf.set(JobManagerOptions.PORT, port);
    conf.set(RestOptions.ADDRESS, host);
    conf.set(RestOptions.PORT, restPort);
  }
}
