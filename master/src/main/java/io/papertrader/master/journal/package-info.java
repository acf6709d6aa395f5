/**
 * The market's owner, and its journal in Postgres.
 *
 * <pre>
 *   command --&gt; Sequencer --&gt; Run: decide --&gt; Batch --&gt; Journal --commit--&gt; answers, News
 *                  ^             | needs         ^          |
 *                  |             v               |          | fails: the Run and its memory are thrown away,
 *                  |        JournalReader -------+          | another begins with what the journal has,
 *                  +----------------------------------------+ and decides the same commands again
 * </pre>
 *
 * Everything up to the batch happens on one thread, which waits for nothing. One batch is written at a time; the next
 * is decided while it is.
 */
@NullMarked
package io.papertrader.master.journal;

import org.jspecify.annotations.NullMarked;
