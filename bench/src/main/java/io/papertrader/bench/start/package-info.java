/** The time from the start of programs to their first answer, their size, and their memory. */
package io.papertrader.bench.start;
