// Stops the servers of start-servers.groovy. If the build ends before, they stop with its JVM.
project.getContextValue('it.servers').each { it.close() }
