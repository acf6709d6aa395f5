package io.papertrader.cli.admin;

import io.papertrader.cli.command.CommandFailure;
import io.papertrader.cli.command.ExitCode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Files of any size, to the master and from it, a piece at a time. */
@Singleton
final class MasterFiles {
    /** A pause in a download is longer than any that a master makes; a restore is silent until it is done. */
    private static final Duration DOWNLOAD_SILENCE = Duration.ofMinutes(5);

    private static final Duration RESTORE_SILENCE = Duration.ofHours(6);

    private final Vertx vertx;
    private final Master master;

    MasterFiles(Vertx vertx, Master master) {
        this.vertx = vertx;
        this.master = master;
    }

    /** Writes the master's answer into the file. */
    void download(String path, Path file) throws IOException {
        AsyncFile open = open(file, new OpenOptions().setWrite(true).setTruncateExisting(true));
        master.exchange(
                HttpMethod.GET, path, DOWNLOAD_SILENCE, HttpClientRequest::send, response -> written(response, open));
    }

    /** Sends the file, and gives the master's answer. */
    JsonObject upload(String path, Path file) {
        try {
            long bytes = Files.size(file);
            AsyncFile open = open(file, new OpenOptions().setWrite(false).setCreate(false));
            return master.exchange(
                            HttpMethod.POST,
                            path,
                            RESTORE_SILENCE,
                            request -> request.putHeader("Content-Type", "application/gzip")
                                    .putHeader("Content-Length", String.valueOf(bytes))
                                    .send(open),
                            HttpClientResponse::body)
                    .toJsonObject();
        } catch (IOException failure) {
            throw CommandFailure.usage(file + " cannot be read: " + failure.getMessage() + ".");
        }
    }

    private AsyncFile open(Path file, OpenOptions options) throws IOException {
        try {
            return vertx.fileSystem().openBlocking(file.toString(), options);
        } catch (RuntimeException refused) {
            throw refused.getCause() instanceof IOException cause ? cause : new IOException(refused);
        }
    }

    /** A disk that is full is told from a master that is gone. */
    private static Future<Buffer> written(HttpClientResponse response, AsyncFile file) {
        Promise<Buffer> done = Promise.promise();
        response.handler(piece -> {
            file.write(piece)
                    .onFailure(failure -> done.tryFail(new CommandFailure(
                            ExitCode.OUTPUT, "FILE", "The backup cannot be written: " + failure.getMessage() + ".")));
            if (file.writeQueueFull()) {
                response.pause();
                file.drainHandler(room -> response.resume());
            }
        });
        response.exceptionHandler(done::tryFail);
        // It waits for what is still being written.
        response.endHandler(end -> file.close().map(Buffer.buffer()).onComplete(done::tryComplete, done::tryFail));
        return done.future();
    }
}
