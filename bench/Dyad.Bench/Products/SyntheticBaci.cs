using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Dyad.Bench.Products;

/// <summary>
/// A made-up release of BACI in the layout of the real one: 200 economies, 5,000 products, years of as many rows as are asked for.
/// Economies and products have log-normal sizes, economies a comparative advantage by chapter, distance lowers both the value of a flow
/// and the chance that there is one; so few pairs trade almost every product and most trade few, as in the source.
/// </summary>
internal static class SyntheticBaci
{
    /// <summary>Economies.</summary>
    public const int Economies = 200;

    /// <summary>Products.</summary>
    public const int Products = 5000;

    private const string Revision = "HS92", Version = "V202401b";

    /// <summary>Cells for which the level of the chances is found, drawn from all.</summary>
    private const int Probes = 200_000;

    /// <summary>Writes <c>BACI_HS92_V202401b.zip</c> into a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="rows">Rows of each year, about.</param>
    /// <param name="firstYear">First year.</param>
    /// <param name="years">Number of years.</param>
    /// <param name="seed">Seed.</param>
    /// <returns>The file, and the rows of all years.</returns>
    public static (string Path, long Rows) Write(string folder, long rows, int firstYear, int years, int seed)
    {
        Directory.CreateDirectory(folder);
        var path = System.IO.Path.Combine(folder, $"BACI_{Revision}_{Version}.zip");
        using var archive = new ZipArchive(File.Create(path), ZipArchiveMode.Create);
        var (codes, names) = Codes();
        var products = ProductCodes();
        Text(archive, $"country_codes_{Version}.csv", "country_code,country_name,country_iso2,country_iso3\n" + string.Concat(
            codes.Zip(names, (c, n) => string.Create(CultureInfo.InvariantCulture, $"{c},Economy {n},{n[..2]},{n}\n"))));
        Text(archive, $"product_codes_{Revision}_{Version}.csv", "code,description\n" + string.Concat(
            products.Select(p => $"{p},\"Product {p}, made up\"\n")));
        Text(archive, "Readme.txt", "Made up. No figure in it is of the world.\n");
        var world = new World(seed);
        long written = 0;
        for (var y = 0; y < years; y++)
        {
            var entry = archive.CreateEntry($"BACI_{Revision}_Y{firstYear + y}_{Version}.csv", CompressionLevel.Fastest);
            using var stream = new BufferedStream(entry.Open(), 1 << 16);
            written += world.WriteYear(stream, firstYear + y, rows, codes, products, new Stream64((ulong)((seed * 1000) + y + 1)));
        }

        return (path, written);
    }

    /// <summary>Numbers and codes of 200 economies: those of the table that the importer has, so that all are known.</summary>
    private static (int[] Codes, string[] Names) Codes()
    {
        var all = Dyad.Data.Harmonise.M49.All.Where(e => e.Kind == Dyad.Data.Harmonise.AreaKind.Economy)
            .DistinctBy(e => e.Code).OrderBy(e => e.Number).ToList();
        // The two of the worked example are among them, whatever the first 198 are.
        var chosen = all.Where(e => e.Code is "CHN" or "RUS").Concat(all.Where(e => e.Code is not ("CHN" or "RUS")))
            .Take(Economies).OrderBy(e => e.Number).ToList();
        return ([.. chosen.Select(e => e.Number)], [.. chosen.Select(e => e.Code)]);
    }

    /// <summary>5,000 codes in 96 chapters (77 is not in use).</summary>
    private static string[] ProductCodes() =>
        [.. Enumerable.Range(0, Products).Select(k =>
        {
            var chapter = 1 + (k * 96 / Products);
            chapter += chapter >= 77 ? 1 : 0;
            return string.Create(CultureInfo.InvariantCulture, $"{chapter:D2}{10 + (k / 10 % 90):D2}{10 + (k % 90):D2}");
        }).Distinct().Order(StringComparer.Ordinal)];

    private static void Text(ZipArchive archive, string name, string text)
    {
        using var writer = new StreamWriter(archive.CreateEntry(name).Open(), new UTF8Encoding(false));
        writer.Write(text);
    }

    /// <summary>Sizes, advantages and places that all years share.</summary>
    private sealed class World
    {
        private readonly double[] economy = new double[Economies];
        private readonly double[] product = new double[Products];
        private readonly double[] price = new double[Products];
        private readonly double[,] advantage = new double[Economies, 97];
        private readonly double[,] cost = new double[Economies, Economies];

