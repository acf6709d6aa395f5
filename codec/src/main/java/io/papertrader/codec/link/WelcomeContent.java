package io.papertrader.codec.link;

import static io.papertrader.codec.wire.Field.field;

import io.papertrader.codec.wire.FieldType;
import io.papertrader.codec.wire.Layout;
import io.vertx.core.buffer.Buffer;

/**
 * The master's words inside its sealed linkWelcome.
 *
 * @param helloHash SHA-256 of the hello's content: this welcome answers that hello and no other
 * @param epoch grows each time that a master takes over
 */
public record WelcomeContent(int version, Buffer helloHash, Buffer nonce, Buffer publicValue, long epoch) {
    /** Binary. */
    public static final Layout<WelcomeContent> LAYOUT = Layout.of(
            WelcomeContent.class,
            field("version", FieldType.U16, WelcomeContent::version),
            field("helloHash", HelloContent.BYTES_32, WelcomeContent::helloHash),
            field("nonce", HelloContent.BYTES_32, WelcomeContent::nonce),
            field("publicValue", HelloContent.BYTES_32, WelcomeContent::publicValue),
            field("epoch", FieldType.I64, WelcomeContent::epoch),
            WelcomeContent::new);
}
