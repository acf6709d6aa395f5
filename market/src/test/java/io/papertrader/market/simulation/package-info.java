/**
 * A world around the market: clients, a network, masters that crash and are fenced, and a store that can lose its
 * answer. One seed decides all of it.
 */
package io.papertrader.market.simulation;
