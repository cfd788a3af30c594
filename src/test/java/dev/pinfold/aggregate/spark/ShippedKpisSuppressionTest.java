// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pinfold.LocalSession;
import dev.pinfold.aggregate.CountingPlan;
import dev.pinfold.aggregate.CountingPlan.Condition;
import dev.pinfold.aggregate.CountingPlan.Role;
import dev.pinfold.aggregate.CountingPlan.Use;
import dev.pinfold.aggregate.ExactSolver;
import dev.pinfold.aggregate.FigureCell;
import dev.pinfold.aggregate.FigureCell.Place;
import dev.pinfold.aggregate.FigureSuppression;
import dev.pinfold.aggregate.FigureSuppression.Structure;
import dev.pinfold.aggregate.KpiDefinition;
import dev.pinfold.aggregate.KpiDefinition.Grain;
import dev.pinfold.aggregate.KpiDefinition.Kind;
import dev.pinfold.aggregate.KpiDefinition.Measure;
import dev.pinfold.aggregate.KpiDefinition.Source;
import dev.pinfold.aggregate.KpiFile;
import dev.pinfold.aggregate.Kpis;
import dev.pinfold.aggregate.PartitionFigures;
import dev.pinfold.config.Problems;
import dev.pinfold.config.YamlFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Tries to tell hidden figures of the shipped KPIs from the published ones. It knows nothing of
 * {@code sums}, of groups in groups or of days: to it a figure is just the sum of the kinds of
 * events that it counts, and it solves for those.
 */
class ShippedKpisSuppressionTest {
  private static final int GROUP = 10;
  private static final int FIRST_DAY = 20_000;
  private static final int ROUNDS = 12;
  private static final long MILLIS_OF_DAY = 86_400_000L;

  private static SparkSession spark;
  private static Kpis kpis;
  private static CountingPlan plan;

  /** Which events there are; each family for itself, since all together were too much to solve. */
  private enum Family {
    MAIL,
    MAIL_FATES,
    MAIL_LIVES,
    SMS,
    PUSH_AND_IN_APP,
    ALL_CHANNELS,
    APP,
    PEOPLE
  }

  /** A kind of event on a day: what the conditions and groups make of it. */
  private record Happening(int day, long[] holds, String[] groups) {
    Happening on(int otherDay) {
      return new Happening(otherDay, holds, groups);
    }
  }

  /** What people have done, in order of time, and how many have done just that. */
  private record Atom(List<Happening> happenings, int people) {
    Atom of(int number) {
      return new Atom(happenings, number);
    }
  }

  /** What is added up: rows, values of an expression, or what counts once. */
  private record Summand(String measure, int atom) {}

  @BeforeAll
  static void open() {
    spark = LocalSession.interpreted();
    Problems problems = new Problems();
    kpis = KpiFile.read(YamlFile.read(Path.of("conf/kpis.yaml"), problems));
    problems.throwIfAny();
    plan = CountingPlan.of(kpis);
  }

  @AfterAll
  static void close() throws Exception {
    spark.close();
  }

  private static Map<String, String> event(String type, String... more) {
    Map<String, String> event = new HashMap<>(Map.of("event_type", type));
    for (int i = 0; i < more.length; i += 2) {
      event.put(more[i], more[i + 1]);
    }
    return event;
  }

  private static Stream<Map<String, String>> with(
      Stream<Map<String, String>> events, List<Map<String, String>> more) {
    return events.flatMap(
        event ->
            more.stream()
                .map(
                    fields -> {
                      Map<String, String> all = new HashMap<>(event);
                      all.putAll(fields);
                      return all;
                    }));
  }

