/**
 * The files that a user names, of which only regular ones are opened and only those that the user
 * may have meant, and the temporary files that the plugin writes.
 */
@NullMarked
package io.github.qsmaven.files;

import org.jspecify.annotations.NullMarked;
