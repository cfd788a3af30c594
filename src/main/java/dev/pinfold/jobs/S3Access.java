// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import dev.pinfold.catalog.UserException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Asks S3 once, impatiently, before the work begins. A run waits out minutes in which S3 doesn't
 * answer; a wrong name or a missing permission is told within seconds.
 */
final class S3Access {
  /** Tried again once. S3A allows no time below fifteen seconds. */
  private static final Map<String, String> IMPATIENT =
      Map.of(
          "fs.s3a.attempts.maximum", "1",
          "fs.s3a.retry.limit", "1",
          "fs.s3a.retry.interval", "200ms",
          "fs.s3a.connection.establish.timeout", "15s",
          "fs.s3a.connection.acquisition.timeout", "15s",
          "fs.s3a.connection.timeout", "15s",
          "fs.s3a.connection.request.timeout", "15s");

  private S3Access() {}

  /**
   * Checks that a place on S3 can be listed, be there anything or not; any other file system is
   * left alone.
   *
   * @param option such as {@code input}, for messages
   * @throws UserException where it cannot, with cause and remedy
   */
  static void require(String option, String location, Configuration hadoop) {
    String subject = option + " " + location;
    String scheme = scheme(location);
    if (scheme.equals("s3") || scheme.equals("s3n")) {
      requireImplementation(subject, scheme, hadoop);
    }
    if (!scheme.equals("s3a")) {
      return;
    }
    TlsVersions.require();
    Configuration impatient = new Configuration(hadoop);
    IMPATIENT.forEach(impatient::set);
    try {
      Path path = new Path(location);
      requireBucket(subject, path);
      try (FileSystem files = FileSystem.newInstance(path.toUri(), impatient)) {
        files.listStatusIterator(path).hasNext();
      }
    } catch (FileNotFoundException e) {
      // Whoever needs it says so, or makes it.
    } catch (IOException | RuntimeException e) {
      throw failure(subject, e);
    }
  }

  private static RuntimeException failure(String subject, Exception e) {
    if (e instanceof UserException user) {
      return user;
    }
    Optional<S3Failure> known = S3Failure.of(e);
    return known.isPresent()
        ? known.get().at(subject, e)
        : new UserException(
            UserException.Kind.FAILED,
            subject
                + ": S3 fails ("
                + e.getClass().getSimpleName()
                + "); check the bucket and aws: in pinfold.yaml",
            e);
  }

  private static void requireBucket(String subject, Path path) {
    if (path.toUri().getHost() == null) {
      throw new UserException(
          UserException.Kind.USAGE,
          subject + ": names no bucket that a host's name could hold; give s3a://BUCKET/PATH");
    }
  }

  /** EMR has a file system for s3://; elsewhere it is a slip. */
  private static void requireImplementation(String subject, String scheme, Configuration hadoop) {
    if (hadoop.get("fs." + scheme + ".impl") == null) {
      throw new UserException(
          UserException.Kind.USAGE,
          subject + ": there is no file system for " + scheme + "://; give s3a://BUCKET/PATH");
    }
  }

  private static String scheme(String location) {
    int colon = location.indexOf(':');
    return colon < 0 ? "" : location.substring(0, colon).toLowerCase(Locale.ROOT);
  }
}
