using System.Globalization;
using Dyad.Reports.Model;
using Dyad.Workbench.Reports;

namespace Dyad.Workbench.Simulations;

/// <summary>The addresses of a scenario's figures: the file, the tables, the options, and the command that computes them again.</summary>
internal sealed class ScenarioAddresses
{
    private readonly ProvenanceBook book;
    private readonly List<string> tables;
    private readonly (string, object)[] options;
    private readonly string command;

    /// <summary>Opens the book of a simulation.</summary>
    /// <param name="verb">The command: <c>simulate</c> or <c>programme</c>.</param>
    /// <param name="request">What was asked.</param>
    /// <param name="file">The file that states the changes.</param>
    /// <param name="citations">What it cites.</param>
    /// <param name="world">What was read.</param>
    public ScenarioAddresses(string verb, SimulationRequest request, InputFile file, IEnumerable<string> citations, SimulationWorld world)
    {
        var inputs = world.Sources.ToDictionary(s => s.Table, s => new ProvenanceInput(s.Table, s.Source, s.Release, s.Sha256));
        inputs[file.Input.Table] = file.Input;
        Sources = [.. world.Sources, file.Source(citations)];
        book = new ProvenanceBook(t => inputs[t], WorkbenchDefaults.Version, WorkbenchDefaults.Command);
        tables = [file.Input.Table, .. world.Sources.Select(s => s.Table)];
        var (data, parties) = (Option("--data", request.Data), Option("--parties", request.Parties));
        var draws = string.Create(CultureInfo.InvariantCulture, $" --draws {request.Draws}{(request.Draws > 0 ? $" --seed {request.Seed}" : "")}");
        command = $"{verb} {Quoted(request.Scenario)}{data}{parties}{draws} --json";
        options =
        [
            .. world.Accounts.Year is { } year ? [("year", year)] : Array.Empty<(string, object)>(),
            .. request.Draws is > 0 and var n ? new (string, object)[] { ("draws", n), ("seed", request.Seed), ("level", "90%") } : [],
        ];
    }

    /// <summary>The tables that were read, and the file that states the changes.</summary>
    public IReadOnlyList<SourceRecord> Sources { get; }

    /// <summary>All addresses.</summary>
    public IReadOnlyList<Provenance> Entries => book.Entries;

    /// <summary>Address of a figure.</summary>
    public string Of(MethodKey method) => book.Add(method, tables, command, options);

    private static string Option(string name, string? value) => value is null ? "" : $" {name} {Quoted(value)}";

    private static string Quoted(string value) => value.Contains(' ', StringComparison.Ordinal) ? $"\"{value}\"" : value;
}
