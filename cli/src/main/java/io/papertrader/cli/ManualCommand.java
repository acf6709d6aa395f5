package io.papertrader.cli;

import io.papertrader.cli.view.Screen;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Spec;

/** {@code manual}: all of the help as one page for {@code man}, in roff. */
@Command(
        name = "manual",
        description = {"Print the manual page.", "Read it with: papertrader manual | man -l -"})
final class ManualCommand implements Callable<Integer> {
    private final Screen screen;

    @Spec
    CommandSpec spec;

    ManualCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() {
        screen.raw(page(spec.root()));
        return 0;
    }

    private static String page(CommandSpec top) {
        StringBuilder page = new StringBuilder(".TH PAPERTRADER 1\n.SH NAME\n");
        page.append("papertrader \\- ")
                .append(text(top.usageMessage().description()))
                .append('\n');
        page.append(".SH SYNOPSIS\n.B papertrader\n[OPTIONS] COMMAND ...\n.SH OPTIONS\n");
        arguments(page, top);
        page.append(".SH COMMANDS\n");
        top.subcommands().values().stream().distinct().forEach(command -> section(page, command));
        page.append(".SH EXIT STATUS\n");
        top.usageMessage().exitCodeList().forEach((code, meaning) -> entry(page, code.strip(), List.of(meaning)));
        return page.toString();
    }

    private static void section(StringBuilder page, CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        page.append(".SS ").append(escaped(spec.qualifiedName())).append('\n');
        page.append(text(spec.usageMessage().description())).append('\n');
        arguments(page, spec);
        command.getSubcommands().values().stream().distinct().forEach(below -> section(page, below));
    }

    /** Options that every command inherits are told once, at the top. */
    private static void arguments(StringBuilder page, CommandSpec spec) {
        for (PositionalParamSpec parameter : spec.positionalParameters()) {
            entry(page, parameter.paramLabel(), List.of(parameter.description()));
        }
        spec.options().stream()
                .filter(option -> !option.hidden() && !option.inherited())
                .forEach(option -> entry(page, names(option), description(option)));
    }

    private static String names(OptionSpec option) {
        String names = String.join(", ", option.names());
        return option.arity().max() == 0 ? names : names + " " + option.paramLabel();
    }

    private static List<String> description(ArgSpec argument) {
        return List.of(argument.description());
    }

    private static void entry(StringBuilder page, String term, List<String> lines) {
        page.append(".TP\n.B ").append(escaped(term)).append('\n');
        page.append(text(lines.toArray(String[]::new))).append('\n');
    }

    private static String text(String... lines) {
        return escaped(Ansi.OFF.string(String.join(" ", lines)));
    }

    private static String escaped(String text) {
        String safe = text.replace("\\", "\\e").replace("-", "\\-");
        return safe.startsWith(".") || safe.startsWith("'") ? "\\&" + safe : safe;
    }
}
