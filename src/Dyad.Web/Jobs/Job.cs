namespace Dyad.Web.Jobs;

/// <summary>How far a job is.</summary>
public enum JobState
{
    /// <summary>Others are before it.</summary>
    Waiting,

    /// <summary>It runs.</summary>
    Running,

    /// <summary>It ended well.</summary>
    Done,

    /// <summary>It ended with an error.</summary>
    Failed,

    /// <summary>Somebody ended it, or the server did when it stopped.</summary>
    Cancelled,
}

/// <summary>Something that takes longer than a page: a report, a scenario, an estimate. Never changes; a later state is another record.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Dossier">The dossier that it is for.</param>
/// <param name="Kind">What it does: <c>draft</c>, <c>scenario</c>, <c>fit</c>.</param>
/// <param name="Name">What it is about: the name of a scenario, a formula.</param>
/// <param name="By">Member who asked for it.</param>
/// <param name="Side">Their side.</param>
/// <param name="At">When it was asked for.</param>
/// <param name="State">How far it is.</param>
/// <param name="Stage">What it is doing.</param>
/// <param name="Fraction">How much of the whole is done, 0 to 1.</param>
/// <param name="Message">Why it failed, or what came of it.</param>
public sealed record Job(
    string Id, string Dossier, string Kind, string Name, string By, string Side, DateTimeOffset At, JobState State = JobState.Waiting,
    string Stage = "", double Fraction = 0, string Message = "")
{
    /// <summary>Whether nothing more will come of it.</summary>
    public bool Ended => State is JobState.Done or JobState.Failed or JobState.Cancelled;
}
