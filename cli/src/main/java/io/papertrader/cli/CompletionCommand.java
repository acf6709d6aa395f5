package io.papertrader.cli;

import io.papertrader.cli.view.Screen;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code completion}: what a shell needs to complete a half-typed command. */
@Command(
        name = "completion",
        description = {"Print the completion script for bash and zsh.", "Use it with: source <(papertrader completion)"
        })
final class CompletionCommand implements Callable<Integer> {
    private final Screen screen;

    @Spec
    CommandSpec spec;

    CompletionCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() {
        screen.raw(AutoComplete.bash("papertrader", spec.root().commandLine()));
        return 0;
    }
}
