package io.papertrader.bench.edge;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import org.HdrHistogram.Histogram;

/**
 * Many connections to one target, asked by one thread: as lean as redis-benchmark, because it shares the cores with the
 * server.
 */
public final class Load implements AutoCloseable {
    private static final int MAX_DEPTH = 256;
    private static final int READ_BYTES = 64 * 1_024;
    private static final long MAX_DELAY_NANOS = Duration.ofMinutes(2).toNanos();
    private static final int DIGITS = 3;
    private static final double NANOS_A_SECOND = 1e9;

    /** A pause as short as a read is: the open loop of reads must not make them look long. */
    private static final Duration PAUSE = Duration.ofNanos(20_000);

    /** The time for which answers are awaited when no more is asked. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private static final long SELECT_MILLIS = 50;

    private final Selector selector;
    private final long pauseNanos;
    private final List<LoadedConnection> lanes = new ArrayList<>();
    private final Histogram delays = new Histogram(MAX_DELAY_NANOS, DIGITS);
    private final Consumer<SelectionKey> closedLoop = this::answerAndAskAgain;
    private final Consumer<SelectionKey> slidingLoop = this::answerAndAskAsMany;
    private final Consumer<SelectionKey> answersOnly = this::answer;
    private final Silence silence = new Silence();
    private int depth;
    private long answers;
    private long dropped;

    private Load(Selector selector, Duration pause) {
        this.selector = selector;
        this.pauseNanos = pause.toNanos();
    }

    /** Opens so many connections, all from one address of this machine. */
    static Load open(Target target, int connections, InetAddress from) throws IOException {
        List<Speaker> speakers = new ArrayList<>();
        try {
            Copies copies = Copies.of(target.request().getBytes(), MAX_DEPTH);
            for (int i = 0; i < connections; i++) {
                speakers.add(new Speaker(
                        target.connect(from), copies.another(), target.replies().get()));
            }
            return of(speakers, PAUSE);
        } catch (IOException e) {
            for (Speaker speaker : speakers) {
                speaker.channel().close();
            }
            throw e;
        }
    }

    /**
     * Takes these connections over; they are closed with it.
     *
     * @param pause the time for which the open loop leaves the core to others when nothing is due and nothing has come;
     *     delays may be told longer by as much
     */
    public static Load of(List<Speaker> speakers, Duration pause) throws IOException {
        Load load = new Load(Selector.open(), pause);
        ByteBuffer input = ByteBuffer.allocateDirect(READ_BYTES);
        for (Speaker speaker : speakers) {
            load.lanes.add(new LoadedConnection(speaker, load.selector, input));
        }
        return load;
    }

    /**
     * Each connection asks {@code inFlight} times at once, and again when all are answered, as redis-benchmark does;
     * until the warm-up is over nothing counts.
     */
    LoadSample closed(int inFlight, Duration warmUp, Duration time) throws IOException {
        return closed(closedLoop, inFlight, warmUp, time);
    }

    /**
     * The same, but each connection asks once more for each answer, so that {@code inFlight} are always on their way.
     */
    public LoadSample sliding(int inFlight, Duration warmUp, Duration time) throws IOException {
        return closed(slidingLoop, inFlight, warmUp, time);
    }

    private LoadSample closed(Consumer<SelectionKey> loop, int inFlight, Duration warmUp, Duration time)
            throws IOException {
        depth = inFlight;
        long begin = System.nanoTime();
        lanes.forEach(lane -> lane.ask(depth, begin));
        select(loop, begin + warmUp.toNanos());
        forget();
        long from = System.nanoTime();
        select(loop, from + time.toNanos());
        long took = System.nanoTime() - from;
        double perSecond = answers * NANOS_A_SECOND / took;
        silence.end();
        drain();
        return LoadSample.of(delays, perSecond, abandon(), refused());
    }

    /** The same without an end of its own, for a client that is not measured. */
    void closedWhile(BooleanSupplier isOn, int inFlight) throws IOException {
        depth = inFlight;
        long begin = System.nanoTime();
        lanes.forEach(lane -> lane.ask(depth, begin));
        while (isOn.getAsBoolean()) {
            selector.select(closedLoop, SELECT_MILLIS);
        }
    }

    private void select(Consumer<SelectionKey> action, long until) throws IOException {
        while (System.nanoTime() < until) {
            selector.select(action, SELECT_MILLIS);
        }
    }

