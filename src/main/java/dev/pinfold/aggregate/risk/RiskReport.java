// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.risk;

import java.util.List;

/**
 * How easily a person in a protected table is told from the others. Holds names of columns and
 * counts, never a value.
 *
 * @param table the protected table
 * @param now the figures of the table as it is
 * @param each what each quasi-identifier adds
 * @param alone which few quasi-identifiers single people out
 * @param identifying columns that are readable and nearly different for everyone, which no
 *     generalisation of the others can make up for
 * @param proposals what the policy could say instead; empty where nothing can reach the target
 */
public record RiskReport(
    String table,
    ClassFigures now,
    List<QuasiIdentifier> identifiers,
    List<One> each,
    List<Alone> alone,
    List<SensitiveFigures> sensitive,
    List<String> identifying,
    List<Proposal> proposals) {

  /**
   * A quasi-identifier's part.
   *
   * @param alone the figures if it were the only one
   * @param without the figures if it were dropped
   * @param further the figures if it became one step coarser; null where that is dropping it
   */
  public record One(
      QuasiIdentifier identifier, ClassFigures alone, ClassFigures without, ClassFigures further) {}

  /**
   * What a few quasi-identifiers together tell.
   *
   * @param unique people that no one else shares these with
   * @param below people who share these with fewer than the target
   */
  public record Alone(List<String> names, long unique, long below) {
    public Alone {
      names = List.copyOf(names);
    }
  }

  public RiskReport {
    identifiers = List.copyOf(identifiers);
    each = List.copyOf(each);
    alone = List.copyOf(alone);
    sensitive = List.copyOf(sensitive);
    identifying = List.copyOf(identifying);
    proposals = List.copyOf(proposals);
  }

  public int target() {
    return now.target();
  }

  public boolean reachesTarget() {
    return now.below() == 0;
  }
}
