package io.papertrader.master.live;

import io.papertrader.master.asset.AssetClass;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * The first look of a day for the corporate actions of a class, for which the day's first values wait: nothing fills on
 * that day before it is known what its shares are. A market does not stand still for it: where it fails or takes long
 * its values go on, and it is said that they do. For any thread.
 */
final class FirstLook {
    private static final Logger LOG = Logger.getLogger(FirstLook.class);

    private final Announcements announced;
    private final Duration patience;
    private final Map<AssetClass, Look> looks = new ConcurrentHashMap<>();

    FirstLook(Announcements announced, Duration patience) {
        this.announced = announced;
        this.patience = patience;
    }

    /** The look of the latest day that values came of. */
    private record Look(LocalDate day, Uni<Void> done) {}

    /** Done when the look of that day is, or its values have waited for it long enough. */
    Uni<Void> of(LiveClass each, LocalDate day) {
        return looks.merge(
                        each.ofClass(),
                        new Look(day, look(each, day)),
                        (before, other) -> other.day.isAfter(before.day) ? other : before)
                .done;
    }

    /** Begins when somebody waits for it. One that takes long goes on beside the values. */
    private Uni<Void> look(LiveClass each, LocalDate day) {
        return Uni.createFrom()
                .deferred(() -> announced.lookAnew(each))
                .memoize()
                .indefinitely()
                .ifNoItem()
                .after(patience)
                .recoverWithUni(Uni.createFrom().voidItem())
                .invoke(done -> tell(each, day))
                .memoize()
                .indefinitely();
    }

    private void tell(LiveClass each, LocalDate day) {
        List<String> silent = announced.silent(each, day);
        if (!silent.isEmpty()) {
            LOG.warnf(
                    "Values of %s go on, though %s has not told of the corporate actions of %s: one that it tells of later"
                            + " may not be carried out. It is asked again until it answers.",
                    each.ofClass().word(), String.join(" and ", silent), day);
        }
    }
}
