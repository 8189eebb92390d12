using Dyad.Reports.Document;
using Dyad.Reports.Model;
using Dyad.Reports.Texts;

namespace Dyad.Reports.Chapters.Shared;

/// <summary>Changes in percent that are read side by side: with the same decimals, and with their signs.</summary>
internal sealed class Percentages
{
    /// <summary>
    /// The largest size bounds the decimals, as it bears two or three digits; within that the median has a digit that means something.
    /// </summary>
    private const double OneDecimalFrom = 10;
    private const double TwoDecimalsFrom = 1;
    private const double SmallMedian = 0.1;

    private readonly Localizer _text;

    /// <param name="text">Language.</param>
    /// <param name="percent">All of them, percent.</param>
    public Percentages(Localizer text, IEnumerable<double> percent)
    {
        _text = text;
        double[] sizes = [.. percent.Select(Math.Abs).Where(size => size > 0).Order()];
        Decimals = DivergingScale.Largest(sizes) switch
        {
            >= OneDecimalFrom => 1,
            >= TwoDecimalsFrom => 2,
            _ => sizes.Length > 0 && sizes[sizes.Length / 2] < SmallMedian ? 3 : 2,
        };
    }

    /// <summary>Decimals of each.</summary>
    public int Decimals { get; }

    /// <summary>Whether a change is shown as zero.</summary>
    public bool IsZero(double percent) => Math.Round(Math.Abs(percent), Decimals, MidpointRounding.AwayFromZero) == 0;

    /// <summary>A change as in a cell, without the unit.</summary>
    public FigureRun Cell(double percent, string provenance) => new(Text(percent), provenance);

    /// <summary>An interval as in a cell; nothing where there are no draws.</summary>
    public IReadOnlyList<Inline> Cell(double? low, double? high, string provenance) => low is { } from && high is { } to
        ? Cells.Of(new FigureRun(_text.Numbers.Interval(from, to, Decimals), provenance)) : _text.Missing();

    /// <summary>A change with its interval in brackets, as in a cell.</summary>
    public FigureRun Cell(Estimated change, string provenance) => new(
        change is { Low: { } low, High: { } high }
            ? _text.Text("format.with_error", ("value", Text(change.Value)), ("error", _text.Numbers.Interval(low, high, Decimals)))
            : Text(change.Value),
        provenance);

    /// <summary>A change as in a sentence, with its unit and its sign.</summary>
    public FigureRun Said(double percent, string provenance) => new(_text.Numbers.InPercent(Text(percent)), provenance);

    /// <summary>The size of a change whose direction the sentence says.</summary>
    public FigureRun Size(double percent, string provenance)
        => new(_text.Numbers.InPercent(_text.Numbers.Number(Math.Abs(percent), Decimals)), provenance);

    /// <summary>An interval as in a sentence, with its level and its unit.</summary>
    public FigureRun Said(double low, double high, string provenance) => _text.WithLevel(
        new FigureRun(_text.Numbers.InPercent(_text.Numbers.Interval(low, high, Decimals)), provenance));

    /// <summary>A change as written, without the unit.</summary>
    public string Text(double percent) => _text.Numbers.WithSign(percent, Decimals);
}
