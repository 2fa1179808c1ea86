package io.github.qsmaven.report.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableName;
import io.github.qsmaven.model.TableType;
import io.github.qsmaven.report.CheckReport;
import io.github.qsmaven.report.TablesReports;
import io.github.qsmaven.testing.AllFormats;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextFormatTest {
  private static String text(CheckReport report) throws IOException {
    return AllFormats.text(new TextFormat(), report);
  }

  @Test
  void isOneNameALineAndNothingElse() throws IOException {
    assertThat(text(TablesReports.listing("b", "a"))).isEqualTo("a\nb\n");
  }

  @Test
  void isEmptyWhereNothingIsListed() throws IOException {
    assertThat(text(TablesReports.listing())).isEmpty();
  }

  @Test
  void aTableOutsideTheSearchPathHasItsSchema() throws IOException {
    CheckReport report =
        TablesReports.of(
            List.of(new Table(new TableName("sales", "x"), TableType.TABLE, false, null)),
            TablesReports.nothingExpected());

    assertThat(text(report)).isEqualTo("sales.x\n");
  }

  @Test
  void hostileNamesStayOnTheirLinesAndCanBeReadBack() throws IOException {
    String text = text(TablesReports.hostile());

    assertThat(text.split("\n", -1)).hasSize(TablesReports.HOSTILE.size() + 1);
    assertThat(text.lines().map(NameEscaper::parse))
        .containsExactlyInAnyOrderElementsOf(TablesReports.HOSTILE);
  }

  @Test
  void isSortedAsSortAndCommWantItInTheCLocale() throws IOException {
    List<byte[]> lines =
        text(TablesReports.hostile()).lines().map(line -> line.getBytes(UTF_8)).toList();

    assertThat(lines).isSortedAccordingTo(Arrays::compareUnsigned);
  }
}
