package io.papertrader.master.operator;

import io.papertrader.master.audit.Act;
import io.papertrader.master.audit.AuditEntry;
import io.papertrader.master.audit.By;
import io.papertrader.master.audit.Party;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * The operators, who may run the network. A copy of the table is kept in memory, so that a made-up token costs no
 * query; the one master that leads changes it.
 */
@ApplicationScoped
public class Operators {
    private static final int TOKEN_BYTES = 32;

    private final OperatorRepository repository;
    private final SecureRandom random;
    private final InstantSource time;
    private volatile Map<TokenHash, Operator> operators = Map.of();

    Operators(OperatorRepository repository, SecureRandom random, InstantSource time) {
        this.repository = repository;
        this.random = random;
        this.time = time;
    }

    /** Reads the table; done before anybody is served and after each change. */
    public Uni<Void> load() {
        return repository.all().invoke(all -> operators = all).replaceWithVoid();
    }

    /** The operator whose token this is. */
    public Optional<Operator> of(String token) {
        return Optional.ofNullable(operators.get(TokenHash.of(token)));
    }

    /** All that were added, by name. */
    public Collection<Operator> all() {
        return operators.values();
    }

    /** Adds one, and gives the token, which nobody sees again; nothing where the name is taken. */
    public Uni<Optional<String>> add(String name, Role role, By by) {
        Operator added = new Operator(name, role, time.instant().truncatedTo(ChronoUnit.MILLIS));
        if (name.equals(Operator.FIRST.name())) {
            return Uni.createFrom().item(Optional.empty());
        }
        String token = token();
        AuditEntry entry = entry(Act.OPERATOR_ADDED, name, by).saying("role " + role.word());
        return repository
                .add(added, TokenHash.of(token), entry)
                .call(this::load)
                .map(isNew -> Optional.of(token).filter(given -> isNew));
    }

    /** Takes one's token away at once; false where there is none of this name. */
    public Uni<Boolean> remove(String name, By by) {
        return repository.remove(name, entry(Act.OPERATOR_REMOVED, name, by)).call(this::load);
    }

    private static AuditEntry entry(Act act, String name, By by) {
        return AuditEntry.of(act, by, new Party.Operator(name));
    }

    private String token() {
        byte[] secret = new byte[TOKEN_BYTES];
        random.nextBytes(secret);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }
}
