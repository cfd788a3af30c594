// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify;

import java.lang.ref.SoftReference;
import java.util.function.Function;

/**
 * What was made last, and what of: the tasks of a stage each get the same identifiers anew, and to
 * compile them costs as much as thousands of records. What nobody uses goes when memory is short.
 * Thread-safe.
 *
 * @param <K> compared by what it is equal to
 */
public final class LastMade<K, V> {
  private K of;
  private SoftReference<V> last = new SoftReference<>(null);

  /** What was made of this, now or the last time. */
  public synchronized V get(K key, Function<K, V> make) {
    V made = last.get();
    if (made == null || !key.equals(of)) {
      made = make.apply(key);
      of = key;
      last = new SoftReference<>(made);
    }
    return made;
  }
}
