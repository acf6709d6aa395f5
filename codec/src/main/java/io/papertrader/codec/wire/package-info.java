/**
 * The shape of bytes on every connection: header, frames, arguments and binary values, data transfer
 * (specification 4.4). Knows no instruction.
 */
@NullMarked
package io.papertrader.codec.wire;

import org.jspecify.annotations.NullMarked;
