using Emergency.Contracts;
using Emergency.Domain;

namespace Emergency.Grains.Tests.Care;

/// <summary>Vital signs and ECG of a vehicle: kept once, whole, and told at once.</summary>
public sealed class TelemetryTests
{
    [Fact]
    public async Task AcceptVitals_RepeatedAndOutOfOrder_EverySampleIsKeptOnceInOrder()
    {
        await using var world = await CareWorld.Start();
        var start = world.Now;
        var samples = Enumerable.Range(0, 20).Select(i => world.Sample(70 + i, at: start.AddSeconds(i))).ToList();
        world.World.Clock.Advance(TimeSpan.FromSeconds(20));

        var newest = await world.Send([.. samples[15..]]);
        await world.Send([.. samples[..10]]);
        var again = await world.Send([.. samples]);

        newest.Accepted.Length.ShouldBe(5);
        again.Accepted.Length.ShouldBe(20);
        var kept = await world.Care.GetVitals(CareWorld.Patient, start.AddMinutes(-1), world.Now, 1000);
        kept.Select(s => s.HeartRate).ShouldBe(samples.Select(s => s.HeartRate));
        var view = (await world.Care.GetNewestVitals()).Single();
        view.Values.Single().Value.ShouldBe(89);
        view.AmbulanceId.ShouldBe(CareWorld.Unit);
    }

    [Fact]
    public async Task AcceptVitals_ImplausibleValue_IsRefusedByNameAndTheRestStays()
    {
        await using var world = await CareWorld.Start();

        var ack = await world.Send(world.Sample(heartRate: 900, spO2: 95), world.Sample(heartRate: -4));

        ack.Accepted.ShouldBe([1L]);
        ack.Rejected.Select(r => (r.Sequence, r.Code)).ShouldBe([(1, RejectionCodes.ImplausibleValue), (2, RejectionCodes.ImplausibleValue)]);
        ack.Rejected[0].Detail.ShouldContain("heartRate");
        var kept = (await world.Care.GetVitals(CareWorld.Patient, world.Now.AddMinutes(-1), world.Now.AddMinutes(1), 10)).Single();
        (kept.HeartRate, kept.SpO2).ShouldBe((null, 95));
    }

    [Fact]
    public async Task AcceptVitals_ClockAhead_IsKeptAsNow()
    {
        await using var world = await CareWorld.Start();

        await world.Send(world.Sample(80, at: world.Now.AddHours(3)));
        world.World.Clock.Advance(TimeSpan.FromSeconds(1));
        await world.Send(world.Sample(90));

        (await world.Care.GetNewestVitals()).Single().Values.Single().Value.ShouldBe(90);
    }

    [Fact]
    public async Task AcceptVitals_ForeignCase_IsRefusedAndTouchesNothing()
    {
        await using var world = await CareWorld.Start();
        var foreign = world.World.Unit(CareWorld.Other);

        var ack = (await foreign.AcceptVitals(new VitalsBatch("dev-2", [world.Sample(80)]))).Value!;
        var ecg = (await foreign.AcceptEcg(new EcgBatch("dev-2", [new EcgWaveBlock(1, world.Now, CareWorld.CaseId, null, [1])]))).Value!;
        var attachment = await foreign.AttachmentComplete(new AttachmentOffer(
            "e1", "ecg-12-lead", "application/x-emergency-ecg", 10, new string('a', 64), world.Now, CareWorld.CaseId));

        ack.Accepted.ShouldBeEmpty();
        ack.Rejected.Single().Code.ShouldBe(RejectionCodes.UnknownAssignment);
        ecg.Rejected.Single().Code.ShouldBe(RejectionCodes.UnknownAssignment);
        attachment!.Code.ShouldBe(RejectionCodes.UnknownAssignment);
        (await world.Care.GetTimeline()).ShouldBeEmpty();
    }

    [Fact]
    public async Task AcceptVitals_TooManyOrNoCase_AreRefusedOrKeptForTheVehicle()
    {
        await using var world = await CareWorld.Start();

        var many = await world.Vehicle.AcceptVitals(
            new VitalsBatch(CareWorld.Device, [.. Enumerable.Range(1, VitalsBatch.MaxSamples + 1).Select(i => new VitalsSample(i, world.Now))]));
        var free = await world.Vehicle.AcceptVitals(new VitalsBatch(CareWorld.Device, [new VitalsSample(500, world.Now, HeartRate: 70)]));

        many.Refusal!.Code.ShouldBe(RejectionCodes.Validation);
        free.Value!.Accepted.ShouldBe([500L]);
        (await world.Care.GetNewestVitals()).ShouldBeEmpty();
    }

    [Fact]
    public async Task AcceptEcg_Blocks_AreKeptOnceAndReadBack()
    {
        await using var world = await CareWorld.Start();
        var blocks = Enumerable.Range(1, 5).Select(i => new EcgWaveBlock(i, world.Now.AddSeconds(i - 5), CareWorld.CaseId, null, [(byte)i, 2, 3])).ToList();

        var first = (await world.Vehicle.AcceptEcg(new EcgBatch(CareWorld.Device, [.. blocks]))).Value!;
        await world.Vehicle.AcceptEcg(new EcgBatch(CareWorld.Device, [.. blocks]));

        first.Accepted.Length.ShouldBe(5);
        var kept = await world.Care.GetEcg(CareWorld.Patient, world.Now.AddMinutes(-1), world.Now.AddMinutes(1), 100);
        kept.Select(b => (b.Sequence, b.Data[0])).ShouldBe([(1, (byte)1), (2, (byte)2), (3, (byte)3), (4, (byte)4), (5, (byte)5)]);
    }

