/** Corporate actions: what a split, a dividend, another symbol or the end of an asset makes of what is held. */
package io.papertrader.market.action;
