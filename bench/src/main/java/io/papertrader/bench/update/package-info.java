/**
 * The time that an update of a whole market takes, from its retrieval until it is stored, cleared and sent to the
 * workers.
 */
package io.papertrader.bench.update;
