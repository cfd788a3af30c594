// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import java.util.Locale;
import java.util.Set;

/** The end of a mail address, told from that of a file's name. */
final class EmailDomain {
  /** Endings of files that are no top-level domain (IANA root zone): {@code icon@2x.png}. */
  private static final Set<String> OF_FILES =
      Set.of(
          "png", "jpg", "jpeg", "gif", "svg", "webp", "bmp", "ico", "tif", "tiff", "heic", "css",
          "scss", "js", "mjs", "jsx", "tsx", "json", "xml", "yaml", "yml", "html", "htm", "php",
          "jsp", "aspx", "pdf", "doc", "docx", "xls", "xlsx", "pptx", "csv", "txt", "log", "tar",
          "gz", "rar", "jar", "exe", "dll", "mp3", "mp4", "avi", "wav", "woff", "ttf");

  private EmailDomain() {}

  /**
   * @param value of the form of a mail address
   */
  static boolean isOfAddress(String value) {
    return !OF_FILES.contains(value.substring(value.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
  }
}
