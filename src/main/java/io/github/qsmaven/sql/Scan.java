package io.github.qsmaven.sql;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One pass over a text of SQL. Each character is looked at a bounded number of times: a search that
 * failed once up to the end of the text is not repeated.
 */
final class Scan {
  private static final String OPERATORS = "~!@#^&|?+-*/%<>=";

  /** An operator may only end in + or - if it has one of these. */
  private static final String KEEP_SIGN = "~!@#^&|?%";

  private static final int LONGEST_BRACES = 256;
  private static final int LONGEST_TEMPLATE = 4_096;

  private final String text;
  private final boolean queryService;
  private final List<Token> tokens = new ArrayList<>();
  private final BitSet brackets = new BitSet();
  private int depth;
  private int at;
  private boolean lineIsBlank = true;
  private boolean inBlock;
  private boolean dbVisualizer;
  private @Nullable Token previous;
  private @Nullable Token first;
  private boolean copiesFromStdin;

  /** Where the run of operator characters ends whose start has been read. */
  private int runEnd;

  /** The same, with question marks. */
  private int knownRun;

  private int lastKeepSign;
  private int lastNoSign;
  private boolean noTemplateEnd;
  private boolean noControlEnd;
  private boolean noTemplateCommentEnd;
  private boolean noDataEnd;

  /** Whether the comment just read has no end. */
  private boolean openComment;

  Scan(String text, SqlDialect dialect) {
    this.text = text;
    this.queryService = dialect == SqlDialect.QUERY_SERVICE;
  }

  List<Token> tokens() {
    while (at < text.length()) {
      int start = at;
      TokenKind kind = next();
      add(new Token(kind, start, at));
    }
    return tokens;
  }

  private void add(Token token) {
    tokens.add(token);
    if (token.kind() == TokenKind.BLANK) {
      lineIsBlank |= text.substring(token.start(), token.end()).chars().anyMatch(Scan::isLineEnd);
    } else if (token.kind() != TokenKind.COMMENT) {
      lineIsBlank = false;
      follow(token);
    }
  }

  /** Keeps what decides about the tokens that follow. */
  private void follow(Token token) {
    Token before = previous;
    previous = token;
    switch (token.kind()) {
      case PUNCTUATION -> followPunctuation(token);
      case PSQL -> {
        previous = first == null ? null : before;
        if (endsStatement(text, token)) {
          endStatement();
        }
      }
      case TEMPLATE -> previous = before;
      default -> {
        if (first == null) {
          first = token;
        }
        copiesFromStdin |=
            token.kind() == TokenKind.WORD
                && before != null
                && is(first, "COPY")
                && is(before, "FROM")
                && is(token, "STDIN");
      }
    }
  }

  private void followPunctuation(Token token) {
    switch (text.charAt(token.start())) {
      case '(', '[' -> brackets.set(++depth, text.charAt(token.start()) == '[');
      case ')', ']' -> depth = Math.max(0, depth - 1);
      case ';' -> {
        boolean data = copiesFromStdin;
        endStatement();
        if (data) {
          copyData();
        }
        return;
      }
      default -> {}
    }
    if (first == null) {
      first = token;
    }
  }

  private void endStatement() {
    previous = null;
    first = null;
    depth = 0;
    copiesFromStdin = false;
  }

  /** The lines that follow a COPY FROM STDIN, if there is a line that ends them. */
  private void copyData() {
    int end = noDataEnd ? -1 : text.indexOf("\n\\.", at - 1);
    if (end < 0) {
      noDataEnd = true;
      return;
    }
    int start = at;
    at = endOfLine(end + 1);
    tokens.add(new Token(TokenKind.PSQL, start, at));
  }

  private boolean is(@Nullable Token token, String keyword) {
    return token != null
        && token.kind() == TokenKind.WORD
        && token.end() - token.start() == keyword.length()
        && text.regionMatches(true, token.start(), keyword, 0, keyword.length());
  }

