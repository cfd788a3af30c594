// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.spark;

import dev.pinfold.catalog.ColumnPath;
import dev.pinfold.catalog.spark.DeltaTables;
import dev.pinfold.catalog.spark.NewRows;
import dev.pinfold.catalog.spark.OwnColumns;
import dev.pinfold.catalog.spark.TableSchemas;
import dev.pinfold.classify.ColumnProfile;
import dev.pinfold.classify.ProfileBytes;
import dev.pinfold.classify.ProfileCipher;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * What all runs together counted of every column, and what the rows of the tables have of it: the
 * next run adds the files that are new instead of reading all of them again.
 */
public final class ProfileTable {
  public static final String NAME = OwnColumns.PROFILES;

  private final DeltaTables tables;
  private final ProfileCipher cipher;

  public ProfileTable(DeltaTables tables, ProfileCipher cipher) {
    this.tables = tables;
    this.cipher = cipher;
  }

  /**
   * What the runs before left.
   *
   * @param profiles by path
   * @param treatments by path, of those fields that a protection plan knew
   */
  public record Stored(Map<ColumnPath, ColumnProfile> profiles, Map<String, String> treatments) {
    /** The profiles of one dataset. */
    public Map<ColumnPath, ColumnProfile> profilesOf(String dataset) {
      Map<ColumnPath, ColumnProfile> own = new HashMap<>();
      profiles.forEach(
          (path, profile) -> {
            if (path.root().equals(dataset)) {
              own.put(path, profile);
            }
          });
      return own;
    }
  }

  /**
   * What one reading gives.
   *
   * @param stored empty where there is nothing, or it was made under other rules, by another
   *     version of the counting, or with another key: then all files have to be read again
   * @param isOfOtherPolicy whether it was made under another policy, or by another version of
   *     Pinfold, which counted alike: where files are gone, it is all that there is of them
   * @param treatments how the rows that are there were treated, by field, under whatever rules
   */
  public record Found(
      Optional<Stored> stored, boolean isOfOtherPolicy, Map<String, String> treatments) {}

  public Found read(RulesDigest rules) {
    Map<ColumnPath, ColumnProfile> profiles = new HashMap<>();
    Map<String, String> treatments = new TreeMap<>();
    boolean isUsable = true;
    boolean isOfOtherPolicy = false;
    for (Row row :
        tables.rows(NAME, "column_path", "treatment", "profile_encrypted", "rules_digest")) {
      String path = row.getString(0);
      if (!row.isNullAt(1)) {
        treatments.put(path, row.getString(1));
      }
      if (isUsable) {
        isOfOtherPolicy |= !rules.isAllOf(row.getString(3));
        Optional<ColumnProfile> profile =
            Optional.of(row.getString(3))
                .filter(rules::isCountsOf)
                .flatMap(same -> cipher.decrypt(path, row.getAs(2)))
                .flatMap(ProfileBytes::read);
        profile.ifPresent(one -> profiles.put(ColumnPath.parse(path), one));
        isUsable = profile.isPresent();
      }
    }
    return new Found(
        isUsable && !profiles.isEmpty()
            ? Optional.of(new Stored(profiles, treatments))
            : Optional.empty(),
        isOfOtherPolicy,
        treatments);
  }

  /** What this run leaves, instead of what the runs before did. */
  public NewRows rows(Stored stored, RulesDigest rules, String runId) {
    List<Row> rows = new ArrayList<>();
    stored
        .profiles()
        .forEach(
            (path, profile) ->
                rows.add(
                    RowFactory.create(
                        path.toString(),
                        path.root(),
                        stored.treatments().get(path.toString()),
                        cipher.encrypt(path.toString(), ProfileBytes.write(profile)),
                        rules.text(),
                        runId)));
    return new NewRows(
        NAME,
        "What all runs counted of each field, encrypted: the next run adds new files to it",
        TableSchemas.COLUMN_PROFILES,
        rows,
        true);
  }
}
