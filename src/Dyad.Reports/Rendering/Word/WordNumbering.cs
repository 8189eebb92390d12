using System.Globalization;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Dyad.Reports.Rendering.Word;

/// <summary>Numbers of headings (1, 1.1) and of lists. Each numbered list counts from one.</summary>
internal sealed class WordNumbering
{
    /// <summary>Headings with numbers: chapters and their sections.</summary>
    public const int HeadingLevels = 2;

    private const int Headings = 1;
    private const int Bullets = 2;
    private const int Numbers = 3;
    private const int Step = 360;

    private int _lists;

    /// <summary>The numbering of a heading style.</summary>
    public static NumberingProperties OfHeading(int level) => Of(Headings, level - 1);

    public static NumberingProperties OfBullets() => Of(Bullets, 0);

    /// <summary>The numbering of a list that begins here.</summary>
    public NumberingProperties NewList() => Of(Numbers + _lists++, 0);

    /// <summary>What the part holds, when all lists are known.</summary>
    public Numbering Create()
    {
        var numbering = new Numbering(
            new AbstractNum(
                new MultiLevelType { Val = MultiLevelValues.Multilevel }, HeadingLevel(0, "%1"), HeadingLevel(1, "%1.%2"))
            { AbstractNumberId = Headings },
            new AbstractNum(new MultiLevelType { Val = MultiLevelValues.SingleLevel }, ListLevel(NumberFormatValues.Bullet, "•"))
            { AbstractNumberId = Bullets },
            new AbstractNum(new MultiLevelType { Val = MultiLevelValues.SingleLevel },
                ListLevel(NumberFormatValues.Decimal, "%1."))
            { AbstractNumberId = Numbers },
            Instance(Headings, Headings), Instance(Bullets, Bullets));
        for (int i = 0; i < _lists; i++)
        {
            var list = Instance(Numbers + i, Numbers);
            list.Append(new LevelOverride(new StartOverrideNumberingValue { Val = 1 }) { LevelIndex = 0 });
            numbering.Append(list);
        }

        return numbering;
    }

    private static NumberingInstance Instance(int id, int of) => new(new AbstractNumId { Val = of }) { NumberID = id };

    private static NumberingProperties Of(int id, int level)
        => new(new NumberingLevelReference { Val = level }, new NumberingId { Val = id });

    private static Level HeadingLevel(int level, string text) => new(
        new StartNumberingValue { Val = 1 }, new NumberingFormat { Val = NumberFormatValues.Decimal },
        new ParagraphStyleIdInLevel { Val = "Heading" + (level + 1).ToString(CultureInfo.InvariantCulture) },
        new LevelSuffix { Val = LevelSuffixValues.Space }, new LevelText { Val = text + "\u2002" },
        new LevelJustification { Val = LevelJustificationValues.Left })
    { LevelIndex = level };

    private static Level ListLevel(NumberFormatValues format, string text) => new(
        new StartNumberingValue { Val = 1 }, new NumberingFormat { Val = format }, new LevelText { Val = text },
        new LevelJustification { Val = LevelJustificationValues.Left },
        new PreviousParagraphProperties(new Indentation
        {
            Left = Step.ToString(CultureInfo.InvariantCulture), Hanging = Step.ToString(CultureInfo.InvariantCulture),
        }))
    { LevelIndex = 0 };
}
