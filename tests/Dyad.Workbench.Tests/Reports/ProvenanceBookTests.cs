using Dyad.Reports.Model;
using Dyad.Workbench.Reports;

namespace Dyad.Workbench.Tests.Reports;

public class ProvenanceBookTests
{
    private static ProvenanceBook Book(string checksum = "aa", string version = "1") =>
        new(table => new ProvenanceInput(table, "source of " + table, "vintage", checksum + table), version, "./dyad");

    private static string Add(
        ProvenanceBook book, string arguments = "data show trade", string table = "trade", string option = "year",
        object? value = null) =>
        book.Add(MethodKey.Trade, [table], arguments, (option, value ?? 2011));

    [Fact]
    public void TheSameAddressHasTheSameIdAndIsKeptOnce()
    {
        var book = Book();
        Assert.Equal(Add(book), Add(book));
        Assert.Single(book.Entries);
        Assert.Equal(Add(Book()), Add(book));
    }

    [Fact]
    public void WhateverDeterminesAFigureChangesTheId()
    {
        string[] ids =
        [
            Add(Book()), Add(Book("bb")), Add(Book(), arguments: "data show gdp"), Add(Book(), table: "gdp"),
            Add(Book(), option: "from"), Add(Book(), value: 2010),
            Book().Add(MethodKey.Dependence, ["trade"], "data show trade", ("year", 2011)),
            Book().Add(MethodKey.Trade, ["trade"], "data show trade"),
        ];
        Assert.Equal(ids.Length, ids.Distinct().Count());
    }

    [Fact]
    public void AnEntryHoldsAllThatItWasGiven()
    {
        var book = Book();
        var id = book.Add(MethodKey.Gravity, ["trade", "ties"], "report CHN RUS", ("level", 0.9), ("years", "1995, 1999"));
        var entry = Assert.Single(book.Entries);
        Assert.Equal(id, entry.Id);
        Assert.Equal(["aatrade", "aaties"], entry.Inputs.Select(i => i.Sha256));
        Assert.Equal((MethodKey.Gravity.Key, MethodKey.Gravity.Citation), (entry.Method, entry.Citation));
        Assert.Equal(new Dictionary<string, string> { ["level"] = "0.9", ["years"] = "1995, 1999" }, entry.Options);
        Assert.Equal(("1", "./dyad report CHN RUS"), (entry.Version, entry.Command));
    }

    [Fact]
    public void EntriesAreInOrderOfTheirIdsHoweverTheyCame()
    {
        var (forth, back) = (Book(), Book());
        for (var year = 1995; year <= 2011; year++)
            (_, _) = (Add(forth, value: year), Add(back, value: 2006 - year + 2000));
        Assert.Equal(17, forth.Entries.Count);
        Assert.Equal(forth.Entries.Select(e => e.Id).Order(StringComparer.Ordinal), back.Entries.Select(e => e.Id));
    }
}
