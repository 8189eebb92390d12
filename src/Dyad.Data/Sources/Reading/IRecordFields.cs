namespace Dyad.Data.Sources.Reading;

/// <summary>A value that cannot be read: the row goes, or the fetch ends, as <see cref="IFetch.Reject"/> decides.</summary>
internal sealed class RowFaultException(RowFault fault) : Exception(fault.ToString())
{
    public RowFault Fault => fault;
}

/// <summary>A record of an answer, whose fields are read one by one: a field that is missing or of another type is named.</summary>
internal interface IRecordFields
{
    /// <summary>A text that is there.</summary>
    /// <exception cref="RowFaultException">It is missing, or no text.</exception>
    /// <exception cref="FactException">There is no such field: the answers are built in another way now.</exception>
    string Text(string field);

    /// <summary>A text; null where it is missing or empty.</summary>
    string? TextOrNull(string field);

    /// <summary>A number that is there.</summary>
    double Real(string field);

    /// <summary>A number; null where it is missing.</summary>
    double? RealOrNull(string field);

    /// <summary>A whole number that is there.</summary>
    int Whole(string field);

    /// <summary>A whole number; null where it is missing.</summary>
    int? WholeOrNull(string field);

    /// <summary>A whole number that may be written as a text.</summary>
    int WholeOrText(string field);

    /// <summary>True or false; null where it is missing.</summary>
    bool? TruthOrNull(string field);

    /// <summary>Whether there is such a field, whatever it holds.</summary>
    bool Has(string field);

    /// <summary>The fault of a field.</summary>
    RowFaultException Fault(string field, string value, string reason);
}
