package io.papertrader.master.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.market.Need;
import io.papertrader.master.Database;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.PortfolioId;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Those whom a corporate action comes to, a page behind the other. */
@QuarkusTest
class HoldersTest {
    private static final AssetSymbol SYMBOL = new AssetSymbol("PAGED");
    private static final long BEFORE = 90_000_000;

    @Inject
    ActionReader actions;

    @Inject
    Database database;

    /** The first 600 missed two renamings to the symbol; the others hold it. */
    @BeforeEach
    void bringHolders() throws SQLException {
        database.force("""
                INSERT INTO corporate_action (action_number, action_id, symbol, ex_date, kind, new_symbol, price, update_number,
                    announced_at, ended_at)
                SELECT number, 'paged/' || number, 'OLD', '2014-06-09', 'RENAMING', 'PAGED', 1, 1, now(), now()
                FROM generate_series(9000001, 9000002) AS number
                """);
        database.force("""
                INSERT INTO missed_part (portfolio_id, action_number, missed_at)
                SELECT portfolio, number, now()
                FROM generate_series(90000001, 90000600) AS portfolio, generate_series(9000001, 9000002) AS number
                """);
        database.force("""
                INSERT INTO holding (portfolio_id, symbol, quantity, cost)
                SELECT portfolio, 'PAGED', 1, 1 FROM generate_series(90000601, 90001200) AS portfolio
                """);
    }

    @AfterEach
    void takeThemAway() throws SQLException {
        database.force("DELETE FROM holding WHERE symbol = 'PAGED'");
        database.force("DELETE FROM missed_part WHERE action_number IN (9000001, 9000002)");
        database.force("DELETE FROM corporate_action WHERE new_symbol = 'PAGED'");
    }

    @Test
    void passesNobodyOverThoughManyMissedTwoRenamings() {
        List<PortfolioId> all = new ArrayList<>();
        List<PortfolioId> page = page(BEFORE);
        while (!page.isEmpty()) {
            all.addAll(page);
            page = page(page.getLast().value());
        }

        assertThat(all)
                .containsExactlyElementsOf(LongStream.rangeClosed(BEFORE + 1, BEFORE + 1200)
                        .mapToObj(PortfolioId::new)
                        .toList());
    }

    private List<PortfolioId> page(long after) {
        return actions.holders(new Need.OfHolders(SYMBOL, after))
                .await()
                .indefinitely()
                .next();
    }
}
