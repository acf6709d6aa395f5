package io.papertrader.master.account;

import io.papertrader.codec.message.Email;
import io.papertrader.codec.message.UserName;
import io.papertrader.master.audit.Act;
import io.papertrader.master.audit.AuditEntry;
import io.papertrader.master.audit.By;
import io.papertrader.master.audit.Party;
import io.papertrader.master.session.Sessions;
import io.papertrader.master.trade.Openings;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** The accounts as the rest of the master finds them, and as operators shut and open them. */
@ApplicationScoped
public class Accounts {
    private final AccountRepository repository;
    private final Sessions sessions;
    private final Openings openings;

    Accounts(AccountRepository repository, Sessions sessions, Openings openings) {
        this.repository = repository;
        this.sessions = sessions;
        this.openings = openings;
    }

    /** The stored account of the user who has this address. */
    public Uni<Optional<Account>> find(Email email) {
        return repository.find(email);
    }

    /** The stored account of a user. */
    public Uni<Optional<Account>> find(UserName userName) {
        return repository.find(userName);
    }

    /** Accounts whose name or email has this text in it. */
    public Uni<List<Account>> search(String text, int limit) {
        return repository.search(text, limit);
    }

    /** A master that ended between the two halves of a registration left an account without its portfolio. */
    Uni<Account> withPortfolio(Account account) {
        return account.hasPortfolio()
                ? Uni.createFrom().item(account)
                : openings.open(account.id(), account.userName()).replaceWith(account);
    }

    /** Lets an account log in again. False where there is none of this name. */
    public Uni<Boolean> enable(UserName userName, By by) {
        return repository
                .enable(userName, true, AuditEntry.of(Act.ACCOUNT_ENABLED, by, new Party.Returned()))
                .map(Optional::isPresent);
    }

    /** Ends an account's sessions and lets it log in no more. False where there is none of this name. */
    public Uni<Boolean> disable(UserName userName, By by) {
        return repository
                .enable(userName, false, AuditEntry.of(Act.ACCOUNT_DISABLED, by, new Party.Returned()))
                .flatMap(account -> account.map(
                                found -> sessions.endAll(found, by).replaceWith(true))
                        .orElseGet(() -> Uni.createFrom().item(false)));
    }
}
