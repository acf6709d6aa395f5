package io.papertrader.master.actions;

import io.papertrader.market.action.ActionId;
import io.papertrader.market.action.CorporateAction;
import io.papertrader.master.asset.Steps;
import io.papertrader.master.audit.Act;
import io.papertrader.master.audit.Audit;
import io.papertrader.master.audit.AuditEntry;
import io.papertrader.master.audit.By;
import io.papertrader.master.audit.Party;
import io.papertrader.master.leadership.Leadership;
import io.papertrader.master.leadership.Statement;
import io.papertrader.master.replay.ReplayStart;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jboss.logging.Logger;

/**
 * Corporate actions that an operator announces by hand. Those whose day has not come wait in the database, and in
 * memory here; each is taken once by whoever comes first, the market or a withdrawal.
 */
@ApplicationScoped
public class AnnouncedActions {
    private static final Logger LOG = Logger.getLogger(AnnouncedActions.class);

    private final AnnouncedRepository repository;
    private final AnnouncementRules rules;
    private final Leadership leadership;
    private final Audit audit;
    private final InstantSource time;
    private final ReplayStart start;
    private final ConcurrentMap<ActionId, CorporateAction> waiting = new ConcurrentHashMap<>();

    AnnouncedActions(
            AnnouncedRepository repository,
            AnnouncementRules rules,
            Leadership leadership,
            Audit audit,
            InstantSource time,
            ReplayStart start) {
        this.repository = repository;
        this.rules = rules;
        this.leadership = leadership;
        this.audit = audit;
        this.time = time;
        this.start = start;
    }

    /** The outcome of an announcement. */
    public sealed interface Outcome {
        /** It waits for its day, or was announced before. */
        record Announced(KnownAction known) implements Outcome {}

        /** It cannot be. */
        record Refused(String reason) implements Outcome {}
    }

    /** Reads those that wait. */
    Uni<Void> read() {
        return repository
                .waiting()
                .invoke(this::waitFor)
                .flatMap(read -> follow())
                .invoke(this::tellOfUnlisted);
    }

    private void waitFor(List<CorporateAction> read) {
        waiting.clear();
        read.forEach(this::waitFor);
    }

    private void tellOfUnlisted() {
        waiting.values().stream()
                .filter(action -> !rules.isListed(action))
                .forEach(action -> LOG.warnf(
                        "Corporate action %s waits until %s is on the list of assets", action.id(), action.symbol()));
    }

    /**
     * Lets those that wait go on under the symbols that their assets have now, by the list or by renamings that were
     * carried out: whoever else tells of one tells of it so, and it is carried out once.
     */
    Uni<Void> follow() {
        return repository
                .renamed()
                .flatMap(renamed -> Steps.each(
                        List.copyOf(waiting.values()),
                        action -> respell(
                                action,
                                start.inRound(rules.listed(
                                        start.recorded(action), renamed.getOrDefault(action.id(), action.symbol()))))));
    }

    private Uni<Void> respell(CorporateAction action, CorporateAction now) {
        if (now.equals(action) || !take(action)) {
            return Uni.createFrom().voidItem();
        }
        return leadership
                .write(List.of(repository.respelling(action.id(), now), repository.dropping(action.id(), now.id())))
                .onFailure()
                .invoke(failure -> waitFor(action))
                .invoke(written -> {
                    if (written.getFirst().rowCount() > 0) {
                        waitFor(now);
                    }
                    LOG.infof("Corporate action %s goes on as %s of %s", action.id(), now.id(), now.symbol());
                })
                .replaceWithVoid();
    }

    /** Its day has not come, or not all the way. */
    void waitFor(CorporateAction action) {
        waiting.put(action.id(), action);
    }

    /** Those of listed assets that wait, by their ex-dates. */
    List<CorporateAction> waiting() {
        return waiting.values().stream()
                .filter(rules::isListed)
                .sorted(Comparator.comparing(CorporateAction::exDate))
                .toList();
    }

    /** Takes one for the market; false where it was withdrawn meanwhile. */
    boolean take(CorporateAction action) {
        return waiting.remove(action.id(), action);
    }

    /** The reason why one whose day has come cannot be carried out; none where it can. */
    Optional<String> obstacle(CorporateAction action) {
        return rules.obstacle(action);
    }

    /** The market did not carry it out, and will not. */
    Uni<Void> refused(ActionId id, String reason) {
        return leadership.write(List.of(repository.refusing(id, reason))).replaceWithVoid();
    }

    /** Announces an action; the same again is answered as before. */
    public Uni<Outcome> announce(CorporateAction wanted, By operator) {
        CorporateAction action = start.inRound(rules.listed(wanted));
        return repository
                .find(action.id())
                .flatMap(before ->
                        before.map(known -> now(answer(known, action))).orElseGet(() -> announceNew(action, operator)));
    }

    private static Outcome answer(KnownAction known, CorporateAction action) {
        if (known.state() == KnownAction.State.REFUSED) {
            return new Outcome.Refused(
                    "%s was refused (%s); give this one an id of its own.".formatted(action.id(), known.reason()));
        }
        return known.action().equals(action)
                ? new Outcome.Announced(known)
                : new Outcome.Refused(
                        "There is another action " + action.id() + " already; give this one an id of its own.");
    }

    private Uni<Outcome> announceNew(CorporateAction action, By operator) {
        return rules.refusal(action)
                .map(reason -> now(new Outcome.Refused(reason)))
                .orElseGet(() -> write(action, operator));
    }

    /** Somebody else may have announced the same meanwhile. */
    private Uni<Outcome> write(CorporateAction action, By operator) {
        Statement insertion = audit.noting(
                repository.announcing(action, time.instant()),
                entry(Act.ACTION_ANNOUNCED, operator, AnnouncementRules.sentence(action)));
        return leadership
                .write(List.of(insertion))
                .invoke(written -> {
                    if (written.getFirst().size() > 0) {
                        waitFor(action);
                    }
                })
                .flatMap(written -> repository.find(action.id()))
                .map(known -> answer(known.orElseThrow(), action));
    }

    private static Uni<Outcome> now(Outcome outcome) {
        return Uni.createFrom().item(outcome);
    }

    /** Takes back all that wait, as a replay begins anew: the next round has days of its own. */
    Statement withdrawingAll() {
        return repository.withdrawingAll();
    }

    /** Takes back an action whose day has not come; false where none of this id waits. */
    public Uni<Boolean> withdraw(ActionId id, By operator) {
        CorporateAction taken = waiting.remove(id);
        if (taken == null) {
            return Uni.createFrom().item(false);
        }
        Statement removal = audit.noting(repository.withdrawing(id), entry(Act.ACTION_WITHDRAWN, operator, id.value()));
        return leadership
                .write(List.of(removal))
                .onFailure()
                .invoke(failure -> waitFor(taken))
                .replaceWith(true);
    }

    private static AuditEntry entry(Act act, By operator, String detail) {
        return AuditEntry.of(act, operator, new Party.Nobody()).saying(detail);
    }
}
