/** Data in files, for spreadsheets and programs. */
@NullMarked
package io.papertrader.cli.export;

import org.jspecify.annotations.NullMarked;
