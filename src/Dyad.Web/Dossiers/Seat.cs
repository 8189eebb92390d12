using Dyad.Dossier.Events;
using Dyad.Dossier.Live;
using Dyad.Dossier.Log;
using Dyad.Dossier.Rounds;
using Dyad.Dossier.Signing;
using Dyad.Dossier.State;
using Dyad.Workbench.Dossiers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Dyad.Web.Dossiers;

/// <summary>
/// Somebody's place at a dossier: what they see and what they do goes through here, pages and API alike. There is no seat for who is no member,
/// so that nothing tells them whether the dossier exists.
/// </summary>
public sealed class Seat
{
    private readonly Pseudonyms _pseudonyms;

    private Seat(LiveDossier live, Member member, Pseudonyms pseudonyms)
    {
        (Live, Member, _pseudonyms) = (live, member, pseudonyms);
        Snapshot = live.Current;
    }

    /// <summary>The dossier.</summary>
    public LiveDossier Live { get; }

    /// <summary>Who sits here.</summary>
    public Member Member { get; }

    /// <summary>The dossier as it was when they sat down.</summary>
    public Snapshot Snapshot { get; }

    /// <summary>What both sides see.</summary>
    public DossierState State => Snapshot.State;

    /// <summary>What their side keeps to itself.</summary>
    public SideNotes Notes => Snapshot.NotesOf(Member.Side);

    /// <summary>Whether they write for their side.</summary>
    public bool Writes => Member.Role >= Role.Editor;

    /// <summary>Whether they speak for their side.</summary>
    public bool Leads => Member.Role == Role.Head;

    /// <summary>The seat of an account; null where it is no active member, or there is no such dossier.</summary>
    public static async Task<Seat?> OfAsync(DossierHall hall, string? handle, string dossier, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(hall);
        var live = handle is null ? null : await hall.FindAsync(dossier, cancel);
        return live?.Current.State.Active(handle!) is { } member ? new Seat(live, member, hall.Pseudonyms) : null;
    }

    /// <summary>The seat that a request is made from: of the account, at the dossier in its address.</summary>
    /// <exception cref="BadHttpRequestException">There is none (404), whether or not there is such a dossier.</exception>
    public static async ValueTask<Seat> BindAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var seat = await OfAsync(
            context.RequestServices.GetRequiredService<DossierHall>(), context.User.Identity?.Name, (string)context.GetRouteValue("dossier")!,
            context.RequestAborted);
        return seat ?? throw new BadHttpRequestException("There is no such dossier.", StatusCodes.Status404NotFound);
    }

    /// <summary>Does something for the side.</summary>
    /// <exception cref="RefusedException">It is not allowed.</exception>
    /// <exception cref="Dyad.Dossier.Storage.StoreException">It could not be stored, and is not.</exception>
    public Task<LoggedEntry> DoAsync(DossierEvent what, CancellationToken cancel) => what switch
    {
        AnswerGiven answer => Live.AppendAsync(Pseudonym(answer.Round), Member.Side, what, cancel),
        // Signatures and the opening are made here, not taken from outside.
        DossierOpened or TextClosed or TextSigned => throw new RefusedException(new Refusal(RefusalKind.Role)),
        RoundOpened { Parameter: not null } round when AgreedParameter.IsPercent(round.Unit) is null =>
            throw new RefusedException(new Refusal(RefusalKind.Invalid, "unit")),
        _ => Live.AppendAsync(Member.Id, Member.Side, what, cancel),
    };

    /// <summary>Closes the text, if its wording is still what they saw.</summary>
    /// <param name="wording">Digest of the wording before their eyes (<see cref="FinalText.WordingDigest"/>).</param>
    /// <param name="cancel">Ends the waiting.</param>
    public Task<LoggedEntry> CloseAsync(string wording, CancellationToken cancel) => Live.AppendAsync(
        Member.Id, Member.Side, state => new TextClosed(Seen(FinalText.Of(state), wording).Digest()), cancel);

    /// <summary>Signs the closed text, if its wording is still what they saw.</summary>
    /// <param name="wording">As for closing.</param>
    /// <param name="sign">Signs a statement: public key and signature.</param>
    /// <param name="cancel">Ends the waiting.</param>
    public Task<LoggedEntry> SignAsync(string wording, Func<SignedStatement, (string Key, string Signature)> sign, CancellationToken cancel) =>
        Live.AppendAsync(
            Member.Id, Member.Side,
            state =>
            {
                var text = state.Closed ?? throw new RefusedException(new Refusal(RefusalKind.NotClosed));
                string digest = Seen(text, wording).Digest();
                var (key, signature) = sign(new SignedStatement(state.Id, digest, Member.Side, Member.Id));
                return new TextSigned(digest, key, signature);
            },
            cancel);

    /// <summary>Their answer in the open iteration of a round; null where they gave none.</summary>
    public Answer? OwnAnswer(DelphiRound round)
    {
        ArgumentNullException.ThrowIfNull(round);
        return round.Current.Answers.GetValueOrDefault(Pseudonym(round.Id));
    }

    private string Pseudonym(string round) => _pseudonyms.Of(State.Id, round, Member.Id);

    private static FinalText Seen(FinalText text, string wording) =>
        text.WordingDigest() == wording ? text : throw new RefusedException(new Refusal(RefusalKind.Changed));
}
