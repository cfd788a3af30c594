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
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.FSError;
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

  /** Some stores keep times no finer. */
  private static final long SECOND_MILLIS = 1000;

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
    String owner = String.join("\n", runId, host(), Holder.current().text(), "");
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
    OutputStream made;
    try {
      made = files.create(path, false);
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (IOException e) {
      // Some stores say it with an exception of their own.
      if (files.exists(path)) {
        return false;
      }
      throw e;
    }
    boolean isWritten = false;
    try {
      try (OutputStream out = made) {
        out.write(owner.getBytes(StandardCharsets.UTF_8));
      }
      return true;
    } catch (IOException | FSError e) {
      files.delete(path, false); // on a full disk it would say nothing, and keep the next run out
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

  /**
   * Sets the file's time, which leaves the file whole wherever the process dies; where the store
   * cannot, it is written again.
   */
  private void beat() {
    try {
      long now = System.currentTimeMillis();
      files.setTimes(path, now, -1);
      if (files.getFileStatus(path).getModificationTime() < now - SECOND_MILLIS) {
        try (OutputStream out = files.create(path, true)) {
          out.write(owner.getBytes(StandardCharsets.UTF_8));
        }
      }
    } catch (IOException | FSError e) {
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

  /**
   * A process of this machine. Numbers come again, in containers with every start; with its start
   * it is one only.
   *
   * @param startedMillis 0 where the system does not say
   */
  private record Holder(long number, long startedMillis) {
    private static final Pattern TEXT = Pattern.compile("([0-9]{1,9}) ([0-9]{1,15})");

    /** Two processes may work a start out from clocks that were set in between. */
    private static final long SAME_MILLIS = 10_000;

    static Holder current() {
      return of(ProcessHandle.current());
    }

    private static Holder of(ProcessHandle handle) {
      return new Holder(
          handle.pid(), handle.info().startInstant().map(Instant::toEpochMilli).orElse(0L));
    }

    /** Empty where the text was cut short. */
    static Optional<Holder> parse(String text) {
      return Optional.of(TEXT.matcher(text))
          .filter(Matcher::matches)
          .map(one -> new Holder(Long.parseLong(one.group(1)), Long.parseLong(one.group(2))));
    }

    String text() {
      return number + " " + startedMillis;
    }

    boolean isGone() {
      return ProcessHandle.of(number)
          .map(Holder::of)
          .filter(
              now ->
                  startedMillis == 0
                      || now.startedMillis == 0
                      || Math.abs(now.startedMillis - startedMillis) < SAME_MILLIS)
          .isEmpty();
    }
  }

  /** The run that has the lock. */
  private static final class Other {
    private static final String UNKNOWN = "(not known)";

    private final String runId;
    private final String host;
    private final Optional<Holder> process;
    private final Instant seen;

    private Other(List<String> lines, Instant seen) {
      this.runId = lines.isEmpty() ? UNKNOWN : lines.get(0);
      this.host = lines.size() < 2 ? UNKNOWN : lines.get(1);
      this.process = lines.size() < 3 ? Optional.empty() : Holder.parse(lines.get(2));
      this.seen = seen;
    }

    static Other read(FileSystem files, Path path) throws IOException {
      FileStatus status = files.getFileStatus(path);
      Instant seen = Instant.ofEpochMilli(status.getModificationTime());
      try (InputStream in = files.open(path)) {
        String text = new String(in.readNBytes(1000), StandardCharsets.UTF_8);
        return new Other(text.lines().toList(), seen);
      } catch (ChecksumException e) {
        return new Other(List.of(), seen); // its process died while it wrote it
      }
    }

    boolean isDead(Instant now) {
      boolean isGone = host.equals(host()) && process.filter(Holder::isGone).isPresent();
      return isGone || Duration.between(seen, now).compareTo(DEAD) > 0;
    }
  }
}
