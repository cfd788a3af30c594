// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumFs;
import org.apache.hadoop.fs.DelegateToFileSystem;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FsConstants;
import org.apache.hadoop.fs.FsServerDefaults;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.local.LocalConfigKeys;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.spark.SparkConf;

/**
 * Hadoop's local file system, without a process for each file. Where Hadoop's native library is not
 * installed, it starts {@code chmod} for every file that it makes, and {@code readlink} several
 * times for every commit of a Delta table: some 550 processes a run. Java can look by itself; what
 * it says is the same, and only where something is to be done does Hadoop do it.
 */
final class LocalFiles extends LocalFileSystem {
  LocalFiles() {
    super(new Raw());
  }

  /** Makes it that of both of Hadoop's interfaces; the classes must be on every classpath. */
  static void configure(SparkConf conf) {
    conf.setIfMissing("spark.hadoop.fs.file.impl", LocalFiles.class.getName());
    conf.setIfMissing("spark.hadoop.fs.AbstractFileSystem.file.impl", OfContext.class.getName());
  }

  private static final class Raw extends RawLocalFileSystem {
    @Override
    public void setPermission(Path path, FsPermission permission) throws IOException {
      if (permission.getStickyBit() || !isSet(path, permission)) {
        super.setPermission(path, permission);
      }
    }

    private boolean isSet(Path path, FsPermission permission) throws IOException {
      PosixFileAttributeView view =
          Files.getFileAttributeView(pathToFile(path).toPath(), PosixFileAttributeView.class);
      return view != null
          && PosixFilePermissions.toString(view.readAttributes().permissions())
              .equals(permission.toString());
    }

    @Override
    public FileStatus getFileLinkStatus(Path path) throws IOException {
      return Files.isSymbolicLink(pathToFile(path).toPath())
          ? super.getFileLinkStatus(path)
          : getFileStatus(path);
    }
  }

  /** The same under {@code FileContext}, with checksums as there. */
  static final class OfContext extends ChecksumFs {
    OfContext(URI uri, Configuration conf) throws IOException, URISyntaxException {
      super(new RawOfContext(conf));
    }
  }

  private static final class RawOfContext extends DelegateToFileSystem {
    RawOfContext(Configuration conf) throws IOException, URISyntaxException {
      super(
          FsConstants.LOCAL_FS_URI,
          new Raw(),
          conf,
          FsConstants.LOCAL_FS_URI.getScheme(),
          /* authorityRequired= */ false);
    }

    @Override
    public int getUriDefaultPort() {
      return -1;
    }

    @Override
    public FsServerDefaults getServerDefaults(Path path) throws IOException {
      return LocalConfigKeys.getServerDefaults();
    }

    @Override
    @Deprecated
    public FsServerDefaults getServerDefaults() throws IOException {
      return LocalConfigKeys.getServerDefaults();
    }

    @Override
    public boolean isValidName(String name) {
      return true; // as Hadoop's own: what the local file system allows is its affair
    }
  }
}
