package io.github.qsmaven.types;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import io.github.qsmaven.model.ColumnType;
import io.github.qsmaven.model.ExpectedType;
import io.github.qsmaven.model.TypeShape;

/** Any spelling of a contract is compared with any of a server, and each with itself. */
public final class TypeParserFuzzer {
  private TypeParserFuzzer() {}

  /** For Jazzer. */
  public static void fuzzerTestOneInput(FuzzedDataProvider data) {
    TypeShape shape = data.pickValue(TypeShape.values());
    boolean modifierReported = data.consumeBoolean();
    String expected = data.consumeString(2_000);
    String actual = data.consumeRemainingAsString();
    ColumnType column = new ColumnType(actual, shape, modifierReported);
    TypeResult result = new TypeComparison().compare(new ExpectedType(expected, null), column);
    if ((result.verdict() == TypeVerdict.MATCH) != result.why().isEmpty()
        && result.verdict() != TypeVerdict.MISMATCH) {
      throw new AssertionError(result.verdict() + " because '" + result.why() + "'");
    }
    new TypeComparison().compare(new ExpectedType(null, expected), column);
    ContractType contract = new ContractType(column);
    contract.logicalType();
    TypeResult itself =
        new TypeComparison().compare(new ExpectedType(contract.physicalType(), null), column);
    if (itself.verdict() == TypeVerdict.MISMATCH) {
      throw new AssertionError("'" + actual + "' is not itself: " + itself.why());
    }
  }
}
