package io.papertrader.master.limits;

import io.papertrader.codec.message.SessionName;
import io.papertrader.codec.message.UserName;
import io.papertrader.master.limits.Limits.Kind;
import io.papertrader.node.limits.TooOften;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The tries at passwords. A try is counted before it is looked at, so that those sent at once are counted too, and
 * given back when it was right. A user who comes from an address that the account was logged into from before answers
 * for the tries of that account from there alone, and a session for those in it and on the device that it has
 * remembered: the wrong tries of others, elsewhere or with other accounts, are not held against them.
 */
@ApplicationScoped
public class LoginTries {
    private final Limits limits;

    LoginTries(Limits limits) {
        this.limits = limits;
    }

    /** The decision to look at a password, or not. */
    public sealed interface Try {
        /** It was counted. */
        record Counted(List<Count> counts) implements Try {}

        /** It has to wait. */
        record Refused(TooOften tooOften) implements Try {}
    }

    /** One bucket that a try was taken from. */
    public record Count(Kind kind, String who) {}

    /** Counts a try. */
    public Try take(UserName userName, Place place, boolean isKnownThere) {
        List<Count> counted = new ArrayList<>();
        for (Count count : counts(userName, place, isKnownThere)) {
            Optional<TooOften> tooOften = limits.take(count.kind(), count.who());
            if (tooOften.isPresent()) {
                giveBack(counted);
                return new Try.Refused(tooOften.get());
            }
            counted.add(count);
        }
        return new Try.Counted(counted);
    }

    /** Counts a try in a session, or on its device: wherever it is, it answers for itself alone. */
    public Try takeInSession(UserName userName, SessionName session) {
        Count own = new Count(Kind.LOGIN, userName.key() + " from session " + session);
        return limits.take(own.kind(), own.who())
                .<Try>map(Try.Refused::new)
                .orElseGet(() -> new Try.Counted(List.of(own)));
    }

    private static List<Count> counts(UserName userName, Place place, boolean isKnownThere) {
        Count here = here(userName, place);
        return isKnownThere
                ? List.of(here)
                : List.of(
                        here,
                        new Count(Kind.LOGIN_BY_ACCOUNT, userName.key()),
                        new Count(Kind.LOGIN_BY_ADDRESS, place.toString()));
    }

    private static Count here(UserName userName, Place place) {
        return new Count(Kind.LOGIN, userName.key() + " from " + place);
    }

    /** Forgets the tries of this account from this place, where it turned out that its owner is there. */
    public void forget(UserName userName, Place place) {
        Count here = here(userName, place);
        limits.forget(here.kind(), here.who());
    }

    /** Uncounts a try that was right, or was not looked at. */
    public void giveBack(Try.Counted counted) {
        giveBack(counted.counts());
    }

    private void giveBack(List<Count> counts) {
        counts.forEach(count -> limits.giveBack(count.kind(), count.who()));
    }
}
