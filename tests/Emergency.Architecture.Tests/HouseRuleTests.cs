using System.Text.RegularExpressions;

namespace Emergency.Architecture.Tests;

/// <summary>Rules of the house that a compiler does not hold.</summary>
public sealed partial class HouseRuleTests
{
    private static readonly string[] CodeFolders = ["silo", "client-web", "ambulance-agent", "simulators", "tests"];

    /// <summary>Longer than this, a file is two files.</summary>
    private const int MostLines = 350;

    [Fact]
    public void TopLevel_Folders_AreTheNamedOnes()
    {
        var folders = Directory.EnumerateDirectories(Repository.Root).Select(Path.GetFileName).Where(name => name![0] != '.');

        folders.ShouldBeSubsetOf(["silo", "client-web", "ambulance-agent", "simulators", "tests", "deploy", "data"]);
    }

    [Fact]
    public void Programs_AreTablesOfContents()
    {
        var tooLong = CodeFolders.Take(4).SelectMany(folder => Repository.SourceFiles(folder, "Program.cs"))
            .Where(file => File.ReadLines(file).Count() > 40).Select(Repository.Relative);

        tooLong.ShouldBeEmpty();
    }

    [Fact]
    public void SourceFiles_FitInTheHead()
    {
        var tooLong = CodeFolders.SelectMany(folder => Repository.SourceFiles(folder, "*.cs"))
            .Where(file => File.ReadLines(file).Count() > MostLines).Select(Repository.Relative);

        tooLong.ShouldBeEmpty();
    }

    [Fact]
    public void Grains_HaveNoLaneSwitches()
    {
        var switched = Repository.SourceFiles("silo/Emergency.Grains", "*.cs")
            .Where(file => File.ReadLines(file).Any(line => line.StartsWith("#if", StringComparison.Ordinal))).Select(Repository.Relative);

        switched.ShouldBeEmpty();
    }

    [Fact]
    public void Catches_AreNeverEmpty()
    {
        var empty = CodeFolders.SelectMany(folder => Repository.SourceFiles(folder, "*.cs"))
            .Where(file => EmptyCatch().IsMatch(File.ReadAllText(file))).Select(Repository.Relative);

        empty.ShouldBeEmpty();
    }

    [GeneratedRegex(@"catch\s*(\([^)]*\))?\s*\{\s*\}")]
    private static partial Regex EmptyCatch();
}
