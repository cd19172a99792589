using System.Globalization;
using Emergency.TestKit;

namespace Emergency.System.Tests;

/// <summary>The county that a system test runs in: Auckland where the public reference data is beside the checkout, else the built-in one.</summary>
internal sealed record TestCounty(string? Folder, double Lon, double Lat)
{
    private static readonly Lazy<Task<TestCounty>> Imported = new(Import);

    /// <summary>A scene in the middle of the built-in county's seat.</summary>
    public static TestCounty BuiltIn { get; } = new(null, 113.44, 29.48);

    public static Task<TestCounty> Reference() => Imported.Value;

    /// <summary>Imports once per run, with the real command.</summary>
    private static async Task<TestCounty> Import()
    {
        if (SharedData.Root is null) return BuiltIn;
        var source = SharedData.Require("auckland");
        var folder = Path.Combine(Directory.CreateTempSubdirectory("emergency-auckland-").FullName, "county");
        var (exit, output) = await BuiltProgram.Run("silo/Emergency.Silo", "Emergency.Silo", "county", "import", "--csv", source, "--out", folder);
        if (exit != 0) throw new InvalidOperationException($"county import ended with {exit}:\n{output}");
        var hospital = File.ReadLines(Path.Combine(source, "hospitals.csv")).Skip(1).First().Split(',');
        return new TestCounty(folder, Number(hospital[2]) + 0.02, Number(hospital[3]) - 0.02);

        static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
    }
}
