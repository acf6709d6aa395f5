package io.papertrader.master.journal;

import io.papertrader.node.config.AtLeastOne;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The amounts that the market takes at a time and keeps in memory. */
@ConfigMapping(prefix = "papertrader.market")
public interface SequencerConfig {
    /** The most decisions that are made durable with one commit. */
    @WithConverter(AtLeastOne.class)
    @WithDefault("1000")
    int batchSize();

    /**
     * The most orders of an update's clearing that are made durable with one commit; new orders are accepted in
     * between.
     */
    @WithConverter(AtLeastOne.class)
    @WithDefault("1000")
    int sliceSize();

    /**
     * The time that a commit with a slice may take; slices become smaller where one takes longer. A new order waits for
     * three.
     */
    @WithDefault("4ms")
    Duration sliceTime();

    /** The most commands of users that wait for a commit; more are refused. An operator's are taken all the same. */
    @WithConverter(AtLeastOne.class)
    @WithDefault("20000")
    int maxWaiting();

    /** Portfolios that stay in memory; others are read again when they trade or their orders are due. */
    @WithConverter(AtLeastOne.class)
    @WithDefault("10000")
    int portfoliosInMemory();

    /**
     * Open orders of these portfolios, and ended ones that they remember, beyond which portfolios leave memory too;
     * each takes about 400 bytes.
     */
    @WithConverter(AtLeastOne.class)
    @WithDefault("500000")
    int ordersInMemory();

    /**
     * The pause before the market is read anew, where a batch could not be written for another reason than its
     * content. The first pause, too, before the end of a clearing or an action that was refused is tried again; the
     * next ones are longer.
     */
    @WithDefault("500ms")
    Duration pauseAfterFailure();
}
