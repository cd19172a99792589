using System.Collections.Immutable;
using Emergency.Domain;

namespace Emergency.Geography;

/// <summary>Reads the tables of a county. A file that is not there is an empty table; a row that cannot be used is an error.</summary>
internal static class ResourceReader
{
    private const int MostVehiclesAtStation = 200;
    private const int MostPatients = 10_000;
    private const double MostPeopleInCell = 10_000_000;

    /// <summary>Cells: <c>lon,lat,population</c>, and <c>urban</c> (0 or 1) where it is known; otherwise by where the centre lies.</summary>
    public static ImmutableArray<PopulationCell> Population(string path, Func<GeoPoint, AreaKind> kindOf, CountyFindings findings) =>
        Rows<PopulationCell>(path, findings, ["lon", "lat", "population"], sheet =>
        {
            if (!sheet.TryPoint(out var centre) || !sheet.TryNumber("population", 0, MostPeopleInCell, out var people))
            {
                return default;
            }

            if (sheet.Text("urban") is null)
            {
                return (true, new PopulationCell(centre, people, kindOf(centre)));
            }

            return sheet.TryNumber("urban", 0, 1, out var urban)
                ? (true, new PopulationCell(centre, people, urban > 0.5 ? AreaKind.Urban : AreaKind.Rural))
                : default;
        });

    /// <summary>Stations: <c>id,name,lon,lat</c>, and <c>nameEn</c>, <c>capacity</c> (by default 1).</summary>
    public static ImmutableArray<CountyStation> Stations(string path, CountyFindings findings)
    {
        var seen = new HashSet<string>();
        return Rows<CountyStation>(path, findings, ["id", "name", "lon", "lat"], sheet =>
            sheet.TryNewId(seen, out var id) && sheet.TryText("name", out var name) && sheet.TryPoint(out var position)
                && TryCount(sheet, "capacity", MostVehiclesAtStation, 1, out var capacity)
                ? (true, new CountyStation(new StationId(id), name, sheet.Text("nameEn"), position, capacity))
                : default);
    }

    /// <summary>Vehicles: <c>id,plate,station</c>, and <c>capabilities</c>, <c>crew</c> as words separated by semicolons.</summary>
    public static ImmutableArray<CountyVehicle> Vehicles(string path, CountyFindings findings)
    {
        var seen = new HashSet<string>();
        return Rows<CountyVehicle>(path, findings, ["id", "plate", "station"], sheet =>
            sheet.TryNewId(seen, out var id) && sheet.TryText("plate", out var plate) && sheet.TryText("station", out var station)
                ? (true, new CountyVehicle(new AmbulanceId(id), plate, new StationId(station), [.. sheet.Words("capabilities")], [.. sheet.Words("crew")]))
                : default);
    }

    /// <summary>Hospitals: <c>id,name,lon,lat</c>, and <c>nameEn</c>, <c>centres</c> (words separated by semicolons), <c>capacity</c> (by default 1).</summary>
    public static ImmutableArray<CountyHospital> Hospitals(string path, CountyFindings findings)
    {
        var seen = new HashSet<string>();
        return Rows<CountyHospital>(path, findings, ["id", "name", "lon", "lat"], sheet =>
            sheet.TryNewId(seen, out var id) && sheet.TryText("name", out var name) && sheet.TryPoint(out var position)
                && TryCount(sheet, "capacity", MostPatients, 1, out var capacity)
                ? (true, new CountyHospital(new HospitalId(id), name, sheet.Text("nameEn"), position, [.. sheet.Words("centres")], capacity))
                : default);
    }

    /// <summary>Places: <c>name,kind,lon,lat</c>, and <c>nameEn</c>, <c>approximate</c> (0 or 1).</summary>
    public static ImmutableArray<CountyPlace> Places(string path, CountyFindings findings) =>
        Rows<CountyPlace>(path, findings, ["name", "kind", "lon", "lat"], sheet =>
        {
            if (!sheet.TryText("name", out var name) || !sheet.TryText("kind", out var word) || !sheet.TryPoint(out var position)
                || !TryCount(sheet, "approximate", 1, 0, out var approximate))
            {
                return default;
            }

            if (!Enum.TryParse<PlaceKind>(word, ignoreCase: true, out var kind) || !Enum.IsDefined(kind))
            {
                sheet.Error($"kind {word} is unknown: expected {string.Join(", ", Enum.GetNames<PlaceKind>()).ToLowerInvariant()}");
                return default;
            }

            return (true, new CountyPlace(name, sheet.Text("nameEn"), kind, position, approximate == 1));
        });

    private static ImmutableArray<T> Rows<T>(string path, CountyFindings findings, string[] required, Func<CsvSheet, (bool IsGood, T Item)> read)
    {
        if (!File.Exists(path))
        {
            return [];
        }

        using var sheet = CsvSheet.Open(path, findings, required);
        var items = ImmutableArray.CreateBuilder<T>();
        while (sheet is not null && sheet.Read())
        {
            if (read(sheet) is (true, var item))
            {
                items.Add(item);
            }
        }

        return items.DrainToImmutable();
    }

    private static bool TryCount(CsvSheet sheet, string column, int most, int usual, out int count)
    {
        count = usual;
        if (sheet.Text(column) is null)
        {
            return true;
        }

        if (!sheet.TryNumber(column, 0, most, out var number))
        {
            return false;
        }

        count = (int)number;
        if (count != number)
        {
            sheet.Error(FormattableString.Invariant($"{column} is {number}: expected a whole number"));
        }

        return count == number;
    }
}