    [Fact]
    public async Task GetTrend_AGapInTheMiddle_IsAGap()
    {
        await using var world = await CareWorld.Start();
        var start = world.Now;
        await world.Monitor(30, 80);
        world.World.Clock.Advance(TimeSpan.FromSeconds(60));
        await world.Monitor(30, 120);

        var trend = (await world.Care.GetTrend(CareWorld.Patient, start, world.Now.AddSeconds(1), 12)).Value!;

        var line = trend.Lines.Single(l => l.Kind == "heartRate");
        line.Last.Length.ShouldBe((int)Math.Round((trend.To - trend.From).TotalSeconds / trend.BucketSeconds));
        line.Last.ShouldContain((double?)null);
        line.High.Max().ShouldBe(120);
        line.Low.Min().ShouldBe(80);
        (await world.Care.GetTrend(CareWorld.Patient, start, start, 12)).Refusal!.Code.ShouldBe(RejectionCodes.Validation);
        (await world.Care.GetTrend(new PatientId("7"), start, world.Now, 12)).Refusal!.Code.ShouldBe(RejectionCodes.UnknownPatient);
    }

    [Fact]
    public async Task TakeVitals_ValueStaysBeyondItsLimit_AlarmsEscalatesAndIsSeenByName()
    {
        await using var world = await CareWorld.Start();
        await world.Care.Describe(new DescribePatient(CareWorld.Physician, CareWorld.Patient, new PatientFactsView(AgeYears: 60)));
        await world.Monitor(15, 180);

        var alarm = (await world.View()).Alarms.Single(a => a.Kind == "heartRate");
        (alarm.Level, alarm.Direction, alarm.Escalation).ShouldBe(("danger", "high", 0));
        (await world.Care.GetNewestVitals()).Single().Values.Single(v => v.Kind == "heartRate").Level.ShouldBe("danger");

        await world.Monitor(65, 180);
        (await world.View()).Alarms.Single(a => a.Kind == "heartRate").Escalation.ShouldBe(1);
        (await world.Report(new AlarmSeen(alarm.AlarmId))).ShouldBeNull();
        (await world.View()).Alarms.Single(a => a.Kind == "heartRate").AcknowledgedBy.ShouldBe(CareWorld.Unit.Value);
        await world.Monitor(20, 80);

        (await world.View()).Alarms.ShouldBeEmpty("it is over, and somebody has seen it");
        (await world.Care.AcknowledgeAlarm(alarm.AlarmId, CareWorld.Physician)).Value!.EndedAt.ShouldNotBeNull();
        (await world.Care.AcknowledgeAlarm("1.nothing", CareWorld.Physician)).Refusal!.Code.ShouldBe(RejectionCodes.UnknownAlarm);
        await world.Kinds("vital-alarm-raised", "vital-alarm-escalated", "vital-alarm-acknowledged", "vital-alarm-ended");
    }

    [Fact]
    public async Task TakeVitals_MonitorFallsSilent_IsATechnicalAlarmUntilHandOver()
    {
        await using var world = await CareWorld.Start(null, Milestone.Acknowledged, Milestone.EnRoute, Milestone.OnScene, Milestone.PatientLoaded);
        await world.Monitor(3, 80);

        world.World.Clock.Advance(TimeSpan.FromSeconds(17));
        await world.Settles(v => v.Alarms.Any(a => a.Level == "technical"));
        await world.World.Drive(CareWorld.CaseName, "as-1", Milestone.AtHospital, Milestone.HandedOver);

        await world.Settles(v => v.Alarms.All(a => a.EndedAt is not null));
    }

    [Fact]
    public async Task Restart_InTheMiddle_NewestValuesAndAlarmsAreThere()
    {
        await using var world = await CareWorld.Start();
        await world.Care.Describe(new DescribePatient(CareWorld.Physician, CareWorld.Patient, new PatientFactsView(AgeYears: 60)));
        await world.Monitor(15, 180);

        await world.Restart();

        var view = await world.View();
        view.Alarms.ShouldContain(a => a.Kind == "heartRate" && a.Level == "danger");
        view.Patients.Single().Facts.AgeYears.ShouldBe(60);
        (await world.Care.GetNewestVitals()).Single().Values.Single(v => v.Kind == "heartRate").Value.ShouldBe(180);
        var board = await world.World.Cluster.Grains.GetGrain<ICountyGrain>(CountyKey.Value).GetBoard();
        board.Care!.Value.Single().CaseId.ShouldBe(CareWorld.CaseId);
        board.Vitals!.Value.Single().PatientId.ShouldBe(CareWorld.Patient);
    }

    [Fact]
    public async Task Scores_WhatIsMeasuredAndSaid_AreComputedAndSayWhatTheyLack()
    {
        await using var world = await CareWorld.Start();
        await world.Report(new PatientDescribed(null, new PatientFactsView(AgeYears: 60, OnOxygen: false, Consciousness: "A", Gcs: 15)));
        await world.Vehicle.AcceptVitals(new VitalsBatch(
            CareWorld.Device,
            [new VitalsSample(900, world.Now, CareWorld.CaseId, null, HeartRate: 118, SpO2: 94, RespirationRate: 22, Systolic: 98, Diastolic: 60)]));

        var scores = (await world.View()).Patients.Single().Scores.ToDictionary(s => s.Name);

        scores["news2"].Status.ShouldBe("incomplete");
        scores["news2"].Missing.ShouldContain("temperature");
        scores["shock-index"].Total!.Value.ShouldBe(118d / 98, 0.001);
        scores["gcs"].Total.ShouldBe(15);
    }
}
