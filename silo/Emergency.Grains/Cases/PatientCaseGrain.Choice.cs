using Emergency.Contracts;
using Emergency.Domain.Recommendations;
using Emergency.Grains.Counties;
using Microsoft.Extensions.Logging;

namespace Emergency.Grains;

/// <summary>Whether the choice of a unit needs a reason.</summary>
public sealed partial class PatientCaseGrain
{
    /// <summary>
    /// What speaks against a unit: for one that is sent now, the recommendation; for one that is kept for later, only what it lacks,
    /// because who is nearest then nobody knows. Where no recommendation can be had, nobody waits for one: what the unit lacks still counts.
    /// </summary>
    private async Task<ChoiceView?> Judge(UnitView unit, AssignUnit command, bool later)
    {
        if (later) return new ChoiceView(null, null, null, WhatItLacks(unit));
        try
        {
            return await GrainFactory.GetGrain<ICoverageGrain>(CountyKey.Value).Judge(View().ToQuery(), unit.AmbulanceId, command.RecommendationId);
        }
        catch (Exception failure) when (failure is TimeoutException or OrleansException)
        {
            LogNotJudged(failure, Id.Value);
            return new ChoiceView(null, null, null, WhatItLacks(unit));
        }
    }

    private string? WhatItLacks(UnitView unit) =>
        CrewRules.CanServe(unit.Capabilities, CountyMapping.ToCrew(unit.Crew), geography.Policy.Crew, geography.NeedsOf(State.Complaint, State.Priority))
            ? null
            : $"{unit.AmbulanceId} lacks what the case asks for: {string.Join(", ", geography.NeedsOf(State.Complaint, State.Priority))}";

    [LoggerMessage(Level = LogLevel.Warning, Message = "Case {CaseId} could not compare the chosen unit with the recommendation; it is sent without that")]
    private partial void LogNotJudged(Exception failure, string caseId);
}
