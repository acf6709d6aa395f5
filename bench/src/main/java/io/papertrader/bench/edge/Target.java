package io.papertrader.bench.edge;

import io.papertrader.codec.message.MessageCodec;
import io.papertrader.codec.message.Request;
import io.papertrader.codec.wire.Header;
import io.vertx.core.buffer.Buffer;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * The server that a load is put on.
 *
 * @param greeting the greeting of each connection before it asks, answered by one reply
 * @param request the bytes that are asked again and again
 */
public record Target(int port, Optional<Buffer> greeting, Buffer request, Supplier<ReplyCounter> replies) {
    private static final int GREETING_BYTES = 4_096;

    /** A worker; the greeting logs in and changes the state, where the request needs that. */
    static Target worker(int port, Optional<Request> greeting, Request request) {
        return new Target(port, greeting.map(Target::bytes), bytes(request), FrameReplies::new);
    }

    /** A Redis, asked for one key. */
    static Target redis(int port, String key) {
        String command = "*2\r\n$3\r\nGET\r\n$" + key.length() + "\r\n" + key + "\r\n";
        return new Target(port, Optional.empty(), Buffer.buffer(command), RedisReplies::new);
    }

    public static Buffer bytes(Request request) {
        return MessageCodec.encode(request).encode();
    }

    /** Connects from an address of this machine, and says the greeting. Blocks until that is answered. */
    public SocketChannel connect(InetAddress from) throws IOException {
        SocketChannel channel = open(port, from);
        try {
            if (greeting.isPresent()) {
                greet(channel, greeting.get());
            }
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** The same over TLS. */
    Socket connect(SSLContext tls, InetAddress from) throws IOException {
        Socket socket = tls.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port, from, 0);
        try {
            if (greeting.isPresent()) {
                greet(socket, greeting.get());
            }
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private void greet(Socket socket, Buffer words) throws IOException {
        socket.getOutputStream().write(words.getBytes());
        byte[] some = new byte[GREETING_BYTES];
        ByteBuffer answer = ByteBuffer.allocate(GREETING_BYTES);
        ReplyCounter counter = replies.get();
        while (counter.count(answer.flip()) == 0) {
            int read = socket.getInputStream().read(some, 0, answer.compact().remaining());
            if (read < 0) {
                throw new EOFException("the server closed a connection that said its greeting");
            }
            answer.put(some, 0, read);
        }
    }

    static SocketChannel open(int port, InetAddress from) throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.bind(new InetSocketAddress(from, 0));
            channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private void greet(SocketChannel channel, Buffer words) throws IOException {
        channel.write(ByteBuffer.wrap(words.getBytes()));
        ByteBuffer answer = ByteBuffer.allocate(GREETING_BYTES);
        ReplyCounter counter = replies.get();
        int answered = 0;
        while (answered == 0) {
            if (channel.read(answer) < 0) {
                throw new EOFException("the server closed a connection that said its greeting");
            }
            answer.flip();
            answered = counter.count(answer);
            answer.compact();
        }
        if (answer.position() >= Header.SIZE) {
            throw new IOException("the server said more than one reply to a greeting");
        }
    }
}
