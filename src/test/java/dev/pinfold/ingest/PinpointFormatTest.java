// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinfold.catalog.ColumnPath;
import dev.pinfold.catalog.DataCategory;
import dev.pinfold.catalog.Dataset;
import dev.pinfold.catalog.PersonalDataType;
import org.junit.jupiter.api.Test;

class PinpointFormatTest {
  private final PinpointFormat format = PinpointFormat.shipped();

  private FormatField field(String path) {
    return format.field(ColumnPath.parse(path)).orElseThrow();
  }

  @Test
  void field_address_mixesTheTypesOfItsChannels() {
    assertThat(field("endpoints.Address").mixedOf())
        .contains(
            PersonalDataType.known("EMAIL_ADDRESS"),
            PersonalDataType.known("PHONE_NUMBER"),
            PersonalDataType.known("APNS_TOKEN"));
  }

  @Test
  void field_endpointInsideAnEvent_isUserAndEndpointDataToo() {
    assertThat(field("events.client_context.custom.endpoint.Location.City").categories())
        .containsExactlyInAnyOrder(DataCategory.ANALYTICS, DataCategory.USER_AND_ENDPOINT);
    assertThat(field("events.client_context.custom.endpoint.Location.City").type())
        .isEqualTo(PersonalDataType.known("CITY"));
  }

  @Test
  void field_customAttribute_hasACategoryAndNoType() {
    FormatField field = field("imports.User.UserAttributes.Phone");
    assertThat(field.type()).isNull();
    assertThat(field.categories())
        .containsExactlyInAnyOrder(DataCategory.IMPORTED, DataCategory.USER_AND_ENDPOINT);
  }

  @Test
  void field_unknownField_hasTheCategoriesOfItsPlace() {
    assertThat(field("configuration.campaigns.Something.Else").categories())
        .containsExactly(DataCategory.CONFIGURATION);
    assertThat(format.field(ColumnPath.parse("scan.x"))).isEmpty();
  }

  @Test
  void root_listsOfObjects_areLists() {
    FormatNode mail =
        format
            .root(Dataset.EVENTS)
            .child("facets")
            .child("email_channel")
            .child("mail_event")
            .child("mail");
    assertThat(mail.child("headers").isObject()).isTrue();
    assertThat(mail.child("headers").isArray()).isTrue();
    assertThat(mail.child("destination").isArray()).isTrue();
    assertThat(mail.child("common_headers").isArray()).isFalse();
  }
}
