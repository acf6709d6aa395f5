package io.papertrader.codec;

import io.vertx.core.buffer.Buffer;
import java.util.Arrays;

/**
 * A fuzzer's input as a stream that arrives in pieces: its first byte says how many steps follow, each step cuts off a
 * piece and may pause or resume the reader, and all other bytes are the stream. The steps repeat until nothing is left.
 *
 * @param steps one byte each: {@value #SWITCH} pauses or resumes, {@value #PAUSE_AT_NEXT} has the reader pause itself
 *     inside the handler of what it reads next, and the rest is the piece's length, where 0 stands for all that is left
 * @param bytes the stream
 */
public record Script(Buffer steps, Buffer bytes) {
    /** The reader pauses, or resumes where it is paused, before the piece. */
    public static final int SWITCH = 0x80;

    /** The reader pauses itself inside the next handler. */
    public static final int PAUSE_AT_NEXT = 0x40;

    private static final int LENGTH = 0x3F;
    private static final int MAX_STEPS = 15;

    /** The thing that a script acts on. */
    @FunctionalInterface
    public interface Reader {
        /** The next piece arrives. */
        void arrive(Buffer piece);

        /** Pauses, or resumes where it is paused. */
        default void switchReading() {}

        /** Pauses inside the handler of what is read next. */
        default void pauseAtNext() {}
    }

    /** Reads an input; every input is a script. */
    public static Script of(byte[] input) {
        int count = input.length == 0 ? 0 : Math.min(input[0] & MAX_STEPS, input.length - 1);
        int stream = Math.min(1 + count, input.length);
        Buffer all = Buffer.buffer(input);
        return new Script(all.getBuffer(stream - count, stream), all.getBuffer(stream, input.length));
    }

    /** The same stream in one piece. */
    public Script whole() {
        return new Script(Buffer.buffer(), bytes);
    }

    /** The input that is such a script. */
    public static byte[] input(Buffer bytes, int... steps) {
        Buffer input = Buffer.buffer().appendByte((byte) steps.length);
        Arrays.stream(steps).forEach(step -> input.appendByte((byte) step));
        return input.appendBuffer(bytes).getBytes();
    }

    /** Lets every piece arrive. */
    public void play(Reader reader) {
        int at = 0;
        for (int turn = 0; at < bytes.length(); turn++) {
            int step = steps.length() == 0 ? 0 : steps.getByte(turn % steps.length());
            if ((step & SWITCH) != 0) {
                reader.switchReading();
            }
            if ((step & PAUSE_AT_NEXT) != 0) {
                reader.pauseAtNext();
            }
            int next = (step & LENGTH) == 0 ? bytes.length() : Math.min(bytes.length(), at + (step & LENGTH));
            reader.arrive(bytes.getBuffer(at, next));
            at = next;
        }
    }
}
