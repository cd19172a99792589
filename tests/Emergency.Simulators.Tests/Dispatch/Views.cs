using System.Text.Json;
using Emergency.Contracts;
using Emergency.Domain;

namespace Emergency.Simulators.Tests;

/// <summary>Views as a centre answers them, with no more than what the dispatchers look at.</summary>
internal static class Views
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static CaseView Case(
        string id, int patients = 1, Priority priority = Priority.II, string[]? notes = null, params AssignmentView[] assignments) =>
        Read<CaseView>(new
        {
            caseId = id,
            number = id,
            status = assignments.Length == 0 ? "waiting" : "assigned",
            priority,
            location = new { lon = 113.4, lat = 29.4 },
            receivedAt = Worlds.Morning,
            complaint = "x",
            patientCount = patients,
            notes = notes ?? [],
            assignments,
            patients = Array.Empty<object>(),
            clocks = Array.Empty<object>(),
        });

    public static AssignmentView Assignment(string id, Milestone milestone = Milestone.Offered, bool active = true) =>
        Read<AssignmentView>(new { assignmentId = id, ambulanceId = "A01", milestone, active, milestones = Array.Empty<object>() });

    public static RecommendationsView Recommended(string id, params (string Unit, bool Divert)[] units) => Read<RecommendationsView>(new
    {
        caseId = id,
        computedAt = Worlds.Morning,
        recommendationId = "r1",
        candidates = units.Select(unit => new
        {
            ambulanceId = unit.Unit,
            duty = UnitDuty.AvailableAtStation,
            capabilities = Array.Empty<string>(),
            reasons = Array.Empty<object>(),
            requiresDivert = unit.Divert,
        }),
        needs = Array.Empty<object>(),
        unavailable = Array.Empty<object>(),
        additional = Array.Empty<object>(),
    });

    private static T Read<T>(object content) => JsonSerializer.SerializeToElement(content, Json).Deserialize<T>(Json)!;
}
