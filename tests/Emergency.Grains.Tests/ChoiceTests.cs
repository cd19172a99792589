using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Geography;

namespace Emergency.Grains.Tests;

/// <summary>Who is sent against the recommendation says why, and the journal keeps it with what was recommended then.</summary>
public sealed class ChoiceTests
{
    [Fact]
    public async Task Assign_FirstChoice_NeedsNoReason()
    {
        await using var world = await DispatchWorld.Start();
        var advice = await Advice(world, await world.Open("c1"));

        var sent = await Send(world, advice.Candidates[0].AmbulanceId);

        sent.Refusal.ShouldBeNull();
        sent.Value!.FirstChoice.ShouldBe(advice.Candidates[0].AmbulanceId);
        sent.Value.OverrideReason.ShouldBeNull();
    }

    [Fact]
    public async Task Assign_AnotherThanTheFirstWithoutReason_IsRefusedNamingTheFirst()
    {
        await using var world = await DispatchWorld.Start();
        var advice = await Advice(world, await world.Open("c1"));

        var refused = await Send(world, Farther(advice));

        refused.Refusal!.Code.ShouldBe("override-reason-required");
        refused.Refusal.Detail.ShouldContain(advice.Candidates[0].AmbulanceId.Value);
        refused.Refusal.Detail.ShouldContain("nearest");
        (await world.Case("c1").Get())!.Assignments.ShouldBeEmpty();
    }

    [Fact]
    public async Task Assign_AnotherThanTheFirstWithReason_IsKeptWithTheFirstOverARestart()
    {
        await using var world = await DispatchWorld.Start();
        var advice = await Advice(world, await world.Open("c1"));

        (await Send(world, Farther(advice), "车组电话报告更近")).Refusal.ShouldBeNull();
        await world.Restart();

        var kept = (await world.Case("c1").Get())!.Assignments.Single();
        (kept.OverrideReason, kept.FirstChoice).ShouldBe(("车组电话报告更近", advice.Candidates[0].AmbulanceId));
        kept.FirstChoiceEtaSeconds!.Value.ShouldBe(advice.Candidates[0].EtaSeconds!.Value, 1);
        var line = (await world.Case("c1").GetTimeline()).Single(e => e.Kind == "assignment-requested");
        line.Reason.ShouldBe("车组电话报告更近");
        line.FirstChoice.ShouldBe(advice.Candidates[0].AmbulanceId);
        line.Detail!.ShouldContain(advice.Candidates[0].AmbulanceId.Value);
    }

    [Fact]
    public async Task Assign_FirstOnTheScreenButNoLonger_IsFairForAWhile()
    {
        await using var world = await DispatchWorld.Start();
        var opened = await world.Open("c1");
        var seen = await SeenWhileNearOnesPaused(world, opened);

        (await Send(world, seen.Candidates[0].AmbulanceId)).Refusal!.Code.ShouldBe("override-reason-required");
        var fair = await Send(world, seen.Candidates[0].AmbulanceId, seen: seen.RecommendationId);

        fair.Refusal.ShouldBeNull();
        fair.Value!.FirstChoice.ShouldBe(seen.Candidates[0].AmbulanceId);
    }

    [Fact]
    public async Task Assign_WhatWasSeenIsLongAgo_IsJudgedByNow()
    {
        await using var world = await DispatchWorld.Start();
        var opened = await world.Open("c1");
        var seen = await SeenWhileNearOnesPaused(world, opened);
        world.Clock.Advance(TimeSpan.FromMinutes(2));

        (await Send(world, seen.Candidates[0].AmbulanceId, seen: seen.RecommendationId)).Refusal!.Code.ShouldBe("override-reason-required");
    }

    [Fact]
    public async Task Assign_LacksWhatIsNeeded_NeedsAReasonAlsoForLater()
    {
        await using var world = await DispatchWorld.Start();
        var opened = await world.Open("c1", Priority.II, "新生儿窒息");
        var lacking = (await Advice(world, opened)).Candidates.First(c => !c.Capabilities.Contains("newborn")).AmbulanceId;

        (await Send(world, lacking)).Refusal!.Code.ShouldBe("override-reason-required");
        (await world.Case("c1").Assign(new AssignUnit(DispatchWorld.Dispatcher, new AssignmentId("as-1"), lacking, Queue: true))).Refusal!.Code
            .ShouldBe("override-reason-required");
    }

    [Fact]
    public async Task Recommend_OtherMissionLessUrgent_SaysWhatTheFirstCaseLoses()
    {
        await using var world = await DispatchWorld.Start();
        var minor = await world.Open("c1", Priority.IV);
        var unit = (await Advice(world, minor)).Candidates[0].AmbulanceId;
        await Send(world, unit);
        var major = await world.Open("c2", Priority.I, "心跳骤停");

        await world.Settles(() => Advice(world, major).Result.Candidates.Any(c => c.RequiresDivert));
        var divert = (await Advice(world, major)).Candidates.Single(c => c.RequiresDivert);

        divert.AmbulanceId.ShouldBe(unit);
        divert.Reasons.Select(r => r.Code).ShouldContain("first-case-waits");
    }

