using Emergency.Agent.Geofence;
using Emergency.Contracts;
using Emergency.Domain;

namespace Emergency.Agent.Tests.Geofence;

public sealed class GeofenceWatchTests
{
    private static readonly DateTimeOffset Start = OutboxFiles.Start;
    private static readonly GeoPoint Scene = new(113.4, 29.4);
    private static readonly GeoPoint Station = new(113.5, 29.5);
    private static readonly GeoPoint Hospital = new(113.6, 29.6);
    private readonly GeofenceWatch _watch = new(new GeofenceOptions());
    private int _second;

    [Fact]
    public void Take_StandsAtTheScene_ProposesOnSceneOnceWithTheTimeOfComing()
    {
        var order = Order(Milestone.EnRoute);
        Drive(order, Scene, 500, 5).ShouldBeEmpty();
        var came = Start.AddSeconds(_second);

        var proposal = Drive(order, Scene, 30, 60).ShouldHaveSingleItem();

        (proposal.Milestone, proposal.At, proposal.CaseId).ShouldBe((Milestone.OnScene, came, new CaseId("c1")));
        _watch.Proposals.ShouldBe([proposal]);
        _watch.Answer(proposal.ProposalId).ShouldBe(proposal);
        _watch.Answer(proposal.ProposalId).ShouldBeNull();
        Drive(order, Scene, 30, 60).ShouldBeEmpty("an answered proposal does not come back while the vehicle stands there");
    }

    [Fact]
    public void Take_PassesBy_ProposesNothing()
    {
        var order = Order(Milestone.EnRoute);
        Drive(order, Scene, 500, 3).ShouldBeEmpty();
        Drive(order, Scene, 50, 8).ShouldBeEmpty();
        Drive(order, Scene, 500, 30).ShouldBeEmpty();
    }

    [Fact]
    public void Take_WandersAtTheEdge_ProposesOnce()
    {
        var order = Order(Milestone.EnRoute);
        List<MilestoneProposal> proposals = [];
        for (var round = 0; round < 50; round++)
            proposals.AddRange(Drive(order, Scene, round % 2 == 0 ? 75 : 100, 3));

        proposals.ShouldHaveSingleItem();
    }

    [Fact]
    public void Take_WentAwayAndCameBack_ProposesAgainAfterADismissal()
    {
        var order = Order(Milestone.EnRoute);
        var first = Drive(order, Scene, 10, 15).ShouldHaveSingleItem();
        _watch.Answer(first.ProposalId);
        Drive(order, Scene, 1000, 10).ShouldBeEmpty();

        Drive(order, Scene, 10, 15).ShouldHaveSingleItem().ProposalId.ShouldNotBe(first.ProposalId);
    }

    [Fact]
    public void Take_WholeMission_ProposesEachStep()
    {
        Step(Milestone.Acknowledged, Station, 10, 400).ShouldBe(Milestone.EnRoute);
        Step(Milestone.EnRoute, Scene, 400, 10).ShouldBe(Milestone.OnScene);
        Step(Milestone.PatientLoaded, Scene, 10, 400).ShouldBe(Milestone.LeftScene);
        Step(Milestone.LeftScene, Hospital, 400, 10).ShouldBe(Milestone.AtHospital);
        Step(Milestone.Cleared, Station, 400, 10).ShouldBe(Milestone.BackAtStation);

        Milestone Step(Milestone reached, GeoPoint place, double from, double to)
        {
            Drive(Order(reached), place, from, 15).ShouldBeEmpty();
            return Drive(Order(reached), place, to, 15).ShouldHaveSingleItem().Milestone;
        }
    }

    [Fact]
    public void Take_OrderIsGoneAfterHandover_StillProposesBackAtStation()
    {
        Drive(Order(Milestone.HandedOver), Station, 800, 3).ShouldBeEmpty();
        Drive(null, Station, 800, 3).ShouldBeEmpty();

        Drive(null, Station, 10, 15).ShouldHaveSingleItem().Milestone.ShouldBe(Milestone.BackAtStation);
    }

    [Fact]
    public void Set_ByHand_TakesTheProposalAwayAndExpectsTheNext()
    {
        var order = Order(Milestone.EnRoute);
        Drive(order, Scene, 10, 15).ShouldHaveSingleItem();

        _watch.Set(order.AssignmentId, Milestone.OnScene);

        _watch.Proposals.ShouldBeEmpty();
        Drive(order, Scene, 400, 15).ShouldHaveSingleItem().Milestone.ShouldBe(Milestone.LeftScene);
    }

    [Fact]
    public void Take_InaccurateFixes_ProposeNothing()
    {
        for (var second = 0; second < 60; second++)
            _watch.Take(new FixReading(Start.AddSeconds(second), Scene, AccuracyMetres: 300), Order(Milestone.EnRoute), Station).ShouldBeNull();
    }

    private static AssignmentOrder Order(Milestone milestone) => new(
        new AssignmentId("a1"), new CaseId("c1"), "N1", Priority.I, "", new CaseLocation(Scene.Longitude, Scene.Latitude, null), AreaKind.Urban, 1, [], true,
        milestone, null, LonLat.Of(Hospital), null);

    /// <summary>So many seconds at a distance from a place.</summary>
    private List<MilestoneProposal> Drive(AssignmentOrder? order, GeoPoint place, double metres, int seconds)
    {
        var position = place with { Latitude = place.Latitude + metres / 111_195 };
        List<MilestoneProposal> proposals = [];
        for (var end = _second + seconds; _second < end; _second++)
        {
            if (_watch.Take(new FixReading(Start.AddSeconds(_second), position, AccuracyMetres: 5), order, Station) is { } proposal)
                proposals.Add(proposal);
        }

        return proposals;
    }
}
