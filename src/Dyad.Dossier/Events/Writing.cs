namespace Dyad.Dossier.Events;

/// <summary>A section begins or its title or place changes.</summary>
/// <param name="Section">Its id.</param>
/// <param name="Title">Its title; languages left out stay as they are.</param>
/// <param name="Order">Place among sections, ascending; equal places by id.</param>
public sealed record SectionWritten(string Section, Texts Title, int Order) : DossierEvent;

/// <summary>
/// A clause begins or changes. A number is written <c>[[figure-id]]</c>, a reference to a figure of the dossier. Languages left out stay as
/// they are, and are then older than their source.
/// </summary>
/// <param name="Clause">Its id.</param>
/// <param name="Section">The section it stands in.</param>
/// <param name="Order">Place in the section, ascending; equal places by id.</param>
/// <param name="Texts">What is written.</param>
/// <param name="Base">Version that was changed (<c>ClauseVersion.Id</c>); null for a new clause.</param>
public sealed record ClauseWritten(string Clause, string Section, int Order, Texts Texts, string? Base = null) : DossierEvent;

/// <summary>A clause goes; its versions and positions stay in the log.</summary>
public sealed record ClauseRemoved(string Clause, string Base) : DossierEvent;

/// <summary>A number as each language reads it, with its unit, and the address of how it was come by.</summary>
public sealed record FigureStated(string Figure, Texts Text, string Address);

/// <summary>A line of an address: label and value in each language.</summary>
public sealed record AddressRow(Texts Label, Texts Value);

/// <summary>How figures were come by: inputs with checksums, method, options, version, and the command that computes them again.</summary>
public sealed record AddressStated(string Address, Texts Title, IReadOnlyList<AddressRow> Rows, string Command);

/// <summary>
/// Figures of a run of a report or a scenario. One that the dossier has already is stated anew; clauses bound to what it was are flagged with both.
/// </summary>
/// <param name="Origin">Where the figures come from, e.g. the command.</param>
/// <param name="Figures">The figures.</param>
/// <param name="Addresses">Addresses that they name.</param>
public sealed record FiguresStated(string Origin, IReadOnlyList<FigureStated> Figures, IReadOnlyList<AddressStated> Addresses) : DossierEvent;
