using System.Text.Json;
using System.Text.Json.Serialization;
using Dyad.Data.Columns;

namespace Dyad.Workbench.Fitting;

/// <summary>An estimate as files of a folder, for who looks at it in a page: <c>fit.json</c>, <c>coefficients.csv</c>, <c>.svg</c>, <c>.png</c>.</summary>
public static class FitFolder
{
    private const string Whole = "estimate.json";

    private static readonly JsonSerializerOptions Options = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    /// <summary>Estimates and writes the files; the whole estimate besides, for <see cref="Read"/>.</summary>
    /// <param name="request">What is estimated.</param>
    /// <param name="folder">Folder, which is there.</param>
    /// <param name="progress">Is told of stages.</param>
    /// <param name="cancel">Ends the work.</param>
    /// <exception cref="UserException">The request or the data do not allow it, or a file cannot be written.</exception>
    public static void Run(FitRequest request, string folder, IProgress<Stage> progress, CancellationToken cancel)
    {
        try
        {
            Write(folder, FitGravity.Run(request, progress, cancel), cancel);
        }
        catch (Data.FactException e)
        {
            throw new UserException(e.Message, e);
        }
    }

    /// <summary>One without coefficients has no picture.</summary>
    private static void Write(string folder, FitResult result, CancellationToken cancel)
    {
        File.WriteAllText(Path.Combine(folder, "fit.json"), FitJson.Write(result));
        var rows = result.Coefficients;
        ColumnWriter.Write(
            Path.Combine(folder, "coefficients.csv"),
            [
                new WrittenColumn("term", rows.Select(c => c.Term).ToArray()), Column("estimate", c => c.Estimate),
                Column("std_error", c => c.StdError), Column("statistic", c => c.Statistic), Column("p_value", c => c.PValue),
                Column("conf_low", c => c.ConfLow), Column("conf_high", c => c.ConfHigh),
            ],
            cancel);
        if (rows.Count > 0)
        {
            FitFiles.Draw(Path.Combine(folder, "coefficients.svg"), result);
            FitFiles.Draw(Path.Combine(folder, "coefficients.png"), result);
        }

        File.WriteAllText(Path.Combine(folder, Whole), JsonSerializer.Serialize(result, Options));

        WrittenColumn Column(string name, Func<FitCoefficient, double> value) => new(name, rows.Select(value).ToArray());
    }

    /// <summary>The estimate of a folder; null where there is none.</summary>
    public static FitResult? Read(string folder)
    {
        string file = Path.Combine(folder, Whole);
        return File.Exists(file) ? JsonSerializer.Deserialize<FitResult>(File.ReadAllText(file), Options) : null;
    }
}
