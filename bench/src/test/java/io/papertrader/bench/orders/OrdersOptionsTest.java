package io.papertrader.bench.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertrader.bench.orders.OrdersOptions.PartName;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrdersOptionsTest {
    @Test
    void takesWhatIsGivenAndTheDefaultsOfTheRest() {
        OrdersOptions options =
                OrdersOptions.of(List.of("parts=accept", "seconds=0.5", "sizes=20,10", "form=auto", "pairs="));

        assertThat(options.parts()).containsExactly(PartName.ACCEPT);
        assertThat(options.time()).isEqualTo(Duration.ofMillis(500));
        assertThat(options.sizes()).containsExactly(10, 20);
        assertThat(options.form()).isEmpty();
        assertThat(options.pairs()).isEqualTo(5);
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThatThrownBy(() -> OrdersOptions.of(List.of("pair=1"))).hasMessageContaining("pair=1");
    }
}
