using Dyad.Programme.Gains;
using Dyad.Programme.Measures;

namespace Dyad.Programme.Shapley;

/// <summary>
/// Shapley values of second-order gains: each measure has its own term and half of each pair's (Grabisch 1997), or
/// all of it where it needs the other. What the set gains beyond is shared equally, so that the values add up.
/// </summary>
internal static class SecondOrderValues
{
    public static IReadOnlyList<MeasureValue> Of(MeasureSet set, SecondOrder gains, Prerequisites needs, SetGain whole)
    {
        int[] members = [.. set.Members];
        var values = members.Select(m => gains.Term(m, m)).ToArray();
        for (var a = 0; a < members.Length; a++)
        {
            for (var b = a + 1; b < members.Length; b++)
            {
                var (first, second) = gains.Term(members[a], members[b]);
                var part = needs.Closure(members[a]).Contains(members[b]) ? 1.0
                    : needs.Closure(members[b]).Contains(members[a]) ? 0 : 0.5;
                values[a] = (values[a].First + (part * first), values[a].Second + (part * second));
                values[b] = (values[b].First + ((1 - part) * first), values[b].Second + ((1 - part) * second));
            }
        }

        var restFirst = (whole.First - values.Sum(v => v.First)) / members.Length;
        var restSecond = (whole.Second - values.Sum(v => v.Second)) / members.Length;
        return [.. members.Select((m, k) => new MeasureValue(m, values[k].First + restFirst, values[k].Second + restSecond))];
    }
}
