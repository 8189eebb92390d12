namespace Dyad.Reports.Drafting;

/// <summary>One text in the three languages.</summary>
/// <param name="En">English.</param>
/// <param name="Zh">Chinese (simplified).</param>
/// <param name="Ru">Russian.</param>
public sealed record DraftText(string En, string Zh, string Ru);

/// <summary>A number of the report that clauses refer to, as each language writes it, its unit within.</summary>
/// <param name="Id">
/// The clause that it stands in and its place there, e.g. <c>finding.shortfall-total.CHN.RUS.value</c>: the same whatever year or vintage
/// the report was made of.
/// </param>
/// <param name="Text">How it reads.</param>
/// <param name="ProvenanceId">Its <see cref="DraftAddress"/>, of this report alone.</param>
public sealed record DraftFigure(string Id, DraftText Text, string ProvenanceId);

/// <summary>A statement that a side can agree to or reserve its position on by itself.</summary>
/// <param name="Id">
/// What it states of whom. Where the data turn a statement around (who gains more, below or above), it is another one with another id,
/// so that new figures never stand in words that deny them.
/// </param>
/// <param name="Text">The words, each number as <c>[[FIGURE-ID]]</c>.</param>
public sealed record DraftClause(string Id, DraftText Text);

/// <summary>Clauses under one title; never without any.</summary>
/// <param name="Id">The same in every draft: <c>trade</c>, <c>findings</c>, <c>bottlenecks</c>, <c>scenarios</c>, <c>programme</c>.</param>
/// <param name="Title">The title.</param>
/// <param name="Clauses">At least one.</param>
public sealed record DraftSection(string Id, DraftText Title, IReadOnlyList<DraftClause> Clauses);

/// <summary>A line of an address: an input, an option, the method.</summary>
/// <param name="Label">What it tells.</param>
/// <param name="Value">What it is.</param>
public sealed record DraftAddressRow(DraftText Label, DraftText Value);

/// <summary>How a figure was come by.</summary>
/// <param name="Id">Figures refer to it.</param>
/// <param name="Title">The method.</param>
/// <param name="Rows">Inputs, method, options and version, in the order in which the report shows them.</param>
/// <param name="Command">Computes the figure again.</param>
public sealed record DraftAddress(string Id, DraftText Title, IReadOnlyList<DraftAddressRow> Rows, string Command);

/// <summary>
/// The first text of a joint document, drawn from a report: what both sides start to negotiate from. It names the parties in the order of
/// their codes, so that both sides hold the same text whoever asked for the report.
/// </summary>
/// <param name="Title">The title.</param>
/// <param name="Sections">Those that have clauses.</param>
/// <param name="Figures">Every figure that a clause refers to, in the order of the text.</param>
/// <param name="Addresses">Those of the figures, in the order of the text.</param>
public sealed record Draft(
    DraftText Title, IReadOnlyList<DraftSection> Sections, IReadOnlyList<DraftFigure> Figures, IReadOnlyList<DraftAddress> Addresses);