    /** Requests fall due at a fixed rate whatever is answered, and each one's delay is counted from then. */
    public LoadSample open(double rate, Duration warmUp, Duration time) throws IOException {
        long begin = System.nanoTime();
        long from = begin + warmUp.toNanos();
        pace(new DueTimes(begin, rate), due -> due < from);
        forget();
        long asked = pace(new DueTimes(from, rate), due -> due < from + time.toNanos());
        return measured(asked, time);
    }

    /** The same without a warm-up, while that is so. */
    public LoadSample openWhile(BooleanSupplier isOn, double rate) throws IOException {
        forget();
        long from = System.nanoTime();
        long asked = pace(new DueTimes(from, rate), due -> isOn.getAsBoolean());
        return measured(asked, Duration.ofNanos(System.nanoTime() - from));
    }

    private LoadSample measured(long asked, Duration took) throws IOException {
        silence.end();
        drain();
        long without = abandon() + dropped;
        return LoadSample.of(delays, (asked - without) * NANOS_A_SECOND / took.toNanos(), without, refused());
    }

    /** Asks nothing, but reads what is told unasked, while that is so. */
    public void listen(BooleanSupplier isOn) throws IOException {
        while (isOn.getAsBoolean()) {
            selector.select(answersOnly, SELECT_MILLIS);
        }
    }

    private long pace(DueTimes times, LongPredicate isOn) throws IOException {
        TimerSlack.tighten();
        long count = 0;
        long due = times.dueNanos(count);
        while (isOn.test(due)) {
            while (due <= System.nanoTime() && isOn.test(due)) {
                dropped += lanes.get((int) (count % lanes.size())).ask(1, due);
                count++;
                due = times.dueNanos(count);
            }
            if (selector.selectNow(answersOnly) == 0) {
                LockSupport.parkNanos(Math.min(due - System.nanoTime(), pauseNanos));
            }
        }
        return count;
    }

    /** Waits for what was asked, within bounds. */
    private void drain() throws IOException {
        long until = System.nanoTime() + GRACE.toNanos();
        while (unanswered() > 0 && System.nanoTime() < until) {
            selector.select(answersOnly, SELECT_MILLIS);
        }
    }

    private long abandon() {
        return lanes.stream().mapToLong(lane -> lane.abandon(delays)).sum();
    }

    private void forget() {
        delays.reset();
        answers = 0;
        dropped = 0;
        silence.begin();
    }

    /** The longest time of the last measurement in which nobody was answered. */
    public Duration longestSilence() {
        return silence.longest();
    }

    private void count(int more) {
        if (more > 0) {
            answers += more;
            silence.end();
        }
    }

    private void answerAndAskAgain(SelectionKey key) {
        LoadedConnection lane = (LoadedConnection) key.attachment();
        int count = lane.ready(delays);
        count(count);
        if (count > 0 && lane.outstanding() == 0) {
            lane.ask(depth, System.nanoTime());
        }
    }

    private void answerAndAskAsMany(SelectionKey key) {
        LoadedConnection lane = (LoadedConnection) key.attachment();
        int count = lane.ready(delays);
        count(count);
        if (count > 0) {
            lane.ask(count, System.nanoTime());
        }
    }

    private void answer(SelectionKey key) {
        count(((LoadedConnection) key.attachment()).ready(delays));
    }

    private long unanswered() {
        return lanes.stream()
                .filter(lane -> !lane.isLost())
                .mapToLong(LoadedConnection::outstanding)
                .sum();
    }

    /** Connections that the server ended. */
    public long lost() {
        return lanes.stream().filter(LoadedConnection::isLost).count();
    }

    /** Fails where the run has not gone well. */
    public void check(LoadSample sample) throws IOException {
        if (sample.refused() > 0 || sample.unanswered() > 0 || lost() > 0) {
            String words = lanes.stream()
                    .map(LoadedConnection::refusal)
                    .filter(refusal -> !refusal.isEmpty())
                    .findFirst()
                    .orElse("");
            throw new IOException(sample.refused() + " requests were refused, the first with \"" + words + "\", "
                    + sample.unanswered() + " not answered, " + lost() + " connections lost");
        }
    }

    private long refused() {
        return lanes.stream().mapToLong(LoadedConnection::refused).sum();
    }

    @Override
    public void close() throws IOException {
        for (LoadedConnection lane : lanes) {
            lane.close();
        }
        selector.close();
    }
}
