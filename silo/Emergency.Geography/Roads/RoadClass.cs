using System.Text.Json.Serialization;

namespace Emergency.Geography;

/// <summary>What kind of road it is: how it is drawn, and how fast it is where nothing better is known. The order is the order of importance.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RoadClass>))]
public enum RoadClass
{
    /// <summary>高速公路: entered and left at interchanges only (OSM <c>motorway</c>).</summary>
    [JsonStringEnumMemberName("expressway")] Expressway = 0,

    /// <summary>国道 (OSM <c>trunk</c>).</summary>
    [JsonStringEnumMemberName("national")] National = 1,

    /// <summary>省道 (OSM <c>primary</c>).</summary>
    [JsonStringEnumMemberName("provincial")] Provincial = 2,

    /// <summary>县道 (OSM <c>secondary</c>).</summary>
    [JsonStringEnumMemberName("county")] County = 3,

    /// <summary>乡道 (OSM <c>tertiary</c>).</summary>
    [JsonStringEnumMemberName("township")] Township = 4,

    /// <summary>村道 (OSM <c>unclassified</c>).</summary>
    [JsonStringEnumMemberName("village")] Village = 5,

    /// <summary>A street of a town (OSM <c>residential</c>, <c>living_street</c>).</summary>
    [JsonStringEnumMemberName("street")] Street = 6,

    /// <summary>A lane, a yard or a farm track (OSM <c>service</c>, <c>track</c>).</summary>
    [JsonStringEnumMemberName("lane")] Lane = 7,

    /// <summary>A vehicle ferry.</summary>
    [JsonStringEnumMemberName("ferry")] Ferry = 8,
}

/// <summary>How a vehicle drives.</summary>
public enum TravelProfile
{
    /// <summary>With siren and lights.</summary>
    Siren = 0,

    /// <summary>In ordinary traffic.</summary>
    Normal = 1,
}
