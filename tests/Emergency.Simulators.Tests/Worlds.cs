using Emergency.Domain;
using Emergency.Geography;

namespace Emergency.Simulators.Tests;

/// <summary>The built-in county, made once, and what crews need of it.</summary>
internal static class Worlds
{
    public static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
    public static readonly DateTimeOffset Morning = new(2026, 3, 2, 8, 0, 0, TimeSpan.FromHours(8));
    private static readonly Lazy<County> BuiltIn = new(() => BuiltInCounty.Create());

    public static County County => BuiltIn.Value;

    public static CrewWorld Crews(CrewOptions? options = null, DrivingOptions? driving = null)
    {
        var roads = new DrivePlanner(County, driving ?? new DrivingOptions());
        return new CrewWorld(options ?? new CrewOptions(), roads, new Hospitals(County.Hospitals, roads), Zone);
    }

    /// <summary>A place where people live, the same for the same number.</summary>
    public static GeoPoint Home(int number) => County.Population[(int)((long)number * 7919 % County.Population.Length)].Centre;

    public static GeoPoint Station => County.Stations[0].Position;
}
