using System.Collections.Immutable;
using Emergency.Domain;

namespace Emergency.Geography;

/// <summary>A unit as relocation sees it. Units that are not available may be listed; they do not count.</summary>
/// <param name="Id">Which unit.</param>
/// <param name="Position">Where it is.</param>
/// <param name="Duty">What it does.</param>
/// <param name="Station">Where it stands, or where it is on its way to; null when it roams. It counts at that station, as if it were there.</param>
/// <param name="MayMove">False when its crew must be left alone for a reason that the caller knows, such as rest.</param>
public readonly record struct RelocationUnit(AmbulanceId Id, GeoPoint Position, UnitDuty Duty, StationId? Station, bool MayMove = true)
{
    /// <summary>Whether it is there for the next call.</summary>
    public bool IsAvailable => Duty is UnitDuty.AvailableAtStation or UnitDuty.AvailableMobile;
}

/// <summary>What became of an earlier suggestion.</summary>
/// <param name="Unit">Which unit.</param>
/// <param name="From">The station that it left, or null.</param>
/// <param name="To">The station that it was to go to.</param>
/// <param name="At">When that was decided.</param>
/// <param name="Accepted">True when it was sent; false when the suggestion was dismissed.</param>
public sealed record RelocationMove(AmbulanceId Unit, StationId? From, StationId To, DateTimeOffset At, bool Accepted);

/// <summary>The situation that suggestions are asked for.</summary>
/// <param name="Now">The moment.</param>
/// <param name="ShiftStart">When the shift began: moves since then count against <see cref="RelocationOptions.MovesPerShift"/>.</param>
/// <param name="Units">All units of the county, in any order; ids must not repeat.</param>
/// <param name="History">Moves and dismissals, in any order; those before the shift and the hold-off do not matter.</param>
public sealed record RelocationRequest(
    DateTimeOffset Now,
    DateTimeOffset ShiftStart,
    ImmutableArray<RelocationUnit> Units,
    ImmutableArray<RelocationMove> History);

/// <summary>Who is covered, in people and in shares of all people.</summary>
/// <param name="Covered">People whom at least one available unit reaches in time, those on the way to a station counted there.</param>
/// <param name="Expected">
/// People expected to be reached in time when every unit is busy for a share q of its time: Σ people·(1 − q^k) with k units in time
/// (MEXCLP; M. S. Daskin, "A maximum expected covering location model", Transportation Science 17, 1983).
/// </param>
/// <param name="CoveredShare">Covered ÷ all people; 0 where there are none.</param>
/// <param name="ExpectedShare">Expected ÷ all people; 0 where there are none.</param>
public readonly record struct ExpectedCoverage(double Covered, double Expected, double CoveredShare, double ExpectedShare);

/// <summary>A move that would help.</summary>
/// <param name="Unit">Which unit.</param>
/// <param name="From">The station that it leaves, or null when it roams.</param>
/// <param name="To">The station that it goes to.</param>
/// <param name="Drive">How long the way there takes, without siren.</param>
/// <param name="Gain">How many more people are expected to be reached in time; more than 0.</param>
/// <param name="NewlyInTime">People whom no unit reaches in time now, and this one would.</param>
/// <param name="NoLongerInTime">People whom only this unit reaches in time now, and none would.</param>
/// <param name="Before">Coverage before this move, the suggestions ahead of it carried out.</param>
/// <param name="After">Coverage once it has arrived.</param>
/// <param name="MovesThisShift">How many moves the crew has made in this shift already.</param>
public sealed record RelocationSuggestion(
    AmbulanceId Unit,
    StationId? From,
    StationId To,
    TimeSpan Drive,
    double Gain,
    double NewlyInTime,
    double NoLongerInTime,
    ExpectedCoverage Before,
    ExpectedCoverage After,
    int MovesThisShift);

/// <summary>Where a unit that becomes free should go.</summary>
/// <param name="Station">The station.</param>
/// <param name="Drive">How long the way there takes, without siren.</param>
/// <param name="Gain">How many more people are expected to be reached in time than if it were not there at all.</param>
/// <param name="GainAtHome">The same for its own station; null when that has no room or no way leads there.</param>
public sealed record ReturnAdvice(StationId Station, TimeSpan Drive, double Gain, double? GainAtHome);
