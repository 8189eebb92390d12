using System.Globalization;
using Dyad.Data.Harmonise;
using Dyad.Data.Schema;

namespace Dyad.Data.Import;

/// <summary>What brings a number of a file to the unit of its field: the unit that the map states, and the rate of the year.</summary>
/// <param name="Factor">What every number is multiplied by.</param>
/// <param name="Currency">Currency of the file; null: none was stated.</param>
/// <param name="RateCurrency">Currency of the rates: that of the file, or a later one.</param>
/// <param name="Rates">Units of a currency a unit of the field's, by year; null: none are needed.</param>
internal sealed record UnitChange(double Factor, string? Currency, string? RateCurrency, IReadOnlyDictionary<int, double>? Rates)
{
    /// <summary>Reads the map of a field.</summary>
    /// <exception cref="FactException">The unit is none, or does not convert to that of the field; ends with what is wrong.</exception>
    public static UnitChange Of(FactField field, FieldMap map)
    {
        if (map.Unit is not { } words)
        {
            return map.RateCurrency is null ? new UnitChange(map.Times, null, null, map.Rate)
                : throw new FactException("rate_currency: the unit of the numbers is wanted too (unit: thousand RUR)");
        }

        if (map.Times != 1)
            throw new FactException("one of times and unit is wanted");
        var from = Units.Parse(words) ?? throw new FactException(Units.Readings(words) is { Count: > 0 } readings
            ? $"unit '{words}' has more than one meaning: write {string.Join(" or ", readings)}"
            : $"unit '{words}' is not known: a unit or an ISO 4217 code, with thousand, million, ... before it (docs/how-to/import-a-national-source.md)");
        if (field.Type != FieldType.Real || Units.Parse(field.Unit) is not { } to || from.IsMoney != to.IsMoney || (!to.IsMoney && from.Base != to.Base))
            throw new FactException($"unit '{words}' does not convert to {(field.Unit.Length > 0 ? $"'{field.Unit}'" : "a field without a unit")}");
        var factor = from.Factor / to.Factor;
        if (!to.IsMoney || from.Base == to.Base)
        {
            return map.Rate is null && map.RateCurrency is null ? new UnitChange(factor, to.IsMoney ? from.Base : null, null, null)
                : throw new FactException($"unit '{words}' needs no rate to '{field.Unit}'");
        }

        if (map.Rate is null)
            throw new FactException($"unit '{words}': rates of {map.RateCurrency ?? from.Base} a {to.Base} are wanted (rate: {{ 2020: ... }})");
        var rates = map.RateCurrency ?? from.Base;
        if (Currencies.Per(from.Base, rates) is null)
        {
            var became = Currencies.Successors(from.Base) is { Length: > 0 } others ? $" but {others}" : "";
            throw new FactException(
                $"rate_currency: {from.Base} did not become '{rates}'{became} (src/Dyad.Data/Harmonise/currencies.csv)");
        }

        return new UnitChange(factor, from.Base, rates, map.Rate);
    }

    /// <summary>The number in the unit of the field, or why there is none.</summary>
    /// <param name="number">The number of the file.</param>
    /// <param name="year">Year of its row; null: the table has none.</param>
    /// <param name="field">Name of the field, for faults.</param>
    public (double? Value, string? Reason) Apply(double number, int? year, string field)
    {
        if (Currency is not null && year is { } of && Currencies.Ended(Currency, of) is { } ended)
        {
            var became = ended.PerSuccessor is { } fixedFactor
                ? string.Create(CultureInfo.InvariantCulture, $"; {fixedFactor} of it became one {ended.Successor}") : "";
            return (null, string.Create(
                CultureInfo.InvariantCulture,
                $"is in {Currency}, which ended in {ended.LastYear}, before its year {of}{became} (columns: {field}: unit)"));
        }

        if (Rates is null)
            return (number * Factor, null);
        if (year is not { } y || !Rates.TryGetValue(y, out var rate))
            return (null, string.Create(CultureInfo.InvariantCulture, $"has no rate of its year {year} (columns: {field}: rate)"));
        var per = Currency is null ? 1 : Currencies.Per(Currency, RateCurrency!, y);
        return per is not null
            ? (number * Factor / per / rate, null)
            : (null, string.Create(
                CultureInfo.InvariantCulture,
                $"is in {Currency} of {y}, which did not become {RateCurrency} (columns: {field}: rate_currency)"));
    }
}
