using System.Collections.Immutable;
using Emergency.Agent.Geofence;
using Emergency.Agent.Inputs;
using Emergency.Domain;

namespace Emergency.Agent.Composition;

/// <summary>Everything about a vehicle's agent at one moment.</summary>
/// <param name="AmbulanceId">The vehicle.</param>
/// <param name="At">When this was looked at.</param>
/// <param name="Agent">The link and what waits.</param>
/// <param name="Inputs">The inputs, each with its age and what it refused.</param>
/// <param name="Skew">How this machine's clock stands to the satellites'.</param>
/// <param name="Position">The newest good fix; null when there is none.</param>
/// <param name="Proposals">Milestones that wait for the crew to confirm them.</param>
public sealed record VehicleStatus(
    AmbulanceId AmbulanceId,
    DateTimeOffset At,
    AgentStatus Agent,
    ImmutableArray<InputHealth> Inputs,
    SkewStatus Skew,
    FixReading? Position,
    ImmutableArray<MilestoneProposal> Proposals);
