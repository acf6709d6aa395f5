/** Commands about assets and their values. */
package io.papertrader.cli.asset;
