using System.Globalization;
using Dyad.Bench.Bias;
using Dyad.Bench.Delegates;
using Dyad.Bench.Equilibria;
using Dyad.Bench.Fits;
using Dyad.Bench.Mirror;
using Dyad.Bench.OneSector;
using Dyad.Bench.Products;

// Studies that are too long for tests, and what the scripts beside it need. Each prints on standard output; the scripts keep the results.
switch (args)
{
    case ["bias", ..] when args.Length <= 3 && args.Skip(1).All(a => int.TryParse(a, CultureInfo.InvariantCulture, out var n) && n > 0):
        int[] numbers = [.. args.Skip(1).Select(a => int.Parse(a, CultureInfo.InvariantCulture))];
        BiasStudy.Run(numbers is [var replications, ..] ? replications : 500, numbers is [_, var seed] ? seed : 1, Console.Out);
        return 0;
    case ["mirror", ..] when args.Length <= 3 && args.Skip(1).All(a => double.TryParse(a, CultureInfo.InvariantCulture, out var n) && n > 0):
        double[] scale = [.. args.Skip(1).Select(a => double.Parse(a, CultureInfo.InvariantCulture))];
        return MirrorRuns.Run(
            scale is [var effort, ..] ? effort : 1, scale is [_, var start] ? (int)start : 1, Console.Out, Console.Error) ? 0 : 2;
    case ["panel", var rows, var file] when long.TryParse(rows, CultureInfo.InvariantCulture, out var n) && n >= 100:
        Console.Out.WriteLine(SyntheticPanel.Write(n, seed: 1, file));
        return 0;
    case ["query", var sql]:
        SyntheticPanel.Query(sql);
        return 0;
    case ["figures", var file]:
        Console.Out.WriteLine(FitRuns.Figures(file));
        return 0;
    case ["medians", var file]:
        FitRuns.Medians(file, Console.Out);
        return 0;
    case ["nafta", var folder, var runs] when int.TryParse(runs, CultureInfo.InvariantCulture, out var n) && n > 0:
        NaftaRuns.Run(folder, n, Console.Out);
        return 0;
    case ["one-sector", var economies, ..] when args.Length <= 3 && int.TryParse(economies, CultureInfo.InvariantCulture, out var n) && n > 2:
        OneSectorRuns.Run(n, args.Length == 3 ? args[2] : null, Console.Out);
        return 0;
    case ["growth", var folder]:
        GrowthStudy.Run(folder, Console.Out);
        return 0;
    case ["plot", var file, var picture]:
        GrowthStudy.Plot(file, picture);
        return 0;
    case ["baci-make", var folder, var rows, var years] when Positive(rows, out var r) && Positive(years, out var y):
        var made = SyntheticBaci.Write(folder, r, 2022, (int)y, seed: 1);
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{made.Path} {made.Rows}"));
        return 0;
    case ["baci-import", var zip, var folder]:
        BaciRuns.Import(zip, folder, Console.Out);
        return 0;
    case ["baci-query", var folder]:
        BaciRuns.Query(folder, Console.Out);
        return 0;
    case ["baci-diagnose", var folder]:
        BaciRuns.Diagnose(folder, Console.Out);
        return 0;
    case ["baci-plot", var file, var picture]:
        BaciRuns.Plot(file, picture);
        return 0;
    case ["delegates", var dll, var minutes, var number, ..] when args.Length <= 5
        && double.TryParse(minutes, CultureInfo.InvariantCulture, out double m) && m > 0 && Positive(number, out var d) && d > 3:
        return await new DelegateStudy(dll, m, (int)d, args.Length == 5 ? args[4] : null).RunAsync(Console.Out, Console.Error) ? 0 : 2;
    default:
        Console.Error.WriteLine(
            "usage: Dyad.Bench bias [REPLICATIONS [SEED]] | mirror [EFFORT [SEED]] | panel ROWS FILE | query SQL | figures FILE.json | medians FILE.csv"
            + " | nafta FOLDER RUNS | one-sector ECONOMIES [FILE.csv] | growth NAFTA_FOLDER | plot GROWTH.csv PICTURE.svg"
            + " | baci-make FOLDER ROWS YEARS | baci-import ZIP FOLDER | baci-query FOLDER | baci-diagnose FOLDER | baci-plot BACI.csv PICTURE.svg"
            + " | delegates DYAD.dll MINUTES DELEGATES [POSTGRES]");
        return 1;
}

static bool Positive(string text, out long number) => long.TryParse(text, CultureInfo.InvariantCulture, out number) && number > 0;
