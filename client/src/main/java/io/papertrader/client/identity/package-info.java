/** Logging a user in at a third party: authorization code with PKCE (RFC 8252), and device codes (RFC 8628). */
@NullMarked
package io.papertrader.client.identity;

import org.jspecify.annotations.NullMarked;
