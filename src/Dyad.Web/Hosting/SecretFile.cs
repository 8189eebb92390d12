using System.Security.Cryptography;

namespace Dyad.Web.Hosting;

/// <summary>A secret of the server in a file that its owner alone reads.</summary>
internal static class SecretFile
{
    /// <summary>The secret, made where there is none.</summary>
    public static byte[] Open(string file)
    {
        if (!File.Exists(file))
        {
            string part = file + ".part";
            File.Delete(part);
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using (var stream = new FileStream(part, options))
                stream.Write(RandomNumberGenerator.GetBytes(32));
            File.Move(part, file);
        }

        return File.ReadAllBytes(file);
    }
}
