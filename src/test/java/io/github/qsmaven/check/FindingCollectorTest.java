package io.github.qsmaven.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qsmaven.model.Checked;
import io.github.qsmaven.model.CodePointOrder;
import io.github.qsmaven.model.SourcePosition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FindingCollectorTest {
  private static SourcePosition at(String file, int line) {
    return new SourcePosition(file, line, 1);
  }

  /** Table by table; then as in the contract; what has no position last, a table first. */
  @Test
  void whatWasCheckedIsSorted() {
    List<Checked> sorted =
        List.of(
            new Checked("a", null, at("1.yaml", 9)),
            new Checked("a", "z", at("1.yaml", 10)),
            new Checked("a", null, at("2.yaml", 2)),
            new Checked("a", "b", at("2.yaml", 2)),
            new Checked("a", "c", at("2.yaml", 2)),
            new Checked("a", null, null),
            new Checked("a", "b", null),
            new Checked("\uFB01", "b", at("1.yaml", 1)),
            new Checked("\uD83D\uDE00", "b", at("1.yaml", 1)));
    for (int seed = 0; seed < 20; seed++) {
      List<Checked> shuffled = new ArrayList<>(sorted);
      Collections.shuffle(shuffled, new Random(seed));
      FindingCollector collector =
          new FindingCollector(CheckRules.ofNames(false, false, true), CodePointOrder.INSTANCE);

      shuffled.forEach(collector::checked);

      assertThat(collector.coverage(List.of()).checked()).isEqualTo(sorted);
    }
  }
}
