using System.Text.Json;
using Dyad.Dossier.Events;
using Dyad.Dossier.Log;
using Dyad.Web.Dossiers;

namespace Dyad.Web.Api;

/// <summary>An entry of the log as the audit page shows it; a void one with its reason.</summary>
public sealed record AuditLine(
    string Chain, long Number, string At, string Actor, string? Side, string Type, string About, string Hash, string? Void)
{
    /// <summary>The log from a seat, newest first. Answers of an open iteration are left out: their time would tell whose they are.</summary>
    public static IReadOnlyList<AuditLine> Of(Seat seat)
    {
        ArgumentNullException.ThrowIfNull(seat);
        var voids = seat.State.Voids.ToDictionary(v => (v.Chain, v.Number), v => v.Reason.Line());
        return [.. seat.Snapshot.History.Public().Where(e => !IsOpenAnswer(e.Entry, seat)).Select(e => new AuditLine(
            e.Entry.Chain, e.Entry.Number, e.Entry.At, e.Entry.Actor, e.Entry.Side, TypeOf(e.Entry.Event), Subject(e.Entry.Event), e.Hash,
            voids.GetValueOrDefault((e.Entry.Chain, e.Entry.Number)))).Reverse()];
    }

    /// <summary>Name of an event's kind in the log.</summary>
    public static string TypeOf(DossierEvent what) => Names[what.GetType()];

    private static readonly Dictionary<Type, string> Names = EventTypes.All.ToDictionary(t => t.Value, t => t.Key);

    private static bool IsOpenAnswer(Entry entry, Seat seat) => entry.Event is AnswerGiven answer
        && seat.State.Rounds.GetValueOrDefault(answer.Round) is { Current: { Open: true } open } && open.Number == answer.Iteration;

    /// <summary>What an entry is about: its first field, an id in nearly all.</summary>
    private static string Subject(DossierEvent what)
    {
        var fields = JsonSerializer.SerializeToElement(what, what.GetType(), DossierJson.Options);
        return fields.EnumerateObject().Where(p => p.Value.ValueKind == JsonValueKind.String).Select(p => p.Value.GetString()!).FirstOrDefault() ?? "";
    }
}