    [Fact]
    public async Task Recommend_UnitOffDuty_IsListedWithWhy()
    {
        await using var world = await DispatchWorld.Start();
        var opened = await world.Open("c1", Priority.I, "心跳骤停");
        var unit = DispatchWorld.County.Vehicles[1].Id;
        await world.Unit(unit).SetDuty(new SetDuty(DispatchWorld.Dispatcher, UnitDuty.OutOfService, "flat tyre"));

        await world.Settles(() => Advice(world, opened).Result.Unavailable.Length == 1);
        var advice = await Advice(world, opened);

        advice.Unavailable[0].AmbulanceId.ShouldBe(unit);
        (advice.Unavailable[0].Reasons[0].Code, advice.Unavailable[0].Reasons[0].Arguments["reason"]).ShouldBe(("out-of-service", "flat tyre"));
        advice.Candidates.Length.ShouldBe(DispatchWorld.County.Vehicles.Length - 1);
        advice.Additional.ShouldContain(a => a.Kind == "second-unit" && a.Candidates.Length > 0);
        advice.Needs.ShouldBe(["als"]);
    }

    [Fact]
    public async Task RecommendHospitals_ChestPain_NearestOpenCentreFirst()
    {
        await using var world = await DispatchWorld.Start();
        var county = world.Cluster.Grains.GetGrain<ICountyGrain>(CountyKey.Value);
        await world.Open("c1", Priority.I, "胸痛");
        await world.Settles(() => county.RecommendHospitals(new CaseId("c1")).Result is not null);

        var advice = (await county.RecommendHospitals(new CaseId("c1")))!;

        advice.Needs.ShouldBe([HospitalCentre.ChestPain]);
        advice.AmbulanceId.ShouldBeNull();
        advice.Candidates.Length.ShouldBe(DispatchWorld.County.Hospitals.Length);
        advice.Candidates[0].Centres.ShouldContain(HospitalCentre.ChestPain);
        advice.Candidates[0].Reasons.ShouldContain(r => r.Code == "nearest-suitable");

        var best = advice.Candidates[0].HospitalId;
        await world.Cluster.Grains.GetGrain<IHospitalGrain>(best.Value).SetDiversion("cath lab down", null, DispatchWorld.Dispatcher);
        await world.Settles(() => county.RecommendHospitals(new CaseId("c1")).Result!.Candidates[0].HospitalId != best);
    }

    [Fact]
    public async Task RecommendHospitals_CaseIsNotOpen_KnowsNothing()
    {
        await using var world = await DispatchWorld.Start();

        (await world.Cluster.Grains.GetGrain<ICountyGrain>(CountyKey.Value).RecommendHospitals(new CaseId("c-nobody"))).ShouldBeNull();
    }

    /// <summary>What a dispatcher saw while the nearest units had a break that is over now.</summary>
    private static async Task<RecommendationsView> SeenWhileNearOnesPaused(DispatchWorld world, CaseView opened)
    {
        var before = await Advice(world, opened);
        var farther = before.Candidates.Single(c => c.AmbulanceId == Farther(before));
        var near = before.Candidates.TakeWhile(c => c.AmbulanceId != farther.AmbulanceId).Select(c => c.AmbulanceId).ToList();
        foreach (var unit in near) await world.Unit(unit).SetDuty(new SetDuty(DispatchWorld.Dispatcher, UnitDuty.Paused, "meal"));
        await world.Settles(() => Advice(world, opened).Result.Candidates[0].AmbulanceId == farther.AmbulanceId);
        var seen = await Advice(world, opened);
        foreach (var unit in near) await world.Unit(unit).SetDuty(new SetDuty(DispatchWorld.Dispatcher, UnitDuty.AvailableAtStation, null));
        await world.Settles(() => Advice(world, opened).Result.Candidates.Length == before.Candidates.Length);
        return seen;
    }

    /// <summary>The next candidate that needs a reason by rank alone.</summary>
    private static AmbulanceId Farther(RecommendationsView advice) =>
        advice.Candidates.First(c => !c.NeedsOverride && c.EtaSeconds > advice.Candidates[0].EtaSeconds + 60).AmbulanceId;

    private static Task<RecommendationsView> Advice(DispatchWorld world, CaseView view) =>
        world.Cluster.Grains.GetGrain<ICoverageGrain>(CountyKey.Value).Recommend(view.ToQuery());

    private static Task<Outcome<AssignmentView>> Send(DispatchWorld world, AmbulanceId unit, string? reason = null, string? seen = null) =>
        world.Case("c1").Assign(new AssignUnit(
            DispatchWorld.Dispatcher, new AssignmentId("as-1"), unit, reason, RecommendationId: seen));
}
