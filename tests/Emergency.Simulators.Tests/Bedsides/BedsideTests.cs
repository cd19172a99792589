using System.Collections.Immutable;
using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Domain.Care;

namespace Emergency.Simulators.Tests.Bedsides;

public sealed class BedsideTests
{
    private const string ChestPain = "胸痛半小时，出冷汗";
    private readonly Notes _notes = new();

    [Fact]
    public void Step_AnHourWithoutOrders_GivesTheSameNotesForTheSameSeed()
    {
        var again = new Notes();

        Run(Bedside(ChestPain), 60);
        Run(Bedside(ChestPain, notes: again), 60);

        again.Readings.ShouldBe(_notes.Readings);
        again.Deeds.Select(deed => (deed.At, deed.Act.GetType())).ShouldBe(_notes.Deeds.Select(deed => (deed.At, deed.Act.GetType())));
        again.TwelveLeads.Count.ShouldBe(_notes.TwelveLeads.Count);
    }

    [Fact]
    public void Step_ChestPain_OpensItsChannelAndRecordsTwelveLeadsWithinTenMinutes()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var notes = new Notes();
            Run(Bedside(ChestPain, seed: seed, notes: notes), 15);

            notes.Acts<ChannelOpened>().Select(act => act.Kind).ShouldBe([ChannelKind.ChestPain], $"seed {seed}");
            var (order, strip, _) = notes.TwelveLeads.Single();
            order.CaseId.ShouldBe(Order(ChestPain).CaseId);
            (strip.At + TimeSpan.FromSeconds(10) - Worlds.Morning).ShouldBeLessThanOrEqualTo(TimeSpan.FromMinutes(9.5), $"seed {seed}");
            strip.Leads.Length.ShouldBe(12);
            strip.Leads.ShouldAllBe(lead => lead.Length == 5000);
        }
    }

    [Theory]
    [InlineData("突然口角歪斜、一侧肢体无力", ChannelKind.Stroke)]
    [InlineData("农机伤手，出血不止", ChannelKind.Trauma)]
    [InlineData("孕妇阴道出血", ChannelKind.Maternal)]
    [InlineData("小儿高热惊厥", ChannelKind.NewbornChild)]
    [InlineData("慢性病复查，行动不便需转运", null)]
    public void Step_Complaint_OpensTheChannelThatItNeeds(string complaint, ChannelKind? expected)
    {
        Run(Bedside(complaint, Priority.II), 10);

        _notes.Acts<ChannelOpened>().Select(act => (ChannelKind?)act.Kind).ShouldBe(expected is null ? [] : [expected]);
    }

    [Fact]
    public void Step_LiveEcg_FollowsWithoutAGap()
    {
        Run(Bedside(ChestPain, streams: 1), 5);

        _notes.Live.Count.ShouldBeGreaterThan(900);
        _notes.Live.Zip(_notes.Live.Skip(1)).ShouldAllBe(pair => pair.Second.At - pair.First.At == TimeSpan.FromSeconds(0.25));
        _notes.Live.ShouldAllBe(strip => strip.SampleRate == 500 && strip.Leads.All(lead => lead.Length == 125));
    }

    [Fact]
    public void Streams_NoneLeft_SendsNoEcgAndLeavingGivesBack()
    {
        var streams = new StreamBudget(1);
        var first = Bedside(ChestPain, budget: streams);
        Run(Bedside(ChestPain, budget: streams), 3);

        _notes.Live.ShouldBeEmpty();
        streams.Taken.ShouldBe(1);
        first.Leave();
        streams.Taken.ShouldBe(0);
    }

    [Fact]
    public void Take_Order_IsReadBackAndDoneAndTreats()
    {
        var bedside = Bedside(ChestPain, options: new BedsideOptions { NotDoneShare = 0 });
        Run(bedside, 3);
        var care = Care(new OrderBody(OrderKind.Drug, "nitroglycerin", 0.5, "mg", "sl"));

        bedside.Take(care, Worlds.Morning.AddMinutes(3));
        bedside.Take(care with { Version = 2 }, Worlds.Morning.AddMinutes(3));
        Run(bedside, 15);

        _notes.Acts<OrderProgress>().Select(act => (act.OrderId, act.State)).ShouldBe([("o1", OrderState.ReadBack), ("o1", OrderState.Done)]);
        _notes.Acts<OrderProgress>()[0].Text!.ShouldContain("nitroglycerin 0.5 mg sl");
        bedside.Patient.Given.ShouldContain(given => given.Kind == TreatmentKind.Nitrate && given.Amount == 0.5);
    }

    [Fact]
    public void Take_OrderWithdrawnBeforeItIsDone_IsNotDone()
    {
        var bedside = Bedside(ChestPain);
        Run(bedside, 3);
        var care = Care(new OrderBody(OrderKind.Drug, "morphine", 3, "mg", "iv"));

        bedside.Take(care, Worlds.Morning.AddMinutes(3));
        bedside.Take(care with { Orders = [care.Orders[0] with { State = OrderState.Cancelled }] }, Worlds.Morning.AddMinutes(3.01));
        Run(bedside, 15);

        _notes.Acts<OrderProgress>().ShouldBeEmpty();
        bedside.Patient.Given.ShouldNotContain(given => given.Kind == TreatmentKind.Morphine);
    }

    [Fact]
    public void Take_OrderThatCannotBeDone_SaysWhy()
    {
        var bedside = Bedside(ChestPain, options: new BedsideOptions { NotDoneShare = 1 });

        bedside.Take(Care(new OrderBody(OrderKind.Procedure, Procedure: "oxygen")), Worlds.Morning);
        Run(bedside, 10);

        var last = _notes.Acts<OrderProgress>()[^1];
        last.State.ShouldBe(OrderState.NotDone);
        last.Text.ShouldNotBeNullOrWhiteSpace();
    }

    [Fact]
    public void Take_Guidance_IsReadOnceAndTicked()
    {
        var bedside = Bedside(ChestPain);
        var said = new GuidanceView("g1", null, "physician1", false, Worlds.Morning, "…", [new("一"), new("二")], null, null, null);
        var care = Care() with { Guidance = [said] };

        bedside.Take(care, Worlds.Morning);
        bedside.Take(care, Worlds.Morning.AddSeconds(1));
        Run(bedside, 10);

        _notes.Acts<GuidanceSeen>().Count.ShouldBe(1);
        _notes.Acts<ChecklistTicked>().Select(act => act.Item).Order().ShouldBe([0, 1]);
    }

    [Fact]
    public void Step_Arrest_IsResuscitatedByTheCrew()
    {
        var bedside = Bedside("呼之不应，旁人正在胸外按压", Priority.I);
        Run(bedside, 12);

        bedside.Patient.Given.ShouldContain(given => given.Kind == TreatmentKind.Compressions && given.Amount == 1);
        _notes.Acts<CrewSaid>().ShouldNotBeEmpty();
        if (bedside.Patient.Given.Count(given => given.Kind == TreatmentKind.Adrenaline) is > 0 and var given)
            _notes.Acts<DrugGiven>().Count.ShouldBe(given);
    }

    [Fact]
    public void Step_Described_SaysWhoThePatientIs()
    {
        var bedside = Bedside(ChestPain);
        Run(bedside, 10);

        var facts = _notes.Acts<PatientDescribed>().First(act => act.Facts.Sex is not null).Facts;
        facts.AgeYears.ShouldBe((int)bedside.Patient.Profile.AgeYears);
        facts.WeightKg!.Value.ShouldBe(bedside.Patient.Profile.WeightKg, 2.6);
        facts.Allergies!.Value.ShouldBe(bedside.Patient.Profile.Allergies);
    }

    [Theory]
    [InlineData("adrenaline", 0.3, "mg", TreatmentKind.Adrenaline, 0.3)]
    [InlineData("adrenaline", 10, "µg/kg", TreatmentKind.Adrenaline, 0.7)]
    [InlineData("saline", 0.5, "L", TreatmentKind.Fluids, 500)]
    [InlineData("saline", 20, "mL/kg", TreatmentKind.Fluids, 1400)]
    [InlineData("glucose-50", 40, "mL", TreatmentKind.Glucose, 20)]
    [InlineData("glucose-50", 25, "g", TreatmentKind.Glucose, 25)]
    [InlineData("midazolam", 1, "mL", TreatmentKind.Midazolam, 5)]
    [InlineData("heparin", 5000, "IU", TreatmentKind.Other, 5000)]
    public void Translate_Drug_InItsUnit(string code, double dose, string unit, TreatmentKind kind, double amount)
    {
        var treatment = OrderTranslation.Of(new OrderBody(OrderKind.Drug, code, dose, unit, "iv"), 70, Worlds.Morning)!;

        treatment.Kind.ShouldBe(kind);
        treatment.Amount.ShouldBe(amount, 1e-9);
        treatment.Substance.ShouldBe(code);
    }

    [Fact]
    public void Translate_Destination_TreatsNobody() =>
        OrderTranslation.Of(new OrderBody(OrderKind.Destination, HospitalId: new HospitalId("H1")), 70, Worlds.Morning).ShouldBeNull();

    private static AssignmentOrder Order(string complaint, Priority priority = Priority.II) => new(
        new AssignmentId("a1"), new CaseId("c1"), "1", priority, complaint, new CaseLocation(113.44, 29.48, null), AreaKind.Urban, 1, [], true,
        Milestone.AtPatient, null, null, null);

    private static CrewCare Care(params ReadOnlySpan<OrderBody> bodies)
    {
        var orders = ImmutableArray.CreateBuilder<OrderView>();
        foreach (var body in bodies)
            orders.Add(new OrderView($"o{orders.Count + 1}", new PatientId("1"), null, body, OrderState.Delivered, [], [], null, null, null, null));
        return new CrewCare(
            new AmbulanceId("A1"), new CaseId("c1"), new AssignmentId("a1"), 1, null, [], [], [], orders.ToImmutable(), [], [], []);
    }

    private static void Run(Bedside bedside, double minutes)
    {
        while (bedside.Due <= Worlds.Morning.AddMinutes(minutes))
            bedside.Step();
    }

    private Bedside Bedside(
        string complaint, Priority priority = Priority.II, int seed = 1, int streams = 0, StreamBudget? budget = null,
        BedsideOptions? options = null, Notes? notes = null) => new(
            new BedsideOf(Order(complaint, priority), options ?? new BedsideOptions(), Worlds.Morning, Seed.Of(seed)),
            budget ?? new StreamBudget(streams), () => false, notes ?? _notes);

    private sealed class Notes : IBedsideReports
    {
        public List<MonitorReading> Readings { get; } = [];

        public List<EcgStrip> Live { get; } = [];

        public List<(AssignmentOrder Order, EcgStrip Strip, string? Statement)> TwelveLeads { get; } = [];

        public List<(DateTimeOffset At, CrewAct Act)> Deeds { get; } = [];

        public IReadOnlyList<T> Acts<T>()
            where T : CrewAct => [.. Deeds.Select(deed => deed.Act).OfType<T>()];

        public void Measured(MonitorReading reading) => Readings.Add(reading);

        public void Recorded(EcgStrip strip) => Live.Add(strip);

        public void TwelveLead(AssignmentOrder order, EcgStrip strip, string? statement) => TwelveLeads.Add((order, strip, statement));

        public void Did(AssignmentOrder order, DateTimeOffset at, CrewAct act) => Deeds.Add((at, act));
    }
}
