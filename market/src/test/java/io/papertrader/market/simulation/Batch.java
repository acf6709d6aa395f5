package io.papertrader.market.simulation;

import io.papertrader.market.Command;
import io.papertrader.market.MarketEvent;
import java.util.ArrayList;
import java.util.List;

/** Commands that were decided together, and are made durable together. */
final class Batch {
    final List<Step> steps = new ArrayList<>();
    long position;

    /** A command that somebody sent, with what came of it. */
    record Step(Message message, Command command, List<MarketEvent> events) {}
}
