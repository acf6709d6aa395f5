package io.papertrader.codec.wire;

import java.util.ArrayList;
import java.util.List;

/** The frames, faults and ends that a decoder has delivered. */
final class Received {
    final List<Frame> frames = new ArrayList<>();
    final List<WireFault> faults = new ArrayList<>();
    int ends;

    static Received from(ScriptedStream stream) {
        Received received = new Received();
        new FrameDecoder(stream).start(received.frames::add, received.faults::add, none -> received.ends++);
        return received;
    }

    List<Integer> instructions() {
        return frames.stream().map(frame -> frame.header().instruction()).toList();
    }
}
