namespace Emergency.Geography.Tests;

/// <summary>A small region as CSV tables: three nodes in a row about a kilometre apart, with a side road; each test spoils one thing.</summary>
internal static class CsvFolder
{
    public const string Nodes = "id,lon,lat\n1,113.50,29.50\n2,113.51,29.50\n3,113.52,29.50\n4,113.51,29.51\n";

    public const string Edges = """
        from,to,metres,siren_seconds,normal_seconds
        1,2,968.0,60.000,90.000
        2,1,968.0,60.000,90.000
        2,3,968.0,60.500,90.000
        3,2,968.0,60.500,90.000
        2,4,1112.0,100.000,150.000
        4,2,1112.0,100.000,150.000
        """;

    public const string Stations = "id,name,lon,lat,capacity\nST01,第一站,113.501,29.501,2\nST02,Second,113.519,29.499,1\n";
    public const string Hospitals = "id,name,lon,lat,centres\nH01,医院,113.52,29.50,chest-pain;stroke\n";
    public const string Population = "lon,lat,population,urban\n113.50,29.50,100,1\n113.51,29.51,50.5,0\n";

    /// <summary>Writes the tables, with some replaced, or left out where the replacement is null.</summary>
    public static string WriteTo(TempFolder folder, params ReadOnlySpan<(string File, string? Text)> replaced)
    {
        var files = new Dictionary<string, string?>
        {
            ["nodes.csv"] = Nodes,
            ["edges.csv"] = Edges,
            ["stations.csv"] = Stations,
            ["hospitals.csv"] = Hospitals,
            ["population.csv"] = Population,
        };
        foreach (var (file, text) in replaced)
        {
            files[file] = text;
        }

        foreach (var (file, text) in files)
        {
            if (text is not null)
            {
                folder.Write($"csv/{file}", text);
            }
        }

        return folder["csv"];
    }

    public static County? Import(string directory, CountyFindings findings) =>
        CountyImport.Run(new ImportRequest { CsvDirectory = directory }, findings);
}
