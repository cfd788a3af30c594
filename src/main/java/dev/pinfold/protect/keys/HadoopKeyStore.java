// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect.keys;

import dev.pinfold.catalog.UserException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.CreateFileOptionKeys;
import org.apache.hadoop.fs.Path;
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
      FSDataOutputStreamBuilder<?, ?> builder = files.createFile(file);
      builder.overwrite(false);
      builder.permission(OWNER_ONLY);
      builder.recursive();
      // On S3 alone this is what keeps two runs from making two keys of one name.
      if (files.hasPathCapability(file, IF_ABSENT)) {
        builder.must(IF_ABSENT, true);
      }
      try (FSDataOutputStream out = builder.build()) {
        out.write(bytes);
      }
    } catch (IOException e) {
      throw failure("cannot be made", file, e);
    }
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
