/**
 * Every instruction of the protocol, declared once in {@link io.papertrader.codec.message.Instruction}, with the
 * records and value types that it carries.
 */
@NullMarked
package io.papertrader.codec.message;

import org.jspecify.annotations.NullMarked;
