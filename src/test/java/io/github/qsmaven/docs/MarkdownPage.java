package io.github.qsmaven.docs;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/** What the tests need to know of a page of Markdown. */
final class MarkdownPage extends AbstractVisitor {
  /** A link or an image, as written. */
  record Target(String at, String destination) {}

  private static final Parser PARSER =
      Parser.builder().includeSourceSpans(IncludeSourceSpans.BLOCKS).build();
  private static final Pattern ATTRIBUTE =
      Pattern.compile("\\s(id|name|href|src)\\s*=\\s*\"([^\"]*)\"");

  private final String name;
  private final Set<String> anchors = new HashSet<>();
  private final Map<String, Integer> headings = new HashMap<>();
  private final List<Target> targets = new ArrayList<>();
  private final List<Excerpt> excerpts = new ArrayList<>();
  private final List<Target> codes = new ArrayList<>();
  private String at;

  private MarkdownPage(String name) {
    this.name = name;
    this.at = name;
  }

  /** Reads a page. */
  static MarkdownPage read(Path root, Path file) throws IOException {
    MarkdownPage page = new MarkdownPage(root.relativize(file).toString().replace('\\', '/'));
    PARSER.parse(Files.readString(file)).accept(page);
    return page;
  }

  /** Its path below the root of the repository. */
  String name() {
    return name;
  }

  /** What the fragment of a link may name: as GitHub makes anchors of headings, and ids in HTML. */
  Set<String> anchors() {
    return anchors;
  }

  List<Target> targets() {
    return targets;
  }

  List<Excerpt> excerpts() {
    return excerpts;
  }

  /** The code inside sentences. */
  List<Target> codes() {
    return codes;
  }

  @Override
  protected void visitChildren(Node parent) {
    locate(parent);
    super.visitChildren(parent);
  }

  private void locate(Node node) {
    if (!node.getSourceSpans().isEmpty()) {
      at = name + ":" + (node.getSourceSpans().get(0).getLineIndex() + 1);
    }
  }

  @Override
  public void visit(Heading heading) {
    String slug = slug(text(heading));
    int same = headings.merge(slug, 1, Integer::sum) - 1;
    anchors.add(same == 0 ? slug : slug + "-" + same);
    visitChildren(heading);
  }

  /** As GitHub: lower case, without punctuation, with hyphens for blanks. */
  static String slug(String heading) {
    return heading
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{M}\\p{N}\\p{Pc} -]", "")
        .replace(' ', '-');
  }

  private static String text(Node node) {
    StringBuilder text = new StringBuilder();
    for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
      if (child instanceof Text part) {
        text.append(part.getLiteral());
      } else if (child instanceof Code code) {
        text.append(code.getLiteral());
      } else {
        text.append(text(child));
      }
    }
    return text.toString();
  }

  @Override
  public void visit(Link link) {
    targets.add(new Target(at, link.getDestination()));
    visitChildren(link);
  }

  @Override
  public void visit(Image image) {
    targets.add(new Target(at, image.getDestination()));
  }

  @Override
  public void visit(Code code) {
    codes.add(new Target(at, code.getLiteral()));
  }

  @Override
  public void visit(HtmlInline html) {
    html(html.getLiteral());
  }

  @Override
  public void visit(HtmlBlock html) {
    locate(html);
    html(html.getLiteral());
  }

  private void html(String html) {
    for (Matcher found = ATTRIBUTE.matcher(html); found.find(); ) {
      if (found.group(1).equals("id") || found.group(1).equals("name")) {
        anchors.add(found.group(2));
      } else {
        targets.add(new Target(at, found.group(2)));
      }
    }
  }

  @Override
  public void visit(FencedCodeBlock block) {
    excerpt(block, block.getInfo() == null ? "" : block.getInfo().strip(), block.getLiteral());
  }

  @Override
  public void visit(IndentedCodeBlock block) {
    excerpt(block, "", block.getLiteral());
  }

  private void excerpt(Node block, String language, String text) {
    locate(block);
    String comment =
        block.getPrevious() instanceof HtmlBlock html
            ? requireNonNull(html.getLiteral()).strip()
            : "";
    excerpts.add(new Excerpt(at, language, text, comment));
  }
}
