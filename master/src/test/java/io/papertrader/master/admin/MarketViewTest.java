package io.papertrader.master.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.master.asset.RefusedRows;
import io.papertrader.vocabulary.AssetSymbol;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
class MarketViewTest {
    @Inject
    Operator operator;

    @Inject
    RefusedRows refused;

    @Test
    void showsTheBarsThatAreRefused() throws Exception {
        refused.addBars(new AssetSymbol("LNT"), "replay", 2, "values.csv, line 21 is left out: the prices cannot be");

        JsonPath market = operator.asks().get("/admin/market").jsonPath();

        assertThat(market.getString("refused[0].symbol")).isEqualTo("LNT");
        assertThat(market.getString("refused[0].source")).isEqualTo("replay");
        assertThat(market.getString("refused[0].kind")).isEqualTo("bars");
        assertThat(market.getLong("refused[0].rows")).isEqualTo(2);
        assertThat(market.getString("refused[0].why")).startsWith("values.csv, line 21");
        assertThat(market.getString("refused[0].at")).isNotBlank();
    }
}