  private static Map<String, String> fields(String... pairs) {
    Map<String, String> fields = new HashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      fields.put(pairs[i], pairs[i + 1]);
    }
    return fields;
  }

  private static final List<Map<String, String>> ORIGINS =
      List.of(
          fields(),
          fields("campaign_id", "c1", "campaign_activity_id", "a1", "treatment_id", "0"),
          fields("campaign_id", "c1", "campaign_activity_id", "a2", "treatment_id", "1"),
          fields("campaign_id", "c2", "campaign_activity_id", "a3", "treatment_id", "0"),
          fields("journey_id", "j1", "journey_activity_id", "b1"),
          fields("journey_id", "j1", "journey_activity_id", "b2"),
          fields("journey_id", "j2", "journey_activity_id", "b3"));

  /** How the life of a mail starts, and how it can end. */
  private static final String[] LIFE_EVENTS = {
    "send", "delivered", "softbounce", "hardbounce", "rejected"
  };

  private static final List<Map<String, String>> FEW_ORIGINS =
      List.of(ORIGINS.get(0), ORIGINS.get(1), ORIGINS.get(3), ORIGINS.get(4));

  private static final List<Map<String, String>> CAMPAIGNS = ORIGINS.subList(1, 4);

  private static final List<Map<String, String>> COUNTRIES =
      List.of(fields("home_country", "DE"), fields("home_country", "FR"), fields());

  private static Stream<Map<String, String>> mails(String... types) {
    return Stream.of(types).map(type -> event("_email." + type, "email_message", "m"));
  }

  private static Stream<Map<String, String>> pushes() {
    return Stream.of(
        event("_campaign.send", "delivery_type", "GCM", "campaign_send_status", "SUCCESS"),
        event("_campaign.send", "delivery_type", "GCM", "campaign_send_status", "THROTTLED"));
  }

  private static List<Map<String, String>> events(Family family) {
    return switch (family) {
      case MAIL -> with(mails("send", "delivered", "open", "click"), ORIGINS).toList();
      case MAIL_FATES ->
          with(
                  mails(
                      "send",
                      "softbounce",
                      "hardbounce",
                      "rejected",
                      "complaint",
                      "unsubscribe",
                      "rendering_failure"),
                  ORIGINS)
              .toList();
      case MAIL_LIVES -> with(mails(LIFE_EVENTS), ORIGINS).toList();
      case SMS ->
          with(
                  with(
                      Stream.of(
                          event("_SMS.SUCCESS", "record_status", "DELIVERED"),
                          event("_SMS.FAILURE", "record_status", "UNREACHABLE"),
                          event("_SMS.FAILURE", "record_status", "BLOCKED")),
                      FEW_ORIGINS),
                  List.of(fields("sms_country", "DE"), fields("sms_country", "FR")))
              .toList();
      case PUSH_AND_IN_APP ->
          with(
                  Stream.concat(
                      pushes(),
                      Stream.of(
                          event("_campaign.send", "delivery_type", "EMAIL"),
                          event("_campaign.opened_notification"),
                          event("_campaign.received_foreground"),
                          event("_campaign.received_background"),
                          event("_inapp.message_displayed"),
                          event("_inapp.message_clicked"))),
                  CAMPAIGNS)
              .toList();
      case ALL_CHANNELS ->
          with(
                  Stream.concat(
                      with(
                          Stream.concat(
                              mails("send", "delivered", "hardbounce"),
                              Stream.of(event("_SMS.SUCCESS"), event("_SMS.FAILURE"))),
                          FEW_ORIGINS),
                      with(pushes(), CAMPAIGNS)),
                  COUNTRIES)
              .toList();
      case PEOPLE ->
          with(
                  Stream.of(event("_session.start"), event("_monetization.purchase")),
                  COUNTRIES.subList(0, 2))
              .toList();
      case APP ->
          with(
                  with(
                      Stream.of(
                          event("_session.start"),
                          event("_session.stop", "session_start", "1", "session_stop", "5000"),
                          event("_userauth.sign_in"),
                          event("_monetization.purchase", "currency", "EUR"),
                          event("_monetization.purchase", "currency", "USD")),
                      COUNTRIES),
                  List.of(fields("platform", "IOS"), fields("platform", "ANDROID"), fields()))
              .toList();
    };
  }

  /** What the plan's SQL says of the events. */
  private static List<Happening> happenings(List<Map<String, String>> events) {
    StructType schema = new StructType();
    for (String name : kpis.fields().keySet()) {
      schema = schema.add(name, DataTypes.StringType);
    }
    List<Row> rows =
        events.stream()
            .map(
                event ->
                    RowFactory.create(
                        kpis.fields().keySet().stream().map(event::get).toArray(Object[]::new)))
            .toList();
    Column[] typed =
        kpis.fields().entrySet().stream()
            .map(
                field ->
                    expr("`" + field.getKey() + "`")
                        .try_cast(field.getValue().sqlType())
                        .as(field.getKey()))
            .toArray(Column[]::new);
    List<Column> results = new ArrayList<>();
    for (Condition condition : plan.conditions()) {
      boolean isOfEvents = condition.source() == Source.EVENTS;
      results.add(isOfEvents ? coalesce(expr(condition.sql()), lit(false)) : lit(false));
    }
    for (String name : plan.groupNames().subList(1, plan.groupNames().size())) {
      results.add(expr(kpis.groups().get(name).field()).cast("string"));
    }
    Dataset<Row> found =
        spark.createDataFrame(rows, schema).select(typed).select(results.toArray(Column[]::new));
    List<Happening> happenings = new ArrayList<>();
    for (Row row : found.collectAsList()) {
      int conditions = plan.conditions().size();
      long[] holds = new long[FieldExpressions.words(plan)];
      for (int i = 0; i < conditions; i++) {
        holds[i >> 6] |= row.getBoolean(i) ? 1L << i : 0;
      }
      String[] groups = new String[plan.groupNames().size()];
      for (int group = 1; group < groups.length; group++) {
        groups[group] = row.getString(conditions + group - 1);
      }
      happenings.add(new Happening(FIRST_DAY, holds, groups));
    }
    return happenings;
  }

  private static void take(PartitionFigures figures, Happening happening, long person) {
    int[] values = new int[happening.groups().length];
    for (int group = 1; group < values.length; group++) {
      values[group] = figures.number(happening.groups()[group]);
    }
    figures.learn(values);
    long[] once = new long[plan.onceFields().size()];
    Arrays.fill(once, person);
    figures
        .person()
        .row(
            true,
            happening.day(),
            happening.day() * MILLIS_OF_DAY,
            person,
            happening.holds(),
            new double[plan.weights().size()],
            once,
            values);
  }

  /** The cells of these people. */
  private static Map<Place, FigureCell> cells(Collection<Atom> atoms) {
    Map<Place, FigureCell> cells = new LinkedHashMap<>();
    PartitionFigures figures =
        new PartitionFigures(plan, cell -> cells.merge(cell.place(), cell, FigureCell::plus));
    long number = 0;
    for (Atom atom : atoms) {
      for (int person = 0; person < atom.people(); person++) {
        number++;
        for (Happening happening : atom.happenings()) {
          take(figures, happening, number);
        }
        figures.endPerson(number);
      }
    }
    figures.flush();
    return cells;
  }

  /** As the tables judge them: family by family. */
  private static Set<Place> hidden(Collection<FigureCell> cells) {
    Structure structure =
        new Structure(GROUP, plan.relations(), plan.returns(), plan.distinctCountings());
    int[] families = plan.families();
    Map<Integer, List<FigureCell>> byFamily = new TreeMap<>();
    for (FigureCell cell : cells) {
      byFamily.computeIfAbsent(families[cell.counting()], f -> new ArrayList<>()).add(cell);
    }
    Set<Place> hidden = new HashSet<>();
    for (List<FigureCell> family : byFamily.values()) {
      family.sort(FigureCell.ORDER);
      FigureSuppression.hidden(family, structure).stream()
          .forEach(i -> hidden.add(family.get(i).place()));
    }
    return hidden;
  }

  private static final class Reader {
    private final List<Atom> atoms;
    private final Map<Place, FigureCell> cells;
    private final Set<Place> hidden;
    private final List<Map<Place, FigureCell>> cellsOf = new ArrayList<>();
    private final Set<Integer> possible = new TreeSet<>();

    /** By counting, what it adds up. */
    private final Map<Integer, String> measures = new HashMap<>();

    /** Figures by what they are the sum of; equal sums are one. */
    private final Map<Set<Summand>, Integer> nodes = new LinkedHashMap<>();

    private final Map<Summand, Integer> summands = new LinkedHashMap<>();
    private final BitSet known = new BitSet();
    private final List<int[]> equations = new ArrayList<>();
    private int published;
    private int small;

    /**
     * @param isOfPeople whether it looks at figures of distinct people, or else at all others
     */
    Reader(List<Atom> atoms, boolean isOfPeople) {
      this.atoms = atoms;
      this.cells = cells(atoms);
      this.hidden = hidden(cells.values());
      for (Atom atom : atoms) {
        cellsOf.add(cells(List.of(atom.of(1))));
      }
      plan.uses()
          .forEach(
              use ->
                  measures.merge(
                      use.counting(), isOfPeople ? people(use) : measure(use), Reader::sharper));
      rows();
    }

    private static String measure(Use use) {
      KpiDefinition kpi =
          kpis.definitions().stream()
              .filter(one -> one.name().equals(use.kpi()))
              .findFirst()
              .orElse(null);
      if (kpi == null || use.kind() == Kind.PEOPLE || use.kind() == Kind.ENDPOINTS) {
        return "";
      }
      Measure measure =
          use.role() == Role.DENOMINATOR ? kpi.denominator().orElseThrow() : kpi.numerator();
      return use.role() == Role.MINUS
          ? "rows"
          : measure.kind() == Kind.SUM ? measure.expression() : measure.once().orElse("rows");
    }

    private static String people(Use use) {
      return use.kind() == Kind.PEOPLE ? "people" : "";
    }

    private static String sharper(String one, String other) {
      return one.isEmpty() ? other : one;
    }

    /** A row of a table: of a KPI, on a date, for a group. */
    private record Shown(String kpi, Place place) {}

    private void rows() {
      Map<Shown, Map<Role, Place>> rows = new LinkedHashMap<>();
      Set<Place> zeros = new LinkedHashSet<>();
      Set<Place> places = new LinkedHashSet<>();
      cellsOf.forEach(of -> places.addAll(of.keySet()));
      for (Use use : plan.uses()) {
        for (Place place : places) {
          if (place.counting() == use.counting()
              && place.grain() == use.grain()
              && place.group() == use.group()
              && place.parent() == null) {
            if (!cells.containsKey(place) && !measures.get(use.counting()).isEmpty()) {
              zeros.add(place);
            }
            Place row = new Place(0, place.grain(), place.day(), place.group(), place.value());
            rows.computeIfAbsent(new Shown(use.kpi(), row), key -> new TreeMap<>())
                .put(use.role(), place);
          }
        }
      }
      for (int i = 0; i < atoms.size(); i++) {
        // What is in a figure that is zero is known to be zero.
        if (cellsOf.get(i).keySet().stream().noneMatch(zeros::contains)) {
          possible.add(i);
        }
      }
      rows.forEach(this::publish);
    }

    private void publish(Shown row, Map<Role, Place> figures) {
      if (figures.values().stream().anyMatch(hidden::contains)) {
        return;
      }
      published++;
      boolean isDifference =
          kpis.definitions().stream()
              .anyMatch(kpi -> kpi.name().equals(row.kpi()) && kpi.numerator().minus().isPresent());
      figures.forEach(
          (role, place) -> {
            boolean isShown = role == Role.DENOMINATOR || !isDifference;
            if (isShown && !measures.get(place.counting()).isEmpty()) {
              known.set(node(place));
            }
          });
      if (isDifference) {
        // The difference is a known cell of its own.
        int value = nodes.size();
        nodes.put(Set.of(new Summand(row.toString(), -1)), value);
        known.set(value);
        List<Integer> sum = new ArrayList<>(List.of(value));
        Place taken = figures.get(Role.MINUS);
        if (figures.get(Role.NUMERATOR) == null) {
          known.set(node(taken));
        } else if (taken == null) {
          known.set(node(figures.get(Role.NUMERATOR)));
        } else {
          sum.set(0, node(figures.get(Role.NUMERATOR)));
          sum.add(value);
          sum.add(node(taken));
          equations.add(sum.stream().mapToInt(Integer::intValue).toArray());
        }
      }
    }

    private Set<Summand> summands(Place place) {
      Set<Summand> sum = new LinkedHashSet<>();
      for (int atom : possible) {
        if (cellsOf.get(atom).containsKey(place)) {
          sum.add(new Summand(measures.get(place.counting()), atom));
        }
      }
      return sum;
    }

    private int node(Place place) {
      return nodes.computeIfAbsent(summands(place), sum -> nodes.size());
    }

    /** The small figures that the published ones tell. */
    List<String> told() {
      Map<Place, Integer> small = new LinkedHashMap<>();
      for (FigureCell cell : cells.values()) {
        if (cell.people() < GROUP && !measures.getOrDefault(cell.counting(), "").isEmpty()) {
          small.put(cell.place(), node(cell.place()));
          this.small++;
        }
      }
      nodes.forEach(
          (sum, node) ->
              sum.stream()
                  .filter(one -> one.atom() >= 0)
                  .forEach(one -> summands.computeIfAbsent(one, s -> summands.size())));
      int size = nodes.size() + summands.size();
      nodes.forEach(
          (sum, node) -> {
            if (sum.stream().allMatch(one -> one.atom() >= 0)) {
              equations.add(
                  IntStream.concat(
                          IntStream.of(node),
                          sum.stream().mapToInt(one -> nodes.size() + summands.get(one)))
                      .toArray());
            }
          });
      BitSet unknown = new BitSet();
      unknown.set(0, size);
      unknown.andNot(known);
      BitSet told = ExactSolver.determined(equations, size, unknown);
      told.or(known);
      List<String> names = new ArrayList<>();
      small.forEach(
          (place, node) -> {
            if (told.get(node)) {
              names.add(name(place));
            }
          });
      return names;
    }

    private String name(Place place) {
      Set<String> uses = new TreeSet<>();
      plan.uses().stream()
          .filter(use -> use.counting() == place.counting())
          .forEach(use -> uses.add(use.kpi() + "/" + use.role()));
      return uses
          + " "
          + place.grain()
          + " "
          + place.day()
          + " "
          + plan.groupNames().get(place.group())
          + "="
          + place.value()
          + (place.parent() == null ? "" : " in " + place.parent())
          + " hidden="
          + hidden.contains(place);
    }
  }

  /** Each kind of event on each of two days. */
  private static List<Atom> singleEvents(List<Happening> kinds) {
    return kinds.stream()
        .flatMap(kind -> Stream.of(kind, kind.on(FIRST_DAY + 1)))
        .map(kind -> new Atom(List.of(kind), 0))
        .toList();
  }

  /** Each mail that is sent, and what becomes of it on that day: something always does. */
  private static List<Atom> lives(List<Happening> kinds) {
    List<Atom> lives = new ArrayList<>();
    for (int origin = 0; origin < ORIGINS.size(); origin++) {
      Happening sent = kinds.get(origin);
      for (int end = 1; end < LIFE_EVENTS.length; end++) {
        List<Happening> life = List.of(sent, kinds.get(end * ORIGINS.size() + origin));
        lives.add(new Atom(life, 0));
        lives.add(new Atom(life.stream().map(one -> one.on(FIRST_DAY + 1)).toList(), 0));
      }
    }
    return lives;
  }

  private static List<Atom> atoms(Family family, List<Happening> kinds, Random random) {
    return switch (family) {
      case PEOPLE -> histories(kinds, random);
      case MAIL_LIVES -> lives(kinds);
      default -> singleEvents(kinds);
    };
  }

  /** Random things that people do on some of ten days, each in one country. */
  private static List<Atom> histories(List<Happening> kinds, Random random) {
    Set<List<Happening>> histories = new LinkedHashSet<>();
    for (int i = 0; i < 400; i++) {
      int country = random.nextInt(2);
      int[] days =
          random
              .ints(1 + random.nextInt(4), 0, 4)
              .map(day -> day == 3 ? 7 : day)
              .sorted()
              .toArray();
      List<Happening> history = new ArrayList<>();
      for (int day : days) {
        history.add(kinds.get(2 * random.nextInt(2) + country).on(FIRST_DAY + day));
      }
      histories.add(history);
    }
    return histories.stream().map(history -> new Atom(history, 0)).toList();
  }

  private static int people(Random random, Family family, int seed) {
    if (family == Family.PEOPLE) {
      return random.nextInt(3) == 0 ? random.nextInt(2 + seed % 4) : 0;
    }
    return switch (random.nextInt(6 + seed % 5)) {
      case 0, 6, 7, 8, 9 -> 0;
      case 1 -> 1 + random.nextInt(12);
      default -> 10 + random.nextInt(60);
    };
  }

  @ParameterizedTest
  @EnumSource
  void hidden_shippedKpisOverRandomEvents_noSmallFigureCanBeTold(Family family) {
    List<Happening> kinds = happenings(events(family));
    boolean isOfPeople = family == Family.PEOPLE;
    int published = 0;
    int small = 0;
    for (int seed = 0; seed < ROUNDS; seed++) {
      Random random = new Random(seed);
      int round = seed;
      List<Atom> atoms =
          atoms(family, kinds, random).stream()
              .map(atom -> atom.of(people(random, family, round)))
              .toList();
      Reader reader = new Reader(atoms, isOfPeople);

      assertThat(reader.told()).as("round %d", seed).isEmpty();

      published += reader.published;
      small += reader.small;
    }
    assertThat(small).isGreaterThan(ROUNDS);
    assertThat(published).isGreaterThan(50 * ROUNDS);
  }

  @Test
  void hidden_mailsOfWhichFewBounce_bouncesAreNotWhatIsNotDelivered() {
    List<Happening> kinds = happenings(events(Family.MAIL_LIVES));
    List<Atom> atoms = new ArrayList<>();
    for (Atom life : lives(kinds)) {
      boolean isTransactional = life.happenings().get(0).equals(kinds.get(0));
      boolean isDelivered = life.happenings().contains(kinds.get(ORIGINS.size()));
      boolean isHardBounce = life.happenings().contains(kinds.get(3 * ORIGINS.size()));
      atoms.add(life.of(isTransactional && isDelivered ? 97 : isHardBounce ? 3 : 0));
    }

    assertThat(new Reader(atoms, false).told()).isEmpty();
  }

  /** Which sides of the unique open rate of a day are hidden. */
  private static List<Role> hiddenSidesOfUniqueOpens(int opening, int others) {
    List<Happening> kinds = happenings(events(Family.MAIL));
    Happening delivered = kinds.get(ORIGINS.size());
    Happening opened = kinds.get(2 * ORIGINS.size());
    Set<Place> hidden =
        hidden(
            cells(
                    List.of(
                        new Atom(List.of(delivered, opened), opening),
                        new Atom(List.of(delivered), others)))
                .values());
    return plan.uses().stream()
        .filter(use -> use.kpi().equals("email-unique-open-rate") && use.group() == 0)
        .filter(use -> use.grain() == Grain.DAY)
        .filter(use -> hidden.contains(new Place(use.counting(), use.grain(), FIRST_DAY, 0, "")))
        .map(Use::role)
        .toList();
  }

  @Test
  void hidden_fewWhoDidNotOpen_areNotToldByTheUniqueOpenRate() {
    assertThat(hiddenSidesOfUniqueOpens(97, 3)).isNotEmpty();
  }

  @Test
  void hidden_manyWhoDidNotOpen_showsTheUniqueOpenRate() {
    assertThat(hiddenSidesOfUniqueOpens(60, 40)).isEmpty();
  }

  /** Which of the numbers of opens of notifications on a day are hidden. */
  private static List<String> hiddenOpensOfNotifications(int once, int twice) {
    Happening opened =
        happenings(with(Stream.of(event("_campaign.opened_notification")), CAMPAIGNS).toList())
            .get(0);
    Set<Place> hidden =
        hidden(
            cells(
                    List.of(
                        new Atom(List.of(opened), once), new Atom(List.of(opened, opened), twice)))
                .values());
    return plan.uses().stream()
        .filter(use -> List.of("push-opened", "direct-push-opens").contains(use.kpi()))
        .filter(use -> use.grain() == Grain.DAY && use.group() == 0)
        .filter(use -> hidden.contains(new Place(use.counting(), use.grain(), FIRST_DAY, 0, "")))
        .map(Use::kpi)
        .toList();
  }

  @Test
  void hidden_fewWhoOpenedANotificationAgain_areNotToldByOpensLessThoseThatCountOnce() {
    assertThat(hiddenOpensOfNotifications(97, 3)).hasSize(1);
  }

  @Test
  void hidden_manyWhoOpenedANotificationAgain_showsAllOpensAndThoseThatCountOnce() {
    assertThat(hiddenOpensOfNotifications(60, 40)).isEmpty();
  }
}
