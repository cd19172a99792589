namespace Emergency.Architecture.Tests;

/// <summary>The arrows between projects point down only.</summary>
public sealed class ArrowTests
{
    /// <summary>What each project may refer to; a project that is not named here may not exist.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Orleans.Embedded"] = [],
        ["Emergency.Domain"] = [],
        ["Emergency.Geography"] = ["Emergency.Domain"],
        ["Emergency.Contracts"] = ["Emergency.Domain"],
        ["Emergency.Journal"] = [],
        ["Emergency.Grains"] = ["Emergency.Domain", "Emergency.Geography", "Emergency.Contracts", "Emergency.Journal"],
        ["Emergency.Silo"] = ["Emergency.Grains"],
        ["Emergency.Web"] = ["Emergency.Contracts", "Emergency.Silo"],
        ["Emergency.Agent"] = ["Emergency.Contracts"],
        ["Emergency.Simulators"] = ["Emergency.Agent", "Emergency.Geography"],
    };

    [Fact]
    public void References_EveryProject_PointDown()
    {
        var wrong = Repository.Projects
            .Where(project => !IsTestSide(project.Key))
            .SelectMany(project => project.Value
                .Where(target => !Allowed.GetValueOrDefault(project.Key, []).Contains(target))
                .Select(target => $"{project.Key} → {target}"));

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void Projects_AreThoseOfTheHouse_AndEachHasTests()
    {
        var product = Repository.Projects.Keys.Where(name => !IsTestSide(name)).Order();
        product.ShouldBe(Allowed.Keys.Order());

        foreach (var name in product)
            Repository.Projects.Keys.ShouldContain(name == "Orleans.Embedded" ? "Emergency.Conformance.Tests" : name + ".Tests");
    }

    [Theory]
    [InlineData("silo/Emergency.Domain", "Orleans")]
    [InlineData("silo/Emergency.Domain", "Microsoft.AspNetCore")]
    [InlineData("silo/Emergency.Domain", "System.IO")]
    [InlineData("silo/Emergency.Geography", "Orleans")]
    [InlineData("silo/Emergency.Geography", "Microsoft.AspNetCore")]
    [InlineData("silo/Emergency.Grains", "Microsoft.AspNetCore")]
    [InlineData("client-web/Emergency.Web", "Emergency.Grains")]
    [InlineData("client-web/Emergency.Web", "Emergency.Journal")]
    public void Usings_OfAProject_StayInItsBounds(string folder, string forbidden)
    {
        var wrong = Repository.SourceFiles(folder, "*.cs")
            .Where(file => File.ReadLines(file).Any(line => line.StartsWith($"using {forbidden}", StringComparison.Ordinal)))
            .Select(Repository.Relative);

        wrong.ShouldBeEmpty();
    }

    private static bool IsTestSide(string project) =>
        project.EndsWith(".Tests", StringComparison.Ordinal) || project is "Emergency.TestKit" or "Emergency.Benchmarks";
}
