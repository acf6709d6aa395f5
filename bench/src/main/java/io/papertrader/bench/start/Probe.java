package io.papertrader.bench.start;

import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.message.MessageCodec;
import io.papertrader.codec.message.WorkersRequest.GetWorkers;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** The sign by which the first answer of a program is recognised. */
public sealed interface Probe {
    Duration PATIENCE = Duration.ofSeconds(60);

    /** The pause between two tries: short beside the measured time, long enough to leave the core to the program. */
    long PAUSE_NANOS = 200_000;

    /** A server's own word, over HTTP, that it is ready for all that it is there for. */
    static Probe ready(int httpPort) {
        return new Line(httpPort, "GET /q/health/ready HTTP/1.1\r\nHost: localhost\r\n\r\n", "HTTP/1.1 200");
    }

    /** A server's own word, over HTTP, that it has started, be it to lead or to stand by. */
    static Probe started(int httpPort) {
        return new Line(httpPort, "GET /q/health/started HTTP/1.1\r\nHost: localhost\r\n\r\n", "HTTP/1.1 200");
    }

    /** Returns at the first answer; fails where the program ends or nothing comes. */
    void await(Process process) throws IOException;

    /** {@code getWorkers} of the protocol, answered with the list: on a worker this goes through the master. */
    record Workers(int port) implements Probe {
        private static final byte[] REQUEST =
                MessageCodec.encode(new GetWorkers()).encode().getBytes();
        private static final int HEADER_BYTES = 16;

        @Override
        public void await(Process process) throws IOException {
            Probe.retry(process, this::isAnswered);
        }

        private boolean isAnswered() {
            try (Socket socket = connect(port)) {
                socket.getOutputStream().write(REQUEST);
                ByteBuffer header =
                        ByteBuffer.wrap(new DataInputStream(socket.getInputStream()).readNBytes(HEADER_BYTES));
                return header.remaining() == HEADER_BYTES && header.getShort(1) == Instruction.DATA.code();
            } catch (IOException notYet) {
                return false;
            }
        }
    }

    /** A line of text, answered with text that begins so. */
    record Line(int port, String request, String answer) implements Probe {
        @Override
        public void await(Process process) throws IOException {
            Probe.retry(process, this::isAnswered);
        }

        private boolean isAnswered() {
            try (Socket socket = connect(port)) {
                socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
                String read =
                        new String(socket.getInputStream().readNBytes(answer.length()), StandardCharsets.US_ASCII);
                return read.equals(answer);
            } catch (IOException notYet) {
                return false;
            }
        }
    }

    /** The program's own end, with exit code 0. */
    record End() implements Probe {
        @Override
        public void await(Process process) throws IOException {
            int code = process.onExit().join().exitValue();
            if (code != 0) {
                throw new IOException("it ended with " + code);
            }
        }
    }

    private static void retry(Process process, BooleanSupplier isAnswered) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline && process.isAlive()) {
            if (isAnswered.getAsBoolean()) {
                return;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        throw new IOException("no answer");
    }

    private static Socket connect(int port) throws IOException {
        Socket socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout((int) PATIENCE.toMillis());
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return socket;
    }
}
