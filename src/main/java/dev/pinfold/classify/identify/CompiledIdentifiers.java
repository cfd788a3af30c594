// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import dev.pinfold.catalog.Identifiability;
import dev.pinfold.catalog.PersonalDataType;
import dev.pinfold.classify.DataIdentifier;
import dev.pinfold.classify.LastMade;
import dev.pinfold.classify.ValueIdentifiers;
import dev.pinfold.classify.ValueShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Runs data identifiers on values: the shape of a value picks the candidates by their gates, and
 * only those run their regex, then their validator. Long texts are scanned in overlapping windows.
 */
public final class CompiledIdentifiers implements ValueIdentifiers {
  private static final long serialVersionUID = 1L;
  private static final int WINDOW = 64 << 10;
  private static final int OVERLAP = 4 << 10;
  private static final int LONGEST_WHOLE_VALUE = 8 << 10;

  /** Longer values are few, and would make the automaton grow. */
  private static final int LONGEST_WITH_AUTOMATON = 256;

  private static final int LONGEST_TEXT = 2 << 10;

  private static final int[] NO_RULES = {};

  /** From this weight on, a match is proof by itself. */
  private static final double PROOF = 0.9;

  private static final String OWNER = "device-owner";

  private static final BitSet NONE = new BitSet();
  private static final MatchSink UNHEARD = (identifier, whole, validated) -> {};

  private final List<DataIdentifier> identifiers;
  private transient Rules rules;

  private CompiledIdentifiers(List<DataIdentifier> identifiers) {
    this.identifiers = new ArrayList<>(identifiers);
    this.rules = Rules.LAST.get(this.identifiers, Rules::new);
  }

  /** Takes identifiers whose patterns, gates and validators {@link IdentifierFiles} checked. */
  public static CompiledIdentifiers of(List<DataIdentifier> identifiers) {
    return new CompiledIdentifiers(identifiers);
  }

  private Object readResolve() {
    return new CompiledIdentifiers(identifiers);
  }

  /** How many regexes have run, for tests of the gates. */
  long regexRuns() {
    return rules.runs.sum();
  }

  @Override
  public List<String> ids() {
    return identifiers.stream().map(DataIdentifier::id).collect(Collectors.toUnmodifiableList());
  }

  @Override
  public PersonalDataType type(int identifier) {
    return identifiers.get(identifier).type();
  }

  @Override
  public void match(String value, String region, MatchSink sink) {
    match(value, region, NONE, sink);
  }

  @Override
  public void match(String value, String region, BitSet passedOver, MatchSink sink) {
    match(new ValueShape(value.strip()), region, passedOver, sink);
  }

  @Override
  public void match(ValueShape shape, String region, BitSet passedOver, MatchSink sink) {
    String text = shape.text();
    if (text.isEmpty()) {
      return;
    }
    boolean proven = false;
    if (text.length() <= LONGEST_WHOLE_VALUE) {
      int[] byWord = rules.byWord(text, shape);
      for (int index : byWord) {
        sink.matched(index, true, false);
      }
      CandidateRules candidates = rules.candidates(shape);
      int[] formed =
          text.length() <= LONGEST_WITH_AUTOMATON
              ? rules.formsOfWhole.forms(text, candidates.ask())
              : null;
      proven =
          formed == null
              ? tryAll(candidates.whole(), shape, region, passedOver, byWord, sink)
              : tryFormed(
                  rules.trials.trials(formed, candidates, passedOver), shape, region, byWord, sink);
    }
    if (!proven && couldHoldSpan(text, shape)) {
      for (Span span : spans(shape, region, sink)) {
        int index = span.identifier();
        if (span.start() > 0 || span.end() < text.length()) {
          boolean whole =
              rules.provesItself[index] && ValueLabel.isAllAround(text, span.start(), span.end());
          boolean validated =
              index == rules.nameIndex
                  ? NameSpans.isCued(text, span.start())
                      && !JoinedNames.is(text, span.start(), span.end())
                  : rules.all[index].validator() != null;
          sink.matched(index, whole, validated);
        }
      }
    }
  }

