package io.github.qsmaven.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.time.Duration;
import java.util.regex.PatternSyntaxException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathGlobTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*.yaml       | a.yaml .yaml           | a.yml x/a.yaml",
        "**/*.yaml    | a.yaml x/a.yaml x/y/a.yaml | a.yml",
        "x/**/a       | x/a x/y/a x/y/z/a      | xa x/ya",
        "x**/a        | x/a xy/z/a             | xa y/a",
        "x/**         | x/a x/y/z              | x",
        "{**/a,b}     | a x/a b                | xa x/b",
        "{a,b/c}.y?ml | a.yaml b/c.yxml        | b.yaml a.yml",
        "{a,{b,c}d}   | a bd cd                | b ad",
        "[a-c!]x      | ax cx !x               | dx /x",
        "[!a-c]x      | dx                     | ax",
        "[a-]*[*]     | ab* -*                 | b* ab",
        "a\\*b        | a*b                    | axb",
        "a,b}         | a,b}                   | a",
        "?            | 😀                     | ab",
      })
  void aGlobMatches(String glob, String matching, String others) {
    for (String path : matching.split(" ", -1)) {
      assertThat(new PathGlob(glob).matches(path)).as(path).isTrue();
    }
    for (String path : others.split(" ", -1)) {
      assertThat(new PathGlob(glob).matches(path)).as(path).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"[a", "[", "[!", "a\\", "{a", "{a,b", "[b-a]", "[/]"})
  void whatIsNoGlobIsRefused(String glob) {
    assertThatThrownBy(() -> new PathGlob(glob)).isInstanceOf(PatternSyntaxException.class);
  }

  /** But for {@code **}{@code /}, and for groups in groups, which the JDK rejects. */
  @Property(tries = 5000)
  void itMatchesAsTheJdkDoes(
      @ForAll
          @Chars({'*', '?', '{', '}', ',', '[', ']', '!', '\\', '/'})
          @CharRange(from = 'a', to = 'b')
          @StringLength(max = 8)
          String glob,
      @ForAll @Chars({'a', 'b', '/', ',', '}', '!'}) @StringLength(min = 1, max = 6) String path) {
    PathMatcher jdk;
    try {
      jdk = FileSystems.getDefault().getPathMatcher("glob:" + glob);
    } catch (PatternSyntaxException e) {
      return;
    }
    Path normal = Path.of(path).normalize();
    if (!glob.contains("**/") && !normal.toString().isEmpty() && !glob.contains("[")) {
      assertThat(new PathGlob(glob).matches(normal.toString()))
          .as(glob + " " + normal)
          .isEqualTo(jdk.matches(normal));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"*a", "**/*a", "{*,a*}a", "{a,{a*,*}}", "**a/", "*?"})
  void aGlobTakesTimeByTheProductOfTheLengths(String part) {
    PathGlob glob = new PathGlob(part.repeat(60) + "b");
    String path = "a/aaaaaaa".repeat(450);

    assertTimeoutPreemptively(
        Duration.ofSeconds(20), () -> assertThat(glob.matches(path)).isFalse());
  }

  @Test
  void anEmptyGroupMatchesNothing() {
    assertThat(new PathGlob("a{}b").matches("ab")).isTrue();
    assertThat(new PathGlob("a{,x}b").matches("axb")).isTrue();
  }
}
