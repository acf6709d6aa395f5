package io.papertrader.master.server;

import io.papertrader.codec.message.MessageCodec;
import io.papertrader.codec.message.Request;
import io.papertrader.codec.wire.Frame;
import io.papertrader.codec.wire.Header;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.Optional;

/** A real connection to the master's listener; every read has a deadline. */
final class Caller implements AutoCloseable {
    private static final int LIMIT_MILLIS = 60_000;
    private static final int DATA_SIZE_OFFSET = 3;

    private final Socket socket = new Socket();

    /** Comes from this local address. */
    Caller(String from, int port) throws IOException {
        socket.bind(new InetSocketAddress(InetAddress.ofLiteral(from), 0));
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(LIMIT_MILLIS);
        socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), LIMIT_MILLIS);
    }

    void send(Request request) throws IOException {
        send(MessageCodec.encode(request).encode());
    }

    void send(Buffer bytes) throws IOException {
        socket.getOutputStream().write(bytes.getBytes());
    }

    /** Says that nothing more will come. */
    void finish() throws IOException {
        socket.shutdownOutput();
    }

    /** The next frame; nothing where the connection ended before it. */
    Optional<Frame> frame() throws IOException {
        byte[] header = read(Header.SIZE);
        if (header.length < Header.SIZE) {
            return Optional.empty();
        }
        Buffer bytes = Buffer.buffer(header);
        return Optional.of(Frame.decode(bytes.appendBytes(read(bytes.getInt(DATA_SIZE_OFFSET)))));
    }

    /** The bytes that have come, at least one; nothing where the connection has ended. */
    Buffer some() throws IOException {
        byte[] bytes = new byte[65_536];
        try {
            int count = socket.getInputStream().read(bytes);
            return count < 0 ? Buffer.buffer() : Buffer.buffer().appendBytes(bytes, 0, count);
        } catch (SocketException reset) {
            return Buffer.buffer();
        }
    }

    /** All that still comes until the master closes; fails where it does not. */
    Buffer untilClosed() throws IOException {
        Buffer all = Buffer.buffer();
        for (Buffer bytes = some(); bytes.length() > 0; bytes = some()) {
            all.appendBuffer(bytes);
        }
        return all;
    }

    private byte[] read(int count) throws IOException {
        InputStream in = socket.getInputStream();
        try {
            return in.readNBytes(count);
        } catch (SocketException reset) {
            return new byte[0];
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
