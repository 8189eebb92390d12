using Dyad.Dossier.Events;
using Dyad.Dossier.Live;

namespace Dyad.Dossier.Tests;

/// <summary>Something that a head might do, by a seed; what the rules refuse is left undone.</summary>
internal static class RandomWork
{
    public static async Task DoAsync(Institute server, string side, Random random, string id)
    {
        var state = server.State;
        var clauses = state.Clauses.Values.ToList();
        var clause = clauses.Count == 0 ? null : clauses[random.Next(clauses.Count)];
        DossierEvent what = random.Next(9) switch
        {
            0 or 1 => new ClauseWritten($"c{id}", "s1", random.Next(5), Texts.All($"new {id} [[f1]]")),
            2 or 3 when clause is not null => new ClauseWritten(clause.Id, "s1", clause.Order, Texts.One("en", $"changed {id}"), clause.Current.Id),
            4 when clause is not null => new PositionStated(
                clause.Id, clause.Current.Id, (Position)random.Next(3), Texts.All($"because {id}")),
            5 when clause is not null => new SuggestionMade($"g{id}", clause.Id, clause.Current.Id, Texts.All($"suggested {id}"), ""),
            6 when clause?.Suggestions.LastOrDefault() is { } last => new SuggestionAnswered(last.Id, random.Next(2) == 0, ""),
            7 when clause is not null && random.Next(3) == 0 => new ClauseRemoved(clause.Id, clause.Current.Id),
            8 => new FiguresStated($"run {id}", [Institute.Number("f1", $"{random.Next(3)}")], []),
            _ => new NoteWritten($"n{id}", "private"),
        };
        try
        {
            await server.Live.AppendAsync(side == "CHN" ? "li" : "ivanov", side, what);
        }
        catch (RefusedException)
        {
        }
    }
}
