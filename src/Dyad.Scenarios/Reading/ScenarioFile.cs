using Dyad.Scenarios.Model;

namespace Dyad.Scenarios.Reading;

/// <summary>Reads scenario files.</summary>
public static class ScenarioFile
{
    /// <summary>A scenario from the text of its file.</summary>
    /// <param name="name">Name of the file, for messages.</param>
    /// <param name="text">Its text.</param>
    /// <exception cref="ScenarioException">The text is no scenario: line, column and reason.</exception>
    public static Scenario Read(string name, string text) => throw new NotImplementedException();
}
