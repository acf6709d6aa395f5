/** Commands about accounts. */
package io.papertrader.client.account;
