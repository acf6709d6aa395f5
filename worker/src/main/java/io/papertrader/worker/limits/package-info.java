/** The tries that strangers have before the master is asked. */
package io.papertrader.worker.limits;
