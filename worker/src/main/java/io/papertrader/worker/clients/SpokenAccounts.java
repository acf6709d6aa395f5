package io.papertrader.worker.clients;

import io.papertrader.codec.message.SessionId;
import io.papertrader.codec.message.UserName;
import io.papertrader.worker.session.Session;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The accounts that one connection speaks for, in a list while they are few, as with most connections, and in tables
 * beside it when they are many: each request finds its own. Belongs to the connection's event loop.
 */
final class SpokenAccounts {
    /** So many are looked through sooner than they are found in a table. */
    static final int FEW = 8;

    private final List<SpokenAccount> all = new ArrayList<>(1);
    private Optional<Tables> tables = Optional.empty();

    private static final class Tables {
        private final Map<SessionId, SpokenAccount> bySession = new HashMap<>();
        private final Map<String, SpokenAccount> byUser = new HashMap<>();

        private void add(SpokenAccount account) {
            bySession.put(account.id(), account);
            byUser.put(account.user().key(), account);
        }

        private void remove(SpokenAccount account) {
            bySession.remove(account.id(), account);
            byUser.remove(account.user().key(), account);
        }
    }

    List<SpokenAccount> all() {
        return all;
    }

    void add(SpokenAccount account) {
        all.add(account);
        if (tables.isPresent()) {
            tables.get().add(account);
        } else if (all.size() > FEW) {
            Tables made = new Tables();
            all.forEach(made::add);
            tables = Optional.of(made);
        }
    }

    void remove(SpokenAccount account) {
        all.remove(account);
        tables.ifPresent(filled -> filled.remove(account));
    }

    void clear() {
        all.clear();
        tables = Optional.empty();
    }

    /** The account is spoken for by another session from here on. */
    void speakBy(SpokenAccount account, SessionId id, Session session) {
        tables.ifPresent(filled -> filled.remove(account));
        account.speakBy(id, session);
        tables.ifPresent(filled -> filled.add(account));
    }

    /** The account that this session, which is not over, was used last for; asked for each request. */
    @Nullable
    SpokenAccount find(SessionId id) {
        SpokenAccount found = tables.isPresent() ? tables.get().bySession.get(id) : lookThrough(id);
        return found == null || found.isOver() ? null : found;
    }

    private @Nullable SpokenAccount lookThrough(SessionId id) {
        for (int i = 0; i < all.size(); i++) {
            SpokenAccount account = all.get(i);
            if (account.id().equals(id)) {
                return account;
            }
        }
        return null;
    }

    /** The account of this user. */
    Optional<SpokenAccount> of(UserName user) {
        if (tables.isPresent()) {
            return Optional.ofNullable(tables.get().byUser.get(user.key()));
        }
        for (SpokenAccount account : all) {
            if (account.user().isSameAs(user)) {
                return Optional.of(account);
            }
        }
        return Optional.empty();
    }
}
