using Dyad.Reports.Document;
using Dyad.Reports.Texts;

namespace Dyad.Reports.Chapters.Shared;

/// <summary>Amounts that are read side by side: in one unit, which tables name in the header, with the same decimals.</summary>
internal sealed class Amounts(Localizer text, IEnumerable<double> millionUsd)
{
    public MoneyScale Scale { get; } = text.Numbers.ScaleFor(millionUsd);

    /// <summary>A column of amounts, its header with the unit.</summary>
    public Column Column(string key) => new(InUnit(text.Text(key)), Numeric: true);

    /// <summary>What is measured, with the unit.</summary>
    public string InUnit(string what) => text.Text("format.in_unit", ("what", what), ("unit", Scale.Unit.Unit));

    /// <summary>An amount as in a cell, without its unit.</summary>
    public FigureRun Cell(double amount, string provenance) => new(text.Numbers.MoneyIn(amount, Scale), provenance);

    /// <summary>An interval as in a cell, without its unit.</summary>
    public FigureRun Cell(double low, double high, string provenance) => new(text.Numbers.MoneyIn(low, high, Scale), provenance);

    /// <summary>An amount as in a sentence, with its unit.</summary>
    public FigureRun Said(double amount, string provenance)
        => new(text.Numbers.WithUnit(text.Numbers.MoneyIn(amount, Scale), Scale), provenance);

    /// <summary>An interval as in a sentence, with its unit.</summary>
    public FigureRun Said(double low, double high, string provenance)
        => new(text.Numbers.WithUnit(text.Numbers.MoneyIn(low, high, Scale), Scale), provenance);
}
