using Dyad.Data.Columns;
using Dyad.Gravity.Formulas;
using Dyad.Workbench.Parties;

namespace Dyad.Workbench.Fitting;

/// <summary>The columns of a file as a formula sees them.</summary>
internal sealed class FitColumns(ColumnTable table) : IColumns
{
    /// <summary>Most names that are listed where none is near.</summary>
    private const int MostNamed = 15;

    /// <inheritdoc />
    public int Rows => table.Rows;

    /// <inheritdoc />
    public double[] Numbers(string name) => table.Numbers[name];

    /// <inheritdoc />
    public KeyColumn Keys(string name) => new(table.Keys[name].Levels, table.Keys[name].Labels);

    /// <summary>Columns added by <c>NAME=SQL</c>.</summary>
    /// <exception cref="UserException">One has another form.</exception>
    public static IReadOnlyList<AddedColumn> Added(IReadOnlyList<string> with) =>
    [
        .. with.Select(w => w.IndexOf('=', StringComparison.Ordinal) is > 0 and var at && w[..at].Trim().Length > 0
            ? new AddedColumn(w[..at].Trim(), w[(at + 1)..])
            : throw new UserException($"--with {w}: NAME=SQL is wanted, such as \"border=(exporter <> importer)::INT\"")),
    ];

    /// <summary>Complains about the first name that no column has, at its place.</summary>
    /// <exception cref="UserException">There is one; names near to it are proposed.</exception>
    public static void Require(
        string typed, IEnumerable<Expression.Variable> names, IReadOnlyList<FileColumn> columns, string option)
    {
        var unknown = names.Where(n => columns.All(c => c.Name != n.Name)).MinBy(n => n.Position);
        if (unknown is null)
            return;
        var near = NearNames.Of(unknown.Name, columns.Select(c => c.Name), n => [n])
            .Where(n => NearNames.Distance(unknown.Name, n) <= unknown.Name.Length / 2 || Holds(n, unknown.Name)).ToList();
        var all = columns.Take(MostNamed).Select(c => c.Name).Concat(columns.Count > MostNamed ? ["…"] : []);
        var proposal = near.Count > 0 ? $"near: {string.Join(", ", near)}" : $"there are: {string.Join(", ", all)}";
        throw new UserException($"{option}unknown column '{unknown.Name}'; {proposal}", typed, unknown.Position);
    }

    private static bool Holds(string name, string part) =>
        part.Length > 2 && name.Contains(part, StringComparison.OrdinalIgnoreCase);
}
