// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.function.Consumer;

/**
 * A large set of {@link Folded} words, held as their 64-bit hashes: eight to sixteen bytes a word.
 * Of the words that are in no list, one in some hundred trillions is taken for one. Not to be
 * changed once it is shared.
 */
final class WordSet {
  private static final int SMALLEST = 64;

  /** Open addressing; 0 is free. */
  private long[] table = new long[SMALLEST];

  private int size;

  /** A small set of words with white space between them. */
  static WordSet of(String words) {
    WordSet set = new WordSet();
    set.addAll(Arrays.asList(words.strip().split("\\s+")));
    return set;
  }

  /** Adds a text, folded. */
  void add(String text) {
    addFolded(Folded.of(text.strip()));
  }

  void addAll(Collection<String> texts) {
    texts.forEach(this::add);
  }

  void remove(String text) {
    // A freed place would break the chains of others; a hash that no text has does not.
    int at = find(hash(Folded.of(text)));
    if (table[at] != 0) {
      table[at] = 1;
    }
  }

  private void addFolded(String folded) {
    if (folded.isEmpty()) {
      return;
    }
    if (size * 2 >= table.length) {
      grow();
    }
    long hash = hash(folded);
    int at = find(hash);
    if (table[at] == 0) {
      table[at] = hash;
      size++;
    }
  }

  boolean has(String folded) {
    return table[find(hash(folded))] != 0;
  }

  int size() {
    return size;
  }

  private void grow() {
    long[] old = table;
    table = new long[old.length * 2];
    for (long hash : old) {
      if (hash != 0) {
        table[find(hash)] = hash;
      }
    }
  }

  private int find(long hash) {
    int mask = table.length - 1;
    int at = (int) (hash >>> 32) & mask;
    while (table[at] != 0 && table[at] != hash) {
      at = (at + 1) & mask;
    }
    return at;
  }

  /** FNV-1a, its bits mixed as MurmurHash 3 does; neither 0 nor 1. */
  private static long hash(String text) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
    hash ^= hash >>> 33;
    return hash == 0 || hash == 1 ? 2 : hash;
  }

  /**
   * Reads a shipped list: words with commas or line ends between; what follows # is a remark.
   *
   * @param file beside this class
   */
  static void read(String file, Consumer<String> words) {
    try (InputStream stream = WordSet.class.getResourceAsStream(file)) {
      if (stream == null) {
        throw new IllegalStateException("no resource " + file);
      }
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
      String line;
      while ((line = lines.readLine()) != null) {
        int end = line.indexOf('#');
        for (String word : (end < 0 ? line : line.substring(0, end)).split(",")) {
          if (!word.isBlank()) {
            words.accept(word.strip());
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the shipped list " + file, e);
    }
  }
}
