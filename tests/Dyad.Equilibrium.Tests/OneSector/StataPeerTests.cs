using Dyad.Equilibrium.ManySectors;
using Dyad.Equilibrium.OneSector;
using Dyad.Equilibrium.Shocks;
using Dyad.Testing;
using DuckDB.NET.Data;

namespace Dyad.Equilibrium.Tests.OneSector;

/// <summary>
/// Enlargements of the European Union 2000-2014 on trade of 2000: the example of the help file of ge_gravity for Stata (T.
/// Zylkin, 2019). Its results are data of the R package GEGravity 1.0.0 (VKudlay/GEGravity a5c1db9,
/// data/TradeData0014_Results.rda: w_eu is additive, w_mult with the option multiplicative, X_eu additive trade).
/// </summary>
public class StataPeerTests
{
    /// <summary>The coefficient of eu_enlargement that the file holds (0.224 in the help file), a float of Stata.</summary>
    private const double Partial = 0.22424900531768799;

    /// <summary>
    /// Factors on welfare are given to six digits; the peer stops at a change of 1e-8 and keeps floats of 6e-8.
    /// </summary>
    private const double SixDigits = 7e-7;

    /// <summary>Trade is kept as floats, 6e-8, where the peer stopped.</summary>
    private const double FloatTrade = 3e-7;

    private static readonly (string Economy, double Additive, double Multiplicative)[] Published =
    [
        ("AUS", 0.999994, 0.999995), ("AUT", 1.001427, 1.001414), ("BEL", 1.000366, 1.000358), ("BGR", 1.004577, 1.002797),
        ("BRA", 0.999995, 0.999995), ("CAN", 0.999991, 0.999995), ("CHE", 0.999940, 0.999943), ("CHN", 0.999995, 0.999997),
        ("CYP", 1.008568, 1.007954), ("CZE", 1.009983, 1.009998), ("DEU", 1.000725, 1.000720), ("DNK", 1.000467, 1.000463),
        ("ESP", 1.000124, 1.000130), ("EST", 1.008473, 1.008477), ("FIN", 1.000461, 1.000408), ("FRA", 1.000198, 1.000195),
        ("GBR", 1.000139, 1.000139), ("GRC", 1.000279, 1.000259), ("HRV", 1.007827, 1.007725), ("HUN", 1.014043, 1.014152),
        ("IDN", 0.999987, 0.999994), ("IND", 0.999997, 0.999996), ("IRL", 1.000233, 1.000215), ("ITA", 1.000296, 1.000294),
        ("JPN", 0.999997, 0.999998), ("KOR", 0.999990, 0.999993), ("LTU", 1.006524, 1.006463), ("LUX", 1.000250, 1.000238),
        ("LVA", 1.006585, 1.006157), ("MEX", 0.999996, 0.999996), ("MLT", 1.015349, 1.015977), ("NLD", 1.000312, 1.000305),
        ("NOR", 1.000259, 1.000241), ("POL", 1.006804, 1.006836), ("PRT", 1.000081, 1.000072), ("ROU", 1.006751, 1.006743),
        ("ROW", 0.999978, 0.999976), ("RUS", 0.999798, 0.999893), ("SVK", 1.009262, 1.009207), ("SVN", 1.011802, 1.011580),
        ("SWE", 1.000416, 1.000400), ("TUR", 0.999965, 0.999969), ("TWN", 0.999986, 0.999989), ("USA", 0.999998, 0.999997),
    ];

    /// <summary>Additive deficits are ours that are held in units of world output: welfare is E/P.</summary>
    [Fact]
    public void AdditiveDeficitsGiveThePublishedWelfare()
    {
        var (names, world, power) = Enlargement();
        var after = OneSectorModel.Full(world, power, DeficitRule.Held, new SolverOptions());
        Assert.Equal(Published.Select(p => p.Economy), names);
        foreach (var (i, p) in Published.Index())
            Assert.Equal(p.Additive, after.RealIncome[i], SixDigits);
        // Poland to Germany and to itself, Germany to Poland, Russia to Poland.
        foreach (var (exporter, importer, x) in new[]
            { ("POL", "DEU", 18607.984375), ("POL", "POL", 281910.9375), ("DEU", "POL", 17681.755859375), ("RUS", "POL", 4778.511230469) })
        {
            var cell = (Array.IndexOf(names, importer) * names.Length) + Array.IndexOf(names, exporter);
            Assert.Equal(1, after.Shipments[cell] / x, FloatTrade);
        }
    }

    /// <summary>
    /// Multiplicative deficits are our proportional ones. The peer leaves out the factor on the world's expenditure and reports
    /// p/P; its prices are ours, as its own scaling of wages takes the factor up.
    /// </summary>
    [Fact]
    public void ProportionalDeficitsGiveThePublishedRealWage()
    {
        var (_, world, power) = Enlargement();
        var after = OneSectorModel.Full(world, power, DeficitRule.Proportional, new SolverOptions());
        foreach (var (i, p) in Published.Index())
            Assert.Equal(p.Multiplicative, after.TermsOfTrade[i], SixDigits);
    }

    private static (string[] Names, OneSectorBaseline World, double[] Power) Enlargement()
    {
        var path = SharedData.Require("wiod2016-totals", "trade.parquet");
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText =
            $"""
            select exporter, importer, sum(trade) filter (year = 2000)::double,
                   (sum(eu_enlargement) filter (year = 2014) - sum(eu_enlargement) filter (year = 2000))::double
            from read_parquet('{path.Replace("'", "''", StringComparison.Ordinal)}') group by all order by importer, exporter
            """;
        using var reader = command.ExecuteReader();
        var (names, trade, power) = (new List<string>(), new List<double>(), new List<double>());
        while (reader.Read())
        {
            if (reader.GetString(0) == reader.GetString(1))
                names.Add(reader.GetString(0));
            trade.Add(reader.GetDouble(2));
            power.Add(Math.Exp(Partial * reader.GetDouble(3)));
        }

        return ([.. names], new OneSectorBaseline([.. trade], sigma: 5), [.. power]);
    }
}
