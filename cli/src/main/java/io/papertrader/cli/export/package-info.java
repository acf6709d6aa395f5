/** Data in files, for spreadsheets and programs. */
package io.papertrader.cli.export;
