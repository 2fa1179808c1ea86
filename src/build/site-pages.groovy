// Copies README.md and docs into target/generated-site, where `mvn site` finds them: with links between the pages of the site, and
// with the anchors that GitHub gives to headings. Other files of the repository are linked on GitHub.
import java.nio.file.Files
import java.nio.file.Path

def root = Path.of(project.basedir.path)
def target = Path.of(project.build.directory, 'generated-site')
def files = { Path folder, int depth, String ending ->
  Files.walk(folder, depth).withCloseable { all -> all.filter { it.toString().endsWith(ending) }.sorted().toList() }
}
def pages = [:]
(files(root, 1, '.md') + files(root.resolve('docs'), 9, '.md')).each { file ->
  def name = root.relativize(file).toString().replace('\\', '/')
  pages[name] = name == 'README.md' ? 'index.md' : name.contains('/') ? name - 'docs/' : name.toLowerCase(Locale.ROOT)
}
if (pages.values().toSet().size() != pages.size()) {
  throw new IllegalStateException("Two pages of the site have the same name: ${pages}")
}
if (target.toFile().isDirectory()) {
  target.toFile().deleteDir()
}

// As MarkdownPage does for DocsTest.
def slug = { String heading ->
  heading.replaceAll(/\[([^\]]*)]\([^)]*\)/, '$1').replaceAll(/(?<!\w)\*\*|\*\*(?!\w)|<[^>]*>/, '').toLowerCase(Locale.ROOT)
      .replaceAll(/[^\p{L}\p{M}\p{N}\p{Pc} -]/, '').replace(' ', '-')
}

pages.each { name, copy ->
  def link = { String destination ->
    if (destination ==~ /(?:[a-z]+:|#).*/) {
      return destination
    }
    def (path, anchor) = destination.contains('#') ? destination.split('#', 2) as List : [destination, null]
    def file = root.relativize(root.resolve(name).resolveSibling(path).normalize()).toString().replace('\\', '/')
    def to
    if (pages[file]) {
      def here = Path.of('/', copy).parent
      to = here.relativize(Path.of('/', pages[file])).toString().replace('\\', '/').replaceAll(/\.md$/, '.html')
    } else if (file.endsWith('.svg')) {
      to = '../' * copy.count('/') + 'images/' + file.substring(file.lastIndexOf('/') + 1)
    } else {
      to = "${project.url}/blob/main/${file}"
    }
    anchor == null ? to : "${to}#${anchor}"
  }
  def seen = [:].withDefault { 0 }
  def inCode = false
  def lines = root.resolve(name).toFile().getText('UTF-8').readLines().collect { line ->
    if (line ==~ /\s*```.*/) {
      inCode = !inCode
      return line
    }
    if (inCode || line.startsWith('    ')) {
      return line
    }
    def text = line
        .replaceAll(/(]\()([^()\s]+)(\))/) { all, before, destination, after -> before + link(destination) + after }
        .replaceAll(/(\s(?:src|href)=")([^"]+)(")/) { all, before, destination, after -> before + link(destination) + after }
        .replaceAll(/^(\s*\[[^\]]+]: )(\S+)$/) { all, before, destination -> before + link(destination) }
    def heading = text =~ /^(#+ )(.*)$/
    if (!heading.matches()) {
      return text
    }
    def id = slug(line.replaceFirst(/^#+ /, ''))
    def same = seen[id]++
    heading.group(1) + "<a id=\"${same ? id + '-' + same : id}\"></a>" + heading.group(2)
  }
  def file = target.resolve('markdown').resolve(copy)
  Files.createDirectories(file.parent)
  file.toFile().setText(lines.join('\n') + '\n', 'UTF-8')
}
files(root.resolve('docs'), 9, '.svg').each { picture ->
  def copy = target.resolve('resources/images').resolve(picture.fileName)
  Files.createDirectories(copy.parent)
  Files.copy(picture, copy)
}
log.info("${pages.size()} pages of Markdown for the site.")
