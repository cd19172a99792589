using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Emergency.Domain;

namespace Emergency.Geography;

/// <summary>People who live about one point.</summary>
/// <param name="Centre">The cell's centre.</param>
/// <param name="People">How many; a census that hides small numbers may give fractions.</param>
/// <param name="Area">Which standard holds for them.</param>
public readonly record struct PopulationCell(GeoPoint Centre, double People, AreaKind Area);

/// <summary>A base where ambulances stand.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="Name">What people call it.</param>
/// <param name="NameEn">Its name in English, or null.</param>
/// <param name="Position">Where it is.</param>
/// <param name="Capacity">How many vehicles it holds.</param>
public sealed record CountyStation(StationId Id, string Name, string? NameEn, GeoPoint Position, int Capacity);

/// <summary>An ambulance or another vehicle of the service.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="Plate">Its number plate.</param>
/// <param name="Station">Where it belongs.</param>
/// <param name="Capabilities">What it can do: words such as those of <see cref="VehicleCapability"/>.</param>
/// <param name="Crew">Who rides in it: words such as <c>driver</c>, <c>nurse</c>, <c>doctor</c>.</param>
public sealed record CountyVehicle(
    AmbulanceId Id, string Plate, StationId Station, ImmutableArray<string> Capabilities, ImmutableArray<string> Crew);

/// <summary>A hospital or health centre that receives patients.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="Name">What people call it.</param>
/// <param name="NameEn">Its name in English, or null.</param>
/// <param name="Position">Where it is.</param>
/// <param name="Centres">Its emergency centres: words such as those of <see cref="HospitalCentre"/>.</param>
/// <param name="Capacity">How many emergency patients it can take at once.</param>
public sealed record CountyHospital(
    HospitalId Id, string Name, string? NameEn, GeoPoint Position, ImmutableArray<string> Centres, int Capacity);

/// <summary>What a named place is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PlaceKind>))]
public enum PlaceKind
{
    /// <summary>The county seat.</summary>
    [JsonStringEnumMemberName("seat")] Seat = 0,

    /// <summary>The seat of a town or street office.</summary>
    [JsonStringEnumMemberName("town")] Town = 1,

    /// <summary>A village.</summary>
    [JsonStringEnumMemberName("village")] Village = 2,

    /// <summary>Another named place.</summary>
    [JsonStringEnumMemberName("locality")] Locality = 3,
}

/// <summary>A named place, for labels and for saying where something is.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="NameEn">Its name in English, or null.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Position">Where it is.</param>
/// <param name="IsApproximate">Whether the position is only roughly right.</param>
public sealed record CountyPlace(string Name, string? NameEn, PlaceKind Kind, GeoPoint Position, bool IsApproximate);

/// <summary>The usual words for what a vehicle can do.</summary>
public static class VehicleCapability
{
    /// <summary>Basic life support.</summary>
    public const string BasicLifeSupport = "bls";

    /// <summary>Advanced life support.</summary>
    public const string AdvancedLifeSupport = "als";

    /// <summary>Newborn transport with an incubator.</summary>
    public const string Newborn = "newborn";

    /// <summary>A doctor's car: brings a doctor, carries no patient.</summary>
    public const string DoctorCar = "doctor-car";

    /// <summary>Negative pressure for infectious patients.</summary>
    public const string NegativePressure = "negative-pressure";

    /// <summary>A transport ventilator.</summary>
    public const string Ventilator = "ventilator";

    /// <summary>Can carry a patient lying down.</summary>
    public const string Stretcher = "stretcher";
}

/// <summary>The usual words for a hospital's emergency centres.</summary>
public static class HospitalCentre
{
    /// <summary>胸痛中心.</summary>
    public const string ChestPain = "chest-pain";

    /// <summary>卒中中心.</summary>
    public const string Stroke = "stroke";

    /// <summary>创伤中心.</summary>
    public const string Trauma = "trauma";

    /// <summary>危重孕产妇救治中心.</summary>
    public const string Maternal = "maternal";

    /// <summary>危重儿童和新生儿救治中心.</summary>
    public const string Newborn = "newborn";
}
