// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import dev.pinfold.catalog.Identifiability;
import dev.pinfold.classify.DataIdentifier;
import dev.pinfold.classify.ValueIdentifiers.Span;
import dev.pinfold.classify.ValueShape;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What {@link CompiledIdentifiers} must find, found slowly and obviously: on each value every
 * identifier's gate, regular expression and validator, one after the other, nothing remembered. For
 * values that fit into one window.
 */
final class PlainIdentifiers {
  private final List<DataIdentifier> identifiers;
  private final List<Pattern> whole;
  private final List<Pattern> inside;
  private final List<Rule> rules;
  private final int names;
  private final int owners;

  PlainIdentifiers(List<DataIdentifier> identifiers) {
    this.identifiers = identifiers;
    this.whole = identifiers.stream().map(one -> Pattern.compile(one.pattern())).toList();
    this.inside =
        identifiers.stream()
            .map(
                one ->
                    // Neither inside a word nor inside a decimal number or one written in groups.
                    Pattern.compile(
                        "(?<![\\p{L}\\p{N}_&&[^\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}ー]])(?<![0-9][.,-])(?:"
                            + one.pattern()
                            + ")(?![\\p{L}\\p{N}_&&[^\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}ー]])(?![.,-][0-9])"))
            .toList();
    this.rules = identifiers.stream().map(Rule::of).toList();
    this.names = first(one -> one.validator().equals("person-name"));
    this.owners = first(one -> one.id().equals("device-owner"));
  }

  private int first(java.util.function.Predicate<DataIdentifier> wanted) {
    return IntStream.range(0, identifiers.size())
        .filter(i -> wanted.test(identifiers.get(i)))
        .findFirst()
        .orElseThrow();
  }

  /**
   * Lines such as {@code email whole validated}, sorted; {@code failed} for those that were not.
   */
  List<String> match(String value, String region, BitSet passedOver) {
    List<String> found = new ArrayList<>();
    String text = value.strip();
    boolean proven = false;
    for (int i = 0; i < identifiers.size() && !text.isEmpty(); i++) {
      DataIdentifier one = identifiers.get(i);
      if (isWord(one, text)) {
        found.add(line(one, true, false));
      } else if (!passedOver.get(i) && isOfForm(i, text)) {
        if (accepts(one, text, region)) {
          found.add(line(one, true, validator(one) != null));
          proven |= settles(one);
        } else if (isTested(one)) {
          found.add(one.id() + " failed");
        }
      }
    }
    if (!proven && couldHoldMore(text)) {
      for (Span span : spans(text, region, found)) {
        if (span.start() > 0 || span.end() < text.length()) {
          found.add(spanLine(text, span));
        }
      }
    }
    found.sort(Comparator.naturalOrder());
    return found;
  }

  private static boolean isWord(DataIdentifier one, String text) {
    return one.words().stream()
        .map(word -> word.toLowerCase(Locale.ROOT))
        .anyMatch(text.toLowerCase(Locale.ROOT)::equals);
  }

  private boolean isOfForm(int i, String text) {
    DataIdentifier one = identifiers.get(i);
    boolean isByForm = !one.pattern().isEmpty();
    return (isByForm || validator(one) != null)
        && PlainGate.accepts(one.gate(), text)
        && (!isByForm || whole.get(i).matcher(text).matches());
  }

  private static BiPredicate<String, String> validator(DataIdentifier one) {
    return Validators.find(one.validator()).orElse(null);
  }

  private static boolean accepts(DataIdentifier one, String text, String region) {
    BiPredicate<String, String> validator = validator(one);
    String lower = text.toLowerCase(Locale.ROOT);
    return (validator == null || validator.test(text, region))
        && !one.options().allow().contains(lower)
        && one.options().ignore().stream().noneMatch(lower::contains)
        && one.options().allowPatterns().stream().noneMatch(text::matches);
  }

  private static boolean isTested(DataIdentifier one) {
    return !one.pattern().isEmpty() && validator(one) != null && one.options().chance() < 1;
  }

