using System.Text.Json.Serialization;

namespace Emergency.Domain.Positions;

/// <summary>Where a unit was at a moment.</summary>
/// <param name="Position">WGS-84.</param>
/// <param name="At">When the receiver took it, by the device's clock.</param>
/// <param name="SpeedKmh">Kilometres an hour; null when the receiver did not say.</param>
/// <param name="HeadingDegrees">0 (north) to under 360, clockwise; null when it did not say.</param>
/// <param name="Accuracy">The receiver's own estimate; null when it did not say.</param>
public sealed record Fix(GeoPoint Position, DateTimeOffset At, double? SpeedKmh = null, double? HeadingDegrees = null, Metres? Accuracy = null);

/// <summary>What became of a fix.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FixVerdict>))]
public enum FixVerdict
{
    /// <summary>It is where the unit is now.</summary>
    [JsonStringEnumMemberName("newest")] Newest = 0,

    /// <summary>It is older than what is known: part of the track, but not where the unit is now.</summary>
    [JsonStringEnumMemberName("late")] Late = 1,

    /// <summary>It is known already.</summary>
    [JsonStringEnumMemberName("duplicate")] Duplicate = 2,

    /// <summary>No vehicle gets there that fast: part of the track, marked; believed only when the next fix agrees.</summary>
    [JsonStringEnumMemberName("suspect")] Suspect = 3,

    /// <summary>It cannot be true and is dropped.</summary>
    [JsonStringEnumMemberName("rejected")] Rejected = 4,
}

/// <summary>Bounds of what a fix may say.</summary>
public static class FixLimits
{
    /// <summary>A fix this far ahead of the server's clock is taken as now without remark.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);

    /// <summary>A fix up to this far ahead is taken as now, and the device's clock is called wrong; further ahead it is dropped.</summary>
    public static readonly TimeSpan WrongClock = TimeSpan.FromMinutes(10);

    /// <summary>Faster than this between two fixes is no driving.</summary>
    public const double JumpKmh = 250;

    /// <summary>Jumps shorter than this are the receiver's noise.</summary>
    public static readonly Metres JumpLength = new(300);

    /// <summary>The fastest speed that a receiver is believed.</summary>
    public const double MaxSpeedKmh = 400;
}

/// <summary>What became of a fix, and the track after it.</summary>
/// <param name="Fix">As taken: with its time moved to now when it came from the future.</param>
/// <param name="IsClockAhead">The device's clock is ahead by more than <see cref="FixLimits.Skew"/>.</param>
/// <param name="Rejection">Only with <see cref="FixVerdict.Rejected"/>.</param>
public sealed record FixAnswer(FixVerdict Verdict, Fix Fix, PositionTrack Track, bool IsClockAhead = false, Rejection? Rejection = null);

/// <summary>
/// Where a unit is: the newest fix by the time it was taken, whatever order fixes arrive in. A late or buffered fix never overwrites a
/// newer one; one from the future is taken as now, so that it cannot freeze what is newest; one that is impossibly far away waits until
/// the next fix agrees with it. Immutable.
/// </summary>
/// <param name="Latest">Where the unit is now; null before the first fix.</param>
/// <param name="Suspect">A newer fix that would be an impossible jump.</param>
public sealed record PositionTrack(Fix? Latest = null, Fix? Suspect = null)
{
    /// <summary>No fix yet.</summary>
    public static PositionTrack Empty { get; } = new();

    /// <summary>The age of the newest fix, by when it was taken; null before the first. Never negative.</summary>
    public TimeSpan? AgeAt(DateTimeOffset now) =>
        Latest is null ? null : now > Latest.At ? now - Latest.At : TimeSpan.Zero;

    /// <summary>Takes a fix.</summary>
    public FixAnswer Offer(Fix offered, DateTimeOffset now)
    {
        if (Implausible(offered, now) is { } rejection)
            return new(FixVerdict.Rejected, offered, this, offered.At > now + FixLimits.WrongClock, rejection);
        var isAhead = offered.At > now + FixLimits.Skew;
        var fix = offered.At > now ? offered with { At = now } : offered;
        var (verdict, track) = Place(fix, isFromFuture: offered.At > now);
        return new(verdict, fix, track, isAhead);
    }

    /// <summary>Of fixes that were all moved to now, the one that came last is the newest.</summary>
    private (FixVerdict, PositionTrack) Place(Fix fix, bool isFromFuture)
    {
        if (fix == Latest || fix == Suspect)
            return (FixVerdict.Duplicate, this);
        if (Latest is null)
            return (FixVerdict.Newest, new(fix));
        if (fix.At < Latest.At || (fix.At == Latest.At && !isFromFuture))
            return (FixVerdict.Late, this);
        if (!IsJump(Latest, fix) || (Suspect is not null && Suspect.At < fix.At && !IsJump(Suspect, fix)))
            return (FixVerdict.Newest, new(fix));
        return (FixVerdict.Suspect, Suspect is null || Suspect.At < fix.At ? this with { Suspect = fix } : this);
    }

    private static bool IsJump(Fix from, Fix to)
    {
        var length = from.Position.DistanceTo(to.Position);
        var hours = (to.At - from.At).TotalHours;
        return length > FixLimits.JumpLength && length.Value / 1000 > FixLimits.JumpKmh * hours;
    }

    /// <summary>Nought east of nought north is what receivers say when they know nothing.</summary>
    private static Rejection? Implausible(Fix fix, DateTimeOffset now) =>
        !fix.Position.IsValid || fix.Position == default ? Refuse("the position is not a place")
        : fix.At > now + FixLimits.WrongClock ? Refuse($"the fix was taken at {fix.At:O}, ahead of the server's {now:O}")
        : fix.SpeedKmh is < 0 or > FixLimits.MaxSpeedKmh or double.NaN ? Refuse($"a speed of {fix.SpeedKmh} km/h")
        : fix.HeadingDegrees is < 0 or > 360 or double.NaN ? Refuse($"a heading of {fix.HeadingDegrees}°")
        : null;

    private static Rejection Refuse(string detail) => new(RejectionCodes.ImplausibleValue, detail);
}
