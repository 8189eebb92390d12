namespace Dyad.Reports.Rendering.Charts;

/// <summary>Maps values to positions; its ends are round, so that the axis begins and ends at a tick.</summary>
internal sealed class LinearScale
{
    /// <summary>Steps that read well: 1, 2, 2.5 and 5 times a power of ten.</summary>
    private static readonly double[] RoundSteps = [1, 2, 2.5, 5, 10];

    /// <summary>Slack for ticks that rounding leaves a hair outside the ends.</summary>
    private const double Slack = 1e-9;

    private readonly double _from;
    private readonly double _to;

    /// <param name="values">Every value that must be inside.</param>
    /// <param name="from">Position of the low end.</param>
    /// <param name="to">Position of the high end.</param>
    /// <param name="steps">About how many steps the axis has.</param>
    public LinearScale(IEnumerable<double> values, double from, double to, int steps)
    {
        var all = values.DefaultIfEmpty(0).ToList();
        double low = all.Min();
        double high = all.Max();
        if (high - low < Slack * Math.Max(1, Math.Abs(high)))
            (low, high) = (low - 0.5, high + 0.5);
        double raw = (high - low) / steps;
        double power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        Step = power * RoundSteps.First(s => s * power >= raw * (1 - Slack));
        Low = Step * Math.Floor(low / Step + Slack);
        High = Step * Math.Ceiling(high / Step - Slack);
        (_from, _to) = (from, to);
    }

    public double Low { get; }

    public double High { get; }

    public double Step { get; }

    /// <summary>Decimals that tell two ticks apart.</summary>
    public int Decimals
    {
        get
        {
            int decimals = 0;
            while (decimals < 6 && Math.Abs(Math.Round(Step, decimals) - Step) > Slack * Step)
                decimals++;
            return decimals;
        }
    }

    /// <summary>The ticks, low to high.</summary>
    public IEnumerable<double> Ticks
        => Enumerable.Range(0, (int)Math.Round((High - Low) / Step) + 1).Select(i => Low + i * Step);

    /// <summary>Position of a value.</summary>
    public double At(double value) => _from + (value - Low) / (High - Low) * (_to - _from);
}
