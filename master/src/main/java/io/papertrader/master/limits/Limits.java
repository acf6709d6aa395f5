package io.papertrader.master.limits;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.papertrader.master.Origin;
import io.papertrader.node.Ticks;
import io.papertrader.node.limits.Buckets;
import io.papertrader.node.limits.Pace;
import io.papertrader.node.limits.TooOften;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The buckets that tries are counted in, by what is tried and who tries. For any thread. */
@ApplicationScoped
public class Limits {
    /** Of each kind. */
    private static final int MOST_BUCKETS = 100_000;

    private static final String REFUSED = "papertrader.limits.refused";
    private static final Pattern PARTS = Pattern.compile(" from | at ");

    private final Map<Kind, Buckets<String>> buckets = new EnumMap<>(Kind.class);
    private final Map<Kind, Counter> refused = new EnumMap<>(Kind.class);

    Limits(PacesConfig config, Ticks ticks, MeterRegistry metrics) {
        for (Kind kind : Kind.values()) {
            buckets.put(kind, new Buckets<>(kind.pace(config), MOST_BUCKETS, ticks));
            refused.put(kind, metrics.counter(REFUSED, "kind", kind.name().toLowerCase(Locale.ROOT)));
        }
    }

    /** The tries that are counted. */
    public enum Kind {
        LOGIN,
        LOGIN_BY_ACCOUNT,
        LOGIN_BY_ADDRESS,
        RIGHT_LOGIN,
        REGISTRATION,
        RESET,
        EXTERNAL_LOGIN;

        private Pace pace(PacesConfig config) {
            return switch (this) {
                case LOGIN -> config.login();
                case LOGIN_BY_ACCOUNT -> config.loginByAccount();
                case LOGIN_BY_ADDRESS -> config.loginByAddress();
                case RIGHT_LOGIN -> config.rightLogin();
                case REGISTRATION -> config.registration();
                case RESET -> config.reset();
                case EXTERNAL_LOGIN -> config.externalLogin();
            };
        }
    }

    /** A bucket that has no try left, and how long until it has one. */
    public record Empty(Kind kind, String who, Duration pause) {}

    /** Counts a try from where the request comes from; nothing where it may go on. */
    public Optional<TooOften> take(Kind kind, Origin origin) {
        return take(kind, Place.of(origin).toString());
    }

    /** Counts a try of whoever this is, such as an account's key; nothing where it may go on. */
    public Optional<TooOften> take(Kind kind, String who) {
        Optional<TooOften> refusal = buckets(kind).take(who);
        refusal.ifPresent(tooOften -> of(refused, kind).increment());
        return refusal;
    }

    /** Uncounts a try that was right, or was not looked at. */
    public void giveBack(Kind kind, Origin origin) {
        giveBack(kind, Place.of(origin).toString());
    }

    /** Uncounts a try that was right, or was not looked at. */
    public void giveBack(Kind kind, String who) {
        buckets(kind).giveBack(who);
    }

    /** True where this one has to wait now. */
    boolean isEmpty(Kind kind, String who) {
        return buckets(kind).isEmpty(who);
    }

    /** Forgets what was counted of this kind against this one. */
    void forget(Kind kind, String who) {
        buckets(kind).fill(who);
    }

    /** The parties that have to wait now, the longest first. */
    public List<Empty> empty() {
        List<Empty> all = new ArrayList<>();
        buckets.forEach((kind, each) -> each.empty().forEach((who, pause) -> all.add(new Empty(kind, who, pause))));
        all.sort(Comparator.comparing(Empty::pause).reversed());
        return all;
    }

    /** Forgets what was counted against an account or an address, alone or together with the other. */
    public void clear(String who) {
        Predicate<String> isTheirs = key -> List.of(PARTS.split(key, -1)).contains(who);
        buckets.values().forEach(each -> each.fill(isTheirs));
    }

    private Buckets<String> buckets(Kind kind) {
        return of(buckets, kind);
    }

    private static <T> T of(Map<Kind, T> ofEach, Kind kind) {
        return Objects.requireNonNull(ofEach.get(kind), "every kind has its own");
    }
}