  /** Runs the regex of each rule. */
  private boolean tryAll(
      int[] some,
      ValueShape shape,
      String region,
      BitSet passedOver,
      int[] byWord,
      MatchSink sink) {
    boolean proven = false;
    for (int i : some) {
      if (!passedOver.get(i)
          && rules.all[i].gate().accepts(shape)
          && rules.has(rules.all[i], shape.text())
          && !contains(byWord, i)) {
        proven |= decide(i, shape, region, sink);
      }
    }
    return proven;
  }

  /** Runs the regex of those rules alone whose automaton cannot tell for texts of this length. */
  private boolean tryFormed(
      TrialMemory.Trials trials, ValueShape shape, String region, int[] byWord, MatchSink sink) {
    boolean proven = false;
    int length = shape.length();
    int size = trials.size();
    for (int k = 0; k < size; k++) {
      int i = trials.rule(k);
      if (length <= trials.longest(k)
          && (trials.isSure(k) || rules.all[i].gate().accepts(shape))
          && (length <= trials.exactUpTo(k) || rules.has(rules.all[i], shape.text()))
          && !contains(byWord, i)) {
        proven |= decide(i, shape, region, sink);
      }
    }
    return proven;
  }

  /** Asks what is left to ask of a text of an identifier's form; whether it proves a type. */
  private boolean decide(int index, ValueShape shape, String region, MatchSink sink) {
    Rule rule = rules.all[index];
    if (rule.accepts(shape, region)) {
      sink.matched(index, true, rule.validator() != null);
      return rules.settles[index];
    }
    if (rule.isTested()) {
      sink.failed(index);
    }
    return false;
  }

