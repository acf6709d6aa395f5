package io.papertrader.master.account;

import io.papertrader.codec.message.Email;
import io.papertrader.codec.message.HashedPass;
import io.papertrader.codec.message.UserName;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.master.Origin;
import io.papertrader.master.Outcome;
import io.papertrader.master.account.PasswordHasher.Busy;
import io.papertrader.master.limits.Limits;
import io.papertrader.master.limits.Limits.Kind;
import io.papertrader.master.limits.Place;
import io.papertrader.master.session.AccountId;
import io.papertrader.master.trade.Openings;
import io.papertrader.node.limits.TooOften;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.Function;

/**
 * The way of every registration with a password, whoever may register: it counts for its address, its name and address
 * of mail are free, its password is hashed in its turn, and its account begins with its first cash and knows the place
 * that it was made from.
 */
@ApplicationScoped
public class PasswordRegistration {
    private final Limits limits;
    private final AccountRepository repository;
    private final PasswordHasher hasher;
    private final Openings openings;
    private final KnownAddresses knownAddresses;

    PasswordRegistration(
            Limits limits,
            AccountRepository repository,
            PasswordHasher hasher,
            Openings openings,
            KnownAddresses knownAddresses) {
        this.limits = limits;
        this.repository = repository;
        this.hasher = hasher;
        this.openings = openings;
        this.knownAddresses = knownAddresses;
    }

    /** The account that somebody wants. */
    public record Newcomer(UserName userName, Optional<Email> email, HashedPass pass) {}

    /**
     * A new account with its first cash. It is counted before anything is looked at, and given back where others left
     * no time for it.
     *
     * @param admitted tells who it is, or the reason why nobody is to be told which names are taken
     * @param write adds the account with its hashed password, unless there is a reason not to
     */
    public Uni<Outcome<UserName>> register(
            Uni<Outcome<Newcomer>> admitted, Origin origin, Function<PassHash, Uni<Outcome<AccountId>>> write) {
        Optional<TooOften> tooOften = limits.take(Kind.REGISTRATION, origin);
        if (tooOften.isPresent()) {
            return refuse(
                    FailCode.RATE_LIMITED,
                    "Too many accounts were made from your address; "
                            + tooOften.get().tryAgain() + ".");
        }
        return admitted.flatMap(outcome -> outcome.then(newcomer -> add(newcomer, origin, write)))
                .onFailure(Busy.class)
                .recoverWithItem(busy -> busy(busy, origin));
    }

    private Outcome<UserName> busy(Throwable busy, Origin origin) {
        if (Busy.isOfOthers(busy)) {
            limits.giveBack(Kind.REGISTRATION, origin);
        }
        return Busy.refusal("Too many people register at once", busy);
    }

    private Uni<Outcome<UserName>> add(
            Newcomer newcomer, Origin origin, Function<PassHash, Uni<Outcome<AccountId>>> write) {
        return repository.taken(newcomer.userName(), newcomer.email()).flatMap(taken -> {
            if (taken.userName()) {
                return refuse(FailCode.USERNAME_TAKEN, "The username " + newcomer.userName() + " is taken.");
            }
            if (taken.email()) {
                return refuse(FailCode.EMAIL_TAKEN, "There is an account with this email address already.");
            }
            return hasher.hash(newcomer.pass(), Place.of(origin))
                    .flatMap(write::apply)
                    .flatMap(added -> added.then(account -> begin(account, newcomer.userName(), origin)));
        });
    }

    private Uni<Outcome<UserName>> begin(AccountId account, UserName userName, Origin origin) {
        return openings.open(account, userName)
                .call(() -> knownAddresses.ownerIsAt(account, userName, Place.of(origin)))
                .replaceWith(Outcome.done(userName));
    }

    /** Somebody was quicker in the few milliseconds since they were free; who asks again is told which is taken. */
    public static Outcome<AccountId> takenMeanwhile() {
        return Outcome.refused(FailCode.USERNAME_TAKEN, "The username or email address is taken.");
    }

    private static Uni<Outcome<UserName>> refuse(FailCode code, String reason) {
        return Uni.createFrom().item(Outcome.refused(code, reason));
    }
}
