// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import dev.pinfold.aggregate.AgeBands;
import dev.pinfold.aggregate.Kpis;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;

/** What a field of {@code kpis.yaml} is read as. */
final class FieldValue {
  /** ISO 3166: by alpha-3 code the alpha-2 one. */
  private static final Map<String, String> ALPHA_2 = alpha2();

  private static final UDF1<String, String> TO_ALPHA_2 = FieldValue::alpha2;

  private FieldValue() {}

  /**
   * The column of a field of endpoints in the field's type; countries by their alpha-2 codes.
   *
   * @param year that ages are of
   */
  static Column of(Column value, Kpis.Field field, int year) {
    if (!field.isAgeBand()) {
      return of(value, field);
    }
    UDF1<String, String> toBand = text -> AgeBands.of(text, year);
    return udf(toBand, DataTypes.StringType).apply(value.try_cast("string"));
  }

  /** The column of a field in the field's type; countries by their alpha-2 codes. */
  static Column of(Column value, Kpis.Field field) {
    if (!field.isCountry()) {
      return value.try_cast(field.type());
    }
    Column code = value.try_cast("string");
    return when(length(code).equalTo(lit(3)), udf(TO_ALPHA_2, DataTypes.StringType).apply(code))
        .otherwise(code);
  }

  /** The alpha-2 code of a country; what is no alpha-3 code stays as it is. */
  static String alpha2(String code) {
    return ALPHA_2.getOrDefault(code.toUpperCase(Locale.ROOT), code);
  }

  private static Map<String, String> alpha2() {
    Map<String, String> codes = new HashMap<>();
    for (String alpha2 : Locale.getISOCountries()) {
      try {
        codes.put(new Locale.Builder().setRegion(alpha2).build().getISO3Country(), alpha2);
      } catch (MissingResourceException e) {
        continue; // it has no alpha-3 code
      }
    }
    return codes;
  }
}
