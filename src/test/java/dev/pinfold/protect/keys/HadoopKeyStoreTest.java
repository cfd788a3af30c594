// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.Aead;
import dev.pinfold.catalog.UserException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On the local file system by Hadoop's names, and on one whose process dies as it writes. */
class HadoopKeyStoreTest {
  private static final byte[] KEY = "a key of some length".getBytes(StandardCharsets.UTF_8);

  private static final Configuration HADOOP = new Configuration();

  @TempDir private java.nio.file.Path directory;
  private HadoopKeyStore store;

  @BeforeEach
  void open() {
    store = new HadoopKeyStore(directory.resolve("keys").toUri().toString(), HADOOP);
  }

  @Test
  void create_newFile_isThereAloneAndOfItsOwner() throws IOException {
    store.create("a", KEY);

    assertThat(store.read("a")).hasValue(KEY);
    java.nio.file.Path file = directory.resolve("keys/a");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(names()).containsOnly("a", ".a.crc");
  }

  @ParameterizedTest
  @ValueSource(strings = {"file", "dying"})
  void create_fileThatExists_isRefusedAndKept(String scheme) throws IOException {
    store.create("a", KEY);

    assertThatThrownBy(() -> of(scheme, Integer.MAX_VALUE).create("a", new byte[] {2}))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("cannot be made (FileAlreadyExistsException)");

    assertThat(store.read("a")).hasValue(KEY);
    assertThat(names()).noneMatch(name -> name.endsWith(".part"));
  }

  @Test
  void create_processThatDies_leavesNoKeyWhereverItDied() throws IOException {
    for (int written = 0; written < KEY.length; written++) {
      HadoopKeyStore dying = of("dying", written);
      assertThatThrownBy(() -> dying.create("a", KEY)).isInstanceOf(Killed.class);

      assertThat(names()).as("a process that died leaves its part").hasSize(written + 1);
      assertThat(store.read("a")).as("after %d bytes", written).isEmpty();
    }

    of("dying", KEY.length).create("a", KEY);
    assertThat(store.read("a")).hasValue(KEY);
  }

  @Test
  void keysets_afterAProcessThatDied_areMadeAndStay() throws IOException {
    assertThatThrownBy(() -> Keysets.localWrappingKey(of("dying", 10), "wrapping"))
        .isInstanceOf(Killed.class);

    Aead wrapping = Keysets.localWrappingKey(store, "wrapping");
    new Keysets(store).open(wrapping);
    byte[] made = store.read(Keysets.TOKENS).orElseThrow();
    new Keysets(store).open(Keysets.localWrappingKey(store, "wrapping"));
    assertThat(store.read(Keysets.TOKENS)).hasValue(made);
  }

  @Test
  void create_readersMeanwhile_neverSeeAPart() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    byte[] large = new byte[1 << 20];
    try {
      for (String name : IntStream.range(0, 20).mapToObj(Integer::toString).toList()) {
        Callable<Integer> reader =
            () -> {
              int length = 0;
              while (length == 0) {
                length = store.read(name).map(bytes -> bytes.length).orElse(0);
              }
              return length;
            };
        Future<Integer> seen = threads.submit(reader);
        store.create(name, large);
        assertThat(seen.get()).isEqualTo(large.length);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private List<String> names() throws IOException {
    try (Stream<java.nio.file.Path> files = Files.list(directory.resolve("keys"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private HadoopKeyStore of(String scheme, int bytes) {
    Configuration hadoop = new Configuration(HADOOP);
    hadoop.setClass("fs.dying.impl", Dying.class, FileSystem.class);
    hadoop.setBoolean("fs.dying.impl.disable.cache", true);
    hadoop.setInt("dying.bytes", bytes);
    return new HadoopKeyStore(scheme + "://" + directory.resolve("keys"), hadoop);
  }

  /** What stands for a kill: nothing that the code does after it has an effect. */
  @SuppressWarnings("serial")
  private static final class Killed extends Error {}

  /** The local file system up to some bytes written; from then on the process is dead. */
  public static final class Dying extends RawLocalFileSystem {
    private int left;
    private boolean isDead;

    @Override
    public URI getUri() {
      return URI.create("dying:///");
    }

    @Override
    public void initialize(URI uri, Configuration hadoop) throws IOException {
      super.initialize(uri, hadoop);
      left = hadoop.getInt("dying.bytes", 0);
    }

    @Override
    public FSDataOutputStream create(
        Path file,
        FsPermission permission,
        boolean overwrite,
        int bufferSize,
        short replication,
        long blockSize,
        Progressable progress)
        throws IOException {
      return new FSDataOutputStream(
          dying(
              super.create(
                  file, permission, overwrite, bufferSize, replication, blockSize, progress)),
          null);
    }

    private OutputStream dying(OutputStream out) {
      return new FilterOutputStream(out) {
        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
          int now = Math.min(left, length);
          out.write(bytes, from, now);
          out.flush();
          left -= now;
          if (now < length) {
            isDead = true;
            throw new Killed();
          }
        }
      };
    }

    @Override
    public boolean rename(Path from, Path to) throws IOException {
      return !isDead && super.rename(from, to);
    }

    @Override
    public boolean delete(Path file, boolean recursive) throws IOException {
      return !isDead && super.delete(file, recursive);
    }
  }
}
