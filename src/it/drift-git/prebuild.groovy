// A repository whose commit has another lock than the folder.
def lock = new File(basedir, 'src/main/qs/qs.lock.json')
def git = { String... words ->
  def process = new ProcessBuilder((['git', '-c', 'user.name=it', '-c', 'user.email=it@example.com'] + (words as List)) as String[])
      .directory(basedir).redirectErrorStream(true).start()
  def output = process.inputStream.getText('UTF-8')
  assert process.waitFor() == 0 : output
}
git('init', '--quiet')
git('add', 'src')
git('commit', '--quiet', '--message=lock')
lock.text = lock.text.replace('  {"name":"country","type":"text"},\n', '')
true
