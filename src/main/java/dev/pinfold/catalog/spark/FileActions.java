// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog.spark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.Action$;
import org.apache.spark.sql.delta.actions.AddFile;

/**
 * Delta's actions for files that its kernel lists. They are made of JSON, as they stand in a log,
 * since their constructors change with Delta's versions.
 */
final class FileActions {
  private static final ObjectMapper JSON = new ObjectMapper();

  private FileActions() {}

  /** Makes a file part of a table; its statistics with it, where they are known. */
  static AddFile add(DriverTable.DataFile file) {
    ObjectNode action = JSON.createObjectNode();
    ObjectNode add = action.putObject("add");
    add.put("path", file.path());
    add.putObject("partitionValues");
    add.put("size", file.bytes());
    add.put("modificationTime", file.modified());
    add.put("dataChange", true);
    if (file.statistics() != null) {
      add.put("stats", file.statistics());
    }
    return (AddFile) parsed(action);
  }

  /**
   * Takes a file out of a table.
   *
   * @param now milliseconds since 1970
   */
  static Action remove(DriverTable.DataFile file, long now) {
    ObjectNode action = JSON.createObjectNode();
    ObjectNode remove = action.putObject("remove");
    remove.put("path", file.path());
    remove.put("deletionTimestamp", now);
    remove.put("dataChange", true);
    remove.put("extendedFileMetadata", true);
    remove.putObject("partitionValues");
    remove.put("size", file.bytes());
    return parsed(action);
  }

  /**
   * The same file with other statistics.
   *
   * @param statistics JSON, as Delta's log has them
   */
  static AddFile withStatistics(AddFile file, String statistics) {
    try {
      ObjectNode action = (ObjectNode) JSON.readTree(file.json());
      ((ObjectNode) action.get("add")).put("stats", statistics);
      return (AddFile) parsed(action);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Delta's own action is no JSON", e);
    }
  }

  private static Action parsed(ObjectNode action) {
    try {
      return Action$.MODULE$.fromJson(JSON.writeValueAsString(action));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