        public World(int seed)
        {
            var random = new Stream64((ulong)seed);
            var (x, y) = (new double[Economies], new double[Economies]);
            for (var i = 0; i < Economies; i++)
            {
                economy[i] = 2.0 * random.Normal();
                (x[i], y[i]) = (random.Uniform(), random.Uniform());
                for (var h = 0; h < 97; h++)
                    advantage[i, h] = 1.2 * random.Normal();
            }

            for (var k = 0; k < Products; k++)
                (product[k], price[k]) = (1.6 * random.Normal(), 1.5 * random.Normal());
            for (var i = 0; i < Economies; i++)
            {
                for (var j = 0; j < Economies; j++)
                    cost[i, j] = 1.1 * Math.Log(0.02 + Math.Sqrt(((x[i] - x[j]) * (x[i] - x[j])) + ((y[i] - y[j]) * (y[i] - y[j]))));
            }
        }

        public long WriteYear(Stream stream, int year, long rows, int[] codes, string[] products, Stream64 random)
        {
            stream.Write("t,i,j,k,v,q\n"u8);
            var level = Level((double)rows / Economies / (Economies - 1) / products.Length, products.Length, random);
            var line = new byte[96];
            long written = 0;
            for (var i = 0; i < Economies; i++)
            {
                for (var j = 0; j < Economies; j++)
                {
                    if (i == j)
                        continue;
                    for (var k = 0; k < products.Length; k++)
                    {
                        var mean = Mean(i, j, k);
                        if (random.Uniform() >= Chance(mean + level))
                            continue;
                        var value = Math.Round(Math.Exp(3 + (0.8 * mean) + (1.3 * random.Normal())), 3);
                        if (value < 0.001)
                            value = 0.001;
                        var tons = Math.Round(value / Math.Exp(price[k] + (0.5 * random.Normal())), 3);
                        stream.Write(line.AsSpan(0, Line(line, year, codes[i], codes[j], products[k], value, random.Uniform() < 0.03 ? null : tons)));
                        written++;
                    }
                }
            }

            return written;
        }

        private double Mean(int i, int j, int k) =>
            economy[i] + economy[j] + product[k] + advantage[i, k * 97 / Products] - cost[i, j];

        private static double Chance(double x) => 1 / (1 + Math.Exp(-x));

        /// <summary>The level at which the mean chance is the share of cells that are wanted, by bisection.</summary>
        private double Level(double share, int products, Stream64 random)
        {
            var means = new double[Probes];
            for (var p = 0; p < Probes; p++)
            {
                var i = (int)(random.Uniform() * Economies);
                means[p] = Mean(i, (i + 1 + (int)(random.Uniform() * (Economies - 1))) % Economies, (int)(random.Uniform() * products));
            }

            var (low, high) = (-60.0, 60.0);
            for (var step = 0; step < 60; step++)
            {
                var middle = (low + high) / 2;
                if (means.Average(m => Chance(m + middle)) < share)
                    low = middle;
                else
                    high = middle;
            }

            return low;
        }

        private static int Line(byte[] line, int year, int exporter, int importer, string product, double value, double? tons)
        {
            System.Text.Unicode.Utf8.TryWrite(
                line, CultureInfo.InvariantCulture, $"{year},{exporter},{importer},{product},{value:0.###},", out var length);
            if (tons is { } q)
                System.Text.Unicode.Utf8.TryWrite(line.AsSpan(length), CultureInfo.InvariantCulture, $"{q:0.###}\n", out var more);
            else
                "NA\n"u8.CopyTo(line.AsSpan(length));
            return Array.IndexOf(line, (byte)'\n', length) + 1;
        }
    }

    /// <summary>Random numbers by SplitMix64 (Steele, Lea and Flood 2014): the same on every machine.</summary>
    private sealed class Stream64(ulong state)
    {
        public double Uniform()
        {
            state = unchecked(state + 0x9E3779B97F4A7C15UL);
            var z = state;
            z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL);
            z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EBUL);
            return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
        }

        public double Normal() => Math.Sqrt(-2 * Math.Log(1 - Uniform())) * Math.Cos(2 * Math.PI * Uniform());
    }
}
