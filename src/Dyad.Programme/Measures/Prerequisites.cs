namespace Dyad.Programme.Measures;

/// <summary>What each measure needs, directly and through others.</summary>
internal sealed class Prerequisites
{
    private readonly MeasureSet[] direct;
    private readonly MeasureSet[] all;

    private Prerequisites(MeasureSet[] direct, MeasureSet[] all) => (this.direct, this.all) = (direct, all);

    /// <summary>
    /// The prerequisites of a problem, or a cycle in them: measures of which each needs the next, and the last the first.
    /// </summary>
    public static (Prerequisites? Found, IReadOnlyList<int> Cycle) Of(IReadOnlyList<Measure> measures)
    {
        MeasureSet[] direct = [.. measures.Select(m => MeasureSet.Of(m.After.Concat(m.With)))];
        var all = new MeasureSet[direct.Length];
        var path = new List<int>();
        var done = default(MeasureSet);
        IReadOnlyList<int> cycle = [];
        bool Visit(int m)
        {
            if (done.Contains(m))
                return true;
            if (path.IndexOf(m) is >= 0 and var start)
            {
                cycle = path[start..];
                return false;
            }

            path.Add(m);
            foreach (var other in direct[m].Members)
            {
                if (!Visit(other))
                    return false;
                all[m] = all[m].Plus(other).Or(all[other]);
            }

            path.RemoveAt(path.Count - 1);
            done = done.Plus(m);
            return true;
        }

        return Enumerable.Range(0, direct.Length).All(Visit) ? (new Prerequisites(direct, all), cycle) : (null, cycle);
    }

    /// <summary>What a measure needs directly.</summary>
    public MeasureSet Direct(int measure) => direct[measure];

    /// <summary>A measure and all that it needs.</summary>
    public MeasureSet Closure(int measure) => all[measure].Plus(measure);

    /// <summary>Whether every measure of a set has what it needs in the set.</summary>
    public bool AreMetIn(MeasureSet set) => set.Members.All(m => direct[m].IsWithin(set));

    /// <summary>A set without a measure and without all that needs it.</summary>
    public MeasureSet Without(MeasureSet set, int measure) =>
        MeasureSet.Of(set.Members.Where(m => !Closure(m).Contains(measure)));
}
