// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.ingest;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A field that records had before in one place: in an object that one certain field holds, behind
 * certain fields in their order. Also, without a name, the beginning of such an object. Whoever
 * walks over records may note here what the place means. Not thread-safe.
 */
public final class KnownField {
  private static final byte[] NO_NAME = {};
  private static final KnownField[] NONE = {};

  /** So many names are compared faster than one is looked up. */
  private static final int FEW_FOLLOWERS = 8;

  /** Objects of one place that left what is known, before it is told whether that is usual. */
  private static final int FEW = 64;

  /**
   * Where more than one object in so many leaves what is known, to try costs more than it saves.
   */
  private static final int MOST_LEFT = 4;

  /** Objects of one place with more fields and orders than that have data for names. */
  private static final int MOST_OF_PLACE = 1024;

  /** Null where an object begins. */
  private final String name;

  private final byte[] utf8;

  /** The field before it, or the beginning of its object; null for that. */
  private final KnownField before;

  // What came behind it the last times: objects of one place have their fields mostly in one
  // order; those of two kinds, in two.
  private KnownField next;
  private KnownField other;

  /** Those that came behind it first; no more than {@link #FEW_FOLLOWERS}. */
  private KnownField[] few = NONE;

  /** The others that ever did, by name. */
  private Map<String, KnownField> followers = Map.of();

  /** Where the objects begin that it holds; null before the first. */
  private KnownField inside;

  private Predicate<String> watch;
  private boolean isWatched;
  private Object note;

  // Of a beginning: its fields, its objects, and those of them that left what is known.
  private int fields;
  private int entered;
  private int left;

  private KnownField(String name, byte[] utf8, KnownField before) {
    this.name = name;
    this.utf8 = utf8;
    this.before = before;
  }

  /** Where records begin. */
  static KnownField beginning() {
    return new KnownField(null, NO_NAME, null);
  }

  String name() {
    return name;
  }

  /** What was noted here; null at first. */
  public Object note() {
    return note;
  }

  /** Notes what the place means to whoever walks over the records. */
  public void setNote(Object newNote) {
    note = newNote;
  }

  /** Whether the name is one that is watched for; asked once for each watch. */
  boolean isWatched(Predicate<String> names) {
    if (watch != names) {
      watch = names;
      isWatched = names.test(name);
    }
    return isWatched;
  }

  /** Begins an object that this holds; null if those mostly leave what is known. */
  KnownField enter() {
    if (inside == null) {
      inside = beginning();
    }
    return inside.isLeftMostly() ? null : inside.entered();
  }

  private boolean isLeftMostly() {
    return left > FEW && left > entered / MOST_LEFT;
  }

  private KnownField entered() {
    entered++;
    return this;
  }

  /** An object has a field behind this one that is not known here. */
  void leave() {
    ofObject().left++;
  }

  /** Where the object begins. */
  private KnownField ofObject() {
    KnownField beginning = this;
    while (beginning.before != null) {
      beginning = beginning.before;
    }
    return beginning;
  }

  /** The field before this one in its object, or null. */
  KnownField before() {
    return before == null || before.before == null ? null : before;
  }

  /** Whether this is a field, and no beginning. */
  boolean isField() {
    return before != null;
  }

  /**
   * The field behind this one whose name these bytes are, if it is one of the latest or of the
   * first; or null.
   */
  KnownField expected(byte[] bytes, int from, int to) {
    KnownField first = next;
    if (first == null || first.is(bytes, from, to)) {
      return first;
    }
    if (other != null && other.is(bytes, from, to)) {
      expect(other);
      return next;
    }
    for (KnownField one : few) {
      if (one.is(bytes, from, to)) {
        expect(one);
        return one;
      }
    }
    return null;
  }

  private boolean is(byte[] bytes, int from, int to) {
    return Arrays.equals(utf8, 0, utf8.length, bytes, from, to);
  }

  private void expect(KnownField field) {
    other = next;
    next = field;
  }

  /** The field of this name behind this one, where there are many; or null. */
  KnownField follower(String wanted) {
    KnownField field = followers.get(wanted);
    if (field != null) {
      expect(field);
    }
    return field;
  }

  /**
   * Makes a field known behind this one.
   *
   * @return null where the object has one of that name already, or too many are known of its place
   */
  KnownField add(String newName, byte[] itsUtf8) {
    for (KnownField one = this; one.isField(); one = one.before) {
      if (one.name.equals(newName)) {
        return null;
      }
    }
    KnownField beginning = ofObject();
    if (beginning.fields == MOST_OF_PLACE) {
      return null;
    }
    beginning.fields++;
    KnownField field = new KnownField(newName, itsUtf8, this);
    if (few.length < FEW_FOLLOWERS) {
      few = Arrays.copyOf(few, few.length + 1);
      few[few.length - 1] = field;
    } else {
      followers = followers.isEmpty() ? new HashMap<>() : followers;
      followers.put(newName, field);
    }
    expect(field);
    return field;
  }
}
