/** What tests run against: servers, certificates, and the search for a secret that got out. */
package io.github.qsmaven.testing;
