// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog.spark;

import dev.pinfold.catalog.UserException;
import io.delta.storage.HadoopFileSystemLogStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.util.Iterator;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.CreateFileOptionKeys;
import org.apache.hadoop.fs.Path;

/**
 * Delta's log on S3 for writers of any number of processes: a commit is one conditional request,
 * which S3 refuses where the version is there already. Delta 4.4 brings a store that orders the
 * writers of one process alone, and one that needs a table of DynamoDB.
 *
 * <p>All writers of a table must write conditionally: Pinfold and recent versions of delta-rs do,
 * Spark with Delta's own store looks first and writes later. Each commit carries its writer's mark
 * in the object's metadata: where an answer is lost and the request, tried again, is refused, that
 * tells our own commit from another's.
 */
public final class ConditionalS3LogStore extends HadoopFileSystemLogStore {
  private static final String IF_ABSENT =
      CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE;

  private static final String MARK = "pinfold-writer";

  /** S3A's way to give an object metadata, and to ask for it. */
  private static final String SET_METADATA = "fs.s3a.create.header.";

  private static final String GET_METADATA = "header.";

  public ConditionalS3LogStore(Configuration hadoop) {
    super(hadoop);
  }

  /**
   * Writes one version, or a file that may be replaced.
   *
   * @throws FileAlreadyExistsException where another writer has the version; Delta then looks
   *     whether the two get along, and takes the next
   */
  @Override
  public void write(
      Path path, Iterator<String> actions, Boolean overwrite, Configuration configuration)
      throws IOException {
    FileSystem files = path.getFileSystem(configuration);
    if (overwrite) {
      write(files.create(path, true), actions);
      return;
    }
    String mark = UUID.randomUUID().toString();
    try {
      write(create(files, path, mark), actions);
    } catch (IOException e) {
      if (!isThere(files, path)) {
        throw e;
      }
      if (!mark.equals(markOf(files, path))) {
        FileAlreadyExistsException taken = new FileAlreadyExistsException(path.toString());
        taken.initCause(e);
        throw taken;
      }
    }
  }

  private static FSDataOutputStream create(FileSystem files, Path path, String mark)
      throws IOException {
    if (!files.hasPathCapability(path, IF_ABSENT)) {
      throw new UserException(
          UserException.Kind.USAGE,
          "S3: this hadoop-aws makes no conditional requests, which keep the writers of a table"
              + " apart; use 3.4.2 or later, or see docs/s3.md");
    }
    FSDataOutputStreamBuilder<?, ?> builder = files.createFile(path);
    builder.overwrite(false);
    builder.recursive();
    builder.must(IF_ABSENT, true);
    builder.must(SET_METADATA + MARK, mark);
    return builder.build();
  }

  /** Closing is what makes the object: half of the actions must never come to that. */
  private static void write(FSDataOutputStream out, Iterator<String> actions) throws IOException {
    try {
      while (actions.hasNext()) {
        out.write((actions.next() + "\n").getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException | RuntimeException | Error e) {
      out.abort();
      throw e;
    }
    out.close();
  }

  private static boolean isThere(FileSystem files, Path path) throws IOException {
    return files.exists(path) && files.getFileStatus(path).isFile();
  }

  private static String markOf(FileSystem files, Path path) throws IOException {
    byte[] mark = files.getXAttrs(path).get(GET_METADATA + MARK);
    return mark == null ? "" : new String(mark, StandardCharsets.UTF_8);
  }

  /** An object is there as a whole or not at all. */
  @Override
  public Boolean isPartialWriteVisible(Path path, Configuration configuration) {
    return false;
  }
}
