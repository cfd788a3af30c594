// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.Arrays;

/**
 * A set of names (of endpoints, users and addresses) by their hashes of 64 bits, where a name too
 * many does no harm. Immutable.
 */
public final class NameHashes implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Stands for no name, and is in no set. */
  public static final long NONE = 0;

  /** A bit of so many for a name: most others then need no search. */
  private static final int BITS_OF_A_NAME = 16;

  private static final int MOST_WORDS = 1 << 22;

  /** The bit in a word is by the six lowest bits of a hash. */
  private static final int BITS_OF_A_WORD = 6;

  private final long[] sorted;

  /**
   * A bit set for each name, by the lowest bits of its hash; as many words as a power of two. Made
   * when it is asked for; of two threads that make it at once, both make the same.
   */
  private transient volatile long[] seen;

  private NameHashes(long[] sorted) {
    this.sorted = sorted;
  }

  private static long[] bitsOf(long[] hashes) {
    long words = (long) BITS_OF_A_NAME * hashes.length / Long.SIZE;
    long[] bits = new long[Integer.highestOneBit((int) Math.min(MOST_WORDS, words + 1)) * 2];
    for (long hash : hashes) {
      bits[word(bits, hash)] |= 1L << hash;
    }
    return bits;
  }

  private static int word(long[] bits, long hash) {
    return (int) (hash >>> BITS_OF_A_WORD) & (bits.length - 1);
  }

  public boolean contains(long hash) {
    long[] bits = seen;
    if (bits == null) {
      bits = bitsOf(sorted);
      seen = bits;
    }
    return (bits[word(bits, hash)] & 1L << hash) != 0
        && hash != NONE
        && Arrays.binarySearch(sorted, hash) >= 0;
  }

  /** How many there are. */
  public int size() {
    return sorted.length;
  }

  /** Those of both. */
  public NameHashes plus(NameHashes other) {
    Builder both = new Builder(Integer.MAX_VALUE);
    both.add(this);
    both.add(other);
    return both.build();
  }

  /** Collects hashes, no more than are of use. Not thread-safe. */
  public static final class Builder implements Serializable {
    private static final long serialVersionUID = 1L;

    private final int most;
    private long[] hashes = new long[64];
    private int size;

    /** How many of them, from the start, are sorted and there once. */
    private int distinct;

    /**
     * @param most where there are more, which ones they are no longer matters
     */
    public Builder(int most) {
      this.most = most;
    }

    /** Whether there are too many. */
    private boolean isFull() {
      return distinct > most;
    }

    /** Adds one; {@link #NONE} and one that is there already change nothing. */
    public void add(long hash) {
      if (hash == NONE || isFull() || Arrays.binarySearch(hashes, 0, distinct, hash) >= 0) {
        return;
      }
      if (size == hashes.length) {
        sort();
        if (size > hashes.length / 2) {
          hashes = Arrays.copyOf(hashes, 2 * hashes.length);
        }
      }
      hashes[size++] = hash;
    }

    /** Adds all of a set. */
    public void add(NameHashes others) {
      for (long hash : others.sorted) {
        add(hash);
      }
    }

    /** Adds all that another holds. */
    public Builder add(Builder others) {
      for (int i = 0; i < others.size; i++) {
        add(others.hashes[i]);
      }
      return this;
    }

    /** The hashes until now; if there are too many, some of them, and still too many. */
    public NameHashes build() {
      sort();
      return new NameHashes(Arrays.copyOf(hashes, size));
    }

    /** What goes over the wire is no more than is of use. */
    private void writeObject(ObjectOutputStream out) throws IOException {
      sort();
      size = (int) Math.min(size, most + 1L);
      distinct = size;
      hashes = Arrays.copyOf(hashes, Math.max(1, size));
      out.defaultWriteObject();
    }

    private void sort() {
      Arrays.sort(hashes, 0, size);
      int kept = 0;
      for (int i = 0; i < size; i++) {
        if (kept == 0 || hashes[kept - 1] != hashes[i]) {
          hashes[kept++] = hashes[i];
        }
      }
      size = kept;
      distinct = kept;
    }
  }
}
