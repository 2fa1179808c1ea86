package io.github.qsmaven.contract;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.ExpectedTable;
import java.util.List;

/** Reads contracts that a test writes down. */
final class ContractText {
  static final String HEAD =
      """
      apiVersion: v3.1.0
      kind: DataContract
      id: orders
      version: 1.0.0
      status: active
      """;

  private ContractText() {}

  static List<ExpectedTable> read(String text) throws CannotCheckException {
    Problems problems = new Problems();
    List<ExpectedTable> relations =
        OdcsReader.read(new SourceText("a.odcs.yaml", text), problems).tables();
    problems.throwIfAny("Cannot read the contract", "correct it.");
    return relations;
  }

  /** What is wrong; nothing if nothing is. */
  static String refusal(String text) {
    try {
      read(text);
      return "";
    } catch (CannotCheckException e) {
      return e.problem();
    }
  }
}
