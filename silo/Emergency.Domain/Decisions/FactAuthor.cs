namespace Emergency.Domain;

/// <summary>Who sets a fact, and through what.</summary>
/// <param name="Actor">A user name, a device id or a part of the system; 1 to <see cref="TextLimits.Actor"/> characters.</param>
/// <param name="Source">Desk, vehicle, geofence or the system itself.</param>
public readonly record struct FactAuthor(string Actor, FactSource Source)
{
    /// <summary>The system acting by itself.</summary>
    public static FactAuthor System { get; } = new("system", FactSource.System);

    /// <summary>A person at a console.</summary>
    public static FactAuthor Desk(string user) => new(user, FactSource.Desk);

    /// <summary>A crew, through the onboard agent.</summary>
    public static FactAuthor Vehicle(string device) => new(device, FactSource.Vehicle);

    /// <summary>A geofence, from the position of this unit.</summary>
    public static FactAuthor Geofence(string unit) => new(unit, FactSource.Geofence);
}

/// <summary>The four things that every event says: when it happened, when the server learnt it, who said so, through what.</summary>
internal readonly record struct Stamp(DateTimeOffset At, DateTimeOffset RecordedAt, string Actor, FactSource Source)
{
    public static Stamp Of(FactAuthor by, DateTimeOffset at, DateTimeOffset now) => new(at, now, by.Actor, by.Source);

    public static Stamp Of(FactAuthor by, DateTimeOffset now) => new(now, now, by.Actor, by.Source);
}
