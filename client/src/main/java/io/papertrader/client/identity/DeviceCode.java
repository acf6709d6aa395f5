package io.papertrader.client.identity;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * The code that the user types on another device.
 *
 * @param address the page on which to type it
 * @param withCode an address that holds the code already
 * @param lifetime for how long it can be typed
 */
public record DeviceCode(String code, URI address, Optional<URI> withCode, Duration lifetime) {}
