// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import dev.pinfold.catalog.UserException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
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
import org.apache.hadoop.fs.FSError;
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

  /** Of a run that is at work, a beat may be late, but not by as much as another. */
  private static final Duration LATE = BEAT.multipliedBy(2);

  /** Clocks of two machines may differ, so that a run that seems dead is looked at for so long. */
  private static final Duration WATCH = BEAT.plusSeconds(15);

  private final String output;
  private final LockFile file;
  private final String owner;
  private final ScheduledExecutorService beats =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "pinfold-output-lock");
            thread.setDaemon(true);
            return thread;
          });

  @SuppressWarnings("FutureReturnValueIgnored") // a beat throws nothing
  private OutputLock(String output, LockFile file, String owner) {
    this.output = output;
    this.file = file;
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
    return take(output, runId, clock, hadoop, WATCH);
  }

  /**
   * The same.
   *
   * @param watch how long a run of another machine is looked at that seems dead
   */
  static OutputLock take(
      String output, String runId, Clock clock, Configuration hadoop, Duration watch)
      throws IOException {
    Path path = new Path(output, NAME);
    LockFile file = new LockFile(path.getFileSystem(hadoop), path);
    String owner = String.join("\n", runId, host(), Holder.current().text(), "");
    if (!file.create(owner) && !takeOver(output, file, owner, clock, watch)) {
      throw new UserException(
          UserException.Kind.FAILED,
          "output " + output + ": another run began there just now; wait for its end");
    }
    return new OutputLock(output, file, owner);
  }

  private static boolean takeOver(
      String output, LockFile file, String owner, Clock clock, Duration watch) throws IOException {
    Optional<LockFile.Content> present = file.read();
    if (present.isEmpty()) {
      return file.create(owner);
    }
    Other other = new Other(present.get());
    boolean isDead = other.isGone() || isSilent(file, present.get(), other.seen, clock, watch);
    if (!isDead && file.read().isEmpty()) {
      return file.create(owner); // it ended meanwhile
    }
    if (!isDead) {
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
    return file.replace(present.get(), owner);
  }

  /**
   * Whether nothing becomes of a lock for longer than its run would leave it alone. A run that is
   * late is waited for until it is either: schedulers try again sooner than that.
   */
  private static boolean isSilent(
      LockFile file, LockFile.Content present, Instant seen, Clock clock, Duration watch)
      throws IOException {
    Duration silence = Duration.between(seen, clock.instant());
    if (silence.compareTo(LATE) <= 0) {
      return false;
    }
    Duration left = DEAD.minus(silence);
    try {
      Thread.sleep((left.isNegative() ? watch : left.plus(watch)).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    return file.read().filter(present::equals).isPresent();
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
      file.renew(owner);
    } catch (IOException | FSError e) {
      // The next beat may do; minutes without one are allowed for.
    }
  }

  /**
   * Makes sure, before something is written, that no other run has taken the lock over, as it does
   * where this one was stopped for minutes.
   *
   * @throws UserException where one has
   */
  void requireHeld() {
    if (!isHeld()) {
      throw new UserException(
          UserException.Kind.FAILED,
          "output "
              + output
              + ": another run has taken it over, since this one was silent for minutes; this one"
              + " ends here, and the other takes back what it wrote");
    }
  }

  /** Whether the lock is still this run's. */
  boolean isHeld() {
    try {
      return file.holds(owner);
    } catch (IOException e) {
      throw new UncheckedIOException("the output's lock cannot be read", e);
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
    file.delete(owner);
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

    private Other(LockFile.Content content) {
      List<String> lines = content.text().lines().toList();
      this.runId = lines.isEmpty() ? UNKNOWN : lines.get(0);
      this.host = lines.size() < 2 ? UNKNOWN : lines.get(1);
      this.process = lines.size() < 3 ? Optional.empty() : Holder.parse(lines.get(2));
      this.seen = content.written();
    }

    /** Its process was one of this machine, and is no more. */
    boolean isGone() {
      return host.equals(host()) && process.filter(Holder::isGone).isPresent();
    }
  }
}
