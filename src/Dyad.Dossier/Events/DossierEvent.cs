using System.Text.Json.Serialization;

namespace Dyad.Dossier.Events;

/// <summary>
/// Something that was done to a dossier. Ids of new things are chosen by whoever writes, so that an event sent twice is refused the second
/// time and nothing is doubled.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type", UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization)]
[JsonDerivedType(typeof(DossierOpened), "dossier-opened")]
[JsonDerivedType(typeof(MemberAdded), "member-added")]
[JsonDerivedType(typeof(MemberRemoved), "member-removed")]
[JsonDerivedType(typeof(SideMoved), "side-moved")]
[JsonDerivedType(typeof(SectionWritten), "section-written")]
[JsonDerivedType(typeof(ClauseWritten), "clause-written")]
[JsonDerivedType(typeof(ClauseRemoved), "clause-removed")]
[JsonDerivedType(typeof(FiguresStated), "figures-stated")]
[JsonDerivedType(typeof(PositionStated), "position-stated")]
[JsonDerivedType(typeof(CommentMade), "comment-made")]
[JsonDerivedType(typeof(SuggestionMade), "suggestion-made")]
[JsonDerivedType(typeof(SuggestionAnswered), "suggestion-answered")]
[JsonDerivedType(typeof(NoteWritten), "note-written")]
[JsonDerivedType(typeof(RoundOpened), "round-opened")]
[JsonDerivedType(typeof(AnswerGiven), "answer-given")]
[JsonDerivedType(typeof(RoundClosed), "round-closed")]
[JsonDerivedType(typeof(RoundContinued), "round-continued")]
[JsonDerivedType(typeof(ParameterAccepted), "parameter-accepted")]
[JsonDerivedType(typeof(GroupFormed), "group-formed")]
[JsonDerivedType(typeof(SessionPlanned), "session-planned")]
[JsonDerivedType(typeof(MinutesRecorded), "minutes-recorded")]
[JsonDerivedType(typeof(CommitmentMade), "commitment-made")]
[JsonDerivedType(typeof(CommitmentReported), "commitment-reported")]
[JsonDerivedType(typeof(StanceRecorded), "stance-recorded")]
[JsonDerivedType(typeof(TextClosed), "text-closed")]
[JsonDerivedType(typeof(TextReopened), "text-reopened")]
[JsonDerivedType(typeof(TextSigned), "text-signed")]
public abstract record DossierEvent;
