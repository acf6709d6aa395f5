package io.papertrader.bench.edge;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;

/** The things that every part measures with: a network, a user on it, a Redis beside it. */
record EdgeScene(ServerPair network, Redis redis, Reader reader, Options options) {
    /** The time before each measurement that is not counted. */
    static final Duration WARM_UP = Duration.ofMillis(300);

    /** The address of those who behave; one who does not comes from another. */
    static final String READERS = "127.0.0.2";

    String form() {
        return network.form().label();
    }

    /** Another user, who plays this role. */
    Reader reader(String role) throws IOException {
        return Reader.of(network.port(), network.form(), role);
    }

    Load workerLoad(int connections) throws IOException {
        return Load.open(reader.target(network.port()), connections, InetAddress.ofLiteral(READERS));
    }

    Load redisLoad(int connections) throws IOException {
        return Load.open(redis.target(), connections, InetAddress.ofLiteral(READERS));
    }

    /** The closed loop; refusals and lost connections are no reads. */
    LoadSample closed(Load load, int inFlight) throws IOException {
        LoadSample sample = load.closed(inFlight, WARM_UP, options.time());
        if (sample.refused() > 0 || load.lost() > 0) {
            throw new IOException(sample.refused() + " requests were refused, " + load.lost() + " connections lost");
        }
        return sample;
    }
}
