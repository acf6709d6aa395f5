package io.papertrader.worker.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.AccountRequest.Login;
import io.papertrader.codec.message.ActionKind;
import io.papertrader.codec.message.Failure.DataFail;
import io.papertrader.codec.message.HashedPass;
import io.papertrader.codec.message.LinkEvent.AccountEvents;
import io.papertrader.codec.message.LinkEvent.AccountEvents.Numbered;
import io.papertrader.codec.message.LinkEvent.ActionsApplied;
import io.papertrader.codec.message.LinkRequest.VerifySession;
import io.papertrader.codec.message.PortfolioAction;
import io.papertrader.codec.message.SessionReply.SessionStarted;
import io.papertrader.codec.message.TradeEvent.AccountEvent;
import io.papertrader.codec.message.TradeEvent.ActionApplied;
import io.papertrader.codec.message.TradeEvent.TransactionSettled;
import io.papertrader.codec.message.TradeReply.ActionPage;
import io.papertrader.codec.message.TradeReply.EventPage;
import io.papertrader.codec.message.TradeRequest.GetCorporateActions;
import io.papertrader.codec.message.TradeRequest.PurchaseAsset;
import io.papertrader.codec.message.TradeRequest.Resume;
import io.papertrader.codec.message.UserName;
import io.papertrader.codec.message.WorkersRequest.GetWorkers;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.Quantity;
import io.papertrader.worker.Await;
import io.papertrader.worker.ClientStandIn;
import io.papertrader.worker.LinkedWorker;
import io.papertrader.worker.Samples;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The clients that are told that a transaction settled. */
@QuarkusTest
class EventsTest extends LinkedWorker {
    private static final TransactionSettled EVENT = new TransactionSettled(Samples.settled("replay"));
    private static final int EVENTS_IN_A_PUSH = 25;

    private long number;

    private void settle(UserName owner) throws Exception {
        master.push(new AccountEvents(List.of(new Numbered(owner, ++number, EVENT.transaction()))));
        untilPushesAreHeard();
    }

    private void settleAs(UserName owner, long eventNumber) throws Exception {
        number = eventNumber - 1;
        settle(owner);
    }

    /** Events that came before the answer to a request that follows them. */
    private static int eventsHeardBy(ClientStandIn client) throws Exception {
        client.ask(new GetWorkers());
        return client.events();
    }

    @Test
    void tellsEveryConnectionOfTheAccountAndNobodyElse() throws Exception {
        User user = newUser();
        ClientStandIn first = connectForData(user);
        ClientStandIn second = connectForData(newSession(user.name()));
        ClientStandIn ofAnother = connectForData(newUser());
        ClientStandIn ofNobody = connect();

        settle(user.name());

        assertThat(first.event()).isEqualTo(EVENT);
        assertThat(second.event()).isEqualTo(EVENT);
        assertThat(eventsHeardBy(first)).isZero();
        assertThat(eventsHeardBy(second)).isZero();
        assertThat(eventsHeardBy(ofAnother)).isZero();
        assertThat(eventsHeardBy(ofNobody)).isZero();
    }

    /** A client that never asked for corporate actions may not know the event. */
    @Test
    void tellsCorporateActionsToWhoeverAskedForThem() throws Exception {
        User user = newUser();
        master.answer(GetCorporateActions.class, request -> new ActionPage(List.of(), 0, false));
        ClientStandIn asked = connectForData(user);
        ClientStandIn never = connectForData(user);
        asked.ask(new GetCorporateActions(user.session(), 0));
        PortfolioAction split = new PortfolioAction(
                1,
                ActionKind.SPLIT,
                LocalDate.parse("2014-06-09"),
                new PortfolioAction.Shares(Quantity.of("10"), Samples.AAPL),
                new PortfolioAction.Shares(Quantity.of("70"), Samples.AAPL),
                new PortfolioAction.Booked(Instant.EPOCH, Money.ZERO, ""));

        master.push(new ActionsApplied(List.of(new ActionsApplied.Of(user.name(), split))));
        untilPushesAreHeard();

        assertThat(asked.event()).isEqualTo(new ActionApplied(split));
        assertThat(eventsHeardBy(never)).isZero();
    }

    @Test
    void tellsWhoHasUsedTheSessionInTheCommandState() throws Exception {
        User user = newUser();
        master.answer(PurchaseAsset.class, request -> Samples.purchased());
        ClientStandIn client = connect();
        client.ask(new PurchaseAsset(user.session(), Samples.AAPL, Quantity.of("1")));

        settle(user.name());

        assertThat(client.event()).isEqualTo(EVENT);
    }

    @Test
    void knowsTheAccountInWhateverCase() throws Exception {
        User user = newUser();
        ClientStandIn client = connectForData(user);

        settle(new UserName(user.name().value().toUpperCase(Locale.ROOT)));

        assertThat(client.event()).isEqualTo(EVENT);
    }

