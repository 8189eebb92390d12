namespace Dyad.Dossier.Exchange;

/// <summary>Files and folders that their owner alone can read, where the system knows such a thing.</summary>
public static class OwnerOnly
{
    /// <summary>What the owner may do with a file, and nobody else.</summary>
    public const UnixFileMode FileRights = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>What the owner may do with a folder, and nobody else.</summary>
    public const UnixFileMode FolderRights = FileRights | UnixFileMode.UserExecute;

    /// <summary>Makes a folder; one that is there is closed to others, where it is the owner who asks.</summary>
    public static DirectoryInfo MakeFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            return Directory.CreateDirectory(folder);
        var made = Directory.CreateDirectory(folder, FolderRights);
        try
        {
            made.UnixFileMode = FolderRights;
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            // Somebody else's folder, as a mounted one may be: it is theirs to close.
        }

        return made;
    }

    /// <summary>A secret out of its file; where there is none it is made, and written beside its place first.</summary>
    public static byte[] ReadOrMake(string file, Func<byte[]> make)
    {
        ArgumentNullException.ThrowIfNull(make);
        if (!File.Exists(file))
        {
            string part = file + ".part";
            File.Delete(part);
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = FileRights;
            using (var stream = new FileStream(part, options))
                stream.Write(make());
            File.Move(part, file);
        }

        return File.ReadAllBytes(file);
    }
}
