using Dyad.Reports.Document;
using Dyad.Reports.Model;
using Dyad.Reports.Texts;

namespace Dyad.Reports.Chapters;

/// <summary>The address of a figure, in the reader's language.</summary>
internal static class ProvenanceCards
{
    public static ProvenanceCard Compose(Provenance address, Localizer text)
    {
        string method = text.Named("method_name", address.Method);
        var rows = new List<(string Label, string Value)>();
        foreach (var input in address.Inputs)
        {
            rows.Add((text.Text("label.table"), input.Table));
            rows.Add((text.Text("label.source"), input.Source));
            rows.Add((text.Text("label.vintage"), input.Vintage));
            rows.Add((text.Text("label.checksum"), input.Sha256));
        }

        rows.Add((text.Text("label.method"), method));
        rows.Add((text.Text("label.citation"), address.Citation));
        // In the order of the names, since a dictionary promises none.
        rows.AddRange(address.Options.OrderBy(o => o.Key, StringComparer.Ordinal)
            .Select(o => (text.Named("option", o.Key), o.Value)));
        rows.Add((text.Text("label.version"), address.Version));
        return new ProvenanceCard(address.Id, method, rows, address.Command);
    }
}
