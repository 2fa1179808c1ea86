// Stops what start-servers.groovy started. If the build does not get here, they go with its JVM.
project.getContextValue('it.servers').each { it.close() }
