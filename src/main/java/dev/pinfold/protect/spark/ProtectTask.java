// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect.spark;

import dev.pinfold.catalog.spark.HadoopSettings;
import dev.pinfold.catalog.spark.Packed;
import dev.pinfold.catalog.spark.Shared;
import dev.pinfold.ingest.InputSplit;
import dev.pinfold.ingest.JsonTape;
import dev.pinfold.ingest.ReadLimits;
import dev.pinfold.ingest.RecordReader.Outcome;
import dev.pinfold.ingest.SplitRecords;
import dev.pinfold.protect.plan.Bookkeeping;
import dev.pinfold.protect.plan.EventDigest;
import dev.pinfold.protect.plan.ProtectionPlan;
import dev.pinfold.protect.plan.RecordProtector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.apache.spark.util.LongAccumulator;

/** One task of the protect pass: reads its splits and yields a protected row a good record. */
final class ProtectTask implements FlatMapFunction<Iterator<List<InputSplit>>, InternalRow> {
  private static final long serialVersionUID = 1L;

  private final Packed<ProtectionPlan> plan;
  private final ReadLimits limits;
  private final String runId;
  private final Shared<HadoopSettings> hadoop;

  /** Rows, and those of them whose rest is not empty. */
  private final LongAccumulator all;

  private final LongAccumulator others;

  ProtectTask(
      Packed<ProtectionPlan> plan,
      ReadLimits limits,
      String runId,
      Shared<HadoopSettings> hadoop,
      LongAccumulator all,
      LongAccumulator others) {
    this.plan = plan;
    this.limits = limits;
    this.runId = runId;
    this.hadoop = hadoop;
    this.all = all;
    this.others = others;
  }

  @Override
  public Iterator<InternalRow> call(Iterator<List<InputSplit>> groups) {
    return new Rows(groups);
  }

  private final class Rows implements Iterator<InternalRow> {
    private final SplitRecords records;
    // Its protectors remember what they made, each task for itself.
    private final ProtectionPlan own = plan.copy();
    private final RecordProtector protector = new RecordProtector(own, new SparkCells());
    private InternalRow row;
    private final UTF8String run = UTF8String.fromString(runId);
    private final List<Bookkeeping> bookkeeping = Bookkeeping.in(own.dataset());
    private final EventDigest digest = own.eventDigest();
    private boolean finished;

    Rows(Iterator<List<InputSplit>> groups) {
      this.records = new SplitRecords(groups, limits, hadoop.value().configuration());
    }

    @Override
    public boolean hasNext() {
      try {
        while (row == null && !finished) {
          take(records.advance());
        }
        return row != null;
      } catch (IOException e) {
        throw new UncheckedIOException("reading the input failed", e);
      }
    }

    @Override
    public InternalRow next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      InternalRow present = row;
      row = null;
      return present;
    }

    private void take(Outcome outcome) {
      if (outcome == null) {
        finished = true;
      } else if (outcome == Outcome.RECORD) {
        JsonTape record = records.reader().tape();
        Object[] cells = protector.protect(record, bookkeeping.size());
        int first = cells.length - bookkeeping.size();
        for (int i = 0; i < bookkeeping.size(); i++) {
          cells[first + i] = cell(bookkeeping.get(i), record, cells[first + i]);
        }
        all.add(1);
        others.add(cells[first] == null ? 0 : 1);
        row = new GenericInternalRow(cells);
      }
    }

    private Object cell(Bookkeeping column, JsonTape record, Object others) {
      return switch (column) {
        case OTHER -> others;
        case FILE -> UTF8String.fromString(records.file().relativePath());
        case POSITION -> records.reader().position();
        case RUN_ID -> run;
        case DIGEST -> digest.of(record);
      };
    }
  }
}
