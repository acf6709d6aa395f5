package io.papertrader.bench.edge;

import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.ReplyReader;
import io.papertrader.codec.message.Request;
import io.papertrader.codec.wire.Frame;
import io.papertrader.codec.wire.Header;
import io.papertrader.codec.wire.MessageType;
import io.vertx.core.buffer.Buffer;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A client that asks and waits: for what has to be there before anything is measured. */
public final class Talk implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int SIZE_OFFSET = 3;

    private final Socket socket = new Socket();
    private final DataInputStream input;

    public Talk(int port) throws IOException {
        socket.setTcpNoDelay(true);
        socket.setSoTimeout((int) PATIENCE.toMillis());
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        input = new DataInputStream(socket.getInputStream());
    }

    /** Asks, and gives the reply if it is one of this kind. */
    public <T extends Reply> T ask(Request request, Class<T> kind) throws IOException {
        return askAll(List.of(request), kind).getFirst();
    }

    /** Asks all at once. */
    public <T extends Reply> List<T> askAll(List<? extends Request> requests, Class<T> kind) throws IOException {
        Buffer bytes = Buffer.buffer();
        requests.forEach(request -> bytes.appendBuffer(Target.bytes(request)));
        socket.getOutputStream().write(bytes.getBytes());
        List<T> replies = new ArrayList<>();
        for (Request request : requests) {
            Reply reply = reply(Instruction.of(request));
            if (!kind.isInstance(reply)) {
                throw new IOException(request.getClass().getSimpleName() + " was answered with " + reply);
            }
            replies.add(kind.cast(reply));
        }
        return replies;
    }

    private Reply reply(Instruction request) throws IOException {
        ReplyReader reader = new ReplyReader(request);
        while (true) {
            Frame frame = frame();
            if (frame.header().type() != MessageType.EVENT) {
                Optional<Reply> reply = reader.read(frame);
                if (reply.isPresent()) {
                    return reply.get();
                }
            }
        }
    }

    private Frame frame() throws IOException {
        Buffer bytes = Buffer.buffer(read(Header.SIZE));
        return Frame.decode(bytes.appendBytes(read(bytes.getInt(SIZE_OFFSET))));
    }

    private byte[] read(int length) throws IOException {
        byte[] bytes = new byte[length];
        input.readFully(bytes);
        return bytes;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
