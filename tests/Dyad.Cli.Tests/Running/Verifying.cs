using System.Text.Json;
using Dyad.Testing;

namespace Dyad.Cli.Tests.Running;

/// <summary><c>dyad verify</c> and <c>dyad dossier</c> as a person at the keyboard meets them.</summary>
public class Verifying
{
    private const int Failure = 1;

    [Fact]
    public void AFileThatHoldsIsSummedUp()
    {
        using var folder = new TemporaryFolder();
        using var dossier = SyntheticDossier.Concluded();
        File.WriteAllBytes(folder.At("d.json"), dossier.Bytes());
        string said = Shell.Dyad(folder.Path, "verify", "d.json").Succeeded().Out;
        Assert.Contains("Joint report (d1): all holds", said, StringComparison.Ordinal);
        Assert.Contains("signed for CHN by Head of CHN", said, StringComparison.Ordinal);
        Assert.Contains("signed for RUS by Head of RUS", said, StringComparison.Ordinal);

        using var json = JsonDocument.Parse(Shell.Dyad(folder.Path, "verify", "d.json", "--json").Succeeded().Out);
        Assert.True(json.RootElement.GetProperty("holds").GetBoolean());
        Assert.Equal(2, json.RootElement.GetProperty("summary").GetProperty("signatures").GetArrayLength());
    }

    [Fact]
    public void OneByteThatWasChangedIsFoundAndNamed()
    {
        using var folder = new TemporaryFolder();
        using var dossier = SyntheticDossier.Negotiated();
        string text = System.Text.Encoding.UTF8.GetString(dossier.Bytes());
        // In the text that readers see, not in the log: "By 2030." becomes "By 2031.".
        File.WriteAllText(folder.At("d.json"), Replaced(text, text.LastIndexOf("By 2030.", StringComparison.Ordinal) + 6));
        Outcome outcome = Shell.Dyad(folder.Path, "verify", "d.json");
        Assert.Equal(Failure, outcome.Code);
        Assert.Empty(outcome.Out);
        Assert.All(outcome.ErrorLines, l => Assert.StartsWith("dyad: ", l, StringComparison.Ordinal));
        Assert.Contains(
            outcome.ErrorLines, l => l.Contains("the file says \"By 2031.\", the log \"By 2030.\"", StringComparison.Ordinal));

        // In the log, "By 2030." again: the entry after it no longer follows, or the seal does not fit.
        File.WriteAllText(folder.At("d.json"), Replaced(text, text.IndexOf("By 2030.", StringComparison.Ordinal) + 6));
        Assert.Contains("of chain", Shell.Dyad(folder.Path, "verify", "d.json").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIsNoDossierIsSaidInOneLine()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.At("d.json"), "{\"a\":1}");
        Shell.Dyad(folder.Path, "verify", "d.json").IsOneLine(Failure, "The file is no dossier");
        Shell.Dyad(folder.Path, "verify", "missing.json").IsOneLine(Failure, "no file 'missing.json'");
        Shell.Dyad(folder.Path, "verify", ".").IsOneLine(Failure, "is a folder");
    }

    [Fact]
    public void AFileIsTakenInListedWrittenAsPagesCopiedAndRestored()
    {
        using var folder = new TemporaryFolder();
        using var dossier = SyntheticDossier.Negotiated();
        File.WriteAllBytes(folder.At("d.json"), dossier.Bytes());
        string[] here = ["--data-dir", "server"];
        Assert.Contains("d1: 19 new entries", Run(["import", "d.json", .. here]), StringComparison.Ordinal);
        Assert.Contains("d1: 0 new entries", Run(["import", "d.json", .. here]), StringComparison.Ordinal);
        Assert.Contains("draft", Run(["list", .. here]), StringComparison.Ordinal);
        Run(["export", "d1", "out.json", .. here]);
        Assert.Equal(File.ReadAllBytes(folder.At("d.json")), File.ReadAllBytes(folder.At("out.json")));
        Run(["export", "d1", "out.html", .. here]);
        string page = File.ReadAllText(folder.At("out.html"));
        Assert.All(["China", "中国", "Россия"], name => Assert.Contains(name, page, StringComparison.Ordinal));
        Run(["export", "d1", "out.docx", "--lang", "ru", .. here]);
        Run(["backup", "copy", .. here]);
        Run(["restore", "copy", "--data-dir", "again"]);
        Assert.Contains("\"id\": \"d1\"", Run(["list", "--data-dir", "again", "--json"]), StringComparison.Ordinal);

        Shell.Dyad(folder.Path, ["dossier", "export", "d2", "x.json", .. here]).IsOneLine(Failure, "no dossier 'd2'");
        Shell.Dyad(folder.Path, ["dossier", "export", "d1", "x.txt", .. here]).IsOneLine(Failure, ".json, .html or .docx");
        Shell.Dyad(folder.Path, ["dossier", "backup", "copy", .. here]).IsOneLine(Failure, "not empty");
        Shell.Dyad(folder.Path, "dossier", "list", "--data-dir", "missing").IsOneLine(Failure, "no dossiers in");
        Shell.Dyad(folder.Path, "dossier", "import", "out.html", "--data-dir", "none").IsOneLine(Failure, "is not taken");
        Assert.False(Directory.Exists(folder.At("none")));

        string Run(string[] words) => Shell.Dyad(folder.Path, ["dossier", .. words]).Succeeded().Out;
    }

    private static string Replaced(string text, int at) => text[..at] + "1" + text[(at + 1)..];
}