    @Test
    void tellsAClientThatUsesTwoAccountsOfBoth() throws Exception {
        User one = newUser();
        User other = newUser();
        ClientStandIn client = connectForData(one);
        client.ask(toData(other));

        settle(one.name());
        settle(other.name());

        assertThat(eventsHeardBy(client)).isEqualTo(2);
    }

    @Test
    void tellsNobodyWhoseSessionIsRevoked() throws Exception {
        User user = newUser();
        User stillIn = newSession(user.name());
        ClientStandIn client = connectForData(user);
        ClientStandIn other = connectForData(stillIn);

        master.push(revoked(user));
        settle(user.name());

        assertThat(other.event()).isEqualTo(EVENT);
        assertThat(eventsHeardBy(client)).isZero();
    }

    @Test
    void tellsNobodyWhoseSessionHasExpired() throws Exception {
        User user = newUser();
        ClientStandIn client = connectForData(user);

        try (var _ = clock.later(Duration.ofHours(2))) {
            settle(user.name());
        }

        assertThat(eventsHeardBy(client)).isZero();
    }

    @Test
    void goesOnTellingOverANewLink() throws Exception {
        User user = newUser();
        ClientStandIn client = connectForData(user);

        breakLink();
        Await.until(() -> {
            settle(user.name());
            return eventsHeardBy(client) > 0;
        });

        assertThat(client.event()).isEqualTo(EVENT);
    }

    @Test
    void tellsAClientThatCountsEventsOfThoseWhileThereWasNoLink() throws Exception {
        User user = newUser();
        ClientStandIn client = connectForData(user);
        master.answer(Resume.class, request -> new EventPage(List.of(), 7, false));
        client.ask(new Resume(user.session(), Long.MAX_VALUE));
        settleAs(user.name(), 8);
        master.answer(Resume.class, request -> {
            assertThat(request.from()).isEqualTo(8);
            return new EventPage(List.of(new EventPage.NumberedEvent(9, EVENT.transaction())), 9, false);
        });

        breakLink();

        assertThat(client.event()).isEqualTo(new AccountEvent(8, EVENT.transaction()));
        assertThat(client.event()).isEqualTo(new AccountEvent(9, EVENT.transaction()));
    }

    @Test
    void asksAgainForEventsThatItCouldNotHaveAtOnce() throws Exception {
        User user = newUser();
        ClientStandIn client = connectForData(user);
        master.answer(Resume.class, request -> new EventPage(List.of(), 0, false));
        client.ask(new Resume(user.session(), 0));
        AtomicInteger asked = new AtomicInteger();
        master.answer(
                Resume.class,
                request -> asked.incrementAndGet() == 1
                        ? new DataFail(FailCode.UNAVAILABLE, "Not now.")
                        : new EventPage(List.of(new EventPage.NumberedEvent(1, EVENT.transaction())), 1, false));

        breakLink();

        assertThat(client.event()).isEqualTo(new AccountEvent(1, EVENT.transaction()));
    }

    @Test
    void tellsWhoHasLoggedInThoughTheMasterCouldNotVouchAtOnce() throws Exception {
        User user = newUser();
        AtomicInteger asked = new AtomicInteger();
        master.answer(
                Login.class,
                request -> new SessionStarted(user.session(), Instant.now().plusSeconds(60), List.of()));
        master.answer(
                VerifySession.class,
                request -> asked.incrementAndGet() == 1
                        ? new DataFail(FailCode.RATE_LIMITED, "Not now.")
                        : verified(user));
        ClientStandIn client = connect();

        client.ask(new Login(user.name(), new HashedPass("A".repeat(43)), false));
        Await.until(() -> {
            settle(user.name());
            return eventsHeardBy(client) > 0;
        });

        assertThat(client.event()).isEqualTo(EVENT);
    }

    @Test
    void tellsNobodyWhoseSessionWasRevokedWhileThereWasNoLink() throws Exception {
        User user = newUser();
        ClientStandIn client = connectForData(user);
        master.forget(user.session());

        breakLink();
        settle(user.name());

        assertThat(eventsHeardBy(client)).isZero();
    }

    @Test
    void closesAClientThatDoesNotReadItsEvents() throws Exception {
        User user = newUser();
        ClientStandIn reader = connectForData(newUser());
        connectForData(user);
        Numbered settled = new Numbered(user.name(), 1, Samples.settled("x".repeat(2_000)));
        AccountEvents push = new AccountEvents(Collections.nCopies(EVENTS_IN_A_PUSH, settled));

        // Much sooner than it would be for being slow to read.
        Await.until(() -> {
            master.push(push);
            return doors.size() == 1;
        });

        assertThat(eventsHeardBy(reader)).isZero();
    }
}
