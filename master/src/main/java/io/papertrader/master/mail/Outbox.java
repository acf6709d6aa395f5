package io.papertrader.master.mail;

import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * The mail that is to be written and sent: a bounded number at a time, a bounded number waiting. Nobody waits for it,
 * so that nobody learns from an answer, or from its time, whether there was anybody to write to.
 */
@ApplicationScoped
public class Outbox {
    private static final Logger LOG = Logger.getLogger(Outbox.class);
    private static final int THREADS = 2;
    private static final int MOST_WAITING = 256;
    private static final int TRIES_AGAIN = 2;
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration DEADLINE = Duration.ofMinutes(1);

    private final MailConfig config;
    private final Instance<ReactiveMailer> mailer;
    private final ThreadPoolExecutor threads;

    Outbox(MailConfig config, Instance<ReactiveMailer> mailer) {
        this.config = config;
        this.mailer = mailer;
        this.threads = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(MOST_WAITING),
                Thread.ofPlatform().name("mail-", 0).daemon().factory());
    }

    /** True where this network sends mail at all. */
    public boolean isOpen() {
        return config.host().filter(host -> !host.equals(MailConfig.NO_HOST)).isPresent();
    }

    /** Writes a letter later, where there is one to write, and sends it. False where too many wait already. */
    public boolean post(Supplier<Uni<Optional<Letter>>> writing) {
        try {
            threads.execute(() -> writeAndSend(writing));
            return true;
        } catch (RejectedExecutionException full) {
            return false;
        }
    }

    /** Sends a letter later, where this network sends mail and not too many wait: nothing depends on it. */
    public void tell(Letter letter) {
        if (isOpen() && !post(() -> Uni.createFrom().item(Optional.of(letter)))) {
            LOG.warn("A mail was not sent, as too many are waiting");
        }
    }

    void stop(@Observes ShutdownEvent event) {
        threads.shutdownNow();
    }

    private void writeAndSend(Supplier<Uni<Optional<Letter>>> writing) {
        try {
            Optional<Letter> letter = writing.get().await().atMost(DEADLINE);
            letter.ifPresent(this::send);
        } catch (RuntimeException failure) {
            // The address is not told: the log is read by more people than know it.
            LOG.errorf("A mail was not sent: %s", failure);
        }
    }

    private void send(Letter letter) {
        Optional<String> to = letter.to().onMail();
        if (to.isEmpty()) {
            LOG.warn("A mail was not sent, as no mail can be sent to its address");
            return;
        }
        mailer.get()
                .send(Mail.withText(to.get(), letter.subject(), letter.text()))
                .onFailure()
                .retry()
                .withBackOff(PAUSE)
                .atMost(TRIES_AGAIN)
                .await()
                .atMost(DEADLINE);
    }
}
