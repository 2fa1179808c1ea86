/** Adobe's HTTPS APIs: from an OAuth client to its login. The only package that uses HTTP. */
@NullMarked
package io.github.qsmaven.platform;

import org.jspecify.annotations.NullMarked;
