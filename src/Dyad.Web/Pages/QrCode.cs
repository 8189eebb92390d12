using QRCoder;

namespace Dyad.Web.Pages;

/// <summary>The key of an authenticator as a picture that a phone reads.</summary>
internal static class QrCode
{
    public static string Svg(string key, string handle)
    {
        string address = $"otpauth://totp/Dyad:{Uri.EscapeDataString(handle)}?secret={key}&issuer=Dyad&digits=6&period=30";
        using var data = QRCodeGenerator.GenerateQrCode(address, QRCodeGenerator.ECCLevel.M);
        using var code = new SvgQRCode(data);
        return code.GetGraphic(4, "#000000", "#ffffff", sizingMode: SvgQRCode.SizingMode.ViewBoxAttribute);
    }
}
