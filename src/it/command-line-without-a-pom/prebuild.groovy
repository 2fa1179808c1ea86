// What "mvn install" of the plugin and Central write, and the invoker does not: which plugin has the prefix.
def group = new File(localRepositoryPath, 'io/github/qsmaven')
new File(group, 'maven-metadata-local.xml').text = '''\
<?xml version="1.0" encoding="UTF-8"?>
<metadata>
  <plugins>
    <plugin>
      <name>qs-maven-plugin</name>
      <prefix>qs</prefix>
      <artifactId>qs-maven-plugin</artifactId>
    </plugin>
  </plugins>
</metadata>
'''
true
