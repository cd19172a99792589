namespace Emergency.Geography.Tests;

/// <summary>Counties that several tests share; each is made once.</summary>
internal static class Counties
{
    private static readonly Lazy<County> BuiltInOnce = new(() => BuiltInCounty.Create());
    private static readonly Lazy<County> AucklandOnce = new(() => Import(SharedData.Root + "/auckland"));

    public static County BuiltIn => BuiltInOnce.Value;

    /// <summary>The region of the shared data; the calling test is skipped where there is none.</summary>
    public static County Auckland
    {
        get
        {
            SharedData.Require("auckland/nodes.csv");
            return AucklandOnce.Value;
        }
    }

    private static County Import(string directory)
    {
        var findings = new CountyFindings();
        return CountyImport.Run(new ImportRequest { CsvDirectory = directory }, findings)
            ?? throw new InvalidOperationException(string.Join('\n', findings.All));
    }
}