  /** Whether a whole match leaves nothing to look for in the value. */
  private static boolean settles(DataIdentifier one) {
    boolean isHarmless = one.type().identifiability() == Identifiability.NONE;
    boolean takesAnyText = Pattern.compile("\\[\\^[^\\]@]*\\]").matcher(one.pattern()).find();
    return !one.weak() && !(isHarmless && takesAnyText);
  }

  /** A word of letters alone, or a number alone, holds nothing else. */
  private static boolean couldHoldMore(String text) {
    long digits = text.chars().filter(c -> c >= '0' && c <= '9').count();
    return text.chars().anyMatch(c -> c <= ' ' || c == '@' || c == ':' || c == '=')
        || (digits >= 7 && text.length() > digits)
        || (text.matches("(?s).*[-_].*") && DeviceOwners.namesDevice(text));
  }

  private List<Span> spans(String text, String region, List<String> failures) {
    List<Span> found = new ArrayList<>();
    boolean hasRoomForCue = text.chars().anyMatch(c -> c <= ' ' || c == ':' || c == '=' || c > 127);
    for (int i = 0; i < identifiers.size(); i++) {
      DataIdentifier one = identifiers.get(i);
      if (one.pattern().isEmpty() || !one.span()) {
        continue;
      }
      for (Matcher matcher = inside.get(i).matcher(text); matcher.find(); ) {
        if (!isWorthIt(i, text, matcher.group())
            || (one.weak() && !(hasRoomForCue && hasCue(one, text, matcher.start())))) {
          continue;
        }
        if (accepts(one, matcher.group(), region)) {
          found.add(new Span(matcher.start(), matcher.end(), i, one.type()));
        } else if (isTested(one)) {
          failures.add(one.id() + " failed");
        }
      }
    }
    NameSpans.find(new ValueShape(text), 0, names, owners, identifiers.get(names).type(), found);
    return longest(found);
  }

  /** A gate that lets a part pass, lets pass any text around it. */
  private boolean isWorthIt(int i, String text, String part) {
    Rule rule = rules.get(i);
    return PlainGate.accepts(identifiers.get(i).gate(), part)
        || rule.gate().acceptsInside(new ValueShape(text), rule.isSpaceless());
  }

  private static boolean hasCue(DataIdentifier one, String text, int start) {
    String before = text.substring(Math.max(0, start - one.options().cueDistance()), start);
    return one.cues().stream().anyMatch(before.toLowerCase(Locale.ROOT)::contains);
  }

  /** Of those that overlap, the longest; of these the surest, and then the first. */
  private List<Span> longest(List<Span> found) {
    List<Span> left = new ArrayList<>(found);
    List<Span> kept = new ArrayList<>();
    while (!left.isEmpty()) {
      Span best = left.get(0);
      for (Span one : left) {
        int longer = (one.end() - one.start()) - (best.end() - best.start());
        double surer = weight(one) - weight(best);
        if (longer > 0
            || (longer == 0 && surer > 0)
            || (longer == 0 && surer == 0 && one.start() < best.start())) {
          best = one;
        }
      }
      kept.add(best);
      Span chosen = best;
      left.removeIf(one -> one.start() < chosen.end() && chosen.start() < one.end());
    }
    return kept;
  }

  private double weight(Span span) {
    return identifiers.get(span.identifier()).weight();
  }

  private String spanLine(String text, Span span) {
    DataIdentifier one = identifiers.get(span.identifier());
    boolean isProof = !one.weak() && one.weight() >= 0.9;
    boolean isWhole = isProof && ValueLabel.isAllAround(text, span.start(), span.end());
    boolean isValidated =
        span.identifier() == names
            ? NameSpans.isCued(text, span.start())
                && !JoinedNames.is(text, span.start(), span.end())
            : validator(one) != null;
    return line(one, isWhole, isValidated);
  }

  static String line(DataIdentifier one, boolean isWhole, boolean isValidated) {
    return one.id() + (isWhole ? " whole" : " part") + (isValidated ? " validated" : "");
  }
}
