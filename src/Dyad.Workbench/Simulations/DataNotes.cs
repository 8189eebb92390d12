using System.Text.Json;
using Dyad.Equilibrium.World;
using Dyad.Reports.Model;
using Dyad.Scenarios.Simulating;

namespace Dyad.Workbench.Simulations;

/// <summary>What was mended in the accounts, by kind: check, table and rule, with the largest of each.</summary>
internal static class DataNotes
{
    /// <summary>The notes, in the order of the findings.</summary>
    public static IReadOnlyList<DataNote> Of(Simulation simulation, string unit)
    {
        var (economies, sectors) = (simulation.Names.Economies, simulation.Names.Sectors);
        return
        [
            .. from finding in simulation.Findings
               where finding.Rule is not null
               group finding by (finding.Check, finding.Table, finding.Rule) into kind
               let worst = kind.MaxBy(f => Math.Abs(f.Amount))
               select new DataNote(
                   Code(kind.Key.Check.ToString()), Code(kind.Key.Table), kind.Key.Rule, kind.Count(),
                   double.IsFinite(worst.Amount) ? worst.Amount : null, unit == DataNote.MillionUsd ? unit : null, Sector(worst.Sector),
                   Sector(worst.Input), Economy(worst.Economy), Economy(worst.Exporter)),
        ];

        string? Sector(int? position) => position is { } j ? sectors[j].Code : null;
        string? Economy(int? position) => position is { } n ? economies[n] : null;
    }

    private static string Code(string name) => JsonNamingPolicy.KebabCaseLower.ConvertName(name);
}
