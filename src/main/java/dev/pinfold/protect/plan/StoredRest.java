// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pinfold.catalog.ColumnPath;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What an earlier plan encrypted beside a row's columns, less what a later one drops. The rest
 * stays as it is, even where there is a column for it now.
 */
public final class StoredRest {
  /** Numbers stay as they were written. */
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
          .build();

  private static final Pattern NUMBER = Pattern.compile("~[0-9]+$");

  private final ProtectionPlan plan;

  /** Of each field that is dropped now, the names under which each part of its path may stand. */
  private final List<List<Set<String>>> dropped = new ArrayList<>();

  public StoredRest(ProtectionPlan plan, StoredColumns columns) {
    this.plan = plan;
    for (ColumnPath path : columns.droppedNow()) {
      List<Set<String>> names = new ArrayList<>();
      ColumnPath object = ColumnPath.of(path.root());
      for (String name : path.names()) {
        object = object.child(name);
        names.add(
            new HashSet<>(List.of(name, columns.outputName(object), plan.pseudonymOfName(name))));
      }
      dropped.add(names);
    }
  }

  /**
   * The entries that stay.
   *
   * @param rest encrypted, by path
   */
  public Map<String, String> of(Map<String, String> rest) {
    if (dropped.isEmpty()) {
      return rest;
    }
    Map<String, String> left = new LinkedHashMap<>();
    rest.forEach((path, text) -> left(path, text).ifPresent(changed -> left.put(path, changed)));
    return left;
  }

  private Optional<String> left(String path, String text) {
    List<String> names = ColumnPath.parse(plan.dataset() + "." + path).names();
    String present = text;
    for (List<Set<String>> field : dropped) {
      if (isAt(names, field)) {
        if (names.size() >= field.size()) {
          return Optional.empty();
        }
        present = without(field.subList(names.size(), field.size()), present);
      }
    }
    return Optional.of(present);
  }

  private static boolean isAt(List<String> names, List<Set<String>> field) {
    for (int i = 0; i < Math.min(names.size(), field.size()); i++) {
      boolean isLast = i == names.size() - 1;
      if (!field.get(i).contains(names.get(i))
          && !(isLast && field.get(i).contains(withoutNumber(names.get(i))))) {
        return false;
      }
    }
    return true;
  }

  /** See {@link RecordProtector#free}. */
  private static String withoutNumber(String name) {
    return NUMBER.matcher(name).replaceFirst("");
  }

  private String without(List<Set<String>> field, String text) {
    return plan.unseal(text)
        .map(
            json -> {
              try {
                JsonNode value = JSON.readTree(json);
                return remove(value, field) ? plan.seal(JSON.writeValueAsString(value)) : text;
              } catch (JsonProcessingException e) {
                throw new IllegalStateException("what was encrypted is no JSON", withoutValues(e));
              }
            })
        .orElse(text);
  }

  /** Its message would quote what was read. */
  private static Exception withoutValues(JsonProcessingException e) {
    return new IllegalArgumentException(e.getClass().getSimpleName());
  }

  /** Whether there was anything to remove. */
  private static boolean remove(JsonNode value, List<Set<String>> field) {
    boolean isChanged = false;
    if (value.isArray()) {
      for (JsonNode item : value) {
        isChanged |= remove(item, field);
      }
    } else if (value instanceof ObjectNode object) {
      for (String name : field.get(0)) {
        if (field.size() == 1) {
          isChanged |= object.remove(name) != null;
        } else if (object.has(name)) {
          isChanged |= remove(object.get(name), field.subList(1, field.size()));
        }
      }
    }
    return isChanged;
  }
}
