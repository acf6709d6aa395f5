package io.papertrader.master.actions;

import io.papertrader.market.action.Change;
import io.papertrader.market.action.CorporateAction;
import io.papertrader.market.action.ShareRatio;
import io.papertrader.master.asset.ListOfAssets;
import io.papertrader.master.asset.Resources;
import io.papertrader.master.replay.ReplayConfig;
import io.papertrader.master.replay.ReplayStart;
import io.papertrader.node.StartRefusal;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * The actions of the operator's file that concern listed assets, as they are to be applied to this master's prices:
 * where splits are in the prices already they are left out, and a dividend of before is divided by them, since there
 * are as many more shares.
 */
@Singleton
class FiledActions implements ActionSource {
    private static final Logger LOG = Logger.getLogger(FiledActions.class);

    /** The file that is looked for in the folder of recorded values. */
    static final String NAME = "actions.csv";

    private static final String SHIPPED = "/market-data/actions/actions.csv";

    private final String name;
    private final List<CorporateAction> recorded;
    private final LongSupplier round;
    private volatile Round current;

    /** The actions of a round of the replay, in which they come again. */
    private record Round(long number, ActionBook actions) {
        static Round of(long number, List<CorporateAction> recorded) {
            return new Round(
                    number,
                    new ActionBook(recorded.stream()
                            .map(action -> ReplayStart.inRound(action, number))
                            .toList()));
        }
    }

    @Inject
    FiledActions(
            ActionsConfig config, ReplayConfig replay, ListOfAssets list, SplitsInPrices prices, ReplayStart start) {
        this(config, replay, list, prices, start::round);
    }

    FiledActions(
            ActionsConfig config, ReplayConfig replay, ListOfAssets list, SplitsInPrices prices, LongSupplier round) {
        Optional<Path> file = config.file()
                .or(() -> replay.folder().map(folder -> folder.resolve(NAME)).filter(Files::exists));
        this.name = file.map(Path::toString).orElse("shipped with the values");
        boolean isShipped = config.shipped() && prices.areShipped();
        this.recorded = file.map(named -> read(named, config, list, prices))
                .orElseGet(() -> isShipped ? shipped(list, prices) : List.of());
        this.round = round;
        this.current = Round.of(0, recorded);
    }

    private static List<CorporateAction> read(
            Path file, ActionsConfig config, ListOfAssets list, SplitsInPrices prices) {
        List<CorporateAction> read = ActionsFile.read(file, list);
        boolean hasSplits = read.stream().anyMatch(action -> action.change() instanceof Change.Split);
        if (hasSplits && config.series().isEmpty()) {
            throw StartRefusal.because(
                    ("%s has splits: say in PAPERTRADER_ACTIONS_SERIES whether prices are raw, so that splits"
                                    + " are applied, or split-adjusted, so that they are not applied again.")
                            .formatted(file));
        }
        List<CorporateAction> listed = listed(read, list);
        List<CorporateAction> applied = adjusted(listed, prices);
        LOG.infof(
                "%s: %d corporate actions, %d of assets that are not listed, %d splits that are in the prices already",
                file, read.size(), read.size() - listed.size(), listed.size() - applied.size());
        return applied;
    }

    /** Those of the shipped prices, which are of shares as they were on the last day. */
    private static List<CorporateAction> shipped(ListOfAssets list, SplitsInPrices prices) {
        List<String> lines = Resources.text(SHIPPED).orElseThrow().lines().toList();
        return adjusted(listed(ActionsFile.read(Path.of(SHIPPED), lines, list), list), prices);
    }

    private static List<CorporateAction> listed(List<CorporateAction> all, ListOfAssets list) {
        return all.stream()
                .filter(action -> list.find(action.symbol()).isPresent())
                .sorted(Comparator.comparing(CorporateAction::exDate))
                .toList();
    }

    private static List<CorporateAction> adjusted(List<CorporateAction> all, SplitsInPrices prices) {
        List<CorporateAction> inPrices = all.stream()
                .filter(action -> action.change() instanceof Change.Split && prices.have(action.exDate()))
                .toList();
        return all.stream()
                .filter(action -> !inPrices.contains(action))
                .map(action -> adjusted(action, inPrices))
                .toList();
    }

    private static CorporateAction adjusted(CorporateAction action, List<CorporateAction> inPrices) {
        Change change =
                switch (action.change()) {
                    case Change.Dividend(Money perShare) ->
                        new Change.Dividend(ofShareBehind(action, perShare, inPrices));
                    case Change.Delisting(Optional<Money> perShare) ->
                        new Change.Delisting(perShare.map(money -> ofShareBehind(action, money, inPrices)));
                    case Change.Split split -> split;
                    case Change.Renaming renaming -> renaming;
                };
        return new CorporateAction(action.id(), action.symbol(), action.exDate(), change);
    }

    private static Money ofShareBehind(CorporateAction action, Money perShare, List<CorporateAction> splits) {
        Money money = perShare;
        for (CorporateAction split : splits) {
            if (split.symbol().equals(action.symbol())
                    && split.exDate().isAfter(action.exDate())
                    && split.change() instanceof Change.Split(ShareRatio ratio)) {
                money = ratio.valueOfNew(money);
            }
        }
        return money;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<CorporateAction> actions() {
        return book().all();
    }

    @Override
    public List<CorporateAction> of(AssetSymbol symbol) {
        return book().of(symbol);
    }

    private ActionBook book() {
        long number = round.getAsLong();
        Round known = current;
        if (known.number() != number) {
            known = Round.of(number, recorded);
            current = known;
        }
        return known.actions();
    }
}
