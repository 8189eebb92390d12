using Dyad.Reports.Chapters.Shared;
using Dyad.Reports.Document;
using Dyad.Reports.Model;
using Dyad.Reports.Texts;

namespace Dyad.Reports.Chapters.Glance;

/// <summary>Size of each party and weight of the other in its trade: a column a party.</summary>
internal static class ProfileTable
{
    private const double MillionPerBillion = 1000;

    public static Table Compose(JointReport report, Localizer text)
    {
        // A party whose profile is missing has an empty column rather than none: both sides are always shown.
        var profiles = report.Parties.Select(code => report.Profiles.FirstOrDefault(p => p.Party == code)).ToList();

        var amounts = new Amounts(text, report.Profiles.SelectMany(p => new[]
        {
            MillionPerBillion * (p.GdpBillionUsd ?? 0), p.Exports, p.Imports,
        }));

        IReadOnlyList<IReadOnlyList<Inline>> Row(string key, Func<PartyProfile, IReadOnlyList<Inline>> cell)
            => Named(text.Text(key), cell);
        IReadOnlyList<IReadOnlyList<Inline>> Money(string key, Func<PartyProfile, IReadOnlyList<Inline>> cell)
            => Named(amounts.InUnit(text.Text(key)), cell);
        IReadOnlyList<IReadOnlyList<Inline>> Named(string name, Func<PartyProfile, IReadOnlyList<Inline>> cell)
            => [Cells.Of(name), .. profiles.Select(p => p is null ? text.Missing() : cell(p))];

        return new Table(
            text.Text("glance.profile_caption", ("year", NumberFormat.Years(report.Year, report.Year))),
            [text.Column("table.measure"), .. report.Parties.Select(code => new Column(text.Economy(code), Numeric: true))],
            [
                Money("glance.gdp", p => Gdp(p, amounts, text)),
                Row(
                    "glance.income_group",
                    p => p.IncomeGroup is null ? text.Missing() : Cells.Of(text.Named("income", p.IncomeGroup))),
                Money("glance.exports", p => Cells.Of(amounts.Cell(p.Exports, p.Provenance))),
                Money("glance.imports", p => Cells.Of(amounts.Cell(p.Imports, p.Provenance))),
                Row("glance.partner_exports", p => Cells.Of(text.Percent(p.PartnerShareOfExports, p.Provenance))),
                Row("glance.partner_imports", p => Cells.Of(text.Percent(p.PartnerShareOfImports, p.Provenance))),
            ]);
    }

    private static IReadOnlyList<Inline> Gdp(PartyProfile profile, Amounts amounts, Localizer text)
    {
        if (profile.GdpBillionUsd is not { } billion)
            return text.Missing();
        string value = amounts.Cell(MillionPerBillion * billion, profile.Provenance).Text;
        return Cells.Of(new FigureRun(
            profile.GdpYear is { } year
                ? text.Text("format.value_of_year", ("value", value), ("year", NumberFormat.Years(year, year))) : value,
            profile.Provenance));
    }
}
