using System.Collections.Concurrent;
using System.Collections.Immutable;
using Emergency.Contracts;
using Emergency.Domain;

namespace Emergency.Web.Tests;

/// <summary>A unit with the least rules that the web can be tried against.</summary>
internal sealed class FakeAmbulance(FakeCounty county, string id)
{
    public UnitView? View { get; set; }

    public AgentOrders Orders { get; set; } = Sample.Orders(id, 1);

    /// <summary>Connections that said hello and did not end.</summary>
    public ConcurrentDictionary<string, AgentHello> Sessions { get; } = new();

    public ConcurrentQueue<Fix> Fixes { get; } = new();

    public ConcurrentQueue<(string Device, AgentMilestone Milestone)> Milestones { get; } = new();

    public Task<UnitView?> Get() => Task.FromResult(View);

    public async Task<Outcome<UnitView>> SetDuty(SetDuty command)
    {
        if (View is null)
            return new Refusal("unknown-unit", "there is no such unit");
        if (View.AssignmentId is not null)
            return new Refusal("unit-on-mission", "the unit is on a mission");
        if (command is { Duty: UnitDuty.Paused or UnitDuty.OutOfService, Reason: null })
            return new Refusal("reason-required", "this duty needs a reason");
        await Set(View with { Duty = command.Duty, DutyReason = command.Reason });
        return View;
    }

    public Task Hold(CaseId caseId, AssignmentId assignment) =>
        Set(View! with { CaseId = caseId, AssignmentId = assignment, Duty = UnitDuty.OnMission });

    public Task<Outcome<AgentWelcome>> AgentConnected(string session, AgentHello hello)
    {
        Sessions[session] = hello;
        return Task.FromResult<Outcome<AgentWelcome>>(
            new AgentWelcome(new AmbulanceId(id), Sample.Noon, 0, Orders, UnitDuty.AvailableAtStation, Sample.Town));
    }

    public Task AgentDisconnected(string session)
    {
        Sessions.TryRemove(session, out _);
        return Task.CompletedTask;
    }

    public Task<Outcome<FixAck>> AcceptFixes(FixBatch batch)
    {
        foreach (var fix in batch.Fixes)
            Fixes.Enqueue(fix);
        return Task.FromResult<Outcome<FixAck>>(new FixAck([.. batch.Fixes.Select(fix => fix.Sequence)], []));
    }

    public Task<ImmutableArray<MilestoneAck>> AcceptMilestones(string deviceId, ImmutableArray<AgentMilestone> milestones)
    {
        foreach (var milestone in milestones)
            Milestones.Enqueue((deviceId, milestone));
        return Task.FromResult<ImmutableArray<MilestoneAck>>([.. milestones.Select(milestone => new MilestoneAck(milestone.Sequence, null))]);
    }

    public Task<ImmutableArray<UnitPosition>> GetTrack(DateTimeOffset from, DateTimeOffset to, int limit) =>
        Task.FromResult<ImmutableArray<UnitPosition>>([Sample.Position(id, from)]);

    public ConcurrentQueue<(string Device, CrewReport Report)> Reports { get; } = new();

    public ConcurrentQueue<VitalsSample> Vitals { get; } = new();

    public ConcurrentQueue<EcgWaveBlock> Blocks { get; } = new();

    public ConcurrentQueue<AttachmentOffer> Attachments { get; } = new();

    public LinkReport? Link { get; private set; }

    public ImmutableArray<CrewCare> Care { get; set; } = [];

    /// <summary>When set, ECG is answered only once it is completed.</summary>
    public TaskCompletionSource? EcgHeld { get; set; }

    /// <summary>What the case answers to the next attachments.</summary>
    public Refusal? AttachmentRefusal { get; set; }

    public Task<ImmutableArray<CrewReportAck>> AcceptReports(string deviceId, ImmutableArray<CrewReport> reports)
    {
        foreach (var report in reports)
            Reports.Enqueue((deviceId, report));
        return Task.FromResult<ImmutableArray<CrewReportAck>>([.. reports.Select(report => new CrewReportAck(report.Sequence, null))]);
    }

    public Task<Outcome<TelemetryAck>> AcceptVitals(VitalsBatch batch)
    {
        foreach (var sample in batch.Samples)
            Vitals.Enqueue(sample);
        return Task.FromResult<Outcome<TelemetryAck>>(new TelemetryAck([.. batch.Samples.Select(sample => sample.Sequence)], []));
    }

    public async Task<Outcome<TelemetryAck>> AcceptEcg(EcgBatch batch)
    {
        foreach (var block in batch.Blocks)
            Blocks.Enqueue(block);
        if (EcgHeld is { } held)
            await held.Task;
        return new TelemetryAck([.. batch.Blocks.Select(block => block.Sequence)], []);
    }

    public Task<Refusal?> AttachmentComplete(AttachmentOffer offer)
    {
        Attachments.Enqueue(offer);
        return Task.FromResult(AttachmentRefusal);
    }

    public Task ReportLink(LinkReport report)
    {
        Link = report;
        return Task.CompletedTask;
    }

    public Task<ImmutableArray<CrewCare>> GetCare() => Task.FromResult(Care);

    private Task Set(UnitView view)
    {
        View = view with { Version = view.Version + 1 };
        return county.Changed(LiveStreams.Units, View);
    }
}
