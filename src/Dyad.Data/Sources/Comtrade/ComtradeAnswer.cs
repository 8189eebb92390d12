using System.Globalization;
using System.Text.Json;
using Dyad.Data.Sources.Reading;

namespace Dyad.Data.Sources.Comtrade;

/// <summary>Answers of the service: <c>{"elapsedTime", "count", "data": [...], "error"}</c>.</summary>
internal static class ComtradeAnswer
{
    /// <summary>The records of an answer.</summary>
    /// <param name="root">The answer.</param>
    /// <param name="file">Its address, for faults.</param>
    /// <param name="limit">Rows that the service gives at the most.</param>
    /// <returns>Null where there are more records than were given.</returns>
    /// <exception cref="FactException">It states an error, or is built in another way.</exception>
    public static IReadOnlyList<JsonElement>? Records(JsonElement root, string file, int limit)
    {
        var answer = new JsonRow(root, file, 0);
        try
        {
            if (answer.Has("error") && answer.TextOrNull("error") is { } error)
                throw new FactException($"{file}: the service answers with an error: {Http.SourceClient.Shorten(error)}");
            var data = answer.Field("data");
            if (data.ValueKind != JsonValueKind.Array)
                throw JsonAnswer.Changed(file, "'data' is no list");
            var (given, count) = (data.GetArrayLength(), answer.Whole("count"));
            if (count < given)
                throw JsonAnswer.Changed(file, string.Create(CultureInfo.InvariantCulture,
                    $"'count' says {count} records, and there are {given}"));
            // As many as the limit may be more; the service does not say.
            return given >= limit || count > given ? null : [.. data.EnumerateArray()];
        }
        catch (RowFaultException e)
        {
            throw new FactException(e.Fault.ToString());
        }
    }

    /// <summary>A row of the table, each field checked against what was asked.</summary>
    /// <exception cref="RowFaultException">A field is missing, of another type, or not what was asked.</exception>
    public static object?[] Row(IRecordFields record)
    {
        Expect(record, "partner2Code", record.Whole("partner2Code"), 0);
        return Fields(record);
    }

    /// <summary>A row of an answer: what was not asked is a fault.</summary>
    public static object?[] Row(IRecordFields record, ComtradeQuestion question) => Asked(record, Row(record), question);

    /// <summary>A row of imports by economy of consignment; one that the list of areas does not name is kept by its number.</summary>
    public static object?[] Route(IRecordFields record, ComtradeQuestion question)
    {
        var row = Asked(record, Fields(record), question);
        var second = record.Whole("partner2Code");
        return [row[0], row[1], ComtradeAreas.Iso(second), row[3], row[4], row[5], row[6], row[16], row[17], second];
    }

    private static object?[] Fields(IRecordFields record)
    {
        Expect(record, "typeCode", "C");
        Expect(record, "freqCode", "A");
        Expect(record, "customsCode", "C00");
        Expect(record, "motCode", record.Whole("motCode"), 0);
        var year = record.Whole("refYear");
        Expect(record, "period", record.WholeOrText("period"), year);
        var (reporter, partner) = (record.Whole("reporterCode"), record.Whole("partnerCode"));
        return
        [
            Area(record, "reporterCode", reporter), Area(record, "partnerCode", partner), record.Text("flowCode"), year,
            record.Text("classificationCode"), record.Text("cmdCode"), record.Real("primaryValue"), record.RealOrNull("fobvalue"),
            record.RealOrNull("cifvalue"), record.RealOrNull("netWgt"), record.TruthOrNull("isNetWgtEstimated"), record.RealOrNull("qty"),
            record.WholeOrNull("qtyUnitCode"), record.TruthOrNull("isQtyEstimated"), record.TruthOrNull("isReported"),
            record.TruthOrNull("isAggregate"), reporter, partner,
        ];
    }

    private static object?[] Asked(IRecordFields record, object?[] row, ComtradeQuestion question)
    {
        Expect(record, "reporterCode", (int)row[16]!, question.ReporterArea);
        if (!question.Partners.Any(p => p.Area == (int)row[17]!))
            throw record.Fault("partnerCode", Text((int)row[17]!), "was not asked for");
        if (!question.Years.Contains((int)row[3]!))
            throw record.Fault("refYear", Text((int)row[3]!), "was not asked for");
        if (!question.Flows.Contains((string)row[2]!))
            throw record.Fault("flowCode", (string)row[2]!, "was not asked for");
        var product = (string)row[5]!;
        var fits = question.Products?.Contains(product)
            ?? (question.Level.Digits == 0 ? product == "TOTAL" : product.Length == question.Level.Digits);
        return fits ? row : throw record.Fault("cmdCode", product, "was not asked for");
    }

    private static string Area(IRecordFields record, string field, int code) =>
        ComtradeAreas.Iso(code) ?? throw record.Fault(field, Text(code), "is no area that is known (m49.csv)");

    private static void Expect(IRecordFields record, string field, string expected)
    {
        if (record.Text(field) is var value && value != expected)
            throw record.Fault(field, value, $"is not {expected}, which was asked for");
    }

    private static void Expect(IRecordFields record, string field, int value, int expected)
    {
        if (value != expected)
            throw record.Fault(field, Text(value), $"is not {Text(expected)}, which was asked for");
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
