// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import dev.pinfold.catalog.PersonalDataType;
import dev.pinfold.classify.ValueIdentifiers;
import dev.pinfold.classify.ValueIdentifiers.Span;
import dev.pinfold.ingest.InputFile;
import dev.pinfold.protect.Pseudonyms;

/**
 * The names under which tables and messages speak of input files: their own, but for e-mail
 * addresses and international phone numbers in them, whose tokens stand there instead. Other
 * numbers stay, for the names of exports and streams are full of dates and counters.
 */
final class FileNames {
  private static final PersonalDataType EMAIL = PersonalDataType.known("EMAIL_ADDRESS");
  private static final PersonalDataType PHONE = PersonalDataType.known("PHONE_NUMBER");

  private final ValueIdentifiers identifiers;
  private final Pseudonyms pseudonyms;

  FileNames(ValueIdentifiers identifiers, Pseudonyms pseudonyms) {
    this.identifiers = identifiers;
    this.pseudonyms = pseudonyms;
  }

  InputFile shown(InputFile file) {
    return file.named(shown(file.relativePath()));
  }

  /** Every folder's name by itself. */
  String shown(String path) {
    if (path.indexOf('@') < 0 && path.indexOf('+') < 0) {
      return path;
    }
    StringBuilder shown = new StringBuilder();
    for (String name : path.split("/", -1)) {
      shown.append(shown.length() == 0 && !path.startsWith("/") ? "" : "/");
      append(name, shown);
    }
    return path.startsWith("/") ? shown.substring(1) : shown.toString();
  }

  private void append(String name, StringBuilder shown) {
    int from = 0;
    for (Span span : identifiers.spans(name, null)) {
      String part = name.substring(span.start(), span.end());
      boolean isPersonal =
          span.type().equals(EMAIL) || (span.type().equals(PHONE) && part.startsWith("+"));
      if (isPersonal) {
        shown.append(name, from, span.start()).append(pseudonyms.key(part));
        from = span.end();
      }
    }
    shown.append(name.substring(from));
  }
}
