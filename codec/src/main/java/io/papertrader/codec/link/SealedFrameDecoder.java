package io.papertrader.codec.link;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.parsetools.RecordParser;
import io.vertx.core.streams.ReadStream;
import java.security.GeneralSecurityException;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * Opens the records of one direction of the link. It is fed buffers as they come, cut anywhere, or reads a stream; each
 * opened plaintext goes to one handler. The first fault goes to the other, and nothing is delivered after it.
 */
public final class SealedFrameDecoder implements Handler<Buffer> {
    private final SealedFrame frame;
    private final RecordParser parser;
    private final Handler<Buffer> opened;
    private final Handler<LinkFault> faulty;
    /** The length bytes of the record that is being read; empty between records. */
    private byte[] length = {};

    private boolean broken;

    private SealedFrameDecoder(
            SecretKey key, @Nullable ReadStream<Buffer> stream, Handler<Buffer> opened, Handler<LinkFault> faulty) {
        this.frame = SealedFrame.opening(key);
        this.opened = opened;
        this.faulty = faulty;
        this.parser = RecordParser.newFixed(SealedFrame.LENGTH_BYTES, stream);
    }

    /** Returns a decoder that is fed through {@link #handle}. */
    public static SealedFrameDecoder fed(SecretKey key, Handler<Buffer> opened, Handler<LinkFault> faulty) {
        return decoder(null, key, opened, faulty);
    }

    /** Returns a decoder that takes over the handlers of this stream, a socket for one. */
    public static SealedFrameDecoder reading(
            ReadStream<Buffer> stream, SecretKey key, Handler<Buffer> opened, Handler<LinkFault> faulty) {
        return decoder(stream, key, opened, faulty);
    }

    private static SealedFrameDecoder decoder(
            @Nullable ReadStream<Buffer> stream, SecretKey key, Handler<Buffer> opened, Handler<LinkFault> faulty) {
        var decoder = new SealedFrameDecoder(key, stream, opened, faulty);
        decoder.parser.handler(decoder::part);
        return decoder;
    }

    /** Takes the next bytes of the direction. */
    @Override
    public void handle(Buffer bytes) {
        if (!broken) {
            parser.handle(bytes);
        }
    }

    /** Stops the delivery of records, and with it the reading of the stream. */
    public void pause() {
        parser.pause();
    }

    /** Goes on where {@link #pause} stopped. */
    public void resume() {
        if (!broken) {
            parser.resume();
        }
    }

    private void part(Buffer part) {
        if (broken) {
            return;
        }
        if (length.length == 0) {
            expect(part);
        } else {
            open(part);
        }
    }

    private void expect(Buffer lengthBytes) {
        if (lengthBytes.length() < SealedFrame.LENGTH_BYTES) {
            fail("The link ended inside a record");
            return;
        }
        long size = lengthBytes.getUnsignedInt(0);
        if (size < SealedFrame.TAG_BYTES || size > SealedFrame.MAX_PLAINTEXT + SealedFrame.TAG_BYTES) {
            fail("A record of the link has an impossible length");
            return;
        }
        length = lengthBytes.getBytes();
        parser.fixedSizeMode((int) size);
    }

    private void open(Buffer sealed) {
        byte[] plaintext;
        try {
            plaintext = frame.next(length, sealed.getBytes());
        } catch (GeneralSecurityException e) {
            fail("A record of the link does not open");
            return;
        }
        length = new byte[0];
        parser.fixedSizeMode(SealedFrame.LENGTH_BYTES);
        Buffer record = Buffer.buffer(plaintext);
        if (KeyUpdates.isOne(record)) {
            frame.takeNextKey();
        } else {
            opened.handle(record);
        }
    }

    private void fail(String reason) {
        broken = true;
        // Ends the parser's loop over what it still holds, and stops the stream.
        parser.pause();
        faulty.handle(new LinkFault(reason));
    }
}
