using System.Text.Json;

namespace Dyad.Data.Sources.Http;

/// <summary>Where keys of services are read from: the environment, a file that it names, or the user secrets of .NET.</summary>
public static class SourceKeys
{
    /// <summary>
    /// The key of a source: the value of <see cref="SourceInfo.KeyVariable"/>, or the first line of the file that
    /// <c>VARIABLE_FILE</c> names (as secrets are mounted); else the entry of that name in the user secrets of the id <c>dyad</c>; null
    /// where there is none.
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
            return Secret(variable, environment);
        try
        {
            return File.ReadLines(file).FirstOrDefault();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FactException($"{file}: the file of {variable}_FILE cannot be read: {e.Message}", e);
        }
    }

    /// <summary>An entry of secrets.json where <c>dotnet user-secrets --id dyad</c> keeps it.</summary>
    private static string? Secret(string variable, Func<string, string?> environment)
    {
        var folder = environment("APPDATA") is { Length: > 0 } data
            ? Path.Combine(data, "Microsoft", "UserSecrets")
            : environment("HOME") is { Length: > 0 } home ? Path.Combine(home, ".microsoft", "usersecrets") : null;
        if (folder is null)
            return null;
        var file = Path.Combine(folder, "dyad", "secrets.json");
        if (!File.Exists(file))
            return null;
        try
        {
            using var secrets = JsonDocument.Parse(
                File.ReadAllText(file), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            return secrets.RootElement.ValueKind == JsonValueKind.Object && secrets.RootElement.TryGetProperty(variable, out var value)
                && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } key ? key : null;
        }
        catch (JsonException)
        {
            // The message of the reader could show a piece of a key.
            throw new FactException($"{file}: the user secrets are no JSON");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FactException($"{file}: the user secrets cannot be read: {e.Message}", e);
        }
    }
}
