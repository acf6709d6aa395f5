package io.papertrader.master.live;

import io.papertrader.master.asset.AssetClass;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * The first look for the corporate actions of a class, for which its values wait. A market does not stand still for it:
 * where it fails or takes long they go on, and it is said that they do. For any thread.
 */
final class FirstLook {
    private static final Logger LOG = Logger.getLogger(FirstLook.class);

    private final Announcements announced;
    private final Duration patience;
    private final Map<AssetClass, Uni<Void>> looks = new ConcurrentHashMap<>();

    FirstLook(Announcements announced, Duration patience) {
        this.announced = announced;
        this.patience = patience;
    }

    /** Done when the look is, or values have waited for it long enough. */
    Uni<Void> of(LiveClass each) {
        return looks.computeIfAbsent(each.ofClass(), ofClass -> look(each));
    }

    /** One that takes long goes on beside the values. */
    private Uni<Void> look(LiveClass each) {
        return announced
                .look(each)
                .memoize()
                .indefinitely()
                .ifNoItem()
                .after(patience)
                .recoverWithUni(Uni.createFrom().voidItem())
                .invoke(done -> tell(each))
                .memoize()
                .indefinitely();
    }

    private void tell(LiveClass each) {
        List<String> silent = announced.silent(each);
        if (!silent.isEmpty()) {
            LOG.warnf(
                    "Values of %s go on, though %s has not told yet of the corporate actions of the last days: one whose"
                            + " day has begun by its answer may not be carried out. It is asked again until it answers.",
                    each.ofClass().word(), String.join(" and ", silent));
        }
    }
}
