using DocumentFormat.OpenXml.Drawing.Wordprocessing;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Dyad.Reports.Document;
using Dyad.Reports.Rendering.Charts;
using A = DocumentFormat.OpenXml.Drawing;
using P = DocumentFormat.OpenXml.Drawing.Pictures;

namespace Dyad.Reports.Rendering.Word;

/// <summary>A chart that Word has no kind for, as a picture that is read out by its title and description.</summary>
internal static class WordPicture
{
    /// <summary>Place of width and height in the head of a PNG: four bytes each, the first byte first.</summary>
    private const int SizeInPng = 16;

    public static Drawing Create(Document.Chart chart, Language language, uint number, MainDocumentPart part)
    {
        byte[] png = ChartFile.Untitled(chart, language);
        string id = "picture" + WordText.Number((int)number);
        using (var stream = new MemoryStream(png))
            part.AddImagePart(ImagePartType.Png, id).FeedData(stream);
        long height = WordPage.Emu * Size(png, SizeInPng + 4) / Size(png, SizeInPng);
        var picture = new P.Picture(
            new P.NonVisualPictureProperties(
                new P.NonVisualDrawingProperties { Id = number, Name = id }, new P.NonVisualPictureDrawingProperties()),
            new P.BlipFill(new A.Blip { Embed = id }, new A.Stretch(new A.FillRectangle())),
            new P.ShapeProperties(
                new A.Transform2D(new A.Offset { X = 0, Y = 0 }, new A.Extents { Cx = WordPage.Emu, Cy = height }),
                new A.PresetGeometry(new A.AdjustValueList()) { Preset = A.ShapeTypeValues.Rectangle }));
        return new Drawing(new DocumentFormat.OpenXml.Drawing.Wordprocessing.Inline(
            new Extent { Cx = WordPage.Emu, Cy = height }, new EffectExtent { LeftEdge = 0, TopEdge = 0, RightEdge = 0, BottomEdge = 0 },
            new DocProperties
            {
                Id = number, Name = id, Title = WordText.Clean(chart.Title), Description = WordText.Clean(chart.Description),
            },
            new NonVisualGraphicFrameDrawingProperties(),
            new A.Graphic(new A.GraphicData(picture) { Uri = "http://schemas.openxmlformats.org/drawingml/2006/picture" }))
        { DistanceFromTop = 0, DistanceFromBottom = 0, DistanceFromLeft = 0, DistanceFromRight = 0 });
    }

    private static long Size(byte[] png, int at) => System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(png.AsSpan(at));
}
