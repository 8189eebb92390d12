using System.Globalization;
using Dyad.Mirror;

namespace Dyad.Bench.Mirror;

/// <summary>The study of the mirror method over its whole design: a line for each cell and group of flows, then the groups overall.</summary>
public static class MirrorRuns
{
    private static readonly int[] Economies = [6, 8, 15, 30];
    private static readonly int[] Years = [4, 10];
    private static readonly int[] Products = [0, 4];
    private static readonly bool[] SmallIsNoisy = [false, true];

    /// <summary>Flows that a cell should have; small worlds are drawn more often.</summary>
    private const int FlowsOfACell = 60_000;

    /// <summary>What a nominal 90% may come out as: over all cells, and in a cell but for two standard errors of the study itself.</summary>
    private const double LeastCoverage = 0.87, MostCoverage = 0.93, StandardErrors = 2;

    /// <summary>Writes the lines, and then whether the study shows what it is to show.</summary>
    /// <param name="effort">Multiplies the worlds of every cell.</param>
    /// <param name="seed">Seed.</param>
    /// <param name="output">Where lines go.</param>
    /// <param name="verdict">Where it is told what fails, or that nothing does.</param>
    /// <returns>Whether nothing fails.</returns>
    public static bool Run(double effort, int seed, TextWriter output, TextWriter verdict)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(verdict);
        var failures = new List<string>();
        output.WriteLine("economies,years,products,errors,small_is_noisy,worlds,group,flows,coverage,coverage_se,dyad,baci,baci_printed,exporter,importer");
        var all = new List<MirrorOutcome>();
        var drawn = 0;
        var cells =
            from small in SmallIsNoisy
            from errors in Enum.GetValues<ErrorKind>()
            from products in Products
            from years in Years
            from economies in Economies
            select new MirrorDesign(economies, years, products, errors, small);
        foreach (var cell in cells)
        {
            var flows = cell.Economies * (cell.Economies - 1) * cell.Years * Math.Max(cell.Products, 1);
            var worlds = Math.Max((int)(effort * FlowsOfACell / flows), 2);
            var outcomes = MirrorStudy.Run(cell, worlds, seed).ToList();
            Write($"{cell.Economies},{cell.Years},{cell.Products},{cell.Errors},{cell.SmallIsNoisy},{worlds}", outcomes, output);
            all.AddRange(outcomes.Select(o => o with { World = drawn + o.World }));
            drawn += worlds;
            failures.AddRange(Beaten(outcomes).Concat(Missed(outcomes, StandardErrors)).Select(fault => $"{cell}: {fault}"));
        }

        Write("all,all,all,all,all,all", all, output);
        failures.AddRange(Missed(all, 0));
        foreach (var failure in failures)
            verdict.WriteLine($"fails: {failure}");
        if (failures.Count == 0)
        {
            verdict.WriteLine(
                "90% intervals hold the truth in 87% to 93% in every group, in every cell but for two standard errors of the study; "
                + "BACI's rule and each side alone err more in every cell");
        }

        return failures.Count == 0;
    }

    /// <summary>Groups, and all, whose intervals hold the truth too seldom or too often.</summary>
    private static IEnumerable<string> Missed(List<MirrorOutcome> outcomes, double standardErrors) =>
        from @group in Groups(outcomes)
        let coverage = MirrorStudy.Coverage([.. @group])
        let slack = standardErrors * coverage.StandardError
        where coverage.Share < LeastCoverage - slack || coverage.Share > MostCoverage + slack
        select $"{@group.Key}: {Text(coverage.Share)} of the intervals hold the truth";

    /// <summary>By what a value rests on, by quarter of size, and all.</summary>
    private static IEnumerable<IGrouping<string, MirrorOutcome>> Groups(List<MirrorOutcome> outcomes) =>
        outcomes.GroupBy(o => $"{o.Group}").OrderBy(g => g.Key, StringComparer.Ordinal)
            .Concat(outcomes.GroupBy(o => $"Quarter{o.Quarter}").OrderBy(g => g.Key, StringComparer.Ordinal))
            .Append(outcomes.GroupBy(_ => "All").Single());

    /// <summary>The rules that come at least as near as Dyad, where both sides report and over all flows of a cell.</summary>
    private static IEnumerable<string> Beaten(List<MirrorOutcome> outcomes)
    {
        List<MirrorOutcome> both = [.. outcomes.Where(o => o.Group == ClaimGroup.Both)];
        (string Name, List<MirrorOutcome> Of, Func<MirrorOutcome, double?> Error)[] rivals =
        [
            ("BACI", both, o => o.Baci), ("BACI as printed", both, o => o.BaciPrinted), ("exporter", both, o => o.Exporter),
            ("importer", both, o => o.Importer), ("BACI, all flows", outcomes, o => o.Baci),
            ("BACI as printed, all flows", outcomes, o => o.BaciPrinted),
        ];
        return from rival in rivals
               where MirrorStudy.RootMeanSquare(rival.Of.Select(o => (double?)o.Dyad)) >= MirrorStudy.RootMeanSquare(rival.Of.Select(rival.Error))
               select $"{rival.Name} is at least as near";
    }

    private static void Write(string cell, List<MirrorOutcome> outcomes, TextWriter output)
    {
        foreach (var group in Groups(outcomes))
            Line(group.Key, [.. group]);
        output.Flush();

        void Line(string name, List<MirrorOutcome> some)
        {
            double? Error(Func<MirrorOutcome, double?> of) => MirrorStudy.RootMeanSquare(some.Select(of));
            var coverage = MirrorStudy.Coverage(some);
            output.WriteLine(string.Join(',', (string[])
            [
                cell, name, $"{some.Count}", Text(coverage.Share), Text(coverage.StandardError),
                Text(Error(o => o.Dyad)), Text(Error(o => o.Baci)), Text(Error(o => o.BaciPrinted)),
                // Each side alone is set beside the others where it has a claim about every flow of the line.
                Text(some.All(o => o.Exporter is not null) ? Error(o => o.Exporter) : null),
                Text(some.All(o => o.Importer is not null) ? Error(o => o.Importer) : null),
            ]));
        }
    }

    private static string Text(double? value) => value?.ToString("0.00000", CultureInfo.InvariantCulture) ?? "";
}
