// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect.keys;

import dev.pinfold.catalog.UserException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Options.CreateFileOptionKeys;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.fs.permission.FsPermission;

/** Key files in a directory of any Hadoop file system; modes hold where the store knows them. */
public final class HadoopKeyStore implements KeyStore {
  private static final FsPermission OWNER_ONLY = new FsPermission((short) 0600);

  private static final String IF_ABSENT =
      CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE;

  private final Path directory;
  private final Configuration hadoop;

  public HadoopKeyStore(String directory, Configuration hadoop) {
    this.directory = new Path(directory);
    this.hadoop = hadoop;
  }

  @Override
  public Optional<byte[]> read(String name) {
    Path file = new Path(directory, name);
    try (FSDataInputStream in = file.getFileSystem(hadoop).open(file)) {
      return Optional.of(in.readAllBytes());
    } catch (FileNotFoundException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw failure("cannot be read", file, e);
    }
  }

  @Override
  public void create(String name, byte[] bytes) {
    Path file = new Path(directory, name);
    try {
      FileSystem files = file.getFileSystem(hadoop);
      files.mkdirs(directory, new FsPermission((short) 0700));
      // A store that makes a file on condition makes it with the last byte: whole, or not at all.
      // On S3 this alone keeps two runs from making two keys of one name.
      if (files.hasPathCapability(file, IF_ABSENT)) {
        write(files, file, bytes, true);
      } else {
        writeBeside(files, file, bytes);
      }
    } catch (IOException e) {
      throw failure("cannot be made", file, e);
    }
  }

  /**
   * Where a file is there from its first byte, a process that dies leaves half a key: so it is
   * written under another name, one for each writer, and gets its own once it is whole.
   */
  private void writeBeside(FileSystem files, Path file, byte[] bytes) throws IOException {
    Path part = new Path(directory, "." + file.getName() + "." + UUID.randomUUID() + ".part");
    try {
      write(files, part, bytes, false);
      rename(files, part, file);
    } finally {
      files.delete(part, false);
    }
  }

  private static void write(FileSystem files, Path file, byte[] bytes, boolean isConditional)
      throws IOException {
    FSDataOutputStreamBuilder<?, ?> builder = files.createFile(file);
    builder.overwrite(false);
    builder.permission(OWNER_ONLY);
    builder.recursive();
    if (isConditional) {
      builder.must(IF_ABSENT, true);
    }
    try (FSDataOutputStream out = builder.build()) {
      out.write(bytes);
    }
  }

  /**
   * Fails where the name is taken: of two writers one makes the key, and the other must read it.
   */
  private void rename(FileSystem files, Path part, Path file) throws IOException {
    FileContext context;
    try {
      context = FileContext.getFileContext(file.toUri(), hadoop);
    } catch (UnsupportedFileSystemException e) {
      // A file system of the older interface alone: its rename may replace, so it is asked before.
      if (files.exists(file) || !files.rename(part, file)) {
        throw new FileAlreadyExistsException(file.getName());
      }
      return;
    }
    context.rename(part, file, Options.Rename.NONE);
  }

  @Override
  public String location() {
    return directory.toString();
  }

  private static UserException failure(String what, Path file, IOException cause) {
    return new UserException(
        UserException.Kind.FAILED,
        "key file "
            + file
            + ": "
            + what
            + " ("
            + cause.getClass().getSimpleName()
            + "); check the store's permissions and keys: in pinfold.yaml",
        cause);
  }
}
