using System.Collections.Immutable;
using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Domain.Care;

namespace Emergency.Simulators.Tests.Physicians;

public sealed class PhysicianMindTests
{
    private static readonly PatientId One = new("1");
    private static readonly PhysicianOptions Prompt = new() { LateShare = 0, SilentShare = 0 };
    private readonly PhysicianMind _mind = new(new Deliberation(Prompt, Seed.Of(1)));

    [Fact]
    public void Decide_NewEcg_IsReadAfterAWhileAndNotAtOnce()
    {
        var seen = Seen(Care(ecgs: [Ecg("机器提示：V1–V4 ST段抬高，请医师确认")]));

        Decide(seen, 0).ShouldBeEmpty();
        var reads = Decide(seen, 300).OfType<ReadsEcg>().Single();
        reads.Statement.ShouldBe(EcgStatement.Stemi);
        Decide(Seen(Care()), 600).OfType<ReadsEcg>().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("机器提示：ST段压低，请医师确认", EcgStatement.NsteAcs)]
    [InlineData("机器提示：心房颤动，请医师确认", EcgStatement.Arrhythmia)]
    [InlineData(null, EcgStatement.NoAcuteChange)]
    public void Decide_Ecg_IsReadAsTheRecorderSays(string? said, EcgStatement expected)
    {
        var seen = Seen(Care(ecgs: [Ecg(said)]));
        Decide(seen, 0);

        Decide(seen, 300).OfType<ReadsEcg>().Single().Statement.ShouldBe(expected);
    }

    [Fact]
    public void Decide_Infarction_OrdersWhatIsMissingAndNoAspirinForTheAllergic()
    {
        var read = Ecg(null) with { Reading = new EcgReading(EcgStatement.Stemi, null, "physician1", Worlds.Morning) };
        ImmutableArray<string> none = [], aspirin = ["aspirin"];

        Later(Care(ecgs: [read], allergies: none)).OfType<Orders>().Select(order => order.Body.DrugCode).ShouldBe(["aspirin", "ticagrelor"]);
        Later(Care(ecgs: [read], allergies: aspirin)).OfType<Orders>().Select(order => order.Body.DrugCode).ShouldBe(["ticagrelor"]);
        var given = new OrderView(
            "o1", One, null, new OrderBody(OrderKind.Drug, "aspirin", 300, "mg", "po"), OrderState.NotDone, [], [], null, null, null, null);
        Later(Care(ecgs: [read], allergies: none, orders: [given])).OfType<Orders>().Select(order => order.Body.DrugCode).ShouldBe(["ticagrelor"]);
    }

    [Fact]
    public void Decide_OldOrMissingValue_OrdersNothing()
    {
        var low = new VitalValue("spO2", 80, Worlds.Morning);

        Later(Care(), low with { At = Worlds.Morning.AddSeconds(290) }).OfType<Orders>().Count().ShouldBe(1);
        Later(Care(), low with { At = Worlds.Morning.AddHours(-1) }).OfType<Orders>().ShouldBeEmpty();
        Later(Care(), low with { At = Worlds.Morning.AddSeconds(290), Off = true }).OfType<Orders>().ShouldBeEmpty();
    }

    [Fact]
    public void IsDue_ManyCases_ArePromptLateOrSilentInTheirShares()
    {
        var options = new PhysicianOptions();
        var deliberation = new Deliberation(options, Seed.Of(4));
        var cases = Enumerable.Range(0, 1000).Select(i => $"C{i}").ToList();
        cases.ForEach(number => deliberation.IsDue(number, "ecg", Worlds.Morning).ShouldBeFalse());

        int Answered(double minutes) => cases.Count(number => deliberation.IsDue(number, "ecg", Worlds.Morning.AddMinutes(minutes)));

        Answered(2.9).ShouldBeInRange(660, 800);
        Answered(60).ShouldBeInRange(890, 950);
        Answered(6000).ShouldBe(Answered(60), "the silent stay silent");
    }

    private IReadOnlyList<PhysicianAct> Decide(Bedview seen, double seconds) => _mind.Decide(seen, "physician1", Worlds.Morning.AddSeconds(seconds));

    /// <summary>What a fresh physician does about a case once there was time to think.</summary>
    private static IReadOnlyList<PhysicianAct> Later(CareView care, params ReadOnlySpan<VitalValue> values)
    {
        var mind = new PhysicianMind(new Deliberation(Prompt, Seed.Of(1)));
        var seen = Seen(care, values);
        mind.Decide(seen, "physician1", Worlds.Morning);
        return mind.Decide(seen, "physician1", Worlds.Morning.AddMinutes(5));
    }

    private static Bedview Seen(CareView care, params ReadOnlySpan<VitalValue> values) => new(
        new CaseView(
            new CaseId("c1"), "20260302-0001", CaseStatus.Assigned, Priority.II, new CaseLocation(113.4, 29.4, null), AreaKind.Urban, 900, Worlds.Morning,
            "胸痛", null, 1, [CallTaker.Marker], [], [], [], null, null, 1, default, null),
        care,
        [new NewestVitals(new CaseId("c1"), One, null, [.. values], 1)]);

    private static EcgView Ecg(string? said) => new(
        "e1", "ecg-12-lead", One, Worlds.Morning, Worlds.Morning, "application/x-emergency-ecg", 10_000, said, null);

    private static CareView Care(
        ImmutableArray<EcgView>? ecgs = null, ImmutableArray<string>? allergies = null, ImmutableArray<OrderView>? orders = null) => new(
            new CaseId("c1"), 1, [new CarePatient(One, null, new PatientFactsView(Allergies: allergies), [])],
            [new ParticipantView("physician1", null, ParticipantState.Joined, Worlds.Morning, null)], [], orders ?? [], ecgs ?? [], [], [], []);
}
