// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Writes the configuration documents of a dump, as the AWS CLI prints them. */
final class SampleConfiguration {
  private static final String APP = Endpoint.APPLICATION;
  private static final String ARN = "arn:aws:mobiletargeting:eu-central-1:123456789012:apps/" + APP;

  private final Path directory;
  private final TruthCounter truth;
  private final Consumer<String> identifiers;

  SampleConfiguration(Path directory, TruthCounter truth, Consumer<String> identifiers) {
    this.directory = directory;
    this.truth = truth;
    this.identifiers = identifiers;
  }

  void write() throws IOException {
    document(
        "apps",
        1,
        """
        {
            "ApplicationsResponse": {
                "Item": [
                    {"Arn": "%1$s", "Id": "%2$s", "Name": "shop", "CreationDate": "2025-01-02T08:00:00.000Z", "tags": {"team": "crm", "owner": "j.doe@example.com"}}
                ]
            }
        }
        """);
    document(
        "channels",
        2,
        """
        {
            "ChannelsResponse": {
                "Channels": {
                    "EMAIL": {"ApplicationId": "%2$s", "Enabled": true, "HasCredential": true, "Id": "email", "Version": 3},
                    "SMS": {"ApplicationId": "%2$s", "Enabled": true, "HasCredential": true, "Id": "sms", "Version": 1}
                }
            }
        }
        """);
    document(
        "email-channel",
        1,
        """
        {
            "EmailChannelResponse": {
                "ApplicationId": "%2$s", "Enabled": true, "FromAddress": "news@shop.example.com",
                "Identity": "arn:aws:ses:eu-central-1:123456789012:identity/shop.example.com",
                "LastModifiedBy": "m.rossi", "RoleArn": "arn:aws:iam::123456789012:role/pinpoint", "MessagesPerSecond": 50
            }
        }
        """);
    document(
        "sms-channel",
        1,
        """
        {
            "SMSChannelResponse": {"ApplicationId": "%2$s", "Enabled": true, "SenderId": "SHOP", "ShortCode": "70123", "PromotionalMessagesPerSecond": 20}
        }
        """);
    identifiers.accept("Q7mW2xTbZ4kR9vLcN1pYsD8eHf3gJuA6");
    identifiers.accept("MIGTAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBHkwdwIBAQQgnotarealkey");
    document(
        "scripts/apns-channel",
        1,
        """
        {
            "APNSChannelRequest": {
                "BundleId": "com.example.shop", "TeamId": "A1B2C3D4E5", "TokenKeyId": "K9J8H7G6F5",
                "TokenKey": "-----BEGIN PRIVATE KEY-----\\nMIGTAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBHkwdwIBAQQgnotarealkey\\n-----END PRIVATE KEY-----"
            }
        }
        """);
    document(
        "scripts/gcm-channel",
        1,
        """
        {
            "GCMChannelRequest": {"ApiKey": "Q7mW2xTbZ4kR9vLcN1pYsD8eHf3gJuA6", "Enabled": true}
        }
        """);
    identifiers.accept("anna.campaign@example.net");
    identifiers.accept("s3cr3tPassw0rd");
    document(
        "campaigns",
        2,
        """
        {
            "CampaignsResponse": {
                "Item": [
                    {"ApplicationId": "%2$s", "Arn": "%1$s/campaigns/4f8d", "CreationDate": "2026-02-01T08:00:00.000Z",
                     "Id": "4f8d6097c2e8400fa3081d8751a2b3c4", "Name": "win-back anna.campaign@example.net", "SegmentId": "9c1b", "SegmentVersion": 1,
                     "State": {"CampaignStatus": "COMPLETED"}, "tags": {"owner": "j.doe@example.com", "team": "crm"},
                     "CustomDeliveryConfiguration": {"DeliveryUri": "https://svc:s3cr3tPassw0rd@hooks.example.com/in", "EndpointTypes": ["EMAIL"]},
                     "MessageConfiguration": {"EmailMessage": {"FromAddress": "news@shop.example.com", "Title": "Hello {{User.UserAttributes.Vorname}}", "HtmlBody": "<p>Hi</p>"}}},
                    {"ApplicationId": "%2$s", "Arn": "%1$s/campaigns/c0ff", "CreationDate": "2026-03-01T08:00:00.000Z",
                     "Id": "c0ffee97c2e8400fa3081d8751a2b3c5", "Name": "spring sale", "Description": "everyone who bought twice", "SegmentId": "9c1c", "SegmentVersion": 2,
                     "State": {"CampaignStatus": "SCHEDULED"}, "tags": {"team": "crm"}}
                ],
                "NextToken": "page-2"
            }
        }
        """);
    document(
        "journeys",
        1,
        """
        {
            "JourneysResponse": {
                "Item": [
                    {"ApplicationId": "%2$s", "Id": "546401670c5547b08811ac6a90a1b2c3", "Name": "welcome", "State": "ACTIVE", "LastModifiedDate": "2026-05-01T08:00:00.000Z",
                     "Activities": {"0yKa1b2c3": {"EMAIL": {"TemplateName": "welcome-mail"}, "Description": "first mail"}, "1zLb2c3d4": {"Wait": {"WaitTime": {"WaitFor": "PT72H"}}}}}
                ]
            }
        }
        """);
    document(
        "segments",
        1,
        """
        {
            "SegmentsResponse": {
                "Item": [
                    {"ApplicationId": "%2$s", "Arn": "%1$s/segments/9c1b", "Id": "9c1b", "Name": "gold customers", "SegmentType": "IMPORT", "Version": 1,
                     "ImportDefinition": {"ExternalId": "ext-1", "Format": "CSV", "RoleArn": "arn:aws:iam::123456789012:role/pinpoint", "S3Url": "s3://example-bucket/people.csv", "Size": 5000, "ChannelCounts": {"EMAIL": 5000}}}
                ]
            }
        }
        """);
    document(
        "templates-email",
        1,
        """
        {
            "EmailTemplateResponse": {"TemplateName": "welcome-mail", "TemplateType": "EMAIL", "Subject": "Welcome", "HtmlPart": "<p>Hello {{User.UserAttributes.FirstName}}</p>", "DefaultSubstitutions": "{\\"city\\": \\"Berlin\\"}"}
        }
        """);
    document(
        "import-jobs",
        1,
        """
        {
            "ImportJobsResponse": {"Item": [{"ApplicationId": "%2$s", "Id": "job-1", "JobStatus": "COMPLETED", "Type": "IMPORT", "CreationDate": "2026-01-10T08:00:00.000Z", "TotalProcessed": 5000, "Definition": {"Format": "CSV", "S3Url": "s3://example-bucket/people.csv"}}]}
        }
        """);
    document(
        "export-jobs",
        1,
        """
        {
            "ExportJobsResponse": {"Item": [{"ApplicationId": "%2$s", "Id": "job-2", "JobStatus": "COMPLETED", "Type": "EXPORT", "CreationDate": "2026-10-20T08:00:00.000Z", "TotalProcessed": 20000, "Definition": {"S3UrlPrefix": "s3://example-bucket/export/"}}]}
        }
        """);
    document(
        "event-stream",
        1,
        """
        {
            "EventStream": {"ApplicationId": "%2$s", "DestinationStreamArn": "arn:aws:firehose:eu-central-1:123456789012:deliverystream/pinpoint", "RoleArn": "arn:aws:iam::123456789012:role/pinpoint", "LastUpdatedBy": "m.rossi", "LastModifiedDate": "2026-01-01T00:00:00.000Z"}
        }
        """);
    document(
        "settings",
        1,
        """
        {
            "ApplicationSettingsResource": {"ApplicationId": "%2$s", "CampaignHook": {"Mode": "FILTER", "WebUrl": "https://hooks.example.com/filter"}, "Limits": {"Daily": 3, "Total": 100}, "QuietTime": {"Start": "22:00", "End": "07:00"}}
        }
        """);
    document(
        "tags",
        1,
        """
        {
            "TagsModel": {"tags": {"owner": "j.doe@example.com", "cost-center": "4711"}}
        }
        """);
    document(
        "recommenders",
        1,
        """
        {
            "ListRecommenderConfigurationsResponse": {"Item": [{"Id": "rec-1", "Name": "also bought", "RecommendationProviderUri": "arn:aws:personalize:eu-central-1:123456789012:campaign/also"}]}
        }
        """);
    String path = "configuration/broken.json";
    Files.writeString(
        directory.resolve(path), "{\n    \"CampaignResponse\": {\n        \"Name\": \"cut");
    truth.file(path, "configuration", 0, 1);
  }

  private void document(String name, int records, String text) throws IOException {
    String path = "configuration/" + name + ".json";
    Path file = directory.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text.replace("%1$s", ARN).replace("%2$s", APP));
    truth.file(path, "configuration", records, 0);
  }
}
