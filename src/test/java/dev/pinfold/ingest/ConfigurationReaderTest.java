// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinfold.catalog.Dataset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationReaderTest {
  @Test
  void next_sample_isOneCampaign() {
    Reading reading =
        Reading.of(
            Reading.sample("configuration-campaigns.json"),
            Dataset.CONFIGURATION,
            FileFormat.CONFIGURATION_JSON,
            ReadLimits.defaults());
    assertThat(reading.records()).hasSize(1);
    assertThat(reading.records().get(0))
        .startsWith("{\"campaigns\":{\"ApplicationId\":\"0123456789abcdef0123456789abcdef\"")
        .contains("\"tags\":{\"owner\":\"j.doe@example.com\"");
  }

  @ParameterizedTest
  @CsvSource({
    "ApplicationResponse,apps,",
    "CreateApplicationRequest,apps,",
    "EmailChannelResponse,channels,EMAIL",
    "SMSChannelRequest,channels,SMS",
    "APNSChannelResponse,channels,APNS",
    "APNSSandboxChannelResponse,channels,APNS_SANDBOX",
    "APNSVoipChannelResponse,channels,APNS_VOIP",
    "APNSVoipSandboxChannelResponse,channels,APNS_VOIP_SANDBOX",
    "GCMChannelResponse,channels,GCM",
    "ADMChannelRequest,channels,ADM",
    "BaiduChannelResponse,channels,BAIDU",
    "VoiceChannelResponse,channels,VOICE",
    "CampaignResponse,campaigns,",
    "WriteCampaignRequest,campaigns,",
    "JourneyResponse,journeys,",
    "SegmentResponse,segments,",
    "EmailTemplateResponse,templates,",
    "SMSTemplateResponse,templates,",
    "PushNotificationTemplateResponse,templates,",
    "VoiceTemplateResponse,templates,",
    "InAppTemplateResponse,templates,",
    "ImportJobResponse,import_jobs,",
    "ExportJobResponse,export_jobs,",
    "EventStream,event_stream,",
    "WriteEventStream,documents,",
    "ApplicationSettingsResource,settings,",
    "TagsModel,tags,",
    "ListRecommenderConfigurationsResponse,recommenders,",
    "ApplicationDateRangeKpiResponse,application_date_range_kpi,",
  })
  void next_wrapper_namesTheKind(String wrapper, String kind, String channel) {
    Reading reading = Reading.configuration("{\"" + wrapper + "\": {\n  \"Id\": \"1\"\n}}");
    String body =
        kind.equals("documents")
            ? "{\"" + wrapper + "\":{\"Id\":\"1\"}}"
            : "{\"Id\":\"1\"" + (channel == null ? "" : ",\"Channel\":\"" + channel + "\"") + "}";
    assertThat(reading.records()).containsExactly("{\"" + kind + "\":" + body + "}");
  }

  @ParameterizedTest
  @CsvSource({
    "ApplicationsResponse,apps", "CampaignsResponse,campaigns", "JourneysResponse,journeys",
    "SegmentsResponse,segments", "TemplatesResponse,templates", "ImportJobsResponse,import_jobs",
    "ExportJobsResponse,export_jobs", "ListRecommenderConfigurationsResponse,recommenders"
  })
  void next_itemList_isARecordEach(String wrapper, String kind) {
    String document =
        "{\"" + wrapper + "\": {\"Item\": [{\"Id\": 1},\n {\"Id\": 2}], \"NextToken\": \"n\"}}";
    Reading reading = Reading.configuration(document + "\n" + document);
    String tail = ",\"_response\":{\"NextToken\":\"n\"}}}";
    assertThat(reading.records())
        .containsExactly(
            "{\"" + kind + "\":{\"Id\":1" + tail,
            "{\"" + kind + "\":{\"Id\":2" + tail,
            "{\"" + kind + "\":{\"Id\":1" + tail,
            "{\"" + kind + "\":{\"Id\":2" + tail);
    assertThat(reading.entries().get(0).position()).isEqualTo(document.indexOf("{\"Id\": 1"));
    assertThat(reading.entries()).extracting(Reading.Entry::position).doesNotHaveDuplicates();
  }

  @Test
  void next_channelMap_isARecordEachWithItsName() {
    assertThat(
            Reading.configuration(
                    "{\"ChannelsResponse\":{\"Channels\":{\"EMAIL\":{\"Enabled\":true},"
                        + "\"SMS\":{\"Channel\":\"own\"}}}}")
                .records())
        .containsExactly(
            "{\"channels\":{\"Enabled\":true,\"Channel\":\"EMAIL\"}}",
            "{\"channels\":{\"Channel\":\"own\"}}");
  }

  @Test
  void next_emptyListWithSiblings_isOneRecordOfThem() {
    Reading reading =
        Reading.configuration(
            "{\"CampaignsResponse\":{\"Item\":[],\"NextToken\":\"n\"}}{\"JourneysResponse\":{\"Item\":[]}}");
    assertThat(reading.records())
        .containsExactly("{\"campaigns\":{\"_response\":{\"NextToken\":\"n\"}}}");
  }

  @Test
  void next_severalWrappersAndWhatStandsBeside_loseNothing() {
    assertThat(
            Reading.configuration(
                    "{\"EventStream\":{\"RoleArn\":\"r\"},\"TagsModel\":{\"tags\":{\"a\":\"b\"}},"
                        + "\"Note\":1}")
                .records())
        .containsExactly(
            "{\"event_stream\":{\"RoleArn\":\"r\",\"_response\":{\"Note\":1}}}",
            "{\"tags\":{\"tags\":{\"a\":\"b\"},\"_response\":{\"Note\":1}}}");
  }

  @Test
  void next_itemThatIsNoObject_isQuarantinedAlone() {
    Reading reading =
        Reading.configuration(
            "{\"CampaignsResponse\":{\"Item\":[{\"Id\":1}, 12, [1, 2],\"a\\\"b\" ,null]}}"
                + "{\"CampaignResponse\": null}");
    assertThat(reading.records()).containsExactly("{\"campaigns\":{\"Id\":1}}");
    assertThat(reading.codes()).hasSize(5).containsOnly("NOT_AN_OBJECT");
    assertThat(reading.raws()).containsExactly("12", "[1, 2]", "\"a\\\"b\"", "null", "null");
  }

  @Test
  void next_truncatedDocument_isQuarantinedWholeAndTheRestIsRead() {
    String cut = "{\n  \"CampaignsResponse\": {\n    \"Item\": [\n      {\"Id\": \"x";
    String good = "{\n  \"CampaignResponse\": {\"Id\": \"1\"}\n}\n";
    Reading reading = Reading.configuration(good + cut + "\n" + good);
    assertThat(reading.records())
        .containsExactly("{\"campaigns\":{\"Id\":\"1\"}}", "{\"campaigns\":{\"Id\":\"1\"}}");
    assertThat(reading.raws()).containsExactly(cut);
    assertThat(reading.codes()).containsExactly("TRUNCATED_JSON");
  }

  @Test
  void next_innerJson_isOpenedAndNoted() {
    Reading reading =
        Reading.configuration(
            "{\"EmailTemplateResponse\":{\"DefaultSubstitutions\":\"{\\\"a\\\":\\\"b\\\"}\","
                + "\"TextPart\":\"{\\\"x\\\"\"}}");
    assertThat(reading.records())
        .containsExactly(
            "{\"templates\":{\"DefaultSubstitutions\":~{\"a\":\"b\"},\"TextPart\":\"{\"x\"\"}}");
    assertThat(reading.notes()).hasSize(1);
  }
}
