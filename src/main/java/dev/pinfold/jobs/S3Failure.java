// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import dev.pinfold.catalog.UserException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * What a failure of S3 means and what mends it. Exceptions are known by their class names: where
 * hadoop-aws is not on the class path, there are none of its classes. Their messages quote names of
 * objects, and are never shown.
 *
 * @param kind what the process ends with
 * @param cause what is wrong, for a sentence such as "input s3a://bucket/dump: cause; remedy"
 * @param remedy what to do
 */
record S3Failure(UserException.Kind kind, String cause, String remedy) {
  private static final Set<String> BAD_CREDENTIALS =
      Set.of(
          "InvalidAccessKeyId",
          "SignatureDoesNotMatch",
          "ExpiredToken",
          "ExpiredTokenException",
          "InvalidToken",
          "TokenRefreshRequired",
          "UnrecognizedClientException");

  /** Says it at the option or key whose value names the place. */
  UserException at(String subject, Throwable failure) {
    return new UserException(kind, subject + ": " + cause + "; " + remedy, failure);
  }

  /** Empty where it is no failure of S3, or none that a person could do something about. */
  static Optional<S3Failure> of(Throwable failure) {
    Set<Throwable> chain = chain(failure);
    boolean isOfS3 = chain.stream().anyMatch(S3Failure::isOfS3);
    if (has(chain, "ClassNotFoundException") && mentionsConnector(chain)) {
      return Optional.of(
          new S3Failure(
              UserException.Kind.USAGE,
              "s3a:// needs hadoop-aws, which is not on the class path",
              "start through jobs/pinfold, or give spark-submit the --packages of docs/s3.md"));
    }
    if (!isOfS3) {
      return Optional.empty();
    }
    if (has(chain, "NoAwsCredentialsException", "NoAuthWithAWSException")
        || isWithoutCredentials(chain)) {
      return failed(
          "no AWS credentials were found",
          "set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or run under a role;"
              + " see docs/s3.md");
    }
    return ofAnswer(chain).or(() -> ofConnection(chain));
  }

  private static Optional<S3Failure> ofAnswer(Set<Throwable> chain) {
    String code = errorCode(chain);
    if (BAD_CREDENTIALS.contains(code)) {
      return failed(
          "S3 does not take the credentials (" + code + ")",
          "renew them, and check the clock of this machine");
    }
    if (has(chain, "UnknownStoreException") || code.equals("NoSuchBucket")) {
      return failed(
          "there is no such bucket",
          "check its name; a bucket of another S3 needs aws.endpoint in pinfold.yaml");
    }
    if (code.startsWith("KMS.")) {
      return failed(
          "the KMS key cannot be used (" + code + ")",
          "check the key, and allow kms:Decrypt and kms:GenerateDataKey; see docs/s3.md");
    }
    if (has(chain, "AWSRedirectException")
        || code.equals("PermanentRedirect")
        || code.equals("AuthorizationHeaderMalformed")) {
      return failed(
          "the bucket lies in another region", "set aws.region in pinfold.yaml to the bucket's");
    }
    if (has(chain, "AccessDeniedException")) {
      return failed(
          "S3 denies access" + (code.isEmpty() ? "" : " (" + code + ")"),
          "check the bucket's name, and allow what docs/s3.md lists to the role or user");
    }
    if (has(chain, "AWSServiceThrottledException")) {
      return failed(
          "S3 asked to slow down for longer than Pinfold waits",
          "run again later, or with fewer cores");
    }
    return Optional.empty();
  }

  private static Optional<S3Failure> ofConnection(Set<Throwable> chain) {
    if (has(chain, "UnknownHostException")) {
      return failed(
          "the host of S3 cannot be found",
          "check aws.endpoint and aws.region in pinfold.yaml (with aws.fips, a region that has FIPS"
              + " endpoints), the bucket's name, and this machine's DNS");
    }
    if (has(
        chain,
        "SSLHandshakeException",
        "SSLException",
        "SSLPeerUnverifiedException",
        "SSLProtocolException")) {
      return failed(
          "no TLS connection to S3",
          "the server's certificate must be one that javax.net.ssl.trustStore trusts, and it must"
              + " speak TLS 1.2 or later");
    }
    if (has(
        chain,
        "ConnectException",
        "HttpHostConnectException",
        "ConnectTimeoutException",
        "SocketTimeoutException",
        "NoRouteToHostException",
        "ApiCallTimeoutException",
        "ApiCallAttemptTimeoutException",
        "NoHttpResponseException",
        "SocketException")) {
      return failed(
          "S3 cannot be reached",
          "check aws.endpoint in pinfold.yaml, the network, its proxy and its VPC endpoint");
    }
    return Optional.empty();
  }

  private static Optional<S3Failure> failed(String cause, String remedy) {
    return Optional.of(new S3Failure(UserException.Kind.FAILED, cause, remedy));
  }

  private static boolean isOfS3(Throwable link) {
    String name = link.getClass().getName();
    if (name.startsWith("org.apache.hadoop.fs.s3a.") || name.startsWith("software.amazon.")) {
      return true;
    }
    for (StackTraceElement frame : link.getStackTrace()) {
      if (frame.getClassName().startsWith("org.apache.hadoop.fs.s3a.")) {
        return true;
      }
    }
    return false;
  }

  private static boolean mentionsConnector(Set<Throwable> chain) {
    return chain.stream()
        .map(link -> String.valueOf(link.getMessage()))
        .anyMatch(message -> message.contains("org.apache.hadoop.fs.s3a.S3AFileSystem"));
  }

  /** The SDK has no exception of its own for it. */
  private static boolean isWithoutCredentials(Set<Throwable> chain) {
    return chain.stream()
        .filter(link -> link.getClass().getSimpleName().equals("SdkClientException"))
        .map(link -> String.valueOf(link.getMessage()))
        .anyMatch(message -> message.startsWith("Unable to load credentials"));
  }

  private static boolean has(Set<Throwable> chain, String... names) {
    return chain.stream()
        .anyMatch(link -> List.of(names).contains(link.getClass().getSimpleName()));
  }

  /** S3's word for what is wrong, such as NoSuchBucket; empty where it gave none. */
  private static String errorCode(Set<Throwable> chain) {
    for (Throwable link : chain) {
      if (link.getClass().getName().startsWith("software.amazon.")) {
        String code = Answer.code(link);
        if (!code.isEmpty()) {
          return code;
        }
      }
    }
    return "";
  }

  /** Is loaded only where an exception of the SDK's was thrown, so that the SDK is there. */
  private static final class Answer {
    static String code(Throwable failure) {
      if (failure instanceof AwsServiceException service && service.awsErrorDetails() != null) {
        String code = service.awsErrorDetails().errorCode();
        return code == null || !code.matches("[A-Za-z.]{1,60}") ? "" : code;
      }
      return "";
    }
  }

  private static Set<Throwable> chain(Throwable failure) {
    Set<Throwable> chain = new LinkedHashSet<>();
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Throwable link = failure; link != null && seen.add(link); link = link.getCause()) {
      chain.add(link);
    }
    return chain;
  }
}