  /** Whether a command of a client also ends the statement in front of it. */
  static boolean endsStatement(String text, Token token) {
    String line = text.substring(token.start(), Math.min(token.end(), token.start() + 14));
    return line.startsWith("/")
        || line.startsWith("\\g")
        || line.startsWith("\\watch")
        || line.startsWith("\\crosstabview")
        || line.startsWith("\\bind")
        || line.startsWith("\\parse")
        || line.startsWith("\\sendpipeline");
  }

  private TokenKind next() {
    char c = text.charAt(at);
    if (isBlank(c)) {
      do {
        at++;
      } while (at < text.length() && isBlank(text.charAt(at)));
      return TokenKind.BLANK;
    }
    if (isComment(c)) {
      return openComment ? TokenKind.OTHER : TokenKind.COMMENT;
    }
    if (isNameStart(at)) {
      return wordOrPrefixed(c);
    }
    if (isDigit(c) || (c == '.' && isDigit(charAt(at + 1)))) {
      number();
      return TokenKind.NUMBER;
    }
    return switch (c) {
      case '\'' -> {
        quoted('\'', false);
        yield TokenKind.STRING;
      }
      case '"' -> {
        quoted('"', false);
        yield TokenKind.QUOTED_NAME;
      }
      case '`' -> {
        if (queryService) {
          quoted('`', false);
          yield TokenKind.QUOTED_NAME;
        }
        at++;
        yield TokenKind.OPERATOR;
      }
      case '$' -> dollar();
      case ':' -> colon();
      case '{' -> brace();
      case '\\' -> {
        at = charAt(at + 1) == ';' ? at + 1 : endOfLine(at);
        yield TokenKind.PSQL;
      }
      case '.' -> {
        boolean range = charAt(at + 1) == '.';
        at += range ? 2 : 1;
        yield range ? TokenKind.OPERATOR : TokenKind.PUNCTUATION;
      }
      case '(', ')', '[', ']', ',', ';' -> {
        at++;
        yield TokenKind.PUNCTUATION;
      }
      default -> {
        if (OPERATORS.indexOf(c) >= 0) {
          yield operator(c);
        }
        at++;
        yield TokenKind.OTHER;
      }
    };
  }

  private boolean isComment(char c) {
    openComment = false;
    char following = charAt(at + 1);
    if (c == '-' && following == '-') {
      dbVisualizer |= charAt(at + 2) == '/';
      at = endOfLine(at);
      return true;
    }
    if (c == '/' && following == '*') {
      blockComment();
      return true;
    }
    if (c == '#' && queryService && isHashComment()) {
      at = endOfLine(at);
      return true;
    }
    return false;
  }

  /** Comments nest. One without an end is code, which the server rejects. */
  private void blockComment() {
    int open = 0;
    while (at < text.length()) {
      if (text.startsWith("/*", at)) {
        open++;
        at += 2;
      } else if (text.startsWith("*/", at)) {
        open--;
        at += 2;
        if (open == 0) {
          return;
        }
      } else {
        at++;
      }
    }
    openComment = true;
  }

  /** Whether a # starts a comment of Query Service, not a template or a placeholder. */
  private boolean isHashComment() {
    if (charAt(at + 1) == '{') {
      return false;
    }
    return inBlock
        || previous == null
        || !isNameStart(at + 1)
        || (lineIsBlank && endsOperand(previous));
  }

  private TokenKind wordOrPrefixed(char c) {
    char following = charAt(at + 1);
    if (following == '\'' && "eEbBxXnN".indexOf(c) >= 0) {
      at++;
      quoted('\'', c == 'e' || c == 'E');
      return TokenKind.STRING;
    }
    if ((c == 'u' || c == 'U') && following == '&' && isQuote(charAt(at + 2))) {
      char quote = charAt(at + 2);
      at += 2;
      quoted(quote, false);
      return quote == '"' ? TokenKind.QUOTED_NAME : TokenKind.STRING;
    }
    at = inBlock ? endOfTag(at) : endOfName(at);
    return TokenKind.WORD;
  }

