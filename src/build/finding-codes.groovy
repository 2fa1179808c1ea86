// Writes FindingCode.java from docs/findings/QSnnn.md: each page is the only source of what is known of its code.
import java.nio.charset.StandardCharsets
import java.nio.file.Files
import java.nio.file.Path

def pages = Path.of(project.basedir.path, 'docs', 'findings')
def target = Path.of(project.build.directory, 'generated-sources', 'finding-codes')

// The texts are single lines, and the compiler reads UTF-8.
def java = { String text -> '"' + text.replace('\\', '\\\\').replace('"', '\\"') + '"' }

def read = { Path file ->
  def code = file.fileName.toString() - '.md'
  def fail = { String problem -> throw new IllegalStateException("docs/findings/${code}.md: ${problem}") }
  def text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8).replace('\r\n', '\n')
  def match = { String what, String regex ->
    def matcher = text =~ regex
    if (!matcher.find()) {
      fail("lacks ${what}")
    }
    matcher.group(1)
  }
  def section = { String title ->
    def body = match("the section \"${title}\"", "(?s)\n## \\Q${title}\\E\n\n(.+?)(?:\n## |\\z)").strip()
    body ?: fail("the section \"${title}\" is empty")
  }
  // Without links: SARIF and the reports have no pages to link to.
  def paragraph = { String name, String body ->
    if (body.contains('](')) {
      fail("${name} must not contain a link")
    }
    if (body.contains('\n')) {
      fail("${name} must be one paragraph on one line")
    }
    body
  }
  if (!(code ==~ /QS[1-9][0-9]{2}/)) {
    fail('the name of the file is not that of a code, such as QS101.md')
  }
  def page = [
    number: code.substring(2) as int,
    title: match('its title, as "# QS101: missing table"', "\\A# ${code}: ([a-zA-Z][a-zA-Z ]*[a-zA-Z])\n"),
    severity: match('a line such as "Default severity: error"', "\n\nDefault severity: (error|warning|note|off)\n\n"),
    rule: match('a line such as "Rule in SARIF: MissingTable"', "\n\nRule in SARIF: ((?:[A-Z][a-z]+)+)\n\n"),
    what: paragraph('what it is', match('the paragraph that says what it is', "(?s)\n\nRule in SARIF: \\w+\n\n(.+?)\n\n## ")),
    why: paragraph('why it matters', section('Why it matters')),
    help: section('What to do').split('\n\n')[0].replace('\n', ' '),
  ]
  if (!(page.help ==~ /[A-Z][^`*_\[\]<>]*\./)) {
    fail('the first paragraph of "What to do" must be a sentence of plain text, capitalized and with a full stop')
  }
  if (!section('Example').startsWith("${code} ${page.title}: ")) {
    fail("the example must start with \"${code} ${page.title}: \"")
  }
  section('Accepting this finding')
  page.constant = page.rule.replaceAll(/(?<=[a-z])(?=[A-Z])/, '_').toUpperCase(Locale.ROOT)
  page
}

def codes = []
Files.newDirectoryStream(pages).withCloseable { it.each { file -> codes << read(file) } }
codes.sort { it.number }
if (codes.isEmpty() || codes*.constant.toSet().size() != codes.size()) {
  throw new IllegalStateException('docs/findings: no page, or two pages with the same rule')
}
def constants = codes.collect {
  """\
  /** {@code QS${it.number}}: ${it.title}. */
  ${it.constant}(
      ${it.number},
      Severity.${it.severity.toUpperCase(Locale.ROOT)},
      ${java(it.rule)},
      ${java(it.title)},
      ${java(it.what)},
      ${java(it.why)},
      ${java(it.help)})"""
}.join(',\n')

def source = """\
package io.github.qsmaven.model;

import java.util.Locale;
import java.util.Optional;

/**
 * The findings that the plugin can report. Users write the codes into settings and read them in
 * reports, so a code never changes its meaning. Generated from the pages in {@code docs/findings}.
 */
public enum FindingCode {
${constants};

  private static final int FIRST_ABOUT_ACCEPTANCES = 300;
  private static final int FIRST_ABOUT_SQL = 400;
  private static final int FIRST_ABOUT_CHANGES = 500;
  private static final int FIRST_ABOUT_THE_LOCK = 520;

  private final int number;
  private final Severity severity;
  private final String rule;
  private final String title;
  private final String what;
  private final String why;
  private final String help;

  FindingCode(
      int number,
      Severity severity,
      String rule,
      String title,
      String what,
      String why,
      String help) {
    this.number = number;
    this.severity = severity;
    this.rule = rule;
    this.title = title;
    this.what = what;
    this.why = why;
    this.help = help;
  }

  /** The code as users write it: {@code QS101}. */
  public String code() {
    return "QS" + number;
  }

  /** The severity where nothing else is set. */
  public Severity severity() {
    return severity;
  }

  /** The name of the rule in SARIF: {@code MissingTable}. */
  public String rule() {
    return rule;
  }

  /** The finding in a few words, such as {@code missing table}. */
  public String title() {
    return title;
  }

  /** What the finding means, in sentences of Markdown without links. */
  public String what() {
    return what;
  }

  /** Why the finding matters, in sentences of Markdown without links. */
  public String why() {
    return why;
  }

  /** What to do, in one sentence of plain text. */
  public String help() {
    return help;
  }

  /** The address of the page of the documentation that explains the finding. */
  public String page() {
    return Documentation.FINDINGS.url() + code() + ".md";
  }

  /** Whether the finding is about a statement: {@code check-sql} alone has it. */
  public boolean isOfStatements() {
    return number >= FIRST_ABOUT_SQL
        && number < FIRST_ABOUT_CHANGES
        && this != SQL_TABLE_IN_NO_CONTRACT
        && this != CONTRACT_TABLE_IN_NO_SQL;
  }

  /** Whether the finding is a change of the schema: {@code drift} alone has it. */
  public boolean isChange() {
    return number >= FIRST_ABOUT_CHANGES && number < FIRST_ABOUT_THE_LOCK;
  }

  /** Whether the finding can be accepted: only findings about acceptances cannot. */
  public boolean isAcceptable() {
    return number < FIRST_ABOUT_ACCEPTANCES || number >= FIRST_ABOUT_SQL;
  }

  /**
   * Finds a code.
   *
   * @param code {@code QS101}, in any case
   * @return the constant; empty for an unknown code
   */
  public static Optional<FindingCode> parse(String code) {
    String wanted = code.strip().toUpperCase(Locale.ROOT);
    for (FindingCode candidate : values()) {
      if (candidate.code().equals(wanted)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }
}
"""

def file = target.resolve('io/github/qsmaven/model/FindingCode.java')
def bytes = source.replace('\r\n', '\n').getBytes(StandardCharsets.UTF_8)
// An unchanged file keeps its time, so that an incremental build compiles nothing again.
if (!Files.isRegularFile(file) || !Arrays.equals(Files.readAllBytes(file), bytes)) {
  Files.createDirectories(file.parent)
  Files.write(file, bytes)
}
project.addCompileSourceRoot(target.toString())
