/** Orders: what they ask for, on which terms, and what a fill of one moves. */
package io.papertrader.market.order;
