package io.papertrader.master;

import io.papertrader.codec.link.ClientAddress;
import io.papertrader.codec.link.LinkRecord;
import io.papertrader.codec.message.AccountRequest;
import io.papertrader.codec.message.AccountRequest.Login;
import io.papertrader.codec.message.AccountRequest.Register;
import io.papertrader.codec.message.AssetRequest;
import io.papertrader.codec.message.CareRequest;
import io.papertrader.codec.message.Email;
import io.papertrader.codec.message.ExternalLoginRequest;
import io.papertrader.codec.message.HashedPass;
import io.papertrader.codec.message.LinkRequest.VerifySession;
import io.papertrader.codec.message.MarketRequest;
import io.papertrader.codec.message.MessageCodec;
import io.papertrader.codec.message.PasswordRequest;
import io.papertrader.codec.message.RegistrationRequest;
import io.papertrader.codec.message.RegistrationRequest.RegisterInvited;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.Request;
import io.papertrader.codec.message.SessionReply.SessionStarted;
import io.papertrader.codec.message.SessionRequest;
import io.papertrader.codec.message.TradeRequest;
import io.papertrader.codec.message.UserName;
import io.papertrader.master.account.AccountHandler;
import io.papertrader.master.account.CareHandler;
import io.papertrader.master.account.ExternalLoginHandler;
import io.papertrader.master.asset.AssetHandler;
import io.papertrader.master.recovery.RecoveryHandler;
import io.papertrader.master.registration.RegistrationHandler;
import io.papertrader.master.session.SessionHandler;
import io.papertrader.master.session.Sessions;
import io.papertrader.master.trade.TradeHandler;
import io.papertrader.master.update.MarketHandler;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Asks the features directly, as the server does for a worker whose records these would be. */
@ApplicationScoped
public class Desk {
    public static final UUID WORKER = new UUID(7, 7);
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final AccountHandler accounts;
    private final ExternalLoginHandler externalLogins;
    private final RecoveryHandler recovery;
    private final RegistrationHandler registration;
    private final SessionHandler sessions;
    private final Sessions owners;
    private final CareHandler care;
    private final TradeHandler trades;
    private final AssetHandler assets;
    private final MarketHandler market;
    private final TestClock clock;
    private final AtomicLong correlations = new AtomicLong();
    private final AtomicLong names = new AtomicLong();

    Desk(
            AccountHandler accounts,
            ExternalLoginHandler externalLogins,
            RecoveryHandler recovery,
            RegistrationHandler registration,
            SessionHandler sessions,
            Sessions owners,
            CareHandler care,
            TradeHandler trades,
            AssetHandler assets,
            MarketHandler market,
            TestClock clock) {
        this.accounts = accounts;
        this.externalLogins = externalLogins;
        this.recovery = recovery;
        this.registration = registration;
        this.sessions = sessions;
        this.owners = owners;
        this.care = care;
        this.trades = trades;
        this.assets = assets;
        this.market = market;
        this.clock = clock;
    }

    /** A name that no other test uses. */
    public UserName newName() {
        return new UserName("User-" + names.incrementAndGet());
    }

    /** The hash that a client would derive from some password; every text gives its own. */
    public static HashedPass pass(String password) {
        byte[] bytes = ByteBuffer.allocate(32).putInt(password.hashCode()).array();
        return new HashedPass(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    public static Register registration(UserName name) {
        return new Register(name, new Email(name.key() + "@example.org"), pass("secret"));
    }

    public static Login login(UserName name) {
        return new Login(name, pass("secret"), false);
    }

    /** A new user, logged in. */
    public Trader newTrader() {
        UserName name = newName();
        ask(registration(name));
        return new Trader(this, name, logIn(name).id());
    }

    public SessionStarted logIn(UserName name) {
        return (SessionStarted) ask(login(name));
    }

    /** An address that no other name comes from: failed logins are counted by address too. */
    public static ClientAddress address(UserName name) {
        return ClientAddress.of(InetAddress.ofLiteral(
                "2001:db8:0:" + Integer.toHexString(name.key().hashCode() & 0xFFFF) + "::1"));
    }

    public Reply ask(Request request) {
        return ask(request, record(request, now()));
    }

    /** Asks with the stamp that the worker has put on the record. */
    public Reply ask(Request request, LinkRecord record) {
        return begin(request, record).await().atMost(LIMIT);
    }

    public Uni<Reply> begin(Request request, LinkRecord record) {
        // When it comes in, as on a link: its session may have to be read first.
        Origin origin = Origin.of(record, record.stamp(), now(), true);
        return switch (request) {
            case AccountRequest about -> accounts.handle(about, origin);
            case CareRequest about -> care.handle(about, origin);
            case PasswordRequest about -> recovery.handle(about, origin);
            case RegistrationRequest about -> registration.handle(about, origin);
            case SessionRequest about -> sessions.handle(about, origin);
            case ExternalLoginRequest about -> externalLogins.handle(about, origin);
            case TradeRequest about ->
                owners.authorise(about.sessionId()).flatMap(owner -> trades.handle(about, owner, origin));
            case AssetRequest about -> assets.handle(about);
            case MarketRequest about -> market.handle(about);
            case VerifySession verify -> sessions.handle(verify);
            default -> throw new IllegalArgumentException("Not asked here: " + request);
        };
    }

    /** The record that a worker's link would bring. */
    public LinkRecord record(Request request, Instant stamp) {
        long number = correlations.incrementAndGet();
        return new LinkRecord(number, WORKER, stamp, client(request, number), MessageCodec.encode(request));
    }

    /** Tries of passwords and tokens, and registrations, come from an address each: no test uses up another's. */
    private static ClientAddress client(Request request, long number) {
        return switch (request) {
            case Login login -> address(login.username());
            case Register register -> address(register.username());
            case RegisterInvited invited -> address(invited.username());
            case PasswordRequest about ->
                ClientAddress.of(InetAddress.ofLiteral("198.18.%d.%d".formatted(number / 256 % 256, number % 256)));
            default -> ClientAddress.of(InetAddress.ofLiteral("192.0.2.1"));
        };
    }

    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
