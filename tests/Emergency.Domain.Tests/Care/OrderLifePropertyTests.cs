using Emergency.Domain.Care;
using Emergency.Domain.Tests.Simulation;
using FsCheck;
using FsCheck.Fluent;

namespace Emergency.Domain.Tests.Care;

/// <summary>Laws of an order's life, for reports in any order, any number of times, from any clock.</summary>
public sealed class OrderLifePropertyTests
{
    private static readonly Config Runs = Config.QuickThrowOnFailure.WithMaxTest(500);

    private static readonly OrderState[] Reports = [OrderState.Delivered, OrderState.ReadBack, OrderState.Done];

    [Fact]
    public void Step_SameReportsInAnyOrderAndRepeated_GiveTheSameOrder() => Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
    {
        var random = new Random(seed);
        StepOrder[] reports = [.. Steps(random).Select((s, i) => CareScene.Step(s.State, s.Seconds, key: $"dev:{i}"))];
        var inOrder = Run(reports);
        random.Shuffle(reports);
        var shuffled = Run([.. reports, .. reports]);
        return inOrder.State == shuffled.State && inOrder.Steps.Select(s => (s.State, s.At)).SequenceEqual(shuffled.Steps.Select(s => (s.State, s.At)));
    }).Check(Runs);

    [Fact]
    public void Course_AnyCommandsAtAnyTime_KeepsItsLaws() => Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
    {
        var random = new Random(seed);
        var scene = CareScene.WithPatient();
        scene.Place();
        var said = new HashSet<OrderState> { OrderState.Ordered };
        for (var step = 0; step < 12; step++)
        {
            scene.Now += TimeSpan.FromSeconds(random.Next(0, 400));
            var command = Any(random, scene);
            if (scene.Try(command).Events.Count > 0 && command is StepOrder reported) said.Add(reported.State);
            CheckLaws(scene, said, $"seed {seed}");
        }

        return true;
    }).Check(Runs);

    private static void CheckLaws(CareScene scene, HashSet<OrderState> said, string because)
    {
        var order = scene.Order();
        var course = order.Steps.Where(s => s.State is not OrderState.Cancelled).ToList();
        Law.Ascending(course.Select(s => s.At), "steps go forward in time", because);
        Law.Unique(order.Steps.Select(s => s.State), "a state is reached once", because);
        Law.Holds(!(order.Find(OrderState.Done) is not null && order.Find(OrderState.NotDone) is not null), "done and not done", because);
        Law.Holds(course.All(s => said.Contains(s.State)), "nothing is shown that nobody said", because);
        Law.Holds(course.All(s => s.At <= s.RecordedAt), "nothing happened after it was learnt", because);
        Law.Holds(!order.HasEnded || (order.DueAt(OrderTimes.Default) is null && order.OpenEscalation is null), "an order that ended waits for nobody", because);
        Law.Holds(order.State is OrderState.Done || order.Find(OrderState.Done) is null, "what was done stays done", because);
        Law.Holds(
            Canonical.Of(CareRecord.Replay(scene.Stream)) == Canonical.Of(scene.State), "the stream tells the same record", because);
    }

    private static CareCommand Any(Random random, CareScene scene) => random.Next(8) switch
    {
        0 => new WithdrawOrder(CareScene.Physician, "o1", "changed"),
        1 => new SeeEscalation(CareScene.Physician, "o1"),
        2 or 3 => new PassTime(FactAuthor.System, OrderTimes.Default, CaseIsOver: false),
        var n => CareScene.Step((OrderState)random.Next(1, 5), random.Next(-100, 3000), key: n == 4 ? null : $"dev:{random.Next(6)}"),
    };

    private static CareOrder Run(IReadOnlyList<StepOrder> reports)
    {
        var scene = CareScene.WithPatient();
        scene.Place();
        scene.Now += TimeSpan.FromHours(1);
        foreach (var report in reports) scene.Must(report);
        return scene.Order();
    }

    /// <summary>Some of the steps of an order, with times that grow as a device's clock does.</summary>
    private static List<(OrderState State, double Seconds)> Steps(Random random)
    {
        var seconds = 0d;
        return [.. Reports.Where(_ => random.Next(4) > 0).Select(state => (state, seconds += random.Next(1, 900)))];
    }
}
