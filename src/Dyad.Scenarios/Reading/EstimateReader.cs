using Dyad.Scenarios.Expansion;
using Dyad.Scenarios.Model;
using Dyad.Scenarios.Reading.Yaml;

namespace Dyad.Scenarios.Reading;

/// <summary>Reads the estimates of a scenario: each alone, or several that are jointly normal.</summary>
internal static class EstimateReader
{
    /// <summary>
    /// Largest part of a variance by which a covariance may miss the symmetry of its counterpart: digits as printed.
    /// </summary>
    private const double SymmetryTolerance = 1e-9;

    /// <summary>Blocks that every scenario may have: an estimate of their name would share their draws.</summary>
    private static readonly string[] Taken = [ElasticityDraw.Block, "gravity"];

    /// <summary>The estimates.</summary>
    public static IReadOnlyList<EstimateBlock> Read(MapReader owner)
    {
        var blocks = new List<EstimateBlock>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, value) in owner.Free("estimates"))
        {
            if (Taken.Contains(name.Text))
                throw owner.Fault(name.Mark, $"'{name.Text}' is a block of every scenario: take another name");
            var block = value is YamlMap map && map.Entries.Any(e => e.Key.Text is "members" or "covariance")
                ? Joint(owner.Object(value, Keys.JointEstimates), name)
                : Single(owner.Object(value, Keys.Estimate), name);
            foreach (var member in block.Members)
            {
                if (!SizeReader.EstimateName().IsMatch(member) || member.Contains('.'))
                    throw owner.Fault(block.Mark, $"'{member}' is no name of an estimate: letters, digits, _");
                if (!seen.Add(member))
                    throw owner.Fault(block.Mark, $"estimate '{member}' stands twice");
            }

            blocks.Add(block);
        }

        return blocks;
    }

    private static EstimateBlock Single(MapReader map, NameAt name)
    {
        var percent = SizeReader.IsPercent(map.Need(map.One("mean", "low")));
        var (mean, stdDev) = SizeReader.Distribution(map, percent);
        return new EstimateBlock(
            name.Mark, name.Text, [name.Text], percent, [mean], [stdDev * stdDev], map.Text(map.Need("source")));
    }

    private static EstimateBlock Joint(MapReader map, NameAt name)
    {
        var members = map.Names(map.Need("members"), "names").Select(m => m.Text).ToArray();
        var means = map.List(map.Need("mean"), "means");
        var rows = map.List(map.Need("covariance"), "rows");
        if (means.Count != members.Length)
            throw map.Fault(map.Need("mean").Mark, "one mean for each member is wanted");
        if (rows.Count != members.Length)
            throw map.Fault(map.Need("covariance").Mark, "one row of the covariance for each member is wanted");
        var covariance = new double[members.Length * members.Length];
        for (var i = 0; i < members.Length; i++)
        {
            var row = map.List(rows[i], "covariances");
            if (row.Count != members.Length)
                throw map.Fault(rows[i].Mark, "one covariance for each member is wanted");
            for (var j = 0; j < members.Length; j++)
                covariance[(i * members.Length) + j] = SizeReader.Value(map, row[j], percent: false);
        }

        for (var i = 0; i < members.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var (a, b) = (covariance[(i * members.Length) + j], covariance[(j * members.Length) + i]);
                var scale = Math.Sqrt(covariance[i * (members.Length + 1)] * covariance[j * (members.Length + 1)]);
                if (!(Math.Abs(a - b) <= SymmetryTolerance * scale) || !(Math.Abs(a) <= scale * (1 + SymmetryTolerance)))
                {
                    throw map.Fault(
                        rows[i].Mark,
                        $"no covariance: '{members[i]}' and '{members[j]}' need one value both ways, within their variances");
                }
            }
        }

        return new EstimateBlock(
            name.Mark, name.Text, members, Percent: false, [.. means.Select(m => SizeReader.Value(map, m, percent: false))],
            covariance, map.Text(map.Need("source")));
    }
}
