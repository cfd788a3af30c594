// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinfold.aggregate.KpiDefinition.Grain;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BucketSuppressionTest {
  private static final int GROUP = 10;

  private final List<FigureCell> buckets = new ArrayList<>();

  private void bucket(
      int dimension, String value, String parent, long endpoints, long users, long people) {
    buckets.add(
        new FigureCell(
            0,
            Grain.DAY,
            0,
            dimension,
            value,
            parent == null ? null : new FigureCell.Around(1, parent),
            endpoints,
            users,
            people));
  }

  /** Each as dimension, value, endpoints, users; hidden ones as -. */
  private List<String> shown() {
    return BucketSuppression.judged(buckets, GROUP).stream()
        .map(
            judged ->
                judged.bucket().group()
                    + judged.bucket().value()
                    + " "
                    + (judged.isHidden() ? "-" : (long) judged.bucket().sum())
                    + " "
                    + (judged.isWithoutUsers() ? "-" : judged.bucket().endpoints()))
        .toList();
  }

  @Test
  void judged_fewUsersOfManyEndpoints_areHiddenAndTheNextFewestWithThem() {
    bucket(0, "", null, 300, 104, 300);
    bucket(1, "IOS", null, 100, 60, 100);
    bucket(1, "ANDROID", null, 120, 40, 120);
    bucket(1, "WEB", null, 80, 4, 80);

    assertThat(shown()).containsExactly("0 300 104", "1ANDROID 120 -", "1IOS 100 60", "1WEB 80 -");
  }

  /** Three endpoints are of nobody known. */
  @Test
  void judged_fewEndpointsWithoutUsers_areNotToldByBothFigures() {
    bucket(0, "", null, 300, 200, 300);
    bucket(1, "IOS", null, 100, 97, 100);
    bucket(1, "ANDROID", null, 200, 103, 200);

    assertThat(shown()).containsExactly("0 300 200", "1ANDROID 200 -", "1IOS 100 -");
  }

  @Test
  void judged_usersInTwoBuckets_onlyTheFewAreHidden() {
    bucket(0, "", null, 300, 90, 300);
    bucket(1, "IOS", null, 100, 60, 100);
    bucket(1, "ANDROID", null, 120, 40, 120);
    bucket(1, "WEB", null, 80, 4, 80);

    assertThat(shown()).containsExactly("0 300 90", "1ANDROID 120 40", "1IOS 100 60", "1WEB 80 -");
  }

  @Test
  void judged_usersOfARegion_areNotToldByItsCountry() {
    bucket(0, "", null, 300, 150, 300);
    bucket(1, "DE", null, 300, 150, 300);
    bucket(2, "Hesse", null, 140, 80, 140);
    bucket(2, "Hesse", "DE", 140, 80, 140);
    bucket(2, "Saxony", null, 100, 66, 100);
    bucket(2, "Saxony", "DE", 100, 66, 100);
    bucket(2, "Bremen", null, 60, 4, 60);
    bucket(2, "Bremen", "DE", 60, 4, 60);

    assertThat(shown())
        .containsExactly(
            "0 300 150", "1DE 300 150", "2Bremen 60 -", "2Hesse 140 80", "2Saxony 100 -");
  }

  @Test
  void judged_fewPeople_hidesEndpointsAndUsers() {
    bucket(0, "", null, 300, 104, 300);
    bucket(1, "IOS", null, 100, 60, 100);
    bucket(1, "ANDROID", null, 196, 40, 196);
    bucket(1, "WEB", null, 4, 4, 4);

    assertThat(shown()).containsExactly("0 300 104", "1ANDROID 196 -", "1IOS - -", "1WEB - -");
  }
}
