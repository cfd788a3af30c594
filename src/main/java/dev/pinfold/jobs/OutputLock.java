// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import dev.pinfold.catalog.UserException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Keeps a second run out of an output while one is at work there: a file that the run writes anew
 * from time to time, and deletes at its end. One that has not been written for minutes, or whose
 * process on this machine is gone, is of a run that died, and is taken over.
 */
final class OutputLock implements AutoCloseable {
  /** Names that begin so are never read as data. */
  static final String NAME = "_pinfold_lock";

  private static final Duration BEAT = Duration.ofSeconds(30);
  private static final Duration DEAD = Duration.ofMinutes(3);

  private final FileSystem files;
  private final Path path;
  private final String owner;
  private final ScheduledExecutorService beats =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "pinfold-output-lock");
            thread.setDaemon(true);
            return thread;
          });

  @SuppressWarnings("FutureReturnValueIgnored") // a beat throws nothing
  private OutputLock(FileSystem files, Path path, String owner) {
    this.files = files;
    this.path = path;
    this.owner = owner;
    beats.scheduleAtFixedRate(this::beat, BEAT.toSeconds(), BEAT.toSeconds(), TimeUnit.SECONDS);
  }

  /**
   * Takes the lock.
   *
   * @param output full URI of the output, which exists
   * @throws UserException where another run has it
   */
  static OutputLock take(String output, String runId, Clock clock, Configuration hadoop)
      throws IOException {
    Path path = new Path(output, NAME);
    FileSystem files = path.getFileSystem(hadoop);
    String owner =
        String.join("\n", runId, host(), Long.toString(ProcessHandle.current().pid()), "");
    if (!create(files, path, owner)) {
      Other other = Other.read(files, path);
      if (!other.isDead(clock.instant())) {
        throw new UserException(
            UserException.Kind.FAILED,
            "output "
                + output
                + ": run "
                + other.runId
                + " on "
                + other.host
                + " is at work there; wait for its end, or delete "
                + NAME
                + " if there is no such run");
      }
      files.delete(path, false);
      if (!create(files, path, owner)) {
        throw new UserException(
            UserException.Kind.FAILED,
            "output " + output + ": another run began there just now; wait for its end");
      }
    }
    return new OutputLock(files, path, owner);
  }

  /** Whether the file was not there. */
  private static boolean create(FileSystem files, Path path, String owner) throws IOException {
    try (OutputStream out = files.create(path, false)) {
      out.write(owner.getBytes(StandardCharsets.UTF_8));
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (IOException e) {
      // Some stores say it with an exception of their own.
      if (files.exists(path)) {
        return false;
      }
      throw e;
    }
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }

  /** Not every store can set a file's time, so it is written again. */
  private void beat() {
    try (OutputStream out = files.create(path, true)) {
      out.write(owner.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // The next beat may do; minutes without one are allowed for.
    }
  }

  @Override
  public void close() throws IOException {
    beats.shutdown();
    try {
      beats.awaitTermination(BEAT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    files.delete(path, false);
  }

  /** The run that has the lock. */
  private static final class Other {
    private static final String UNKNOWN = "(not known)";

    private final String runId;
    private final String host;
    private final String process;
    private final Instant seen;

    private Other(List<String> lines, Instant seen) {
      this.runId = lines.isEmpty() ? UNKNOWN : lines.get(0);
      this.host = lines.size() < 2 ? UNKNOWN : lines.get(1);
      this.process = lines.size() < 3 ? "" : lines.get(2);
      this.seen = seen;
    }

    static Other read(FileSystem files, Path path) throws IOException {
      FileStatus status = files.getFileStatus(path);
      try (InputStream in = files.open(path)) {
        String text = new String(in.readNBytes(1000), StandardCharsets.UTF_8);
        return new Other(text.lines().toList(), Instant.ofEpochMilli(status.getModificationTime()));
      }
    }

    boolean isDead(Instant now) {
      boolean isGone =
          host.equals(host())
              && process.matches("[0-9]{1,9}")
              && ProcessHandle.of(Long.parseLong(process)).isEmpty();
      return isGone || Duration.between(seen, now).compareTo(DEAD) > 0;
    }
  }
}
