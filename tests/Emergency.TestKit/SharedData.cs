namespace Emergency.TestKit;

/// <summary>
/// Finds the public data that tests measure against and that is not part of this project: the folder named by the environment variable
/// <c>EMERGENCY_SHARED_DATA</c>, or <c>shared/data</c> beside the checkout or beside any folder above it.
/// </summary>
public static class SharedData
{
    /// <summary>The environment variable that says where the data is.</summary>
    public const string Variable = "EMERGENCY_SHARED_DATA";

    /// <summary>xunit makes a skip of an exception whose message begins so; it keeps this kit free of a test framework.</summary>
    private const string SkipToken = "$XunitDynamicSkip$";

    /// <summary>The folder with the data, or null where there is none.</summary>
    public static string? Root { get; } = FindRoot();

    /// <summary>The full path of a file or folder in the data; the calling test is skipped where it does not exist.</summary>
    /// <param name="relative">The path within the data, such as <c>auckland</c>.</param>
    public static string Require(string relative)
    {
        if (Root is null)
        {
            throw new InvalidOperationException($"{SkipToken}no shared data: set {Variable}, or put shared/data beside the checkout");
        }

        var path = Path.Combine(Root, relative);
        return Path.Exists(path) ? path : throw new InvalidOperationException($"{SkipToken}the shared data has no {relative}");
    }

    private static string? FindRoot()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
        {
            return Directory.Exists(named) ? named : null;
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "shared", "data");
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        return null;
    }
}
