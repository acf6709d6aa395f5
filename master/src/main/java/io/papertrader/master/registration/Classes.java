package io.papertrader.master.registration;

import io.papertrader.codec.message.Email;
import io.papertrader.codec.message.OneTimeToken;
import io.papertrader.codec.message.UserName;
import io.papertrader.master.account.DeletedNames;
import io.papertrader.master.audit.Act;
import io.papertrader.master.audit.Audit;
import io.papertrader.master.audit.AuditEntry;
import io.papertrader.master.audit.By;
import io.papertrader.master.audit.Party;
import io.papertrader.master.leadership.Leadership;
import io.papertrader.master.recovery.RecoveryConfig;
import io.papertrader.master.recovery.Resets.Handed;
import io.papertrader.master.session.AccountId;
import io.papertrader.master.token.OneTimeTokens;
import io.papertrader.master.trade.Openings;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Makes a whole class of accounts at once, or none of them, each with a token to hand out for its first password. */
@ApplicationScoped
public class Classes {
    private static final int OPENINGS_AT_A_TIME = 16;

    private final NewAccounts repository;
    private final OneTimeTokens tokens;
    private final Openings openings;
    private final Leadership leadership;
    private final Audit audit;
    private final RecoveryConfig config;
    private final SecureRandom random;
    private final InstantSource time;

    Classes(
            NewAccounts repository,
            OneTimeTokens tokens,
            Openings openings,
            Leadership leadership,
            Audit audit,
            RecoveryConfig config,
            SecureRandom random,
            InstantSource time) {
        this.repository = repository;
        this.tokens = tokens;
        this.openings = openings;
        this.leadership = leadership;
        this.audit = audit;
        this.config = config;
        this.random = random;
        this.time = time;
    }

    /** The outcome of a list of accounts. */
    public sealed interface Outcome {
        /** All are there. */
        record Made(List<Handed> tokens) implements Outcome {}

        /** None is there: the list is no such list. */
        record Faulty(List<String> faults) implements Outcome {}

        /** None is there: some names or addresses are taken. */
        record Taken(List<String> faults) implements Outcome {}
    }

    /** Makes the accounts of a CSV file. */
    public Uni<Outcome> make(byte[] file, By by) {
        ClassList list = ClassList.parse(file);
        if (!list.faults().isEmpty()) {
            return Uni.createFrom().item(new Outcome.Faulty(list.faults()));
        }
        return taken(list.users())
                .flatMap(taken -> taken.isEmpty()
                        ? write(list.users(), by)
                        : Uni.createFrom().item(new Outcome.Taken(taken)));
    }

    private Uni<List<String>> taken(List<NewUser> users) {
        List<UserName> names = users.stream().map(NewUser::userName).toList();
        List<Email> emails =
                users.stream().flatMap(user -> user.email().stream()).toList();
        return Uni.combine()
                .all()
                .unis(repository.takenNames(names), repository.takenEmails(emails))
                .with((takenNames, takenEmails) -> users.stream()
                        .flatMap(user -> taken(user, takenNames, takenEmails))
                        .toList());
    }

    private static Stream<String> taken(NewUser user, Set<String> names, Set<String> emails) {
        List<String> faults = new ArrayList<>();
        if (names.contains(user.userName().key()) || DeletedNames.isReserved(user.userName())) {
            faults.add("Line " + user.line() + ": the username " + user.userName() + " is taken.");
        }
        user.email()
                .filter(email -> emails.contains(email.key()))
                .ifPresent(email -> faults.add(
                        "Line " + user.line() + ": there is an account with the email address " + email + " already."));
        return faults.stream();
    }

    private Uni<Outcome> write(List<NewUser> users, By by) {
        Instant now = time.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant expiry = now.plus(config.handedLifetime());
        List<UserName> names = users.stream().map(NewUser::userName).toList();
        List<OneTimeToken> made = Stream.generate(() -> OneTimeToken.make(random))
                .limit(users.size())
                .toList();
        AuditEntry entry = AuditEntry.of(Act.ACCOUNT_MADE, by, new Party.Returned());
        return leadership
                .write(List.of(
                        audit.noting(repository.adding(users, now), entry), tokens.handingToNew(made, names, expiry)))
                .call(written -> open(written.getFirst()))
                .<Outcome>map(written -> new Outcome.Made(IntStream.range(0, users.size())
                        .mapToObj(i -> new Handed(names.get(i), made.get(i), expiry))
                        .toList()))
                .onFailure(NewAccounts::isTaken)
                .recoverWithItem(
                        () -> new Outcome.Taken(List.of("A name or address was taken at this moment; try again.")));
    }

    /** A portfolio that is not opened now is at its owner's first login. */
    private Uni<Void> open(RowSet<Row> accounts) {
        return Multi.createFrom()
                .iterable(accounts)
                .onItem()
                .transformToUni(row -> openings.open(
                        new AccountId(row.getLong("account_id")), new UserName(row.getString("user_name"))))
                .merge(OPENINGS_AT_A_TIME)
                .onItem()
                .ignoreAsUni();
    }
}
