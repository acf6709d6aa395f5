package io.papertrader.master.asset;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/** Choices of a market for tests, with the usual settings. */
public record Markets(String name) implements MarketConfig {
    /** The replay. */
    public static MarketChoice replay() {
        return named("replay");
    }

    /** The market of this name. */
    public static MarketChoice named(String name) {
        return new MarketChoice(new Markets(name));
    }

    /** The listings of a replay with this update interval. */
    static Listings listings(Duration interval) {
        return new Listings(replay(), new Calendars(), Settings.builtIn(), () -> interval);
    }

    @Override
    public Use use() {
        return Use.PERSONAL;
    }

    @Override
    public Duration followedFor() {
        return Duration.ofMinutes(15);
    }

    private record Usual() implements OfClass {
        @Override
        public Optional<Duration> staleAfter() {
            return Optional.empty();
        }

        @Override
        public Optional<BigDecimal> jump() {
            return Optional.empty();
        }
    }

    @Override
    public OfClass crypto() {
        return new Usual();
    }

    @Override
    public OfClass us() {
        return new Usual();
    }

    @Override
    public OfClass fx() {
        return new Usual();
    }

    @Override
    public Failover failover() {
        return new Failover() {
            @Override
            public int leaveAfter() {
                return 3;
            }

            @Override
            public Duration returnAfter() {
                return Duration.ofMinutes(5);
            }
        };
    }
}
