namespace Dyad.Dossier.Events;

/// <summary>A Delphi question to the experts of both sides, with a number as its answer.</summary>
/// <param name="Round">Its id.</param>
/// <param name="Question">What is asked.</param>
/// <param name="Unit">Unit of the answer.</param>
/// <param name="Minimum">Smallest answer taken.</param>
/// <param name="Maximum">Largest answer taken.</param>
/// <param name="Parameter">Parameter of a scenario that the answer is about, as scenario files name it; null for none.</param>
public sealed record RoundOpened(
    string Round, Texts Question, string Unit, double Minimum, double Maximum, string? Parameter = null) : DossierEvent;

/// <summary>An expert's answer in the open iteration; the last of a respondent counts. The entry's actor is the pseudonym.</summary>
public sealed record AnswerGiven(string Round, int Iteration, double Value, string Reason) : DossierEvent;

/// <summary>The iteration ends, and its distribution is shown to both sides.</summary>
public sealed record RoundClosed(string Round, int Iteration) : DossierEvent;

/// <summary>The question is asked again, with the distribution before everybody's eyes.</summary>
public sealed record RoundContinued(string Round, int Iteration) : DossierEvent;

/// <summary>The head of a side takes the closed round's distribution for its parameter; it is agreed when both have.</summary>
public sealed record ParameterAccepted(string Round, int Iteration) : DossierEvent;
