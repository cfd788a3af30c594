// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Tells in one pass over a text which of many regular expressions it is of, whatever their number.
 * A deterministic automaton of them together grows as texts ask for it (R. Cox, "Regular Expression
 * Matching in the Wild", 2010, describes the technique); when it has grown too large it starts
 * anew. There are several: one for each set of patterns that is asked for, since patterns that have
 * nothing to do with each other multiply their states; two where they are many, since patterns with
 * loops multiply the states of all others; and one for each pattern that is asked where it could
 * begin. Thread-safe.
 *
 * <p>What a whole text is asked for are the forms of a pattern, its alternatives: some are only
 * narrowed down, and {@link #exactUpTo} and {@link #longest} tell whose answer is final.
 */
final class PatternSet {
  private static final int[] NONE = {};

  private static final PatternNode NOTHING = new PatternNode.Sequence(List.of());

  /** Sets of patterns that have automatons of their own. */
  private static final int MOST_ASKS = 2000;

  /** Up to so many patterns one automaton has fewer states than two. */
  private static final int MOST_TOGETHER = 100;

  /** A pattern of more nodes is left to {@link java.util.regex.Pattern}. */
  private static final int MOST_NODES = 20_000;

  /** How many pairs of answers are remembered; a power of two. */
  private static final int PAIRS = 1 << 12;

  /** In so many places from its own on a pair may stand: two in one would be merged in turn. */
  private static final int PLACES = 8;

  private final CharacterSets sets = new CharacterSets();
  private final PatternGraph graph = new PatternGraph();
  private final BitSet read = new BitSet();
  private final BitSet loops = new BitSet();

  /** By form: whose it is, and what is known of its texts' lengths. */
  private final List<Form> forms = new ArrayList<>();

  /** By form, whose it is, at hand for each text that holds something. */
  private final int[] patternOf;

  /** What no pattern begins or ends beside, inside a text; -1 where whole texts are asked for. */
  private final int word;

  /** What both automatons gave, put together. */
  private final Pair[] pairs = new Pair[PAIRS];

  /** By pattern the nodes that its forms begin at; null where this can't answer for it. */
  private final int[][] starts;

  /** By pattern, what tells where it could begin; made when it is first asked for. */
  private final Map<Integer, GrowingAutomaton> beginnings = new ConcurrentHashMap<>();

  private final PatternRoom room = new PatternRoom();
  private final Map<List<Integer>, Ask> asks = new ConcurrentHashMap<>();
  private final Ask all;

  private PatternSet(List<String> patterns, boolean inside) {
    word = inside ? sets.add(Rule.OF_WORDS, 0) : -1;
    starts = new int[patterns.size()][];
    for (int i = 0; i < patterns.size(); i++) {
      Optional<PatternParser.Parsed> parsed =
          patterns.get(i).isEmpty() ? Optional.empty() : PatternParser.parse(patterns.get(i), sets);
      if (parsed.isPresent()) {
        PatternNode tree = parsed.get().tree();
        starts[i] = add(i, inside ? List.of(tree) : forms(tree));
        read.set(i, starts[i] != null);
        loops.set(i, parsed.get().loops());
      }
    }
    sets.close();
    patternOf = forms.stream().mapToInt(Form::pattern).toArray();
    all = askFor(IntStream.range(0, patterns.size()).toArray());
  }

  /** One of a pattern's alternatives. */
  private record Form(int pattern, PatternBounds bounds) {}

  /** The alternatives of a pattern, where nothing stands before or behind them. */
  private static List<PatternNode> forms(PatternNode tree) {
    if (tree instanceof PatternNode.Choice choice) {
      return choice.options().stream().flatMap(option -> forms(option).stream()).toList();
    }
    if (tree instanceof PatternNode.Sequence sequence) {
      List<PatternNode> parts =
          sequence.parts().stream().filter(part -> !NOTHING.equals(part)).toList();
      return parts.size() == 1 ? forms(parts.get(0)) : List.of(tree);
    }
    return List.of(tree);
  }

  /** The nodes that a pattern's forms begin at; null where one of them is too large. */
  private int[] add(int pattern, List<PatternNode> trees) {
    int[] begins = new int[trees.size()];
    for (int i = 0; i < begins.length; i++) {
      forms.add(new Form(pattern, PatternBounds.of(trees.get(i))));
      begins[i] = graph.add(trees.get(i), forms.size() - 1, MOST_NODES);
      if (begins[i] < 0) {
        return null;
      }
    }
    return begins;
  }

  /**
   * For texts that are of a pattern from end to end.
   *
   * @param patterns as {@link java.util.regex.Pattern} compiles them; empty ones match nothing
   */
  static PatternSet whole(List<String> patterns) {
    return new PatternSet(patterns, false);
  }

  /**
   * For texts that hold, somewhere, what is of a pattern and stands neither behind nor before a
   * letter of a word, digit or underscore.
   */
  static PatternSet inside(List<String> patterns) {
    return new PatternSet(patterns, true);
  }

  /** The automatons of some patterns; null where there is none to run. */
  static final class Ask {
    private final GrowingAutomaton first;
    private final GrowingAutomaton second;

    private Ask(GrowingAutomaton first, GrowingAutomaton second) {
      this.first = first;
      this.second = second;
    }
  }

  /** What to run for an answer about some patterns; that about others is missing then. */
  Ask askFor(int[] patterns) {
    List<Integer> known = IntStream.of(patterns).filter(read::get).boxed().toList();
    Ask ask = asks.get(known);
    if (ask == null) {
      ask = asks.size() < MOST_ASKS ? asks.computeIfAbsent(known, this::ask) : all;
    }
    return ask;
  }

  private Ask ask(List<Integer> patterns) {
    if (patterns.size() <= MOST_TOGETHER) {
      return new Ask(automaton(patterns), null);
    }
    Map<Boolean, List<Integer>> byLoops =
        patterns.stream().collect(Collectors.partitioningBy(loops::get));
    return new Ask(automaton(byLoops.get(false)), automaton(byLoops.get(true)));
  }

  private GrowingAutomaton automaton(List<Integer> patterns) {
    int[] some = patterns.stream().flatMapToInt(one -> IntStream.of(starts[one])).toArray();
    return some.length == 0 ? null : new GrowingAutomaton(graph, sets, some, word, room);
  }

  /** Whether this can answer for a pattern; if not, {@code Pattern} has to be asked. */
  boolean answersFor(int pattern) {
    return read.get(pattern);
  }

  /** Whether what this says of a pattern is final for all texts of a length; for tests. */
  boolean isExact(int pattern, int length) {
    return answersFor(pattern)
        && IntStream.range(0, forms.size())
            .filter(form -> pattern(form) == pattern)
            .allMatch(form -> length <= exactUpTo(form));
  }

  /** Whose form one is. */
  int pattern(int form) {
    return patternOf[form];
  }

  /** Up to which length a text that this names a form of surely is of it. */
  int exactUpTo(int form) {
    return (int) forms.get(form).bounds().exactUpTo();
  }

  /** The most code units that a text of a form has, whatever this names. */
  int longest(int form) {
    return (int) forms.get(form).bounds().longest();
  }

  /** As {@link #forms}, of all patterns, and the patterns themselves; for tests. */
  int[] matching(String text) {
    int[] found = forms(text);
    return found == null ? null : IntStream.of(found).map(this::pattern).distinct().toArray();
  }

  /** As {@link #forms(String, Ask)}, of all patterns; for tests. */
  int[] forms(String text) {
    return forms(text, all);
  }

  /**
   * The forms that a text is of, from the lowest and so by pattern; of those patterns alone that an
   * {@link #askFor} was made for, and that this answers for. Texts that end in the same state
   * mostly get the same array, which must not be changed.
   *
   * @return null where this can't tell now: it rests, or a surrogate stands alone
   */
  int[] forms(String text, Ask ask) {
    if (ask.first == null || ask.second == null) {
      GrowingAutomaton only = ask.first == null ? ask.second : ask.first;
      return only == null ? NONE : matching(only.enter(text.length()), text);
    }
    PatternStates one = ask.first.enter(text.length());
    PatternStates other = one == null ? null : ask.second.enter(text.length());
    return other == null ? null : matching(one, other, text);
  }

  /** Merges what a pair of states gives the first time, so that it is the same array later. */
  private int[] mergedOnce(int[] some, int[] others) {
    int place =
        (System.identityHashCode(some) ^ (31 * System.identityHashCode(others))) * 0x9e3779b9
            >>> (Integer.SIZE - Integer.numberOfTrailingZeros(PAIRS));
    int free = place;
    for (int i = 0; i < PLACES; i++) {
      int at = (place + i) & (PAIRS - 1);
      Pair known = pairs[at];
      if (known == null) {
        free = at;
        break;
      }
      if (known.some() == some && known.others() == others) {
        return known.all();
      }
    }
    int[] all = merged(some, others);
    pairs[free] = new Pair(some, others, all);
    return all;
  }

  /** Never changes, so that threads may overwrite each other's. */
  private record Pair(int[] some, int[] others, int[] all) {}

  /** The numbers of two lists that are each sorted and share none, sorted. */
  static int[] merged(int[] some, int[] others) {
    if (others.length == 0) {
      return some;
    }
    if (some.length == 0) {
      return others;
    }
    int[] all = new int[some.length + others.length];
    int ofSome = 0;
    int ofOthers = 0;
    for (int i = 0; i < all.length; i++) {
      boolean takesSome =
          ofOthers == others.length || (ofSome < some.length && some[ofSome] < others[ofOthers]);
      all[i] = takesSome ? some[ofSome++] : others[ofOthers++];
    }
    return all;
  }

  private int[] matching(PatternStates automaton, String text) {
    return automaton == null ? null : matching(automaton, automaton.begin(), text, 0);
  }

  /**
   * Both automatons side by side while both are alive: a step waits for memory, and neither has to
   * wait for the other's.
   */
  private int[] matching(PatternStates one, PatternStates other, String text) {
    int state = one.begin();
    int otherState = other.begin();
    char[] known = one.known();
    char[] otherKnown = other.known();
    int i = 0;
    while (i < text.length() && state > PatternStates.DEAD && otherState > PatternStates.DEAD) {
      char c = text.charAt(i);
      int kind = Character.isSurrogate(c) ? kindOfPair(text, i++) : sets.kind(c);
      i++;
      int next = PatternStates.step(known, state, kind);
      int otherNext = PatternStates.step(otherKnown, otherState, kind);
      if (next == PatternStates.NONE_LEFT && kind >= 0) {
        next = one.step(state, kind);
        known = one.known();
      }
      if (otherNext == PatternStates.NONE_LEFT && kind >= 0) {
        otherNext = other.step(otherState, kind);
        otherKnown = other.known();
      }
      state = next;
      otherState = otherNext;
    }
    int[] some = matching(one, state, text, i);
    int[] others = some == null ? null : matching(other, otherState, text, i);
    if (others == null) {
      return null;
    }
    return some.length == 0 || others.length == 0 ? merged(some, others) : mergedOnce(some, others);
  }

  /** From a state and a character on. */
  private int[] matching(PatternStates automaton, int from, String text, int start) {
    int state = from;
    char[] known = automaton.known();
    for (int i = start; i < text.length() && state > PatternStates.DEAD; i++) {
      char c = text.charAt(i);
      int kind = Character.isSurrogate(c) ? kindOfPair(text, i++) : sets.kind(c);
      int next = PatternStates.step(known, state, kind);
      if (next == PatternStates.NONE_LEFT && kind >= 0) {
        next = automaton.step(state, kind);
        known = automaton.known();
      }
      state = next;
    }
    if (state <= PatternStates.DEAD) {
      return state == PatternStates.DEAD ? NONE : null;
    }
    return automaton.ends(state);
  }

  /** The patterns that a text holds somewhere, or more; null as for {@link #matching}. */
  BitSet within(String text) {
    BitSet found = new BitSet(starts.length);
    return addWithin(all.first, text, found) && addWithin(all.second, text, found) ? found : null;
  }

  private boolean addWithin(GrowingAutomaton growing, String text, BitSet found) {
    if (growing == null) {
      return true;
    }
    PatternStates automaton = growing.enter(text.length());
    if (automaton == null) {
      return false;
    }
    int state = automaton.begin();
    char[] known = automaton.known();
    boolean[] endless = automaton.endless();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int kind = Character.isSurrogate(c) ? kindOfPair(text, i++) : sets.kind(c);
      if (kind < 0) {
        return false;
      }
      if (PatternStates.couldEnd(endless, state) && !sets.holds(word, kind)) {
        addAll(automaton.ends(state), found);
      }
      int next = PatternStates.step(known, state, kind);
      if (next == PatternStates.NONE_LEFT) {
        next = automaton.step(state, kind);
        known = automaton.known();
        endless = automaton.endless();
      }
      state = next;
      if (state == PatternStates.NONE_LEFT) {
        return false;
      }
    }
    addAll(automaton.ends(state), found);
    return true;
  }

  /**
   * Tells at which places of a text what is of a pattern could begin, whatever stands before and
   * behind it; also where this can't tell.
   */
  IntPredicate beginnings(int pattern, String text) {
    PatternStates automaton =
        read.get(pattern)
            ? beginnings
                .computeIfAbsent(
                    pattern, one -> new GrowingAutomaton(graph, sets, starts[one], -1, room))
                .enter(text.length())
            : null;
    return automaton == null ? at -> true : at -> couldBeginAt(at, automaton, text);
  }

  private boolean couldBeginAt(int at, PatternStates automaton, String text) {
    int state = automaton.begin();
    int i = at;
    while (state > PatternStates.DEAD) {
      if (PatternStates.couldEnd(automaton.endless(), state) && automaton.ends(state).length > 0) {
        return true;
      }
      if (i >= text.length()) {
        return false;
      }
      char c = text.charAt(i);
      int kind = Character.isSurrogate(c) ? kindOfPair(text, i++) : sets.kind(c);
      i++;
      if (kind < 0) {
        return true;
      }
      state = automaton.step(state, kind);
    }
    return state != PatternStates.DEAD;
  }

  private void addAll(int[] ends, BitSet found) {
    for (int end : ends) {
      found.set(patternOf[end]);
    }
  }

  /** The kind of the code point that begins with a surrogate, if it is one. */
  private int kindOfPair(String text, int at) {
    int codePoint = text.codePointAt(at);
    return Character.isSupplementaryCodePoint(codePoint)
        ? sets.kindBeyond(codePoint)
        : CharacterSets.NO_KIND;
  }

  /** How many states there are now, for tests. */
  int size() {
    return room.size();
  }
}
