using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Dyad.Workbench.Fitting;

/// <summary>An estimate as JSON, for programs. What is not a finite number is null.</summary>
public static class FitJson
{
    /// <summary>Writes the estimate, indented, with a line break at the end.</summary>
    public static string Write(FitResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions
        {
            Indented = true,
            NewLine = "\n",
            Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        }))
            Write(json, result);
        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    private static void Write(Utf8JsonWriter json, FitResult result)
    {
        json.WriteStartObject();
        json.WriteStartArray("coefficients");
        foreach (var c in result.Coefficients)
        {
            json.WriteStartObject();
            json.WriteString("term", c.Term);
            Number(json, "estimate", c.Estimate);
            Number(json, "std_error", c.StdError);
            Number(json, "statistic", c.Statistic);
            Number(json, "p_value", c.PValue);
            Number(json, "conf_low", c.ConfLow);
            Number(json, "conf_high", c.ConfHigh);
            if (result.Bias?.Of(c.Term) is { } uncorrected)
            {
                Number(json, "bias", uncorrected.Bias);
                Number(json, "uncorrected_estimate", uncorrected.Estimate);
                Number(json, "uncorrected_std_error", uncorrected.StdError);
            }

            if (result.Bootstrap is { } bootstrap)
            {
                var test = bootstrap.Of(c.Term);
                Number(json, "bootstrap_p_value", test?.PValue ?? double.NaN);
                Number(json, "bootstrap_conf_low", test?.ConfLow ?? double.NaN);
                Number(json, "bootstrap_conf_high", test?.ConfHigh ?? double.NaN);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("observations", result.Observations);
        json.WriteStartObject("dropped");
        json.WriteNumber("missing", result.Dropped.Missing);
        json.WriteNumber("zero_weight", result.ZeroWeight);
        json.WriteNumber("singletons", result.Dropped.Singletons);
        json.WriteNumber("separated", result.Dropped.Separated);
        json.WriteNumber("all_zero", result.Dropped.AllZero);
        json.WriteEndObject();
        json.WriteStartArray("collinear");
        foreach (var term in result.Collinear)
            json.WriteStringValue(term);
        json.WriteEndArray();
        Number(json, "deviance", result.Deviance);
        Number(json, "log_likelihood", result.LogLikelihood);
        Number(json, "pseudo_r2", result.PseudoR2);
        json.WriteNumber("iterations", result.Iterations);
        json.WriteBoolean("converged", result.Converged);
        json.WriteStartArray("fixed_effects");
        foreach (var effect in result.FixedEffects)
        {
            json.WriteStartObject();
            json.WriteString("name", effect.Name);
            json.WriteNumber("levels", effect.Levels);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (result.Bias is { } bias)
        {
            json.WriteStartObject("bias_correction");
            json.WriteString("model", bias.Model);
            Number(json, "largest_leverage", bias.LargestLeverage);
            json.WriteEndObject();
        }

        if (result.Bootstrap is { } drawn)
        {
            json.WriteStartObject("bootstrap");
            json.WriteString("cluster", drawn.Cluster);
            json.WriteNumber("clusters", drawn.Clusters);
            json.WriteNumber("draws", drawn.Draws);
            Number(json, "seed", drawn.Seed ?? double.NaN);
            json.WriteString("weights", drawn.Weights);
            json.WriteEndObject();
        }

        if (result.Reset is { } reset)
        {
            json.WriteStartObject("reset");
            Number(json, "statistic", reset.Statistic);
            Number(json, "p_value", reset.PValue);
            json.WriteEndObject();
        }

        json.WriteStartObject("seconds");
        Number(json, "read", result.ReadSeconds);
        Number(json, "fit", result.FitSeconds);
        json.WriteEndObject();
        json.WriteNumber("peak_bytes", result.PeakBytes);
        json.WriteEndObject();
    }

    private static void Number(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value))
            json.WriteNumber(name, value);
        else
            json.WriteNull(name);
    }
}
