// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.ingest;

import static java.util.Objects.requireNonNull;

import dev.pinfold.catalog.Dataset;
import dev.pinfold.catalog.UserException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.EtagSource;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.io.IOUtils;
import org.apache.hadoop.security.AccessControlException;

/** The dump on any file system that Hadoop speaks: what is there, and how to open it. */
public final class HadoopFiles {
  /** Smaller files are never split, so nobody looks into them before they are read. */
  private static final long WORTH_SPLITTING_BYTES = 4 << 20;

  private static final int PEEK_BYTES = 4096;

  /**
   * What lies in an input directory.
   *
   * @param files those of the datasets, by relative path
   * @param outside relative paths of those that belong to no dataset, hidden ones left out
   */
  public record Listing(List<InputFile> files, List<String> outside) {
    public Listing {
      files = List.copyOf(files);
      outside = List.copyOf(outside);
    }

    public List<InputFile> of(Dataset dataset) {
      return files.stream().filter(file -> file.dataset() == dataset).toList();
    }
  }

  private HadoopFiles() {}

  /**
   * Lists a dump.
   *
   * @throws UserException where the directory is missing or unreadable, or holds no dataset's file
   */
  public static Listing list(String inputDirectory, DatasetLayout layout, Configuration hadoop) {
    requireNonNull(layout, "layout is null");
    List<InputFile> files = new ArrayList<>();
    List<String> outside = new ArrayList<>();
    try {
      Path input = new Path(inputDirectory);
      FileSystem system = input.getFileSystem(hadoop);
      Path root = system.makeQualified(input);
      if (!system.getFileStatus(root).isDirectory()) {
        throw unreadable(inputDirectory, "is not a folder", null);
      }
      for (FileStatus status : filesBelow(root, system)) {
        String relative = root.toUri().relativize(status.getPath().toUri()).getPath();
        Optional<Dataset> dataset = layout.datasetOf(relative);
        if (dataset.isPresent()) {
          files.add(inputFile(status, relative, dataset.get(), system));
        } else if (!DatasetLayout.isHidden(relative)) {
          outside.add(relative);
        }
      }
    } catch (FileNotFoundException e) {
      throw unreadable(inputDirectory, "does not exist", e);
    } catch (IOException | IllegalArgumentException e) {
      throw unreadable(inputDirectory, "cannot be read (" + e.getClass().getSimpleName() + ")", e);
    }
    if (files.isEmpty()) {
      throw new UserException(
          UserException.Kind.DATA,
          String.format(
              "input %s: nothing readable: no file of any dataset; put the dump's files under"
                  + " endpoints/, events/, imports/ or configuration/",
              inputDirectory));
    }
    files.sort(Comparator.comparing(InputFile::relativePath));
    outside.sort(Comparator.naturalOrder());
    return new Listing(files, outside);
  }

  /**
   * Lists the files of a table: the path itself, or what lies below it.
   *
   * @param path a file or directory; what it is called in messages and positions
   * @throws UserException where there is none, or it is unreadable
   */
  public static List<InputFile> listTable(String path, FileFormat format, Configuration hadoop) {
    List<InputFile> files = new ArrayList<>();
    try {
      Path table = new Path(path);
      FileSystem system = table.getFileSystem(hadoop);
      boolean isDirectory = system.getFileStatus(table).isDirectory();
      Path root = system.makeQualified(table);
      for (FileStatus status : filesBelow(root, system)) {
        String below = root.toUri().relativize(status.getPath().toUri()).getPath();
        if (!isDirectory) {
          files.add(tableFile(status, path, format, system));
        } else if (!DatasetLayout.isHidden(below)) {
          files.add(tableFile(status, path + "/" + below, format, system));
        }
      }
    } catch (FileNotFoundException e) {
      throw unreadableTable(path, "does not exist", e);
    } catch (IOException | IllegalArgumentException e) {
      throw unreadableTable(path, "cannot be read (" + e.getClass().getSimpleName() + ")", e);
    }
    files.sort(Comparator.comparing(InputFile::relativePath));
    return files;
  }

  private static InputFile tableFile(
      FileStatus status, String name, FileFormat format, FileSystem system) {
    boolean isLarge = status.getLen() >= WORTH_SPLITTING_BYTES;
    return new InputFile(
        status.getPath().toUri().toString(),
        name,
        Dataset.IMPORTS,
        format,
        status.getLen(),
        status.getModificationTime(),
        isLarge && format == FileFormat.JSON && isInLines(status.getPath(), system));
  }

  /**
   * Whether a file is plain text whose records are lines, so that parts of it can be read alone.
   */
  private static boolean isInLines(Path path, FileSystem system) {
    try (InputStream in = system.open(path)) {
      byte[] head = in.readNBytes(PrettyPrint.HEAD_BYTES);
      return !Compression.isCompressed(head) && !PrettyPrint.begins(head, 0, head.length);
    } catch (IOException e) {
      // Reading it will say so; a listing does not stop for one file.
      return false;
    }
  }

  private static UserException unreadableTable(String path, String problem, Exception cause) {
    return new UserException(
        UserException.Kind.FAILED,
        String.format("table %s: %s; give the path of a file or directory", path, problem),
        cause);
  }

  public static RecordReader open(InputSplit split, Configuration hadoop) throws IOException {
    return open(split, ReadLimits.defaults(), hadoop);
  }

