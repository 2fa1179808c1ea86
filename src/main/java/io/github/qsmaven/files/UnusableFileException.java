package io.github.qsmaven.files;

/** Thrown if a file is not read; its message, such as {@code does not exist}, follows its name. */
public final class UnusableFileException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * @param problem what is wrong with the file, after its name
   */
  public UnusableFileException(String problem) {
    super(problem, null, false, false);
  }

  /** What is wrong with the file. */
  public String problem() {
    return String.valueOf(getMessage());
  }
}
