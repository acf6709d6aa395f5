package io.papertrader.master.recovery;

import io.papertrader.codec.message.Email;
import io.papertrader.codec.message.NameOrEmail;
import io.papertrader.codec.message.OneTimeToken;
import io.papertrader.codec.message.PasswordReply.ResetRequested;
import io.papertrader.codec.message.UserName;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.master.Origin;
import io.papertrader.master.Outcome;
import io.papertrader.master.account.Account;
import io.papertrader.master.account.Accounts;
import io.papertrader.master.audit.Act;
import io.papertrader.master.audit.Audit;
import io.papertrader.master.audit.AuditEntry;
import io.papertrader.master.audit.By;
import io.papertrader.master.audit.Party;
import io.papertrader.master.leadership.Leadership;
import io.papertrader.master.limits.Limits;
import io.papertrader.master.limits.Limits.Kind;
import io.papertrader.master.mail.Letter;
import io.papertrader.master.mail.Outbox;
import io.papertrader.master.token.OneTimeTokens;
import io.papertrader.master.token.Purpose;
import io.papertrader.node.limits.TooOften;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Gives who has forgotten a password a token to set another with: by mail, or by the operator's hand. */
@ApplicationScoped
public class Resets {
    private static final String NO_MAIL =
            "This network sends no mail. Ask its operator for a token: papertrader admin accounts reset NAME";

    private final Limits limits;
    private final OneTimeTokens tokens;
    private final Accounts accounts;
    private final Leadership leadership;
    private final Audit audit;
    private final Outbox outbox;
    private final RecoveryConfig config;
    private final SecureRandom random;
    private final InstantSource time;

    Resets(
            Limits limits,
            OneTimeTokens tokens,
            Accounts accounts,
            Leadership leadership,
            Audit audit,
            Outbox outbox,
            RecoveryConfig config,
            SecureRandom random,
            InstantSource time) {
        this.limits = limits;
        this.tokens = tokens;
        this.accounts = accounts;
        this.leadership = leadership;
        this.audit = audit;
        this.outbox = outbox;
        this.config = config;
        this.random = random;
        this.time = time;
    }

    /** A token, for whose account it is and until when it is good. */
    public record Handed(UserName username, OneTimeToken token, Instant expiry) {}

    /**
     * The answer is given before anybody is looked for, so that neither it nor its time says whether there is somebody.
     */
    Outcome<ResetRequested> request(NameOrEmail who, Origin origin) {
        if (!outbox.isOpen()) {
            return Outcome.refused(FailCode.UNAVAILABLE, NO_MAIL);
        }
        Optional<TooOften> tooOften = limits.take(Kind.RESET, origin);
        if (tooOften.isPresent()) {
            return Outcome.refused(
                    FailCode.RATE_LIMITED,
                    "Too many tokens were asked for from your address; "
                            + tooOften.get().tryAgain() + ".");
        }
        return outbox.post(() -> find(who)
                        .flatMap(account -> account.map(found -> write(found, origin))
                                .orElseGet(() -> Uni.createFrom().item(Optional.empty()))))
                ? Outcome.done(new ResetRequested())
                : Outcome.refused(FailCode.RATE_LIMITED, "Too many ask at once; try again in a minute.");
    }

    private Uni<Optional<Account>> find(NameOrEmail who) {
        return who.isEmail() ? accounts.find(new Email(who.value())) : accounts.find(new UserName(who.value()));
    }

    /** Writes to the address that the account has, never to one that was typed. */
    private Uni<Optional<Letter>> write(Account account, Origin origin) {
        if (account.email().isEmpty()) {
            return Uni.createFrom().item(Optional.empty());
        }
        Email to = account.email().get();
        OneTimeToken token = OneTimeToken.make(random);
        AuditEntry entry = AuditEntry.of(Act.PASSWORD_RESET_MAILED, By.nobody(origin), new Party.Returned());
        return leadership
                .write(List.of(audit.noting(
                        tokens.mailing(token, Purpose.RESET, account.id(), to, config.mailedLifetime()), entry)))
                .map(kept -> kept.getFirst().size() == 0
                        ? Optional.empty()
                        : Optional.of(Letters.reset(to, account.userName(), token, config.mailedLifetime())));
    }

    /** A token for the operator to hand to the account's owner; those that were handed over before are void. */
    public Uni<Optional<Handed>> handOver(UserName user, By by) {
        return accounts.find(user)
                .flatMap(account -> account.map(found -> handOver(found, by).map(Optional::of))
                        .orElseGet(() -> Uni.createFrom().item(Optional.empty())));
    }

    private Uni<Handed> handOver(Account account, By by) {
        OneTimeToken token = OneTimeToken.make(random);
        Instant expiry = time.instant().plus(config.handedLifetime()).truncatedTo(ChronoUnit.MILLIS);
        AuditEntry entry =
                AuditEntry.of(Act.PASSWORD_RESET_HANDED_OVER, by, account.id().party());
        return leadership
                .write(List.of(
                        tokens.endingHanded(account.id()),
                        audit.noting(tokens.handingOver(token, account.id(), expiry), entry)))
                .replaceWith(() -> new Handed(account.userName(), token, expiry));
    }
}
