// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import com.google.crypto.tink.Aead;
import dev.pinfold.catalog.UserException;
import dev.pinfold.classify.ProfileCipher;
import dev.pinfold.ingest.RawSealer;
import dev.pinfold.protect.FigureCipher;
import dev.pinfold.protect.KeyedProfileCipher;
import dev.pinfold.protect.LeafProtectors;
import dev.pinfold.protect.QuarantineSealer;
import dev.pinfold.protect.keys.HadoopKeyStore;
import dev.pinfold.protect.keys.KeyMaterial;
import dev.pinfold.protect.keys.KeyStore;
import dev.pinfold.protect.keys.Keysets;
import dev.pinfold.protect.keys.LocalKeyStore;
import dev.pinfold.protect.keys.Wrapping;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/**
 * The keys of a run, opened.
 *
 * @param tokenVersion which key makes new tokens
 * @param notices what the user should know of them
 */
record Protection(
    LeafProtectors leafProtectors,
    RawSealer sealer,
    ProfileCipher profileCipher,
    FigureCipher figureCipher,
    int tokenVersion,
    List<String> notices) {

  /**
   * Opens the keysets, or makes them where the output has none.
   *
   * @param output full URI of the output directory
   */
  static Protection open(
      PinfoldSettings settings, Rules rules, String output, Configuration hadoop) {
    String directory = settings.keys().directory().orElse(output + "/keys");
    KeyStore store = store(directory, hadoop);
    List<String> notices = List.of();
    Aead wrapping;
    if (settings.keys().kmsUri().isPresent()) {
      wrapping = Wrapping.ofKms(settings.keys().kmsUri().get());
    } else if (settings.keys().wrappingKey().isPresent()) {
      wrapping = local(settings, output);
    } else {
      wrapping = Keysets.localWrappingKey(store, Keysets.LOCAL_WRAPPING_KEY);
      notices =
          List.of(
              "Keys: "
                  + store.location()
                  + " holds keys that Pinfold made by itself, for trying only; see keys: in"
                  + " pinfold.yaml."
                  + (isLocal(directory)
                      ? ""
                      : " No mode protects them there: whoever reads the tables' bucket can read"
                          + " them."));
    }
    KeyMaterial keys = new Keysets(store).open(wrapping);
    return new Protection(
        new LeafProtectors(rules.valueIdentifiers(), keys),
        new QuarantineSealer(keys),
        new KeyedProfileCipher(keys),
        new FigureCipher(keys),
        keys.tokenVersion(),
        notices);
  }

  private static Aead local(PinfoldSettings settings, String output) {
    Path file = Path.of(settings.keys().wrappingKey().orElseThrow()).toAbsolutePath().normalize();
    boolean isProduction = settings.profile() == PinfoldSettings.Profile.PRODUCTION;
    if (isProduction && isLocal(output) && file.startsWith(localPath(output))) {
      throw new UserException(
          UserException.Kind.USAGE,
          settings.file()
              + " keys.wrapping.local: lies inside the output, so whoever has the tables has the"
              + " key; name a file elsewhere, or a kms_uri");
    }
    return Keysets.localWrappingKey(
        new LocalKeyStore(file.getParent()), file.getFileName().toString());
  }

  private static KeyStore store(String directory, Configuration hadoop) {
    return isLocal(directory)
        ? new LocalKeyStore(localPath(directory))
        : new HadoopKeyStore(directory, hadoop);
  }

  private static boolean isLocal(String path) {
    return !path.contains(":/") || path.startsWith("file:/");
  }

  private static Path localPath(String path) {
    return path.startsWith("file:/") ? Path.of(URI.create(path).getPath()) : Path.of(path);
  }
}
