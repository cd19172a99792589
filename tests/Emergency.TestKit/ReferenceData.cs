namespace Emergency.TestKit;

/// <summary>
/// Public data that tests compare with and that is not part of the project: the folder that <see cref="Variable"/> names, else a folder
/// <c>shared/data</c> beside the checkout. A test whose file is absent is skipped.
/// </summary>
public static class ReferenceData
{
    /// <summary>The environment variable that names the folder.</summary>
    public const string Variable = "EMERGENCY_REFERENCE_DATA";

    /// <summary>The file's full path, or null when it is not there.</summary>
    /// <param name="path">Its path within the folder, such as <c>demand/profile.json</c>.</param>
    public static string? Find(string path) => Folders().Select(folder => Path.Combine(folder, path)).FirstOrDefault(File.Exists);

    private static IEnumerable<string> Folders()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
            yield return named;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            yield return Path.Combine(folder.FullName, "shared", "data");
    }
}
