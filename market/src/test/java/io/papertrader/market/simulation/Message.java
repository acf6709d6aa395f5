package io.papertrader.market.simulation;

import io.papertrader.market.Command;
import io.papertrader.market.Event;
import java.time.Instant;
import java.util.List;

/** A command on its way: the time of its decision is not known yet. */
interface Message {
    /** The command, decided at this time. */
    Command decidedAt(Instant at);

    /** The sender hears what is durable. */
    void answered(List<Event> events, Instant decidedAt);
}
