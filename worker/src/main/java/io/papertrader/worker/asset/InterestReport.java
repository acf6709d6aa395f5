package io.papertrader.worker.asset;

import io.papertrader.codec.link.ClientAddress;
import io.papertrader.codec.message.LinkRequest.NoteWanted;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.worker.master.Asker;
import io.papertrader.worker.master.Relay;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** Tells the master which assets clients want here, soon after somebody wants one. */
@Singleton
public class InterestReport {
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final Interests interests;
    private final Relay relay;
    private final Asker asker = Asker.member();

    InterestReport(Vertx vertx, Interests interests, Relay relay) {
        this.vertx = vertx;
        this.interests = interests;
        this.relay = relay;
    }

    /** Begins to tell. */
    public void start() {
        vertx.setPeriodic(INTERVAL.toMillis(), tick -> tell());
    }

    /** Tells now. What is lost with a link is told again over the next one. */
    void tell() {
        List<AssetSymbol> wanted = interests.take();
        for (int from = 0; from < wanted.size(); from += NoteWanted.MOST) {
            List<AssetSymbol> some = wanted.subList(from, Math.min(from + NoteWanted.MOST, wanted.size()));
            relay.ask(asker, new NoteWanted(some), ClientAddress.NONE);
        }
    }
}
