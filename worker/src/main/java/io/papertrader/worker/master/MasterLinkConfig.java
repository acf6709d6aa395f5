package io.papertrader.worker.master;

import io.papertrader.codec.message.WorkerAddress;
import io.papertrader.node.config.AtLeastOne;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** The way to the master, and who this worker is to it. */
@ConfigMapping(prefix = "papertrader")
public interface MasterLinkConfig {
    /** The master. */
    Master master();

    /** This worker, as it is registered on the master. */
    Identity worker();

    /** The master. */
    interface Master {
        /**
         * {@code host:port}; of a master and those that stand by for it, separated by commas, and all tried at once.
         */
        @WithDefault("127.0.0.1:2048")
        List<WorkerAddress> address();

        /** The file of the master's OpenPGP public key. */
        Path publicKey();

        /** The time that a request may take, its wait included; then its client is told UNAVAILABLE. */
        @WithDefault("10s")
        Duration requestTimeout();

        /**
         * The most requests of a kind that wait for their turn on the link; beyond that those who have their share of
         * them are told RATE_LIMITED, and beyond twice as many everybody is.
         */
        @WithConverter(AtLeastOne.class)
        @WithDefault("8192")
        int maxWaiting();

        /**
         * The time for which the master may answer nothing before the link is given up; it is asked something three
         * times in that time. A master that cannot answer for so long has lost its lead, too.
         */
        @WithDefault("3s")
        Duration silenceTimeout();

        /**
         * The first pause before a master is tried again; each further one is twice as long, but not longer than half a
         * second while another master may be about to take over, which is for 30 seconds.
         */
        @WithDefault("100ms")
        Duration firstRetry();

        /** The longest such pause. */
        @WithDefault("10s")
        Duration longestRetry();
    }

    /** This worker, as it is registered on the master. */
    interface Identity {
        /** Its UUID. */
        UUID uuid();

        /** The address at which clients reach it: {@code host:port}. */
        @WithDefault("127.0.0.1:2049")
        WorkerAddress publicAddress();
    }
}
