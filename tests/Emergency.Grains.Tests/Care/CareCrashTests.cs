using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Domain.Care;
using Emergency.Journal;
using Emergency.TestKit;

namespace Emergency.Grains.Tests.Care;

/// <summary>Power fails at every append of a clinical course in turn. After the restart nothing acknowledged is missing, and when everybody says
/// again what they got no answer to, every fact is there once; case, care and hospital agree.</summary>
public sealed class CareCrashTests
{
    /// <summary>
    /// The appends of the course, of case, care and hospital together: patient, facts, channel, destination, its settling, announcement, notice,
    /// order, its three steps, ECG, reading, word.
    /// </summary>
    private const int Appends = 14;

    public static TheoryData<int, bool> Failures()
    {
        var rows = new TheoryData<int, bool>();
        for (var append = 1; append <= Appends + 1; append++)
        {
            rows.Add(append, false);
            rows.Add(append, true);
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Course_PowerFailsAtAnAppend_NothingIsLostAndNothingIsTwice(int append, bool afterWriting)
    {
        var armed = false;
        FaultyJournal? faulty = null;
        await using var world = await CareWorld.Start(
            journal => armed ? faulty = new FaultyJournal(journal, append, afterWriting) : journal,
            Milestone.Acknowledged, Milestone.EnRoute, Milestone.OnScene, Milestone.AtPatient);
        armed = true;
        await world.Restart();
        world.World.Cluster.ExpectErrors();
        var acknowledged = await RunUntilItFails(world);
        armed = false;
        await world.Restart();

        foreach (var step in acknowledged) (await Holds(world, step)).ShouldBeTrue(step);
        (await RunUntilItFails(world)).ShouldBe(Steps.Select(s => s.Name));

        await Eventually.HoldsAsync(async () => (await world.View()).Channels[0].NoticeSentAt is not null);
        await VerifyOnce(world);
        faulty!.HasFailed.ShouldBe(append <= Appends, "the course has as many appends");
    }

    private static (string Name, Func<CareWorld, Task<Refusal?>> Do)[] Steps =>
    [
        ("describe", w => w.Report(new PatientDescribed(null, new PatientFactsView(AgeYears: 60)), At(w, 0), sequence: 1)),
        ("channel", async w => (await w.Care.OpenChannel(
            new OpenChannel(CareWorld.Physician, "ch1", ChannelKind.ChestPain, CareWorld.Patient, CareWorld.Hospital))).Refusal),
        ("order", async w => (await w.Order("o1")).Refusal),
        ("Delivered", w => w.Report(new OrderProgress("o1", OrderState.Delivered), At(w, 1), sequence: 2)),
        ("ReadBack", w => w.Report(new OrderProgress("o1", OrderState.ReadBack, "300"), At(w, 2), sequence: 3)),
        ("Done", w => w.Report(new OrderProgress("o1", OrderState.Done), At(w, 3), sequence: 4)),
        ("ecg", w => w.Ecg("e1", At(w, 4))),
        ("reading", async w => (await w.Care.ReadEcg(new ReadEcg(CareWorld.Physician, "e1", EcgStatement.Stemi, null))).Refusal),
        ("said", w => w.Report(new CrewSaid("g1", "已上车"), At(w, 5), sequence: 5)),
    ];

    private static DateTimeOffset At(CareWorld world, int seconds) => world.Now.AddSeconds(seconds - 10);

    private static async Task<List<string>> RunUntilItFails(CareWorld world)
    {
        var acknowledged = new List<string>();
        try
        {
            foreach (var (name, act) in Steps)
            {
                (await act(world)).ShouldBeNull(name);
                acknowledged.Add(name);
            }
        }
        catch (JournalException)
        {
            // The power is gone: whoever asked got no answer and knows nothing.
        }

        return acknowledged;
    }

    private static async Task<bool> Holds(CareWorld world, string step)
    {
        var view = await world.View();
        var order = view.Orders.SingleOrDefault();
        return step switch
        {
            "describe" => view.Patients.Single().Facts.AgeYears == 60,
            "channel" => view.Channels.Single().HospitalId == CareWorld.Hospital,
            "order" => order is not null,
            "ecg" => view.Ecgs.Single().EcgId == "e1",
            "reading" => view.Ecgs.Single().Reading is { Statement: EcgStatement.Stemi },
            "said" => view.Guidance.Single().Text == "已上车",
            var state => order!.Steps.Any(s => s.State.ToString() == state),
        };
    }

    private static async Task VerifyOnce(CareWorld world)
    {
        var kinds = (await world.Care.GetTimeline()).CountBy(t => t.Kind).ToDictionary();
        foreach (var (kind, count) in new[]
        {
            ("patient-bound", 1), ("patient-described", 1), ("channel-opened", 1), ("order-given", 1), ("order-stepped", 3), ("attachment-received", 1),
            ("ecg-read", 1), ("guidance-given", 1), ("notice-sent", 1), ("direction-decided", 1), ("direction-settled", 1),
        })
            kinds.GetValueOrDefault(kind).ShouldBe(count, kind);
        (await world.OrderNow("o1")).State.ShouldBe(OrderState.Done);
        (await world.View()).Channels[0].Steps.Select(s => s.Event).ShouldBe(
            [ChannelEvent.FirstMedicalContact, ChannelEvent.EcgAcquired, ChannelEvent.EcgConfirmed], ignoreOrder: true);
        (await world.World.Case(CareWorld.CaseName).Get())!.Assignments[0].HospitalId.ShouldBe(CareWorld.Hospital);
        (await world.World.Hospital(CareWorld.Hospital).Get())!.Inbound.Single().Channel.ShouldBe(ChannelKind.ChestPain);
    }
}
