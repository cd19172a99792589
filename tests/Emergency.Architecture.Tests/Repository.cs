using System.Xml.Linq;

namespace Emergency.Architecture.Tests;

/// <summary>The checkout as the tests see it: its root, its projects and its source files.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>Project name → names of the projects it refers to.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Projects { get; } = Directory
        .EnumerateFiles(Root, "*.csproj", SearchOption.AllDirectories)
        .Where(IsSource)
        .ToDictionary(path => Path.GetFileNameWithoutExtension(path), References);

    public static IEnumerable<string> SourceFiles(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories).Where(IsSource);

    public static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    private static IReadOnlyList<string> References(string project) =>
        [.. XDocument.Load(project).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')))];

    private static bool IsSource(string path) =>
        !Relative(path).Split('/').Any(part => part is "bin" or "obj" or "node_modules" or "dist" or ".local");

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Emergency.sln")))
                return folder.FullName;
        throw new InvalidOperationException($"no Emergency.sln above {AppContext.BaseDirectory}");
    }
}
