// Fails if a link of the site leads to no page, picture or anchor, or if a goal has no page.
import java.nio.file.Files
import java.nio.file.Path

def site = Path.of(project.build.directory, 'site')
def pages = Files.walk(site).withCloseable { all -> all.filter { it.toString().endsWith('.html') }.sorted().toList() }
def texts = pages.collectEntries { [it, it.toFile().getText('UTF-8').replaceAll(/(?s)<!--.*?-->|<script.*?<\/script>/, '')] }
def unescape = { String text -> text.replace('&lt;', '<').replace('&gt;', '>').replace('&quot;', '"').replace('&amp;', '&') }
def anchors = texts.collectEntries { page, text ->
  [page, (text =~ /\s(?:id|name)="([^"]*)"/).collect { unescape(it[1]) }.toSet()]
}
def broken = []
def links = 0
texts.each { page, text ->
  (text =~ /\s(?:href|src)="([^"]*)"/).collect { unescape(it[1]) }.each { link ->
    links++
    if (link ==~ /(?:[a-z]+:|\/\/).*/) {
      return
    }
    def uri
    try {
      uri = new URI(link)
    } catch (URISyntaxException e) {
      broken << "${site.relativize(page)}: ${link}"
      return
    }
    def file = uri.path ? page.resolveSibling(uri.path).normalize() : page
    if (Files.isDirectory(file)) {
      file = file.resolve('index.html')
    }
    if (!file.startsWith(site) || !Files.isRegularFile(file)
        || (uri.fragment && file.toString().endsWith('.html') && !anchors[file].contains(uri.fragment))) {
      broken << "${site.relativize(page)}: ${link}"
    }
  }
}
def goals = (Path.of(project.build.outputDirectory, 'META-INF/maven/plugin.xml').toFile().getText('UTF-8') =~ /<goal>([^<]+)<\/goal>/)
    .collect { it[1] }
assert goals.size() > 5
(['index.html', 'plugin-info.html'] + goals.collect { "${it}-mojo.html" }).each {
  if (!Files.isRegularFile(site.resolve(it))) {
    broken << "there is no ${it}"
  }
}
if (broken) {
  throw new IllegalStateException("Links of the site lead nowhere:\n  ${broken.unique().join('\n  ')}" as String)
}
log.info("${links} links in ${pages.size()} pages of the site lead somewhere.")
