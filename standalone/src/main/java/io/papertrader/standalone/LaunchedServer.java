package io.papertrader.standalone;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** The master or the worker: a process, another one each time that it is started again. */
final class LaunchedServer implements NetworkPart, AutoCloseable {

    /** Ready is when it does its work; a master that stands by or a worker without a link is not. */
    private static final String READY = "/q/health/ready";

    private final ServerCommand command;
    private final Path output;
    private final LeftOverServer noted;
    private final Management management;
    private ServerProcess process;

    private LaunchedServer(
            ServerCommand command, Path output, LeftOverServer noted, Management management, ServerProcess process) {
        this.command = command;
        this.output = output;
        this.noted = noted;
        this.management = management;
        this.process = process;
    }

    /** Starts it and waits until it is ready. */
    static LaunchedServer start(
            ServerCommand command,
            Path output,
            LeftOverServer noted,
            int managementPort,
            StopSignal stop,
            Duration patience)
            throws StartFault, IOException {
        LaunchedServer server = new LaunchedServer(
                command, output, noted, new Management(managementPort), begin(command, output, noted));
        try {
            server.management.await(READY, server.process, stop, patience);
            return server;
        } catch (StartFault e) {
            server.close();
            throw e;
        }
    }

    Management management() {
        return management;
    }

    @Override
    public String name() {
        return command.name();
    }

    @Override
    public boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public boolean isReady() {
        return management.isOk(READY);
    }

    @Override
    public String ending() {
        return process.ending();
    }

    @Override
    public Path output() {
        return output;
    }

    @Override
    public void startAgain() throws StartFault, IOException {
        process = begin(command, output, noted);
    }

    private static ServerProcess begin(ServerCommand command, Path output, LeftOverServer noted)
            throws StartFault, IOException {
        ServerProcess process = ServerProcess.start(command, OutputFile.open(output));
        noted.note(process.handle());
        return process;
    }

    @Override
    public void close() {
        management.close();
        process.close();
    }
}