  /** Moves behind a text in quotes, in which a doubled quote is one. */
  private void quoted(char quote, boolean backslashes) {
    at++;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (backslashes && c == '\\') {
        at = Math.min(at + 1, text.length());
      } else if (c == quote) {
        if (charAt(at) != quote) {
          return;
        }
        at++;
      }
    }
  }

  private void number() {
    if (text.charAt(at) == '0'
        && "xXoObB".indexOf(charAt(at + 1)) >= 0
        && isHexDigit(charAt(at + 2))) {
      at += 2;
      while (isHexDigit(charAt(at)) || (charAt(at) == '_' && isHexDigit(charAt(at + 1)))) {
        at++;
      }
      return;
    }
    digits();
    if (charAt(at) == '.' && charAt(at + 1) != '.') {
      at++;
      digits();
    }
    if (charAt(at) == 'e' || charAt(at) == 'E') {
      int sign = charAt(at + 1) == '+' || charAt(at + 1) == '-' ? 1 : 0;
      if (isDigit(charAt(at + 1 + sign))) {
        at += 1 + sign;
        digits();
      }
    }
  }

  private void digits() {
    while (isDigit(charAt(at)) || (charAt(at) == '_' && isDigit(charAt(at + 1)))) {
      at++;
    }
  }

  private TokenKind dollar() {
    char following = charAt(at + 1);
    if (isDigit(following)) {
      at++;
      while (isDigit(charAt(at))) {
        at++;
      }
      return TokenKind.PLACEHOLDER;
    }
    if (following == '{' && braces()) {
      return TokenKind.PLACEHOLDER;
    }
    if (following == '$' && queryService && (inBlock || (previous == null && startsBlock()))) {
      inBlock = !inBlock;
      at += 2;
      return TokenKind.BLOCK;
    }
    int tagEnd = isNameStart(at + 1) ? endOfTag(at + 1) : at + 1;
    if (charAt(tagEnd) == '$') {
      String tag = text.substring(at, tagEnd + 1);
      int close = text.indexOf(tag, tagEnd + 1);
      at = close < 0 ? text.length() : close + tag.length();
      return TokenKind.STRING;
    }
    if (tagEnd > at + 1) {
      at = tagEnd;
      return TokenKind.PLACEHOLDER;
    }
    at++;
    return TokenKind.OTHER;
  }

  /** Whether the dollar signs here are followed by BEGIN. */
  private boolean startsBlock() {
    int start = at;
    at += 2;
    while (at < text.length() && (isBlank(text.charAt(at)) || isComment(text.charAt(at)))) {
      if (at < text.length() && isBlank(text.charAt(at))) {
        at++;
      }
    }
    boolean begins = text.regionMatches(true, at, "BEGIN", 0, 5) && endOfName(at) == at + 5;
    at = start;
    return begins;
  }

  private TokenKind colon() {
    char following = charAt(at + 1);
    if (following == ':' || following == '=') {
      at += 2;
      return TokenKind.OPERATOR;
    }
    boolean slice = depth > 0 && brackets.get(depth) && endsOperand(previous);
    if (!slice && isQuote(following)) {
      at++;
      quoted(following, false);
      return TokenKind.PLACEHOLDER;
    }
    if (!slice && isNameStart(at + 1)) {
      at = endOfTag(at + 1);
      return TokenKind.PLACEHOLDER;
    }
    if (!slice && following == '{' && charAt(at + 2) == '?' && braces()) {
      return TokenKind.PLACEHOLDER;
    }
    at++;
    return TokenKind.OPERATOR;
  }

  /** Moves behind what is in braces after one character, if the braces end in this line. */
  private boolean braces() {
    int open = 0;
    int limit = Math.min(text.length(), at + LONGEST_BRACES);
    for (int i = at + 1; i < limit && !isLineEnd(text.charAt(i)); i++) {
      char c = text.charAt(i);
      open += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (open == 0) {
        at = i + 1;
        return true;
      }
    }
    return false;
  }

  private TokenKind brace() {
    switch (charAt(at + 1)) {
      case '{' -> {
        int end = noTemplateEnd ? -1 : templateEnd();
        noTemplateEnd = end < 0;
        if (end >= 0) {
          boolean configures = configures(at + 2);
          at = end;
          return configures ? TokenKind.TEMPLATE : TokenKind.PLACEHOLDER;
        }
      }
      case '%' -> {
        int end = noControlEnd ? -1 : text.indexOf("%}", at + 2);
        noControlEnd = end < 0;
        if (end >= 0) {
          at = end + 2;
          return TokenKind.TEMPLATE;
        }
      }
      case '#' -> {
        int end = noTemplateCommentEnd ? -1 : text.indexOf("#}", at + 2);
        noTemplateCommentEnd = end < 0;
        if (end >= 0) {
          at = end + 2;
          return TokenKind.TEMPLATE;
        }
      }
      default -> {}
    }
    at++;
    return TokenKind.OTHER;
  }

  /** The end of an expression of a template; its texts and braces may contain braces. */
  private int templateEnd() {
    int open = 0;
    char quote = 0;
    int limit = Math.min(text.length(), at + LONGEST_TEMPLATE);
    for (int i = at; i < limit; i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        if (c == '\\') {
          i++;
        } else if (c == quote) {
          quote = 0;
        }
      } else if (c == '\'' || c == '"') {
        quote = c;
      } else if (c == '{') {
        open++;
      } else if (c == '}' && --open == 0) {
        return i + 1;
      }
    }
    int end = text.indexOf("}}", at + 2);
    return end < 0 ? -1 : end + 2;
  }

  /** Whether a template calls {@code config}, which stands for nothing. */
  private boolean configures(int start) {
    int i = start + (charAt(start) == '-' ? 1 : 0);
    while (isBlank(charAt(i))) {
      i++;
    }
    return text.startsWith("config", i) && !isNamePart(i + 6);
  }

  private TokenKind operator(char c) {
    if (c == '/' && dbVisualizer && lineIsBlank && isAlone()) {
      at++;
      return TokenKind.PSQL;
    }
    if (at >= runEnd) {
      readRun();
    }
    if (c == '?') {
      return question();
    }
    if ((c == '@' || c == '^') && charAt(at + 1) == '?' && endsOperand(previous)) {
      int length = charAt(at + 2) == '?' ? 3 : 2;
      if (startsOperand(at + length)) {
        at += length;
        return TokenKind.OPERATOR;
      }
    }
    int end =
        lastKeepSign >= at || "+-".indexOf(text.charAt(runEnd - 1)) < 0
            ? runEnd
            : Math.max(at, lastNoSign) + 1;
    char last = text.charAt(end - 1);
    if (end == runEnd && (last == '@' || last == '#') && isNamedAt(end)) {
      if (end - at == 1) {
        at = endOfTag(end);
        return TokenKind.PLACEHOLDER;
      }
      end--;
    } else if (last == '#' && charAt(end) == '{' && end == runEnd) {
      if (end - at == 1 && braces()) {
        return TokenKind.PLACEHOLDER;
      }
      end = Math.max(at + 1, end - 1);
    }
    at = end;
    return TokenKind.OPERATOR;
  }

  /** Reads how far the operator characters reach from here: to a comment or a question mark. */
  private void readRun() {
    lastKeepSign = -1;
    lastNoSign = -1;
    runEnd = at;
    while (OPERATORS.indexOf(charAt(runEnd)) >= 0
        && !text.startsWith("--", runEnd)
        && !text.startsWith("/*", runEnd)
        && (runEnd == at || text.charAt(runEnd) != '?')) {
      char c = text.charAt(runEnd);
      lastKeepSign = KEEP_SIGN.indexOf(c) >= 0 ? runEnd : lastKeepSign;
      lastNoSign = c == '+' || c == '-' ? lastNoSign : runEnd;
      runEnd++;
      if (c == '?') {
        return;
      }
    }
  }

  private TokenKind question() {
    int end = at + 1;
    if (endsOperand(previous)) {
      int runEnds = endOfRun(end);
      if (startsOperand(runEnds)) {
        at = runEnds;
        return TokenKind.OPERATOR;
      }
      if (startsOperand(end)) {
        at = end;
        return TokenKind.OPERATOR;
      }
    }
    at = end;
    if (charAt(at) == '#' && charAt(at + 1) == '{' && !endsOperand(previous)) {
      braces(); // Spring's ?#{expression}
    }
    return TokenKind.PLACEHOLDER;
  }

  private int endOfRun(int from) {
    int i = Math.max(from, knownRun);
    while (OPERATORS.indexOf(charAt(i)) >= 0
        && !text.startsWith("--", i)
        && !text.startsWith("/*", i)) {
      i++;
    }
    knownRun = i;
    return i;
  }

  /** Whether the @ or # in front of a name starts a placeholder and is not an operator. */
  private boolean isNamedAt(int name) {
    if (!isNameStart(name)) {
      return false;
    }
    int mark = name - 1;
    if (mark == at && text.charAt(mark) == '#' && !queryService && endsOperand(previous)) {
      return false;
    }
    String before = text.substring(at, Math.min(mark, at + 4));
    return switch (before) {
      case "", "=", "==", ">", "<=", ">=", "<>", "!=", "+", "-", "*", "/", "%", "||" ->
          charAt(endOfTag(name)) != '(';
      case "<" -> queryService || text.charAt(mark) == '#';
      default -> false;
    };
  }

  /** Whether the character here is the only one of its line. */
  private boolean isAlone() {
    int i = at + 1;
    while (isBlank(charAt(i)) && !isLineEnd(charAt(i))) {
      i++;
    }
    return i >= text.length() || isLineEnd(text.charAt(i));
  }

  /** Whether an expression may end with the token. */
  private boolean endsOperand(@Nullable Token token) {
    if (token == null) {
      return false;
    }
    return switch (token.kind()) {
      case QUOTED_NAME, STRING, NUMBER, PLACEHOLDER -> true;
      case WORD ->
          (token.start() > 0 && text.charAt(token.start() - 1) == '.')
              || !Keywords.areBeforeOperand(token.of(text));
      case PUNCTUATION -> ")]".indexOf(text.charAt(token.start())) >= 0;
      default -> false;
    };
  }

  /** Whether an operand starts here, behind blanks and comments. */
  private boolean startsOperand(int start) {
    int kept = at;
    at = start;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (isBlank(c)) {
        at++;
      } else if (!isComment(c)) {
        break;
      }
    }
    int i = at;
    at = kept;
    char c = charAt(i);
    if (isNameStart(i)) {
      return !Keywords.areAfterOperand(text.substring(i, Math.min(endOfName(i), i + 12)));
    }
    return isDigit(c)
        || "'\"$?@{(".indexOf(c) >= 0
        || (c == ':' && charAt(i + 1) != ':' && charAt(i + 1) != '=')
        || (c == '#' && charAt(i + 1) == '{')
        || (c == '`' && queryService);
  }

  private int endOfLine(int from) {
    int end = from;
    while (end < text.length() && !isLineEnd(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private int endOfName(int from) {
    int end = from;
    while (isNamePart(end) || (charAt(end) == '$' && charAt(end + 1) != '{')) {
      end = text.offsetByCodePoints(end, 1);
    }
    return end;
  }

  private int endOfTag(int from) {
    int end = from;
    while (isNamePart(end)) {
      end = text.offsetByCodePoints(end, 1);
    }
    return end;
  }

  private boolean isNameStart(int index) {
    char c = charAt(index);
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || c == '_'
        || (c >= 0x80 && !isLoneSurrogate(index));
  }

  private boolean isNamePart(int index) {
    return isNameStart(index) || isDigit(charAt(index));
  }

  private boolean isLoneSurrogate(int index) {
    return Character.isSurrogate(text.charAt(index))
        && Character.charCount(text.codePointAt(index)) == 1;
  }

  private char charAt(int index) {
    return index < text.length() ? text.charAt(index) : 0;
  }

  private static boolean isQuote(char c) {
    return c == '\'' || c == '"';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isHexDigit(char c) {
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }

  private static boolean isLineEnd(int c) {
    return c == '\n' || c == '\r';
  }

  private static boolean isBlank(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }
}
