namespace Dyad.Data.Sources.Http;

/// <summary>Where keys of services are read from: the environment, or a file that the environment names.</summary>
public static class SourceKeys
{
    /// <summary>
    /// The key of a source: the value of <see cref="SourceInfo.KeyVariable"/>, or the first line of the file that
    /// <c>VARIABLE_FILE</c> names (as secrets are mounted); null where there is none.
    /// </summary>
    /// <exception cref="FactException">The file cannot be read; the message names the file.</exception>
    public static string? Find(SourceInfo info, Func<string, string?>? environment = null)
    {
        ArgumentNullException.ThrowIfNull(info);
        if (info.KeyVariable is not { } variable)
            return null;
        environment ??= Environment.GetEnvironmentVariable;
        if (environment(variable) is { Length: > 0 } key)
            return key;
        if (environment(variable + "_FILE") is not { Length: > 0 } file)
            return null;
        try
        {
            return File.ReadLines(file).FirstOrDefault();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FactException($"{file}: the file of {variable}_FILE cannot be read: {e.Message}", e);
        }
    }
}
