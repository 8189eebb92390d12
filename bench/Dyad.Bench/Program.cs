using System.Globalization;
using Dyad.Bench.Bias;

// Studies that are too long for tests. Each prints CSV on standard output; the scripts beside it keep the results.
switch (args)
{
    case ["bias", ..] when args.Length <= 3
        && args.Skip(1).All(a => int.TryParse(a, CultureInfo.InvariantCulture, out var n) && n > 0):
        int[] numbers = [.. args.Skip(1).Select(a => int.Parse(a, CultureInfo.InvariantCulture))];
        BiasStudy.Run(numbers is [var replications, ..] ? replications : 400, numbers is [_, var seed] ? seed : 1, Console.Out);
        return 0;
    default:
        Console.Error.WriteLine("usage: Dyad.Bench bias [REPLICATIONS [SEED]]");
        return 1;
}
