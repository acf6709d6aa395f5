package io.papertrader.worker;

import io.papertrader.codec.message.Event;
import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.message.MessageCodec;
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
import java.net.SocketException;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/** A client over a plain socket: what it does not read stays in the socket. */
public final class ClientStandIn implements AutoCloseable {
    private static final int DEADLINE_MILLIS = 60_000;
    private static final int DATA_SIZE_AT = 3;

    private final Socket socket;
    private final DataInputStream in;
    private final Queue<Event> events = new ArrayDeque<>();

    /** Speaks over a socket that is connected already. */
    public ClientStandIn(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(DEADLINE_MILLIS);
        this.in = new DataInputStream(socket.getInputStream());
    }

    public static ClientStandIn connect(int port) throws IOException {
        return connect(port, "127.0.0.1");
    }

    /** A client that connects from this address; every one that begins with 127 is this machine's. */
    public static ClientStandIn connect(int port, String from) throws IOException {
        Socket socket = new Socket();
        // Little room, so that a client that does not read is noticed soon.
        socket.setReceiveBufferSize(8_192);
        socket.bind(new InetSocketAddress(InetAddress.ofLiteral(from), 0));
        socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), DEADLINE_MILLIS);
        return new ClientStandIn(socket);
    }

    public ClientStandIn send(Request... requests) throws IOException {
        Buffer bytes = Buffer.buffer();
        for (Request request : requests) {
            MessageCodec.encode(request).appendTo(bytes);
        }
        return send(bytes);
    }

    public ClientStandIn send(Buffer bytes) throws IOException {
        socket.getOutputStream().write(bytes.getBytes());
        return this;
    }

    /** Sends, and reads the answer. */
    public Reply ask(Request request) throws IOException {
        return send(request).reply(Instruction.of(request));
    }

    /** The next reply, to a request of this kind; events before and behind it are kept, one inside it is a fault. */
    public Reply reply(Instruction request) throws IOException {
        ReplyReader reader = new ReplyReader(request);
        Frame frame = frame();
        while (frame.header().type() == MessageType.EVENT) {
            events.add(MessageCodec.decodeEvent(frame));
            frame = frame();
        }
        Optional<Reply> reply = reader.read(frame);
        while (reply.isEmpty()) {
            reply = reader.read(frame());
        }
        return reply.get();
    }

    /** The next event. */
    public Event event() throws IOException {
        return events.isEmpty() ? MessageCodec.decodeEvent(frame()) : events.remove();
    }

    /** Events that stood between the replies read so far. */
    public int events() {
        return events.size();
    }

    private Frame frame() throws IOException {
        byte[] header = in.readNBytes(Header.SIZE);
        if (header.length < Header.SIZE) {
            throw new IOException("the worker closed the connection");
        }
        Buffer bytes = Buffer.buffer(header);
        byte[] data = new byte[bytes.getInt(DATA_SIZE_AT)];
        in.readFully(data);
        return Frame.decode(bytes.appendBytes(data));
    }

    /** Waits for the end; whether nothing came before it. */
    public boolean isClosedWithoutAWord() throws IOException {
        try {
            return in.read() < 0;
        } catch (SocketException reset) {
            return true;
        }
    }

    /** No more will be written. */
    public void finishWriting() throws IOException {
        socket.shutdownOutput();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
