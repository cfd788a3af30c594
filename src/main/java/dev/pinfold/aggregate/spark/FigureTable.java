// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import static org.apache.spark.sql.functions.col;

import dev.pinfold.aggregate.FigureBytes;
import dev.pinfold.aggregate.FigureCell;
import dev.pinfold.catalog.spark.DeltaTables;
import dev.pinfold.catalog.spark.OwnColumns;
import dev.pinfold.catalog.spark.TableSchemas;
import dev.pinfold.protect.FigureCipher;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * The exact figures of the last run, encrypted: the next takes them over for all people who have no
 * new records. Small groups are in them, so whoever reads them needs the key.
 */
public final class FigureTable {
  public static final String NAME = OwnColumns.FIGURES;

  /** The place of a row without figures, by which the key is tried. */
  private static final String HEAD = "head";

  private static final String KPIS = "kpis";
  private static final String BUCKETS = "buckets";

  private final SparkSession spark;
  private final DeltaTables tables;
  private final FigureCipher cipher;

  public FigureTable(SparkSession spark, DeltaTables tables, FigureCipher cipher) {
    this.spark = spark;
    this.tables = tables;
    this.cipher = cipher;
  }

  /**
   * What figures are of.
   *
   * @param digest of all that settles what is counted, as {@link #digest} makes it
   * @param asOf the day of the demographics
   * @param endpoints records in the table
   * @param events likewise
   */
  public record Account(String digest, LocalDate asOf, long endpoints, long events)
      implements Serializable {
    private static final long serialVersionUID = 1L;

    /**
     * Whether figures are of the same table before records were added to it: what this account is
     * of but for the day, which must be of the same year, since ages are of one.
     */
    public boolean isContinuedBy(Account later, long newEndpoints, long newEvents) {
      return digest.equals(later.digest)
          && asOf.getYear() == later.asOf.getYear()
          && endpoints == later.endpoints - newEndpoints
          && events == later.events - newEvents;
    }
  }

  /** What the last run left. */
  public record Stored(Account account, CountedFigures figures) {}

  /**
   * SHA-256 over what settles which figures there are, and what each of them means.
   *
   * @param configuration digest of what settles how columns are classified and protected
   */
  public static String digest(CountedFigures.Rules rules, String configuration) {
    String facts =
        String.join(
            "\n",
            Integer.toString(FigureBytes.FORMAT),
            configuration,
            rules.kpis().toString(),
            rules.attributes().toString());
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(facts.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The figures of the last run; empty where there are none, or the key is another. */
  public Optional<Stored> read() {
    if (!tables.exists(NAME)) {
      return Optional.empty();
    }
    Dataset<Row> rows = tables.readAll(NAME);
    Iterator<Row> heads =
        rows.where(col("place").equalTo(HEAD))
            .select("figures_encrypted", "figures_digest", "as_of", "endpoints", "events")
            .toLocalIterator();
    if (!heads.hasNext()) {
      return Optional.empty();
    }
    Row head = heads.next();
    if (cipher.decrypt(HEAD, head.getAs(0)).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Stored(
            new Account(
                head.getString(1),
                head.<java.sql.Date>getAs(2).toLocalDate(),
                head.getLong(3),
                head.getLong(4)),
            new CountedFigures(
                packets(rows, KPIS).flatMap(FigurePackets::figures),
                packets(rows, BUCKETS).flatMap(FigurePackets::figures))));
  }

  private JavaRDD<byte[]> packets(Dataset<Row> rows, String kind) {
    FigureCipher opener = cipher;
    return rows.where(col("place").startsWith(kind))
        .select("place", "figures_encrypted")
        .queryExecution()
        .toRdd()
        .toJavaRDD()
        .map(
            row ->
                opener
                    .decrypt(row.getString(0), row.getBinary(1))
                    .orElseThrow(
                        () -> new IllegalStateException("figures stand in another's place")));
  }

  /** Writes figures, and what they are of, instead of those of the run before. */
  public void write(CountedFigures figures, Account account, String runId) {
    Sealing sealing = new Sealing(cipher, account, runId);
    write(
        sealing
            .rows(figures.ofKpis(), KPIS)
            .union(sealing.rows(figures.buckets(), BUCKETS))
            .union(
                JavaSparkContext.fromSparkContext(spark.sparkContext())
                    .parallelize(List.of(HEAD), 1)
                    .map(head -> sealing.row(head, new byte[0]))));
  }

  /** Leaves no figure in the table, where there is one: what is published is noisy from now on. */
  public void clear() {
    if (tables.exists(NAME)) {
      write(JavaSparkContext.fromSparkContext(spark.sparkContext()).<InternalRow>emptyRDD());
    }
  }

  private void write(JavaRDD<InternalRow> rows) {
    tables.replaceRows(
        NAME,
        "The exact figures of the last run, encrypted: the next adds new records to them",
        InternalRows.table(spark, rows.coalesce(1), TableSchemas.AGGREGATE_FIGURES));
  }

  /** Makes rows of figures. */
  private record Sealing(FigureCipher cipher, Account account, String runId)
      implements Serializable {
    private static final long serialVersionUID = 1L;

    JavaRDD<InternalRow> rows(JavaRDD<FigureCell> figures, String kind) {
      return figures.mapPartitionsWithIndex(
          (partition, cells) ->
              new SealedPackets(this, kind + " " + partition, new FigurePackets(cells)),
          /* preservesPartitioning= */ false);
    }

    InternalRow row(String place, byte[] figures) {
      return InternalRows.of(
          InternalRows.text(place),
          cipher.encrypt(place, figures),
          InternalRows.day(account.asOf()),
          account.endpoints(),
          account.events(),
          InternalRows.text(account.digest()),
          InternalRows.text(runId));
    }
  }

  /** The rows of a task. */
  private static final class SealedPackets implements Iterator<InternalRow> {
    private final Sealing sealing;
    private final String place;
    private final FigurePackets packets;
    private int number;

    SealedPackets(Sealing sealing, String place, FigurePackets packets) {
      this.sealing = sealing;
      this.place = place;
      this.packets = packets;
    }

    @Override
    public boolean hasNext() {
      return packets.hasNext();
    }

    @Override
    public InternalRow next() {
      return sealing.row(place + "/" + number++, packets.next());
    }
  }
}
