using System.Globalization;

namespace Dyad.Data.Sources.InputOutput;

/// <summary>
/// Reads a world table, row by row, into sums of a few MB: the table itself, up to 4,500 columns wide, is never held. Checked
/// are the labels (rows and columns the same industries), every number, and both balances: what an industry sells, and what it pays,
/// is its output.
/// </summary>
/// <param name="rows">The rows.</param>
/// <param name="labels">The labels of the source.</param>
/// <param name="shown">How faults name the file.</param>
/// <param name="reject">Told what is at fault; the seller is then left out.</param>
internal sealed class WorldReader(WorldRows rows, IWorldLabels labels, string shown, Action<RowFault> reject)
{
    private readonly WorldTable table = new();
    private readonly Dictionary<string, (long Row, int Seller, double Output, int Digits)> sellers = [];
    private string[] names = [];
    private WorldLabel[] columns = [];
    private WorldBalance[] paid = [];
    private int total = -1;
    private (double[] Values, int[] Digits)? outputs;

    /// <summary>Reads to the end.</summary>
    /// <param name="progress">Told the number of rows that are done.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="FactException">It is no such table, or a figure is at fault and good ones alone are not wanted.</exception>
    public WorldTable Read(Action<long> progress, CancellationToken cancel)
    {
        if (!rows.Next())
            throw new FactException($"{shown}: is empty");
        ReadHeader();
        while (rows.Next())
        {
            cancel.ThrowIfCancellationRequested();
            ReadRow();
            if (rows.Row % 64 == 0)
                progress(rows.Row);
        }

        CheckColumns();
        return table;
    }

    private void ReadHeader()
    {
        names = [.. Enumerable.Range(0, rows.Count).Select(c => rows.Text(c))];
        if (names.Length <= rows.Names)
            throw new FactException($"{shown}: row {rows.Row}: has {names.Length} fields: no table of this source, or its delimiter is no comma");
        columns = new WorldLabel[names.Length];
        paid = new WorldBalance[names.Length];
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var c = 0; c < names.Length; c++)
        {
            columns[c] = c < rows.Names ? new WorldLabel(WorldPart.Beside) : Understood(() => labels.Column(names[c]), $"row {rows.Row}, column {c + 1}", names[c]);
            if (c >= rows.Names && !seen.Add(names[c]))
                throw new FactException($"{shown}: row {rows.Row}, column {c + 1}: '{names[c]}' stands twice");
            table.Note(columns[c]);
            if (columns[c].Part == WorldPart.Output)
                total = total < 0 ? c : throw new FactException($"{shown}: row {rows.Row}, column {c + 1}: '{names[c]}' is a second column of totals");
        }

        if (total < 0)
            throw new FactException($"{shown}: row {rows.Row}: no column of totals (OUT, TOTAL, TOT)");
        if (!columns.Any(l => l.Part == WorldPart.Industry))
            throw new FactException($"{shown}: row {rows.Row}: no column of an industry");
    }

    private void ReadRow()
    {
        if (rows.Count != names.Length)
            throw new FactException($"{shown}: row {rows.Row}: has {rows.Count} fields, not {names.Length}");
        var fields = Enumerable.Range(0, rows.Names).Select(c => rows.Text(c)).ToArray();
        var label = Understood(() => labels.Row(fields), $"row {rows.Row}", string.Join(", ", fields));
        switch (label.Part)
        {
            case WorldPart.Industry:
                ReadSeller(label, labels.Name(fields));
                break;
            case WorldPart.Primary:
                for (var c = rows.Names; c < columns.Length; c++)
                {
                    if (columns[c].Part == WorldPart.Industry && Number(c, out var digits) is { } value)
                        paid[c].Add(value, digits);
                }

                break;
            case WorldPart.Output:
                if (outputs is not null)
                    throw new FactException($"{shown}: row {rows.Row}: '{string.Join(", ", fields)}' is a second row of totals");
                outputs = (new double[columns.Length], new int[columns.Length]);
                for (var c = rows.Names; c < columns.Length; c++)
                {
                    if (columns[c].Part == WorldPart.Industry && Number(c, out var digits) is { } value)
                        (outputs.Value.Values[c], outputs.Value.Digits[c]) = (value, digits);
                }

                break;
        }
    }

    private void ReadSeller(WorldLabel label, string name)
    {
        var seller = WorldTable.Seller(label);
        table.Note(label);
        var balance = default(WorldBalance);
        var whole = true;
        for (var c = rows.Names; c < columns.Length; c++)
        {
            if (c == total || columns[c].Part is not (WorldPart.Industry or WorldPart.Final))
                continue;
            if (Number(c, out var digits) is not { } value)
            {
                whole = false;
                continue;
            }

            balance.Add(value, digits);
            table.Add(seller, WorldTable.Use(columns[c]), value);
            if (columns[c].Part == WorldPart.Industry)
                paid[c].Add(value, digits);
        }

        if (Number(total, out var places) is not { } sold)
            whole = false;
        else
        {
            table.AddOutput(seller, sold);
            if (whole && !balance.Meets(sold, places))
            {
                reject(new RowFault(shown, rows.Row, names[total], Shown(sold), $"of {name} {balance.Gap(sold)}"));
                whole = false;
            }

            if (!sellers.TryAdd(name, (rows.Row, seller, sold, places)))
                throw new FactException($"{shown}: row {rows.Row}: '{name}' stands twice (also in row {sellers[name].Row})");
        }

        if (!whole)
            table.Doubt(seller);
    }

    /// <summary>Rows and columns hold the same industries, and what each pays is its output.</summary>
    private void CheckColumns()
    {
        if (outputs is null)
            throw new FactException($"{shown}: no row of totals (OUT, OUTPUT, GO): is it cut short?");
        for (var c = rows.Names; c < columns.Length; c++)
        {
            if (columns[c].Part != WorldPart.Industry)
                continue;
            var (value, digits) = (outputs.Value.Values[c], outputs.Value.Digits[c]);
            if (!sellers.Remove(names[c], out var sold))
            {
                // Its row may have been told of already; else it is not there.
                if (!table.IsDoubtful(WorldTable.Seller(columns[c])))
                    throw new FactException($"{shown}: no row '{names[c]}', though there is such a column");
                continue;
            }

            if (table.IsDoubtful(sold.Seller))
                continue;
            var output = default(WorldBalance);
            output.Add(sold.Output, sold.Digits);
            var reason = !output.Meets(value, digits) ? output.Gap(value) + " (its row sums to the total that stands there)"
                : !paid[c].Meets(value, digits) ? paid[c].Gap(value)
                : null;
            if (reason is null)
                continue;
            reject(new RowFault(shown, 0, names[c], Shown(value), $"in the row of totals {reason}"));
            table.Doubt(sold.Seller);
        }

        if (sellers.Count > 0)
            throw new FactException($"{shown}: row {sellers.First().Value.Row}: no column '{sellers.First().Key}', though there is such a row");
    }

    private double? Number(int column, out int digits)
    {
        if (rows.Number(column, out digits) is { } value)
            return value;
        var text = rows.Text(column);
        reject(new RowFault(shown, rows.Row, names[column], text.Length <= 60 ? text : text[..59] + "…", "is not a number"));
        return null;
    }

    private WorldLabel Understood(Func<WorldLabel> read, string where, string label)
    {
        try
        {
            return read();
        }
        catch (FactException e)
        {
            throw new FactException($"{shown}: {where}: '{label}' {e.Message}", e);
        }
    }

    private static string Shown(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);
}
