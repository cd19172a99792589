namespace Emergency.Geography;

/// <summary>The names of the files in a county package.</summary>
internal static class CountyFiles
{
    public const string Profile = "county.json";
    public const string Roads = "roads.network";
    public const string Hierarchy = "roads.hierarchy";
    public const string Boundary = "boundary.geojson";
    public const string Urban = "urban.geojson";
    public const string Population = "population.csv";
    public const string Stations = "stations.csv";
    public const string Vehicles = "vehicles.csv";
    public const string Hospitals = "hospitals.csv";
    public const string Places = "places.csv";
    public const string ImportReport = "import-report.json";
}
