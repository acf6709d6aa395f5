package io.papertrader.master.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.master.account.HashQueue.Job;
import io.papertrader.master.account.HashQueue.Lane;
import io.papertrader.master.limits.Place;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class HashQueueTest {
    private final HashQueue queue = new HashQueue();

    @Test
    void takesOneOfEachPlaceInTurnAndLoginsFirst() {
        Job registration = add(Lane.OTHER, 3);
        Job one = add(Lane.LOGIN, 1);
        Job two = add(Lane.LOGIN, 1);
        Job three = add(Lane.LOGIN, 1);
        Job other = add(Lane.LOGIN, 2);

        assertThat(queue.next()).contains(one);
        assertThat(queue.next()).contains(other);
        assertThat(queue.next()).contains(two);
        assertThat(queue.next()).contains(three);
        assertThat(queue.next()).contains(registration);
        assertThat(queue.next()).isEmpty();
    }

    @Test
    void countsWhoWouldBeAhead() {
        for (int i = 0; i < 100; i++) {
            add(Lane.LOGIN, 1);
        }
        add(Lane.LOGIN, 2);

        assertThat(queue.ahead(Lane.LOGIN, place(3))).isEqualTo(2);
        assertThat(queue.ahead(Lane.LOGIN, place(2))).isEqualTo(3);
        assertThat(queue.ahead(Lane.LOGIN, place(1))).isEqualTo(101);
        assertThat(queue.ahead(Lane.OTHER, place(3))).isEqualTo(101);
    }

    @Test
    void takesTheRoomForOneMoreFromWhoHasMost() {
        add(Lane.LOGIN, 1);
        add(Lane.OTHER, 2);
        Job last = add(Lane.OTHER, 2);

        assertThat(queue.giveWay(Lane.OTHER, place(2))).isEmpty();
        assertThat(queue.giveWay(Lane.OTHER, place(3))).contains(last);
        assertThat(queue.giveWay(Lane.OTHER, place(3))).isEmpty();
        assertThat(queue.giveWay(Lane.LOGIN, place(3))).isPresent();
        assertThat(queue.giveWay(Lane.LOGIN, place(3))).isEmpty();
        assertThat(queue.size()).isEqualTo(1);
    }

    @Test
    void forgetsWhoIsTakenOut() {
        Job job = add(Lane.LOGIN, 1);

        assertThat(queue.remove(job)).isTrue();
        assertThat(queue.remove(job)).isFalse();
        assertThat(queue.next()).isEqualTo(Optional.empty());
        assertThat(queue.size()).isZero();
    }

    private Job add(Lane lane, int place) {
        Job job = new Job(lane, place(place), 0, () -> true, () -> {}, () -> {});
        queue.add(job);
        return job;
    }

    private static Place place(int number) {
        return new Place(new UUID(7, 7), "192.0.2." + number);
    }
}
