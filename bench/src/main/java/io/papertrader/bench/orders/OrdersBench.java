package io.papertrader.bench.orders;

import io.papertrader.bench.market.MarketRate;
import io.papertrader.bench.orders.OrdersOptions.PartName;
import io.papertrader.bench.start.Form;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Measures orders from the market alone to what is durable, beside a Postgres of the same program in the same run.
 * Writes its tables into the section of a document. Arguments: the repository, then options as {@code name=value}.
 */
public final class OrdersBench {
    private static final Section SECTION = new Section("bench-orders");
    private static final double PLACING_AIM = 1_000_000;

    private final Path repository;
    private final OrdersOptions options;
    private final OrdersReport report = new OrdersReport();

    private OrdersBench(Path repository, OrdersOptions options) {
        this.repository = repository;
        this.options = options;
    }

    public static void main(String[] arguments) throws IOException, SQLException, RunnerException {
        Path repository = Path.of(arguments[0]).toRealPath();
        OrdersOptions options = OrdersOptions.of(List.of(arguments).subList(1, arguments.length));
        new OrdersBench(repository, options).run();
    }

    private void run() throws IOException, SQLException, RunnerException {
        Set<PartName> parts = options.parts();
        Form form = options.form().orElseGet(this::quickestBuilt);
        if (parts.contains(PartName.ACCEPT)) {
            Pgbench.installed();
        }
        Path folder = Files.createTempDirectory(Files.createDirectories(repository.resolve("target")), "bench-orders-");
        OrdersScene scene = new OrdersScene(repository, form, folder, options);
        if (parts.contains(PartName.MARKET)) {
            report.rate("placed in the market alone, one core", MarketRate.placing(options.pairs()), PLACING_AIM);
        }
        if (parts.contains(PartName.ACCEPT)) {
            new Accepting(scene, report).measure();
        }
        if (parts.contains(PartName.SETTLE)) {
            new ClearingTimes(scene, report).measure();
        }
        if (parts.contains(PartName.PORTFOLIOS)) {
            new ManyPortfolios(scene, report).measure();
        }
        if (parts.contains(PartName.TAKEOVER)) {
            new Takeovers(scene, report).measure();
        }
        Files.delete(folder);
        String text = report.markdown() + how(form);
        System.out.print(text);
        SECTION.write(repository.resolve(options.report()), text);
    }

    private Form quickestBuilt() {
        boolean isNative = Form.NATIVE.isBuilt(repository, "master")
                && Form.NATIVE.isBuilt(repository, "worker")
                && Form.NATIVE.isBuilt(repository, "cli");
        return isNative ? Form.NATIVE : Form.JVM;
    }

    private String how(Form form) {
        return "Of the form: " + form.label() + ". " + options.pairs() + " pairs of "
                + options.time().toMillis() / 1_000.0 + " s each, medians; values every "
                + options.intervalSeconds() + " s; the master with at most " + options.heap() + " of heap. Client,"
                + " servers and databases share " + Runtime.getRuntime().availableProcessors() + " cores.\n";
    }
}
