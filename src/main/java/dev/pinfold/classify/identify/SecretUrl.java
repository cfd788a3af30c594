// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import java.util.Locale;
import java.util.Set;

/**
 * URLs that whoever holds them may use as their owner: with a key, signature or password in the
 * query, or a webhook whose path is its secret (Slack, Discord, Teams, Zapier and their like).
 */
final class SecretUrl {
  /** Parameters whose value is a secret, however short. */
  private static final Set<String> PASSWORDS =
      Set.of(
          "password",
          "passwd",
          "pwd",
          "pass",
          "secret",
          "client_secret",
          "clientsecret",
          "x-amz-signature",
          "x-amz-security-token",
          "x-goog-signature",
          "awsaccesskeyid");

  /** Parameters whose value is one where it is long and no word: {@code key=category} is none. */
  private static final Set<String> KEYS =
      Set.of(
          "key",
          "apikey",
          "api_key",
          "api-key",
          "appkey",
          "access_key",
          "accesskey",
          "subscription-key",
          "sig",
          "signature",
          "hmac",
          "code",
          "token",
          "auth",
          "authorization",
          "auth_token",
          "authtoken",
          "access_token",
          "accesstoken",
          "refresh_token",
          "id_token",
          "api_token",
          "apitoken",
          "jwt",
          "bearer",
          "credential",
          "credentials",
          "sas",
          "x-amz-credential",
          "hapikey",
          "webhook_token");

  private static final Set<String> HOOKS =
      Set.of("hooks", "hook", "webhook", "webhooks", "webhookb2", "incomingwebhook");

  private static final int SHORTEST_PASSWORD = 4;
  private static final int SHORTEST_KEY = 16;
  private static final int SHORTEST_SEGMENT = 10;

  private SecretUrl() {}

  static boolean isValid(String url) {
    int authority = url.indexOf("://") + 3;
    int fragment = url.indexOf('#');
    int query = url.indexOf('?');
    int pathEnd = query >= 0 ? query : fragment >= 0 ? fragment : url.length();
    return (query >= 0 && hasSecretParameter(url.substring(query + 1)))
        || (fragment >= 0 && hasSecretParameter(url.substring(fragment + 1)))
        || isWebhook(url.substring(authority, Math.max(authority, pathEnd)));
  }

  private static boolean hasSecretParameter(String query) {
    return UrlParameters.anyMatch(query, SecretUrl::isSecret);
  }

  private static boolean isSecret(String name, String value) {
    if (PASSWORDS.contains(name)) {
      return value.length() >= SHORTEST_PASSWORD;
    }
    return value.length() >= SHORTEST_KEY
        && KEYS.contains(name)
        && value.chars().anyMatch(Character::isDigit);
  }

  /** Host and path, such as {@code hooks.slack.com/services/T000/B000/XXXX}. */
  private static boolean isWebhook(String hostAndPath) {
    int slash = hostAndPath.indexOf('/');
    if (slash < 0) {
      return false;
    }
    String host = hostAndPath.substring(0, slash).toLowerCase(Locale.ROOT);
    boolean isHook = hasAny(host.split("\\."));
    for (String segment : hostAndPath.substring(slash + 1).split("/")) {
      if (isHook && isRandom(segment)) {
        return true;
      }
      isHook |= HOOKS.contains(segment.toLowerCase(Locale.ROOT));
    }
    return false;
  }

  private static boolean hasAny(String[] labels) {
    for (String label : labels) {
      if (HOOKS.contains(label)) {
        return true;
      }
    }
    return false;
  }

  /** No word that people would read: with digits in it, or capitals behind small letters. */
  private static boolean isRandom(String segment) {
    if (segment.length() < SHORTEST_SEGMENT) {
      return false;
    }
    boolean hasDigit = segment.chars().anyMatch(Character::isDigit);
    boolean hasUpper = segment.chars().anyMatch(Character::isUpperCase);
    boolean hasLower = segment.chars().anyMatch(Character::isLowerCase);
    return hasDigit ? hasUpper || hasLower || segment.indexOf('-') > 0 : hasUpper && hasLower;
  }
}
