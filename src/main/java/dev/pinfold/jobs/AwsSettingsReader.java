// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import dev.pinfold.config.YamlMap;
import dev.pinfold.jobs.AwsSettings.EncryptionKind;
import dev.pinfold.jobs.AwsSettings.ObjectEncryption;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code aws:} of {@code pinfold.yaml}; what is wrong goes to the map's problems. */
final class AwsSettingsReader {
  /** Such as eu-west-1, us-gov-east-1. */
  private static final String REGION = "[a-z]{2,}(-[a-z0-9]+)+";

  /** A key, or an alias, of any of AWS's partitions. */
  private static final String KMS_KEY =
      "arn:aws[a-z-]*:kms:" + REGION + ":[0-9]{12}:(key|alias)/[A-Za-z0-9/_-]+";

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private AwsSettingsReader() {}

  static AwsSettings read(YamlMap map) {
    map.allowOnly(
        "fips", "region", "endpoint", "plain_http", "path_style", "requester_pays", "encryption");
    Optional<URI> endpoint = map.text("endpoint").flatMap(text -> endpoint(map, text));
    boolean pathStyle = map.flag("path_style").orElse(false);
    boolean fips = map.flag("fips").orElse(false);
    if (fips && map.has("endpoint")) {
      map.problem(
          "endpoint", "cannot stand beside fips: true, which takes AWS's own; leave one out");
    }
    if (fips && pathStyle) {
      map.problem("path_style", "cannot stand beside fips: true; FIPS endpoints know hosts alone");
    }
    boolean isFips = fips && endpoint.isEmpty() && !pathStyle;
    return new AwsSettings(
        isFips,
        map.text("region").filter(region -> isRegion(map, region)),
        endpoint,
        pathStyle,
        map.flag("requester_pays").orElse(false),
        map.map("encryption")
            .map(AwsSettingsReader::encryption)
            .orElse(ObjectEncryption.BUCKETS_OWN));
  }

  private static boolean isRegion(YamlMap map, String region) {
    if (!region.matches(REGION)) {
      map.problem("region", "must be a region's code such as eu-west-1");
      return false;
    }
    return true;
  }

  private static Optional<URI> endpoint(YamlMap map, String text) {
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException e) {
      map.problem("endpoint", "is no URL; give https://HOST or https://HOST:PORT");
      return Optional.empty();
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    boolean isPlain = scheme.equals("http");
    boolean isMore =
        uri.getUserInfo() != null
            || uri.getQuery() != null
            || uri.getFragment() != null
            || !(uri.getPath() == null || uri.getPath().isEmpty() || uri.getPath().equals("/"));
    if (uri.getHost() == null || isMore || !(isPlain || scheme.equals("https"))) {
      map.problem("endpoint", "must be https://HOST or https://HOST:PORT and nothing more");
      return Optional.empty();
    }
    boolean isAllowed =
        map.flag("plain_http").orElse(false)
            || LOOPBACK.contains(uri.getHost().toLowerCase(Locale.ROOT));
    if (isPlain && !isAllowed) {
      map.problem(
          "endpoint",
          "plain http shows data and requests to the network; give https, or plain_http: true where"
              + " the network is yours");
      return Optional.empty();
    }
    return Optional.of(uri);
  }

  private static ObjectEncryption encryption(YamlMap map) {
    map.allowOnly("with", "kms_key", "kms_context");
    Optional<EncryptionKind> named = map.choice("with", EncryptionKind.class);
    if (!map.has("with")) {
      map.problem("with", "is required");
    }
    EncryptionKind kind = named.orElse(EncryptionKind.BUCKET);
    boolean isKms = kind == EncryptionKind.SSE_KMS || kind == EncryptionKind.DSSE_KMS;
    Optional<String> key = map.text("kms_key");
    if (key.isPresent() && !key.get().matches(KMS_KEY)) {
      map.problem("kms_key", "must be a key's ARN such as arn:aws:kms:REGION:ACCOUNT:key/ID");
    }
    if (named.isPresent() && !isKms) {
      for (String of : new String[] {"kms_key", "kms_context"}) {
        if (map.has(of)) {
          map.problem(of, "goes with sse_kms and dsse_kms alone");
        }
      }
    }
    return new ObjectEncryption(
        kind, key, map.map("kms_context").map(AwsSettingsReader::context).orElse(Map.of()));
  }

  /** S3A writes all pairs into one option, so its signs between them cannot stand in one. */
  private static Map<String, String> context(YamlMap map) {
    Map<String, String> context = new LinkedHashMap<>();
    for (String name : map.keys()) {
      String value = map.text(name).orElse("");
      if ((name + value).matches("[A-Za-z0-9 _.:/@+-]+") && !value.isBlank()) {
        context.put(name, value);
      } else {
        map.problem(name, "must be letters, digits and any of _.:/@+- with a value of the same");
      }
    }
    return context;
  }
}
