// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import dev.pinfold.catalog.Identifiability;
import dev.pinfold.catalog.PersonalDataType;
import dev.pinfold.classify.DataIdentifier;
import dev.pinfold.classify.ValueIdentifiers;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
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

  /** From this weight on, a match is proof by itself. */
  private static final double PROOF = 0.9;

  private static final String OWNER = "device-owner";

  private static final BitSet NONE = new BitSet();
  private static final MatchSink UNHEARD = (identifier, whole, validated) -> {};

  private final List<DataIdentifier> identifiers;
  private transient Rules rules;

  private CompiledIdentifiers(List<DataIdentifier> identifiers) {
    this.identifiers = new ArrayList<>(identifiers);
    this.rules = new Rules(identifiers);
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
    String text = value.strip();
    if (text.isEmpty()) {
      return;
    }
    ValueShape shape = new ValueShape(text);
    boolean proven = false;
    if (text.length() <= LONGEST_WHOLE_VALUE) {
      boolean isOfDigits = shape.digits() == shape.length();
      List<Integer> words = rules.byWord.getOrDefault(lowerCased(text, shape), List.of());
      for (int index : words) {
        sink.matched(index, true, false);
      }
      for (int i : rules.candidates(shape).whole) {
        Rule rule = rules.all[i];
        if (passedOver.get(i)
            || !rule.gate().accepts(shape)
            || words.contains(i)
            || !rules.has(rule, text, isOfDigits)) {
          continue;
        }
        if (rule.accepts(text, region)) {
          sink.matched(i, true, rule.validator() != null);
          proven |= rules.settles[i];
        } else if (rule.isTested()) {
          sink.failed(i);
        }
      }
    }
    if (!proven && couldHoldSpan(text, shape)) {
      for (Span span : spans(text, region, sink)) {
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

  private String lowerCased(String text, ValueShape shape) {
    return shape.length() > rules.longestWord ? "" : text.toLowerCase(Locale.ROOT);
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
    return spans(text, region, UNHEARD);
  }

  private List<Span> spans(String text, String region, MatchSink failures) {
    List<Span> found = new ArrayList<>();
    for (int from = 0; from < text.length(); from += WINDOW - OVERLAP) {
      String window = text.substring(from, Math.min(text.length(), from + WINDOW));
      ValueShape shape = new ValueShape(window);
      // A weak identifier counts beside a cue word only; most texts have none.
      BitSet cued = hasRoomForCue(shape) ? rules.cues.find(window) : NONE;
      for (int i : rules.candidates(shape).inside) {
        if (rules.needsCue[i] && !cued.get(i)) {
          continue;
        }
        Rule rule = rules.all[i];
        if (rule.gate().acceptsInside(shape, rule.isSpaceless())) {
          search(i, rule, window, from, region, found, failures);
        }
      }
      if (rules.nameIndex >= 0) {
        NameSpans.find(
            window, from, rules.nameIndex, rules.ownerIndex, type(rules.nameIndex), found);
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
    Matcher matcher = rule.span().matcher(window);
    rules.runs.increment();
    while (matcher.find()) {
      if (identifier.weak() && !hasCue(identifier, window, matcher.start())) {
        continue;
      }
      if (rule.accepts(matcher.group(), region)) {
        found.add(
            new Span(offset + matcher.start(), offset + matcher.end(), index, identifier.type()));
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
    /** How many keys are remembered; a power of two. */
    private static final int KEYS = 1 << 13;

    private final Rule[] all;
    private final int[] spanning;
    private final CueFinder cues;

    /** The rules that could take a value whose shape has the key, or find something in it. */
    private static final class Candidates {
      private final int key;
      private final int[] whole;
      private final int[] inside;

      Candidates(int key, int[] whole, int[] inside) {
        this.key = key;
        this.whole = whole;
        this.inside = inside;
      }
    }

    private final Candidates[] candidates = new Candidates[KEYS];

    private final Map<String, List<Integer>> byWord = new HashMap<>();
    private final LongAdder runs = new LongAdder();

    /** By rule: whether its whole match leaves nothing else to look for in the value. */
    private final boolean[] settles;

    /** By rule: whether a match is proof, whatever the column. */
    private final boolean[] provesItself;

    /** By rule: whether it counts inside a text beside a cue word only. */
    private final boolean[] needsCue;

    private int longestWord;
    private int nameIndex = -1;

    /** The identifier of names that devices have from their owners; else that of names. */
    private int ownerIndex = -1;

    Rules(List<DataIdentifier> identifiers) {
      all = identifiers.stream().map(Rule::of).toArray(Rule[]::new);
      settles = new boolean[all.length];
      provesItself = new boolean[all.length];
      needsCue = new boolean[all.length];
      spanning = IntStream.range(0, all.length).filter(i -> all[i].span() != null).toArray();
      Map<Integer, List<String>> cuesOfWeak = new HashMap<>();
      for (int i : spanning) {
        if (identifiers.get(i).weak()) {
          needsCue[i] = true;
          cuesOfWeak.put(i, identifiers.get(i).cues());
        }
      }
      cues = new CueFinder(cuesOfWeak);
      for (int i = 0; i < identifiers.size(); i++) {
        DataIdentifier identifier = identifiers.get(i);
        boolean isHarmless = identifier.type().identifiability() == Identifiability.NONE;
        settles[i] = !identifier.weak() && !(isHarmless && all[i].couldHoldAddress());
        provesItself[i] = !identifier.weak() && identifier.weight() >= PROOF;
        for (String word : identifier.words()) {
          byWord.computeIfAbsent(word.toLowerCase(Locale.ROOT), k -> new ArrayList<>()).add(i);
          longestWord = Math.max(longestWord, word.length());
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

    Candidates candidates(ValueShape shape) {
      int key = ShapeKey.of(shape);
      int place = (key * 0x9e3779b9) >>> (Integer.SIZE - Integer.numberOfTrailingZeros(KEYS));
      Candidates known = candidates[place];
      if (known == null || known.key != key) {
        // Another thread may put another key here at the same time; each takes its own.
        known = find(key);
        candidates[place] = known;
      }
      return known;
    }

    private Candidates find(int key) {
      return new Candidates(
          key,
          IntStream.range(0, all.length)
              .filter(i -> all[i].runs() && all[i].gate().couldAccept(key))
              .toArray(),
          IntStream.of(spanning).filter(i -> all[i].gate().couldAcceptInside(key)).toArray());
    }

    /** Whether a text is of a rule's form, from end to end. */
    boolean has(Rule rule, String text, boolean isOfDigits) {
      if (rule.whole() == null) {
        return true;
      }
      if (rule.digits() != null && isOfDigits) {
        return rule.digits().matches(text);
      }
      runs.increment();
      return rule.whole().matcher(text).matches();
    }
  }
}
