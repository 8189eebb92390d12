using Dyad.Dossier.Events;
using Dyad.Dossier.Signing;
using Dyad.Dossier.State;
using Dyad.Reports.Chapters.Dossier;
using Dyad.Reports.Document;
using Dyad.Reports.Model;
using Dyad.Reports.Texts;

namespace Dyad.Workbench.Dossiers;

/// <summary>A dossier as a document in one language: the joint text with what both sides say of it.</summary>
public static class DossierDocument
{
    /// <summary>The document.</summary>
    /// <param name="state">The dossier.</param>
    /// <param name="language">The reader's language; what is not translated stands in the language it is written in, and says so.</param>
    /// <param name="names">Names of the sides (<see cref="PartyNames"/>); null: their codes.</param>
    /// <exception cref="UserException">The dossier is not open yet.</exception>
    public static ReportDocument Of(DossierState state, Language language, IReadOnlyList<NamedCode>? names = null) =>
        DossierPage.Compose(Edition(state, language, names));

    /// <summary>The same before it becomes a document.</summary>
    /// <exception cref="UserException">The dossier is not open yet.</exception>
    public static DossierEdition Edition(DossierState state, Language language, IReadOnlyList<NamedCode>? names = null)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.Sides.Count == 0)
            throw new UserException($"the dossier {state.Id} is not open yet");
        var reading = new DossierReading(state, language);
        var closed = state.Closed;
        return new DossierEdition(
            language, state.Id, reading.Plain(state.Title), state.Sides, names ?? [], Stage(state),
            [.. state.Text().Select(s => new EditionSection(
                s.Section.Id, reading.Plain(s.Section.Title), [.. s.Clauses.Select(c => Of(c, state, reading))]))],
            [.. state.Commitments.Values.Select(c => Of(c, state, reading))],
            [.. state.Issues.Values.Select(i => new EditionIssue(
                i.Id, reading.Plain(i.Title),
                [.. state.Sides.Select(side => (side, reading.Maybe(i.Stances.GetValueOrDefault(side))))]))],
            [.. state.Sides.Select(state.Signatures.GetValueOrDefault).OfType<SideSignature>().Select(s => new EditionSignature(
                s.Side, state.Members.GetValueOrDefault(s.Signer)?.Name ?? s.Signer, Ecdsa.Fingerprint(s.Key),
                DossierReading.Moment(s.At)))],
            closed?.Digest(), closed?.Entries ?? state.Entries, closed?.Log ?? state.LogDigest, reading.Cards());
    }

    private static EditionStage Stage(DossierState state) => state.Closed is null ? EditionStage.Draft
        : state.Sides.All(state.Signatures.ContainsKey) ? EditionStage.Concluded : EditionStage.Closed;

    private static EditionClause Of(Clause clause, DossierState state, DossierReading reading) => new(
        clause.Id, reading.Of(clause.Current.Texts, clause.Current.Bound),
        [.. state.Sides.Select(side => Of(side, clause.PositionOf(side), reading))],
        [.. clause.Conflicts.Select(v => new EditionConflict(v.Side, reading.Of(v.Texts, v.Bound)))],
        [.. clause.Stale(state.Figures).Select(s => new EditionStale(reading.Of(s.Was), reading.Of(s.Is)))],
        [.. clause.Outdated().Select(TextCatalog.Of)]);

    private static EditionPosition Of(string side, SidePosition? position, DossierReading reading) => position is null
        ? new EditionPosition(side, EditionStance.Silent, null, Provisional: false)
        : new EditionPosition(
            side,
            position.Position switch
            {
                Position.Agree => EditionStance.Agree,
                Position.Reserve => EditionStance.Reserve,
                _ => EditionStance.Dissent,
            },
            reading.Maybe(position.Text), Provisional: !position.ByHead);

    private static EditionCommitment Of(Commitment commitment, DossierState state, DossierReading reading) => new(
        commitment.Id, reading.Of(commitment.Text, state.Figures), commitment.Indicator, commitment.Due,
        [
            .. state.Sides.Select(side =>
            {
                var last = commitment.Reports.FindLast(r => r.Side == side);
                bool said = !string.IsNullOrWhiteSpace(last?.Text);
                return new EditionShare(
                    side, commitment.Owners.GetValueOrDefault(side) ?? side, Of(commitment.StatusOf(side)), said ? last!.Text : null,
                    said ? DossierReading.Moment(last!.At) : null);
            }),
        ]);

    private static EditionProgress Of(CommitmentStatus status) => status switch
    {
        CommitmentStatus.OnTrack => EditionProgress.OnTrack,
        CommitmentStatus.Late => EditionProgress.Late,
        CommitmentStatus.Done => EditionProgress.Done,
        CommitmentStatus.Dropped => EditionProgress.Dropped,
        _ => EditionProgress.Open,
    };
}