  /**
   * Reads a file or a range of it. A file that is gone or forbidden is a reader with one entry for
   * quarantine.
   *
   * @throws IOException where the file system fails otherwise, so that the task is tried again
   */
  public static RecordReader open(InputSplit split, ReadLimits limits, Configuration hadoop)
      throws IOException {
    Path path = new Path(java.net.URI.create(split.file().path()));
    FSDataInputStream in = null;
    try {
      in = path.getFileSystem(hadoop).open(path);
      if (split.streamStart() > 0) {
        in.seek(split.streamStart());
      }
      return RecordReaders.open(
          split, begun(in), () -> path.getFileSystem(hadoop).open(path), limits);
    } catch (IOException | RuntimeException e) {
      IOUtils.closeStream(in);
      if (isOfTheFile(e)) {
        return new UnreadableFile();
      }
      throw e;
    }
  }

  /**
   * Whether a file that is there can be read: archived objects and forbidden ones cannot.
   *
   * @throws IOException where the file system fails otherwise
   */
  public static boolean isReadable(InputFile file, Configuration hadoop) throws IOException {
    Path path = new Path(java.net.URI.create(file.path()));
    try (InputStream in = path.getFileSystem(hadoop).open(path)) {
      in.read();
      return true;
    } catch (IOException e) {
      if (isOfTheFile(e)) {
        return false;
      }
      throw e;
    }
  }

  /** Whether a file is gone or forbidden, and not its store in trouble. */
  private static boolean isOfTheFile(Exception e) {
    return e instanceof FileNotFoundException
        || e instanceof NoSuchFileException
        || e instanceof AccessDeniedException
        || e instanceof AccessControlException;
  }

  /** A stream whose first byte is here: S3 is asked for a file only when it is read. */
  private static InputStream begun(InputStream in) throws IOException {
    PushbackInputStream begun = new PushbackInputStream(in);
    int first = begun.read();
    if (first >= 0) {
      begun.unread(first);
    }
    return begun;
  }

  /**
   * Makes sure that files are still those that were listed, now that they have been read.
   *
   * @throws UserException where one is gone, or of another size or time
   */
  public static void requireUnchanged(
      List<InputFile> files, String inputDirectory, Configuration hadoop) {
    Map<String, FileStatus> present = new HashMap<>();
    try {
      Path input = new Path(inputDirectory);
      FileSystem system = input.getFileSystem(hadoop);
      for (FileStatus status : filesBelow(system.makeQualified(input), system)) {
        present.put(status.getPath().toUri().toString(), status);
      }
    } catch (IOException e) {
      throw unreadable(
          inputDirectory, "cannot be read again (" + e.getClass().getSimpleName() + ")", e);
    }
    for (InputFile file : files) {
      FileStatus status = present.get(file.path());
      if (status == null
          || status.getLen() != file.bytes()
          || status.getModificationTime() != file.modified()
          || !Objects.equals(digest(status), file.digest())) {
        throw new UserException(
            UserException.Kind.FAILED,
            String.format(
                "input %s: the file %s while it was read; nothing of this run is kept, run again"
                    + " when it is complete",
                file.relativePath(), status == null ? "went away" : "changed"));
      }
    }
  }

  /** What the store says of a file's content; null where it says nothing. */
  private static String digest(FileStatus status) {
    return status instanceof EtagSource store ? store.getEtag() : null;
  }

  /**
   * All files below a directory. Stores list everything in one go; but of local files Hadoop asks
   * in that way for owner and mode too, for which it starts a process a file.
   */
  private static List<FileStatus> filesBelow(Path root, FileSystem system) throws IOException {
    List<FileStatus> files = new ArrayList<>();
    if (system.getUri().getScheme().equals("file")) {
      addLocalFiles(root, system, files);
    } else {
      RemoteIterator<LocatedFileStatus> found = system.listFiles(root, true);
      while (found.hasNext()) {
        files.add(found.next());
      }
    }
    return files;
  }

  private static void addLocalFiles(Path directory, FileSystem system, List<FileStatus> files)
      throws IOException {
    for (FileStatus entry : system.listStatus(directory)) {
      if (entry.isDirectory()) {
        addLocalFiles(entry.getPath(), system, files);
      } else {
        files.add(entry);
      }
    }
  }

  private static InputFile inputFile(
      FileStatus status, String relative, Dataset dataset, FileSystem system) {
    Optional<FileFormat> named = FileFormat.of(dataset, relative);
    boolean large =
        status.getLen() >= WORTH_SPLITTING_BYTES
            && named.orElse(FileFormat.JSON) == FileFormat.JSON;
    FileFormat format = named.orElse(FileFormat.JSON);
    boolean splittable = large && isInLines(status.getPath(), system);
    if (named.isEmpty()) {
      format = peek(status.getPath(), system);
    }
    return new InputFile(
        status.getPath().toUri().toString(),
        relative,
        dataset,
        format,
        status.getLen(),
        status.getModificationTime(),
        splittable && format == FileFormat.JSON,
        digest(status));
  }

  private static FileFormat peek(Path path, FileSystem system) {
    try (InputStream in = Compression.open(system.open(path))) {
      return FileFormat.peek(in.readNBytes(PEEK_BYTES));
    } catch (IOException e) {
      return FileFormat.JSON;
    }
  }

  private static UserException unreadable(String input, String problem, Exception cause) {
    return new UserException(
        UserException.Kind.FAILED,
        String.format(
            "input %s: %s; give --input the folder that holds endpoints/, events/, imports/ or"
                + " configuration/",
            input, problem),
        cause);
  }
}
