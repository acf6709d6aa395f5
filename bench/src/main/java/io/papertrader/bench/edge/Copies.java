package io.papertrader.bench.edge;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/** The same request again and again, many copies of it in one write. */
final class Copies implements Outlet {
    private final ByteBuffer copies;
    private final int requestBytes;
    private long owedBytes;

    private Copies(ByteBuffer copies, int requestBytes) {
        this.copies = copies;
        this.requestBytes = requestBytes;
    }

    static Copies of(byte[] request, int count) {
        ByteBuffer copies = ByteBuffer.allocateDirect(request.length * count);
        while (copies.hasRemaining()) {
            copies.put(request);
        }
        return new Copies(copies, request.length);
    }

    /** The same bytes for one more connection. */
    Copies another() {
        return new Copies(copies.duplicate(), requestBytes);
    }

    @Override
    public void owe(int times) {
        owedBytes += (long) times * requestBytes;
    }

    /** The stream repeats itself, so that its place in the copies follows from what is left. */
    @Override
    public boolean write(WritableByteChannel channel) throws IOException {
        while (owedBytes > 0) {
            int start = (int) ((requestBytes - owedBytes % requestBytes) % requestBytes);
            copies.limit((int) Math.min(copies.capacity(), start + owedBytes)).position(start);
            owedBytes -= channel.write(copies);
            if (copies.hasRemaining()) {
                return false;
            }
        }
        return true;
    }
}
