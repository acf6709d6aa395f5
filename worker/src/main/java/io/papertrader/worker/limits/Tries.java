package io.papertrader.worker.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.papertrader.codec.link.ClientAddress;
import io.papertrader.codec.message.AccountRequest.Login;
import io.papertrader.codec.message.AccountRequest.LoginFromDevice;
import io.papertrader.codec.message.AccountRequest.Register;
import io.papertrader.codec.message.ExternalLoginRequest.LoginExternal;
import io.papertrader.codec.message.ExternalLoginRequest.RegisterExternal;
import io.papertrader.codec.message.Failure;
import io.papertrader.codec.message.PasswordReply.PasswordChanged;
import io.papertrader.codec.message.PasswordRequest.RequestReset;
import io.papertrader.codec.message.PasswordRequest.ResetPassword;
import io.papertrader.codec.message.RegistrationRequest.RegisterInvited;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.Request;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.node.Ticks;
import io.papertrader.node.limits.Buckets;
import io.papertrader.node.limits.Pace;
import io.papertrader.node.limits.TooOften;
import io.papertrader.node.socket.AddressBlock;
import io.papertrader.worker.limits.Try.Count;
import io.papertrader.worker.limits.Try.Kind;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The tries of strangers. They are counted before the master is asked, so that the flood of one address ends here, and
 * given back when they were right or nobody could look at them. A user who logged into an account from an address, or
 * set its password there by a token, is not held back by the tries of others there with other accounts; nor is a device
 * that was right before, wherever it is. The master counts once more, for what spans workers. For any thread.
 */
@Singleton
public class Tries {
    private static final String REFUSED = "papertrader.limits.refused";
    private static final String FROM = " from ";
    private static final String ON_DEVICE = " from device ";

    /** Buckets of each kind, and pairs of an account and an address that was right there. */
    private static final int MOST = 20_000;

    private final Map<Kind, Buckets<String>> buckets = new EnumMap<>(Kind.class);
    private final Cache<String, Boolean> rightBefore =
            Caffeine.newBuilder().maximumSize(MOST).executor(Runnable::run).build();
    private final Map<Kind, Counter> refused = new EnumMap<>(Kind.class);

    Tries(LimitsConfig config, Ticks ticks, MeterRegistry metrics) {
        for (Kind kind : Kind.values()) {
            buckets.put(kind, new Buckets<>(pace(kind, config), MOST, ticks));
            refused.put(kind, metrics.counter(REFUSED, "kind", kind.name().toLowerCase(Locale.ROOT)));
        }
    }

    private static Pace pace(Kind kind, LimitsConfig config) {
        return switch (kind) {
            case LOGIN -> config.login();
            case LOGIN_BY_ADDRESS -> config.loginByAddress();
            case REGISTRATION -> config.registration();
            case RESET -> config.reset();
            case EXTERNAL_LOGIN -> config.externalLogin();
        };
    }

    /** Counts a try. */
    public Try take(Request request, ClientAddress client) {
        String place =
                client.value().map(AddressBlock::of).map(AddressBlock::toString).orElse("nowhere");
        return switch (request) {
            case Login login -> password(login.username().key() + FROM + place, place);
            case LoginFromDevice login ->
                password(
                        login.username().key()
                                + ON_DEVICE
                                + HexFormat.of().formatHex(login.device().hash(), 0, 8),
                        place);
            case Register _, RegisterInvited _, RegisterExternal _ ->
                take(List.of(new Count(Kind.REGISTRATION, place)), Optional.empty());
            case ResetPassword reset ->
                take(
                        List.of(new Count(Kind.REGISTRATION, place)),
                        Optional.of(reset.username().key() + FROM + place));
            case RequestReset _ -> take(List.of(new Count(Kind.RESET, place)), Optional.empty());
            case LoginExternal _ -> take(List.of(new Count(Kind.EXTERNAL_LOGIN, place)), Optional.empty());
            default -> new Try.Free();
        };
    }

    private Try password(String account, String place) {
        Count here = new Count(Kind.LOGIN, account);
        return take(
                rightBefore.getIfPresent(account) == null
                        ? List.of(here, new Count(Kind.LOGIN_BY_ADDRESS, place))
                        : List.of(here),
                Optional.of(account));
    }

    private Try take(List<Count> counts, Optional<String> account) {
        List<Count> counted = new ArrayList<>();
        for (Count count : counts) {
            Optional<TooOften> tooOften = buckets(count.kind()).take(count.who());
            if (tooOften.isPresent()) {
                counted.forEach(this::giveBack);
                of(refused, count.kind()).increment();
                return new Try.Refused(
                        "Too many tries from your address; " + tooOften.get().tryAgain() + ".");
            }
            counted.add(count);
        }
        return new Try.Counted(counted, account);
    }

    /** A try was looked at, or was not. */
    public void answered(Try.Counted counted, Reply reply) {
        boolean isRight = reply instanceof Reply.SessionBegun;
        if (isRight) {
            counted.account().ifPresent(account -> rightBefore.put(account, true));
        }
        if (reply instanceof PasswordChanged) {
            counted.account().ifPresent(this::letIn);
        }
        if (isRight || (reply instanceof Failure failure && failure.code() == FailCode.UNAVAILABLE)) {
            counted.counts().forEach(this::giveBack);
        }
    }

    /** Whoever has set the password by a token is the owner: no count of before is held against her. */
    private void letIn(String account) {
        rightBefore.put(account, true);
        buckets(Kind.LOGIN).fill(account);
    }

    private void giveBack(Count count) {
        buckets(count.kind()).giveBack(count.who());
    }

    /** Forgets what was counted against an account or an address, alone or together with the other. */
    public void clear(String who) {
        buckets.values()
                .forEach(each -> each.fill(key -> List.of(key.split(FROM, -1)).contains(who)));
    }

    private Buckets<String> buckets(Kind kind) {
        return of(buckets, kind);
    }

    private static <T> T of(Map<Kind, T> ofEach, Kind kind) {
        return Objects.requireNonNull(ofEach.get(kind), "every kind has its own");
    }
}