  private static boolean contains(int[] some, int one) {
    for (int each : some) {
      if (each == one) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean asksForForm(int identifier) {
    return rules.asksForForm[identifier];
  }

  @Override
  public long formBit(int identifier, String text) {
    return identifiers.get(identifier).options().formBit(text);
  }

  @Override
  public boolean dependsOnRegion(int digits) {
    return digits >= rules.fewestDigitsOfRegional;
  }

  private static boolean couldHoldSpan(String text, ValueShape shape) {
    return shape.spaces() > 0
        || shape.has('@')
        || shape.has(':')
        || shape.has('=')
        || (shape.digits() >= 7 && shape.length() > shape.digits())
        || ((shape.has('-') || shape.has('_')) && DeviceOwners.namesDevice(text));
  }

  @Override
  public List<Span> spans(String text, String region) {
    return spans(new ValueShape(text), region, UNHEARD);
  }

  private List<Span> spans(ValueShape whole, String region, MatchSink failures) {
    String text = whole.text();
    List<Span> found = new ArrayList<>();
    for (int from = 0; from < text.length(); from += WINDOW - OVERLAP) {
      String window = text.substring(from, Math.min(text.length(), from + WINDOW));
      ValueShape shape = window.length() == text.length() ? whole : new ValueShape(window);
      // A weak identifier counts beside a cue word only; most texts have none.
      BitSet cued = hasRoomForCue(shape) ? rules.cues.find(window) : NONE;
      BitSet held = rules.heldIn(window);
      for (int i = held.nextSetBit(0); i >= 0; i = held.nextSetBit(i + 1)) {
        Rule rule = rules.all[i];
        if (identifiers.get(i).weak() && !cued.get(i)) {
          continue;
        }
        if (rule.gate().acceptsInside(shape, rule.isSpaceless())) {
          search(i, rule, window, from, region, found, failures);
        }
      }
      if (rules.nameIndex >= 0) {
        NameSpans.find(
            shape, from, rules.nameIndex, rules.ownerIndex, type(rules.nameIndex), found);
      }
      if (from + WINDOW >= text.length()) {
        break;
      }
    }
    return withoutOverlaps(found);
  }

  /** Whether more than one word could stand in a text. */
  private static boolean hasRoomForCue(ValueShape shape) {
    return shape.spaces() > 0 || shape.has(':') || shape.has('=') || shape.hasUnicode();
  }

  private void search(
      int index,
      Rule rule,
      String window,
      int offset,
      String region,
      List<Span> found,
      MatchSink failures) {
    DataIdentifier identifier = identifiers.get(index);
    SpanSearch search =
        new SpanSearch(rule.span(), window, rules.formsInside.beginnings(index, window));
    rules.runs.increment();
    while (search.find()) {
      if (identifier.weak() && !hasCue(identifier, window, search.start())) {
        continue;
      }
      if (rule.accepts(search.group(), region)) {
        found.add(
            new Span(offset + search.start(), offset + search.end(), index, identifier.type()));
      } else if (rule.isTested()) {
        failures.failed(index);
      }
    }
  }

  private static boolean hasCue(DataIdentifier identifier, String window, int start) {
    int from = Math.max(0, start - identifier.options().cueDistance());
    String before = window.substring(from, start).toLowerCase(Locale.ROOT);
    return identifier.cues().stream().anyMatch(before::contains);
  }

  private List<Span> withoutOverlaps(List<Span> found) {
    if (found.size() < 2) {
      return List.copyOf(found);
    }
    found.sort(
        Comparator.<Span>comparingInt(span -> span.start() - span.end())
            .thenComparing(
                Comparator.comparingDouble(
                        (Span span) -> identifiers.get(span.identifier()).weight())
                    .reversed())
            .thenComparingInt(Span::start));
    List<Span> kept = new ArrayList<>();
    for (Span span : found) {
      if (kept.stream().noneMatch(k -> k.start() < span.end() && span.start() < k.end())) {
        kept.add(span);
      }
    }
    kept.sort(Comparator.comparingInt(Span::start));
    return List.copyOf(kept);
  }

  /** The compiled form, rebuilt after deserialization. */
  private static final class Rules {
    /**
     * What this JVM compiled last: the tasks of a stage each get the identifiers anew, and share
     * what the automatons learned.
     */
    private static final LastMade<List<DataIdentifier>, Rules> LAST = new LastMade<>();

    /** How many keys are remembered; a power of two. */
    private static final int KEYS = 1 << 16;

    /** In so many places from its own on a key may stand: two in one would be made in turn. */
    private static final int PLACES = 8;

    private final Rule[] all;
    private final CueFinder cues;

    private final CandidateRules[] candidates = new CandidateRules[KEYS];
    private final TrialMemory trials;

    /** Tells the rules whose pattern a whole value is of. */
    private final PatternSet formsOfWhole;

    /** Tells the rules whose pattern something inside a text may be of. */
    private final PatternSet formsInside;

    /** The rules that are looked for inside texts, and those of them that no automaton knows. */
    private final BitSet everywhere = new BitSet();

    private final BitSet unknownInside = new BitSet();
    private final Map<String, int[]> byWord = new HashMap<>();
    private final LongAdder runs = new LongAdder();

    /** By rule: whether its whole match leaves nothing else to look for in the value. */
    private final boolean[] settles;

    /** By rule: whether the forms of its matches are counted. */
    private final boolean[] asksForForm;

    /** By rule: whether a match is proof, whatever the column. */
    private final boolean[] provesItself;

    /** The fewest digits that a value may have for an identifier that asks for the region. */
    private int fewestDigitsOfRegional = Integer.MAX_VALUE;

    private int longestWord;

    /** The looks of the words, so that most values need no look-up. */
    private final BitSet wordLooks = new BitSet();

    private int nameIndex = -1;

    /** The identifier of names that devices have from their owners; else that of names. */
    private int ownerIndex = -1;

    private Rules(List<DataIdentifier> identifiers) {
      all = identifiers.stream().map(Rule::of).toArray(Rule[]::new);
      settles = new boolean[all.length];
      provesItself = new boolean[all.length];
      asksForForm = new boolean[all.length];
      formsOfWhole = PatternSet.whole(identifiers.stream().map(DataIdentifier::pattern).toList());
      trials = new TrialMemory(formsOfWhole);
      formsInside =
          PatternSet.inside(
              identifiers.stream().map(one -> one.span() ? one.pattern() : "").toList());
      Map<Integer, List<String>> cuesOfWeak = new HashMap<>();
      for (int i = 0; i < all.length; i++) {
        if (all[i].span() != null) {
          everywhere.set(i);
          unknownInside.set(i, !formsInside.answersFor(i));
          if (identifiers.get(i).weak()) {
            cuesOfWeak.put(i, identifiers.get(i).cues());
          }
        }
      }
      cues = new CueFinder(cuesOfWeak);
      for (int i = 0; i < identifiers.size(); i++) {
        DataIdentifier identifier = identifiers.get(i);
        boolean isHarmless = identifier.type().identifiability() == Identifiability.NONE;
        asksForForm[i] = identifiers.get(i).options().fewestForms() > 0;
        settles[i] = !identifier.weak() && !(isHarmless && all[i].couldHoldAddress());
        provesItself[i] = !identifier.weak() && identifier.weight() >= PROOF;
        for (String word : identifier.words()) {
          byWord.merge(word.toLowerCase(Locale.ROOT), new int[] {i}, Rules::together);
          longestWord = Math.max(longestWord, word.length());
          if (!word.isEmpty()) {
            wordLooks.set(wordLook(word));
          }
        }
        if (Validators.asksForRegion(identifier.validator())) {
          fewestDigitsOfRegional = Math.min(fewestDigitsOfRegional, all[i].gate().fewestDigits());
        }
        if (nameIndex < 0 && identifier.validator().equals("person-name")) {
          nameIndex = i;
        }
        if (identifier.id().equals(OWNER)) {
          ownerIndex = i;
        }
      }
      ownerIndex = ownerIndex < 0 ? nameIndex : ownerIndex;
    }

    private static int[] together(int[] some, int[] others) {
      return IntStream.concat(Arrays.stream(some), Arrays.stream(others)).distinct().toArray();
    }

    /** The rules that have a text among their words. */
    int[] byWord(String text, ValueShape shape) {
      boolean couldBeOne =
          shape.length() <= longestWord && (shape.hasUnicode() || wordLooks.get(wordLook(text)));
      return couldBeOne ? byWord.getOrDefault(text.toLowerCase(Locale.ROOT), NO_RULES) : NO_RULES;
    }

    /** The same for all ways to write a text of ASCII in capitals or small letters. */
    private static int wordLook(String text) {
      int length = text.length();
      return (length << 6 | look(text.charAt(0))) << 6 | look(text.charAt(length - 1));
    }

    /**
     * Six bits that tell digits from letters; most values that begin or end with one are no word.
     */
    private static int look(char c) {
      return c & 31 | c >> 1 & 32;
    }

    /** The rules whose pattern something inside a text may be of. */
    BitSet heldIn(String text) {
      BitSet held = text.length() <= LONGEST_TEXT ? formsInside.within(text) : null;
      if (held == null) {
        return everywhere;
      }
      held.or(unknownInside);
      return held;
    }

    /** The rules to try on a value of such a shape. */
    CandidateRules candidates(ValueShape shape) {
      int key = ShapeKey.of(shape);
      int own = (key * 0x9e3779b9) >>> (Integer.SIZE - Integer.numberOfTrailingZeros(KEYS));
      int free = own;
      for (int i = 0; i < PLACES; i++) {
        int place = (own + i) & (KEYS - 1);
        CandidateRules known = candidates[place];
        if (known == null) {
          free = place;
          break;
        }
        if (known.key() == key) {
          return known;
        }
      }
      // Another thread may put another key here at the same time; each takes its own.
      CandidateRules made = candidates(key);
      candidates[free] = made;
      return made;
    }

    private CandidateRules candidates(int key) {
      int[] whole =
          IntStream.range(0, all.length)
              .filter(i -> all[i].runs() && all[i].gate().couldAccept(key))
              .toArray();
      int[] unread = IntStream.of(whole).filter(i -> !formsOfWhole.answersFor(i)).toArray();
      BitSet sure = new BitSet();
      IntStream.of(whole).filter(i -> all[i].gate().surelyAccepts(key)).forEach(sure::set);
      return new CandidateRules(key, whole, sure, unread, formsOfWhole.askFor(whole));
    }

    /** Whether a text is of a rule's form, from end to end. */
    boolean has(Rule rule, String text) {
      if (rule.whole() == null) {
        return true;
      }
      runs.increment();
      return rule.whole().matcher(text).matches();
    }
  }
}
