using Emergency.Contracts;
using Emergency.Domain;

namespace Emergency.Simulators.Tests;

public sealed class DispatchQueueTests
{
    private static readonly DateTimeOffset Now = Worlds.Morning;
    private static readonly DateTimeOffset Later = Now.AddMinutes(1);
    private readonly DispatchQueue _queue = new(new DispatchOptions(), new Random(1));

    [Fact]
    public void Due_OwnCase_IsDueAfterAHumanPause()
    {
        _queue.Add(new CaseId("c1"), Now);
        CaseView[] open = [Views.Case("c1")];

        _queue.Due(open, Now.AddSeconds(9)).ShouldBeEmpty();
        _queue.Waiting.ShouldBe(1);
        _queue.Due(open, Now.AddSeconds(40)).ShouldHaveSingleItem();
    }

    [Fact]
    public void Due_SomebodyElsesCase_IsNeverDue() => _queue.Due([Views.Case("human")], Later).ShouldBeEmpty();

    [Fact]
    public void Due_SomebodyElseSentAUnit_IsLeftToThemForGood()
    {
        _queue.Add(new CaseId("c1"), Now);

        var declined = Views.Assignment("theirs", Milestone.Declined, active: false);

        _queue.Due([Views.Case("c1", assignments: Views.Assignment("theirs"))], Later).ShouldBeEmpty();
        _queue.Due([Views.Case("c1", assignments: declined)], Later.AddHours(1)).ShouldBeEmpty();
    }

    [Fact]
    public void Due_OurUnitDeclined_IsDueAgain()
    {
        _queue.Add(new CaseId("c1"), Now);
        _queue.Sent(new CaseId("c1"), new AssignmentId("ours"), Later);

        var declined = Views.Assignment("ours", Milestone.Declined, active: false);

        _queue.Due([Views.Case("c1", assignments: Views.Assignment("ours"))], Later.AddMinutes(1)).ShouldBeEmpty();
        _queue.Due([Views.Case("c1", assignments: declined)], Later.AddMinutes(1)).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(Milestone.Cleared)]
    [InlineData(Milestone.NoPatientFound)]
    [InlineData(Milestone.PatientRefused)]
    public void Due_OurUnitDealtWithIt_IsNotDueForOnePatientButForTwo(Milestone end)
    {
        _queue.Add(new CaseId("c1"), Now);
        _queue.Sent(new CaseId("c1"), new AssignmentId("ours"), Now);
        var ended = Views.Assignment("ours", end, active: false);

        _queue.Due([Views.Case("c1", assignments: ended)], Later).ShouldBeEmpty();
        _queue.Due([Views.Case("c1", patients: 2, assignments: ended)], Later).ShouldHaveSingleItem();
    }

    [Fact]
    public void Due_SeveralCases_AreMostUrgentFirst()
    {
        CaseView[] open = [Views.Case("c3", priority: Priority.IV), Views.Case("c1", priority: Priority.I), Views.Case("c2")];
        foreach (var view in open)
            _queue.Add(view.CaseId, Now);

        _queue.Due(open, Later).Select(view => view.CaseId.Value).ShouldBe(["c1", "c2", "c3"]);
    }

    [Fact]
    public void Postpone_NoUnitFree_TriesAgainLater()
    {
        _queue.Add(new CaseId("c1"), Now);
        _queue.Postpone(new CaseId("c1"), Later);

        _queue.Due([Views.Case("c1")], Later.AddSeconds(44)).ShouldBeEmpty();
        _queue.Due([Views.Case("c1")], Later.AddSeconds(45)).ShouldHaveSingleItem();
    }

    [Fact]
    public void Due_CaseEnded_IsForgottenButANewOneIsNot()
    {
        _queue.Add(new CaseId("c1"), Now);
        _queue.Due([], Later).ShouldBeEmpty();
        _queue.Due([Views.Case("c1")], Later).ShouldHaveSingleItem();

        _queue.Due([], Later);

        _queue.Due([Views.Case("c1")], Later).ShouldBeEmpty();
    }

    [Fact]
    public void Add_BeyondTheBound_DropsTheOldest()
    {
        var queue = new DispatchQueue(new DispatchOptions { MostCases = 10 }, new Random(1));
        for (var i = 0; i < 12; i++)
            queue.Add(new CaseId($"c{i}"), Now);

        queue.Due([.. Enumerable.Range(0, 12).Select(i => Views.Case($"c{i}"))], Later).Select(view => view.CaseId.Value)
            .ShouldBe(Enumerable.Range(2, 10).Select(i => $"c{i}"), ignoreOrder: true);
    }

    [Fact]
    public void Adopt_LeftBehindByAnEarlierRun_TakesMarkedCasesNobodyTouched()
    {
        CaseView[] open =
        [
            Views.Case("ours", notes: [CallTaker.Marker]),
            Views.Case("theirs"),
            Views.Case("touched", notes: [CallTaker.Marker], assignments: Views.Assignment("a")),
        ];

        _queue.Adopt(open, CallTaker.Marker, Now);

        _queue.Due(open, Later).ShouldHaveSingleItem().CaseId.Value.ShouldBe("ours");
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(10, 0.3)]
    [InlineData(3600, 0.1)]
    public void GlanceAt_AnySpeed_StaysWithinItsBounds(double speed, double seconds) =>
        new DispatchOptions().GlanceAt(speed).ShouldBe(TimeSpan.FromSeconds(seconds));
}
