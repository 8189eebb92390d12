using System.Globalization;
using System.Xml.Linq;
using Dyad.Data;
using Dyad.Workbench.Fitting;
using Dyad.Workbench.Tests.Fixtures;

namespace Dyad.Workbench.Tests.Fitting;

/// <summary>Files that a fit writes.</summary>
public class FitFilesTests
{
    /// <summary>The solver's accuracy.</summary>
    private const double Solved = 1e-8;

    private static readonly string[] Flows =
    [
        "y,x,i,j", "9,9,z,a", "1,1,a,b", "3,2,a,c", "2,3,b,a", "8,4,b,c", "2,2,c,a", "5,1,c,b", ",5,a,b", "0,7,a,b", "4,4,b,c",
    ];

    [Fact]
    public void ResidualsStandAtTheRowsOfTheFile()
    {
        using var folder = new TempFolder();
        var request = Fits.Csv(folder, "y ~ x | i", Flows) with
        {
            Where = "i <> 'z'", Save = folder["rows.csv"], SaveEffects = folder["effects.csv"],
        };
        var fit = request.Run();
        var rows = Read(folder["rows.csv"], "row,fitted,residual");
        // The first row is filtered, the eighth has no flow.
        Assert.Equal(["2", "3", "4", "5", "6", "7", "9", "10"], rows.Select(r => r[0]));
        var effects = Read(folder["effects.csv"], "effect,level,value,reference");
        Assert.Equal([("i", "a", "false"), ("i", "b", "false"), ("i", "c", "false")], effects.Select(e => (e[0], e[1], e[3])));
        var value = effects.ToDictionary(e => e[1], e => Number(e[2]));
        foreach (var row in rows)
        {
            var flow = Flows[int.Parse(row[0], CultureInfo.InvariantCulture)].Split(',');
            Assert.Equal(Number(flow[0]), Number(row[1]) + Number(row[2]), Solved);
            Assert.Equal(Math.Exp(value[flow[2]] + (fit.Term("x").Estimate * Number(flow[1]))), Number(row[1]), Solved);
        }
    }

    [Fact]
    public void CombinedEffectsHaveCombinedLabels()
    {
        using var folder = new TempFolder();
        var request = Fits.Csv(folder, "y ~ 1 | i^odd + j", Flows) with
        {
            SaveEffects = folder["effects.csv"], With = ["odd=x % 2"], KeepSingletons = true,
        };
        request.Run();
        var effects = Read(folder["effects.csv"], "effect,level,value,reference");
        Assert.Contains(effects, e => e[..2] is ["i^odd", "a^1"]);
        Assert.Contains(effects, e => e is ["j", _, "0.0", "true"]);
        Assert.Equal(["PAR1", "PAR1"], (string[])[Head("p.parquet", "save"), Head("q.parquet", "effects")]);

        string Head(string name, string what)
        {
            _ = (what == "save" ? request with { Save = folder[name] } : request with { SaveEffects = folder[name] }).Run();
            return System.Text.Encoding.ASCII.GetString(File.ReadAllBytes(folder[name])[..4]);
        }
    }

    [Theory]
    [InlineData("rows.xlsx", "ends in .parquet or .csv")]
    [InlineData("data.csv", "named twice")]
    [InlineData("no-such-folder/rows.csv", "there is no such folder")]
    public void AFileThatCannotBeWrittenIsToldOfFirst(string name, string part)
    {
        using var folder = new TempFolder();
        var request = Fits.Csv(folder, "no formula", Flows) with { Save = folder[name] };
        var fault = Assert.ThrowsAny<Exception>(() => request.Run());
        Assert.True(fault is UserException or FactException, fault.ToString());
        Assert.Contains(part, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatFailsWritesNothing()
    {
        using var folder = new TempFolder();
        var request = Fits.Csv(folder, "y ~ x | i", Flows) with
        {
            Save = folder["rows.csv"], SaveEffects = folder["effects.csv"], Plot = folder["plot.svg"], Tolerance = 1e-300,
        };
        Assert.False(request.Run().Converged);
        Assert.Throws<UserException>(() => (request with { Formula = "y ~ x" }).Run());
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(request.File)!));
    }

    [Fact]
    public void ThePictureHasALabelAndAnIntervalForEachTerm()
    {
        using var folder = new TempFolder();
        var request = Fits.Csv(folder, "y ~ x + I(x^2) + i(j, ref = 'a')", Flows) with { Plot = folder["plot.svg"] };
        request.Run();
        var svg = XDocument.Load(folder["plot.svg"]);
        var texts = svg.Descendants().Where(e => e.Name.LocalName == "text").Select(e => e.Value.Trim()).ToList();
        Assert.All((string[])["x", "I(x^2)", "j::b", "j::c"], t => Assert.Contains(t, texts));
        Assert.DoesNotContain(FitGravity.Intercept, texts);
        // Letters that the font lacks would be missing from the picture.
        _ = (request with { Formula = "y ~ `тариф` + x", With = ["тариф=x*x"] }).Run();
        Assert.Contains("тариф", XDocument.Load(folder["plot.svg"]).ToString(), StringComparison.Ordinal);
        _ = (request with { Plot = folder["plot.png"] }).Run();
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], File.ReadAllBytes(folder["plot.png"])[..4]);
        var fault = Assert.Throws<UserException>(() => (request with { Plot = folder["plot.pdf"] }).Run());
        Assert.Contains(".svg or .png", fault.Message, StringComparison.Ordinal);
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static List<string[]> Read(string path, string header)
    {
        var lines = File.ReadAllLines(path);
        Assert.Equal(header, lines[0]);
        return [.. lines[1..].Select(l => l.Split(','))];
    }
}
