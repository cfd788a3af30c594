// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import dev.pinfold.catalog.spark.TableTransaction;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Small files in the output that outlive a run that dies. One says which run is writing; it is
 * there from before the first write until after the last. The other names the tables whose older
 * versions must go once the run has ended well; it is there from before the ledger's commit until
 * they are gone. A third names runs that became valid and died before they told what they had
 * found; it is there until another has told it. The first two may be cut short where the process
 * died in writing them: the first then before any table was written, the second before the ledger
 * was, so that such a file says nothing.
 */
final class RunJournal {
  /** Names that begin so are never read as data. */
  static final String OPEN = "_pinfold_open_run";

  static final String FORGET = "_pinfold_forget";
  static final String UNTOLD = "_pinfold_untold";

  private static final Pattern RUN = Pattern.compile("(\\S+) ([0-9]+) end\n");
  private static final Pattern TABLES = Pattern.compile("([0-9]+)( [a-z_ ]+) end\n");
  private static final int MOST_BYTES = 10_000;

  private final FileSystem files;
  private final Path open;
  private final Path forget;
  private final Path untold;

  private RunJournal(FileSystem files, String output) {
    this.files = files;
    this.open = new Path(output, OPEN);
    this.forget = new Path(output, FORGET);
    this.untold = new Path(output, UNTOLD);
  }

  static RunJournal of(String output, Configuration hadoop) throws IOException {
    return new RunJournal(new Path(output).getFileSystem(hadoop), output);
  }

  /** The run that was writing when its process ended. */
  Optional<TableTransaction> unfinished() throws IOException {
    return read(open)
        .map(RUN::matcher)
        .filter(Matcher::matches)
        .map(run -> new TableTransaction(run.group(1), Long.parseLong(run.group(2))));
  }

  /** The tables whose older versions that run was to delete. */
  List<String> toForget(TableTransaction run) throws IOException {
    return read(forget)
        .map(TABLES::matcher)
        .filter(Matcher::matches)
        .filter(tables -> Long.parseLong(tables.group(1)) == run.sequence())
        .map(tables -> List.of(tables.group(2).trim().split(" ")))
        .orElse(List.of());
  }

  /** The runs whose findings nobody was told. */
  List<String> untold() throws IOException {
    return read(untold).stream().flatMap(String::lines).toList();
  }

  /** Leaves a run's findings for others to tell. */
  void leaveToTell(String runId) throws IOException {
    List<String> all = new ArrayList<>(untold());
    if (!all.contains(runId)) {
      all.add(runId);
      write(untold, String.join("\n", all) + "\n");
    }
  }

  /** All was told. */
  void told() throws IOException {
    files.delete(untold, false);
  }

  void begin(TableTransaction run) throws IOException {
    write(open, run.runId() + " " + run.sequence() + " end\n");
  }

  void willForget(TableTransaction run, List<String> tables) throws IOException {
    write(forget, run.sequence() + " " + String.join(" ", tables) + " end\n");
  }

  /** Nothing is left to do. */
  void end() throws IOException {
    files.delete(forget, false);
    files.delete(open, false);
  }

  private void write(Path path, String text) throws IOException {
    try (OutputStream out = files.create(path, true)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private Optional<String> read(Path path) throws IOException {
    try (InputStream in = files.open(path)) {
      return Optional.of(new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8));
    } catch (FileNotFoundException e) {
      if (files.exists(path)) {
        throw e; // Java says so of what is forbidden, too
      }
      return Optional.empty();
    } catch (org.apache.hadoop.fs.ChecksumException e) {
      return Optional.empty(); // cut short
    }
  }
}
