package io.github.qsmaven.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qsmaven.check.CaseIndex.Match;
import io.github.qsmaven.model.CaseRule;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CaseIndexTest {
  private static CaseIndex<Integer> of(String... names) {
    CaseIndex<Integer> index = new CaseIndex<>(names.length);
    for (int i = 0; i < names.length; i++) {
      index.add(names[i], i);
    }
    return index;
  }

  @Test
  void theNameAsWrittenComesFirst() {
    CaseIndex<Integer> index = of("id", "Id", "ID");

    assertThat(index.lookUp("ID", CaseRule.ANY, Set.of()))
        .isEqualTo(new Match<>(List.of(2), List.of("ID"), false));
    assertThat(index.lookUp("iD", CaseRule.SQL, Set.of()))
        .isEqualTo(new Match<>(List.of(0), List.of("id"), false));
    assertThat(index.lookUp("iD", CaseRule.AS_WRITTEN, Set.of()))
        .isEqualTo(new Match<>(List.of(0, 1, 2), List.of("id", "Id", "ID"), true));
  }

  @Test
  void severalThingsCanHaveOneName() {
    CaseIndex<Integer> index = of("a", "A", "a", "b", "a");

    assertThat(index.lookUp("a", CaseRule.ANY, Set.of()).found()).containsExactly(0, 2, 4);
    assertThat(index.only("a")).isNull();
    assertThat(index.only("A")).isEqualTo(1);
    assertThat(index.only("B")).isNull();
  }

  @Test
  void anyCaseIsFoundWhereItDoesNotCount() {
    CaseIndex<Integer> index = of("Web", "WEB", "Web");

    assertThat(index.lookUp("web", CaseRule.ANY, Set.of()))
        .satisfies(match -> assertThat(match.found()).containsExactlyInAnyOrder(0, 1, 2))
        .satisfies(match -> assertThat(match.spellings()).containsExactly("Web", "WEB"))
        .satisfies(match -> assertThat(match.differsInCase()).isFalse());
    assertThat(index.lookUp("web", CaseRule.SQL, Set.of()).differsInCase()).isTrue();
    assertThat(index.lookUp("wep", CaseRule.ANY, Set.of()).found()).isEmpty();
  }

  @Test
  void whatHasTheNameOfARivalIsNotFound() {
    CaseIndex<Integer> index = of("id", "ID", "iD");

    assertThat(index.lookUp("Id", CaseRule.ANY, Set.of("ID", "id")))
        .isEqualTo(new Match<>(List.of(2), List.of("iD"), true));
    assertThat(index.lookUp("Id", CaseRule.ANY, Set.of("ID", "id", "iD")).found()).isEmpty();
    assertThat(index.lookUp("id", CaseRule.ANY, Set.of("ID")))
        .isEqualTo(new Match<>(List.of(0), List.of("id"), false));
  }
}
