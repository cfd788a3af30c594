// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.bench.presidio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A package of two recognizers, laid out as Presidio's. */
class PresidioPatternsTest {
  private static final String SHELVES =
      """
      class ShelfRecognizer(PatternRecognizer):
          PATTERNS = [
              Pattern("Shelf", r"\\bS-\\d+\\b", 0.5),
              Pattern("Shelf (weak)", r"\\b\\d{3}\\b", 0.01),
              Pattern("Shelf (made)", made(), 0.5),
          ]
          CONTEXT = ["shelf", "rack"]
      """;

  private static final String BOOKS =
      """
      class BookRecognizer(PatternRecognizer):
          PATTERNS = [Pattern("Book", r"\\d+B|", 0.9)]
      """;

  @TempDir private Path directory;

  private void write(String file, String text) throws IOException {
    Path path = directory.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private PresidioPatterns patterns() throws IOException {
    write("a/predefined_recognizers/country/shelf.py", SHELVES);
    write("a/predefined_recognizers/book.py", BOOKS);
    write("a/predefined_recognizers/notes.txt", SHELVES);
    write("a/elsewhere.py", SHELVES);
    return PresidioPatterns.read(directory);
  }

  @Test
  void read_aPackage_tellsWhatIsMissing() throws IOException {
    assertThat(patterns().size()).isEqualTo(3);
    assertThat(patterns().told())
        .isEqualTo(
            "Of Presidio: 3 of 4 patterns of 2 recognizers; not all could be read of"
                + " ShelfRecognizer.");
    assertThatThrownBy(() -> patterns().onlyDefaults())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("default_recognizers.yaml");
  }

  @Test
  void read_theDefaults_areThoseOnAndOfItsLanguages() throws IOException {
    write("a/predefined_recognizers/pen.py", BOOKS.replace("Book", "Pen"));
    write("a/predefined_recognizers/ink.py", BOOKS.replace("Book", "Ink"));
    write("a/predefined_recognizers/nib.py", BOOKS.replace("Book", "Nib"));
    write(
        "a/conf/default_recognizers.yaml",
        """
        supported_languages: [en]
        recognizers:
          - name: Shelves
            class_name: ShelfRecognizer
            supported_languages:
              - language: es
              - language: en
                context: [shelf]
          - name: BookRecognizer
            enabled: false
          - name: PenRecognizer
            supported_languages: [pl]
          - InkRecognizer
          - name: NibRecognizer
            enabled: true
        """);

    assertThat(patterns().told()).contains("of 5 recognizers, 3 of which it has on by default");
    assertThat(patterns().onlyDefaults().recognizers())
        .extracting(PresidioRecognizer::name)
        .containsExactlyInAnyOrder("ShelfRecognizer", "InkRecognizer", "NibRecognizer");
  }

  @Test
  void read_aDirectoryWithoutPatterns_saysWhatIsWanted() throws IOException {
    write("presidio_analyzer/pattern.py", SHELVES);

    assertThatThrownBy(() -> PresidioPatterns.read(directory))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "%s: no pattern of Presidio's could be read there; wanted is a checkout of Presidio or its"
                + " package presidio_analyzer unpacked, with the folder predefined_recognizers",
            directory);
    Path nowhere = directory.resolve("nowhere");
    assertThatThrownBy(() -> PresidioPatterns.read(nowhere))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("%s: no such directory", nowhere);
  }

  @Test
  void best_ofAValue_isTheBestScoreFromTheThresholdOn() throws IOException {
    PresidioPatterns patterns = patterns();

    assertThat(patterns.best("on S-12", patterns.inContext("place"))).isEqualTo("ShelfRecognizer");
    assertThat(patterns.best("on S-12 and 12B", patterns.inContext("place")))
        .isEqualTo("BookRecognizer");
    assertThat(patterns.best("nothing", patterns.inContext("place")))
        .as("empty matches only")
        .isNull();
  }

  @Test
  void best_withAWordOfContext_isMoreLikely() throws IOException {
    write("a/predefined_recognizers/shelf.py", SHELVES);
    PresidioPatterns patterns = PresidioPatterns.read(directory);

    assertThat(patterns.best("123", patterns.inContext("number"))).isNull();
    assertThat(patterns.best("123", patterns.inContext("Racks.Number")))
        .isEqualTo("ShelfRecognizer");
  }
}
