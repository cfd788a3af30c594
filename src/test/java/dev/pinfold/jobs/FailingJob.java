// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import java.util.concurrent.Callable;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;

/** A command whose tasks fail on the executors with a message that quotes a value. */
@Command(name = "failing", mixinStandardHelpOptions = true)
public final class FailingJob implements Callable<Integer> {
  /** Stands for personal data: nothing that a run writes or prints may hold it. */
  public static final String VALUE = "lena.vogt@example.org";

  public static void main(String[] arguments) {
    Pinfold.end(new FailingJob(), arguments);
  }

  @Override
  public Integer call() throws Exception {
    try (SparkSession spark = SparkSession.builder().appName("failing").getOrCreate()) {
      FilterFunction<Long> failing =
          number -> {
            throw new IllegalArgumentException("cannot read " + VALUE);
          };
      return (int) spark.range(10).filter(failing).count();
    }
  }
}
