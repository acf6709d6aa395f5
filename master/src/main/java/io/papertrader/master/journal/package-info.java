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
 * Everything up to the batch happens on one thread, which waits for nothing. While one batch is written the next is
 * decided; {@link BatchWriter} sends them, and what Postgres refuses for what is in it once more in halves.
 */
@NullMarked
package io.papertrader.master.journal;

import org.jspecify.annotations.NullMarked;
