/**
 * A network's backup: a text of SQL, compressed, that this master restores and that {@code psql} reads too. It is made
 * of one moment while the master works, and restored into a network without accounts, in one transaction or not at all.
 */
@NullMarked
package io.papertrader.master.backup;

import org.jspecify.annotations.NullMarked;
