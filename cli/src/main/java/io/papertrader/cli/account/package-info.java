/** Commands about accounts. */
package io.papertrader.cli.account;
