/** Values and transactions as they change. */
package io.papertrader.client.watch;
