using System.Collections.Immutable;
using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Grains.Care;
using Emergency.Journal;

namespace Emergency.Grains;

/// <summary>What a vehicle reports of its patient: durable first, then told to the case's care.</summary>
public sealed partial class AmbulanceGrain
{
    /// <summary>The most cases and patients whose names are remembered; when full, all are forgotten and asked for as needed.</summary>
    private const int RememberedCases = 64;

    private readonly Dictionary<CaseId, AssignmentId> _partIn = [];
    private readonly Dictionary<(CaseId, PatientId?), PatientId> _patients = [];

    public async Task<ImmutableArray<CrewReportAck>> AcceptReports(string deviceId, ImmutableArray<CrewReport> reports)
    {
        Heard();
        var acks = ImmutableArray.CreateBuilder<CrewReportAck>(reports.Length);
        foreach (var report in reports.OrderBy(r => r.Sequence))
            acks.Add(new CrewReportAck(report.Sequence, await Care(report.CaseId).ReportFromUnit(Id, $"{deviceId}:report:{report.Sequence}", report)));
        return acks.ToImmutable();
    }

    public async Task<Outcome<TelemetryAck>> AcceptVitals(VitalsBatch batch)
    {
        if (batch.Samples.Length > VitalsBatch.MaxSamples)
            return new Refusal(RejectionCodes.Validation, $"a batch holds at most {VitalsBatch.MaxSamples} samples, not {batch.Samples.Length}");
        if (WhyNoDevice(batch.DeviceId) is { } nobody) return nobody;
        Heard();
        var now = clock.GetUtcNow();
        var refused = new List<RejectedItem>();
        var accepted = ImmutableArray.CreateBuilder<long>(batch.Samples.Length);
        foreach (var group in batch.Samples.GroupBy(s => (s.CaseId, s.PatientId)))
        {
            var samples = group.Select(s => Screen(s, now, refused)).OfType<VitalsSample>().ToList();
            if (samples.Count == 0) continue;
            var subject = await SubjectOf(group.Key.CaseId, group.Key.PatientId);
            if (subject.Refusal is { } no)
            {
                refused.AddRange(samples.Select(s => new RejectedItem(s.Sequence, no.Code, no.Detail)));
                continue;
            }

            var points = samples.Select(s => new TrackPoint(s.Sequence, s.At, TelemetryLanes.ToPayload(s))).ToList();
            var receipt = await tracks.Append(new TrackBatch(new TrackSource(batch.DeviceId, TelemetryLanes.Vitals), subject.Word!, points));
            accepted.AddRange(samples.Select(s => s.Sequence));
            var added = receipt.Added.ToHashSet();
            if (group.Key.CaseId is { } caseId) await Hand(caseId, [.. samples.Where(s => added.Contains(s.Sequence)).Select(s => s with { PatientId = subject.Patient })]);
        }

        return new TelemetryAck(accepted.ToImmutable(), [.. refused]);
    }

    public async Task<Outcome<TelemetryAck>> AcceptEcg(EcgBatch batch)
    {
        if (batch.Blocks.Length > EcgBatch.MaxBlocks)
            return new Refusal(RejectionCodes.Validation, $"a batch holds at most {EcgBatch.MaxBlocks} blocks, not {batch.Blocks.Length}");
        if (WhyNoDevice(batch.DeviceId) is { } nobody) return nobody;
        Heard();
        var now = clock.GetUtcNow();
        var refused = new List<RejectedItem>();
        var accepted = ImmutableArray.CreateBuilder<long>(batch.Blocks.Length);
        foreach (var group in batch.Blocks.GroupBy(b => (b.CaseId, b.PatientId)))
        {
            var blocks = group.Select(b => Screen(b, now, refused)).OfType<EcgWaveBlock>().ToList();
            if (blocks.Count == 0) continue;
            var subject = await SubjectOf(group.Key.CaseId, group.Key.PatientId);
            if (subject.Refusal is { } no)
            {
                refused.AddRange(blocks.Select(b => new RejectedItem(b.Sequence, no.Code, no.Detail)));
                continue;
            }

            if (group.Key.CaseId is { } caseId && subject.Patient is { } patient) await Show(caseId, patient, blocks, now);
            var points = blocks.Select(b => new TrackPoint(b.Sequence, b.At, b.Data)).ToList();
            await tracks.Append(new TrackBatch(new TrackSource(batch.DeviceId, TelemetryLanes.Ecg), subject.Word!, points));
            accepted.AddRange(blocks.Select(b => b.Sequence));
        }

        return new TelemetryAck(accepted.ToImmutable(), [.. refused]);
    }

    public async Task<Refusal?> AttachmentComplete(AttachmentOffer offer)
    {
        Heard();
        if (await PartIn(offer.CaseId) is not { } assignment) return NotOurs(offer.CaseId);
        return (await Care(offer.CaseId).NoteAttachment(new NoteAttachment(new ActorRef(Id.Value, FactSource.Vehicle), offer, assignment))).Refusal;
    }

    public async Task ReportLink(LinkReport report)
    {
        Heard();
        if (State.Active is { } active) await Ask(() => Care(active.CaseId).LinkReported(Id, report));
    }

    public async Task<ImmutableArray<CrewCare>> GetCare()
    {
        var held = State.Queue.Select(q => (q.CaseId, q.AssignmentId));
        if (State.Active is { } active) held = held.Prepend((active.CaseId, active.AssignmentId));
        var cares = await Task.WhenAll(held.ToList().Select(h => Care(h.CaseId).GetCrewCare(h.AssignmentId)));
        return [.. cares.OfType<CrewCare>()];
    }

    /// <summary>
    /// The sample as it may be kept: never ahead of the server's clock, and without values that cannot be true, each named in what is
    /// refused. Null when nothing of it is left.
    /// </summary>
    private static VitalsSample? Screen(VitalsSample sample, DateTimeOffset now, List<RejectedItem> refused)
    {
        if (sample.Sequence < 1)
        {
            refused.Add(new RejectedItem(sample.Sequence, RejectionCodes.Validation, "sequences begin at 1"));
            return null;
        }

        var (kept, implausible) = VitalWords.Plausible(sample);
        if (implausible is not null) refused.Add(new RejectedItem(sample.Sequence, RejectionCodes.ImplausibleValue, implausible));
        if (implausible is not null && !VitalWords.ReadingsIn(kept).Any()) return null;
        return kept with { At = kept.At > now ? now : kept.At };
    }

    private static EcgWaveBlock? Screen(EcgWaveBlock block, DateTimeOffset now, List<RejectedItem> refused)
    {
        var isSound = block.Sequence >= 1 && block.Data is { Length: > 0 and <= EcgBatch.MaxBlockBytes };
        if (isSound) return block.At > now ? block with { At = now } : block;
        refused.Add(new RejectedItem(block.Sequence, RejectionCodes.Validation, $"a block has a sequence from 1 and 1 to {EcgBatch.MaxBlockBytes} bytes"));
        return null;
    }

    /// <summary>Tells what is durable to the case's care. When that fails nothing is lost: the care reads the track when it is next activated.</summary>
    private async Task Hand(CaseId caseId, ImmutableArray<VitalsSample> samples)
    {
        if (samples.IsEmpty) return;
        try
        {
            await Care(caseId).TakeVitals(Id, await PartIn(caseId), samples);
        }
        catch (Exception failure) when (failure is TimeoutException or OrleansException or JournalException)
        {
            LogCaseSilent(failure, Id.Value);
        }
    }

    /// <summary>Shows live ECG before it is durable. What comes out of a backlog is not live.</summary>
    private async Task Show(CaseId caseId, PatientId patient, List<EcgWaveBlock> blocks, DateTimeOffset now)
    {
        foreach (var block in blocks.Where(b => now - b.At <= options.Value.EcgLiveFor).OrderBy(b => b.Sequence))
            await _live.Publish(LiveStreams.Ecg, new LiveEcg(caseId, patient, Id, block.Sequence, block.At, block.Data));
    }

    /// <summary>What telemetry is of: a patient of a case of this unit's, or the unit itself; a refusal when the case is another's.</summary>
    private async Task<(string? Word, PatientId? Patient, Refusal? Refusal)> SubjectOf(CaseId? caseId, PatientId? named)
    {
        if (caseId is not { } id) return (Id.Value, null, null);
        if (await PartIn(id) is not { } assignment) return (null, null, NotOurs(id));
        if (!_patients.TryGetValue((id, named), out var patient))
        {
            var own = await Care(id).PatientOf(assignment);
            if (named is { } other && other != own && !(await Care(id).Get() is { } care && care.Patients.Any(p => p.PatientId == other)))
                return (null, null, new Refusal(RejectionCodes.UnknownPatient, $"the case has no patient {other}"));
            patient = named ?? own;
            if (_patients.Count >= RememberedCases) _patients.Clear();
            _patients[(id, named)] = patient;
        }

        return (TelemetryLanes.SubjectOf(id, patient), patient, null);
    }

    /// <summary>This unit's part in a case; null when it has none. One that is over still counts: a backlog comes late.</summary>
    private async Task<AssignmentId?> PartIn(CaseId caseId)
    {
        if (State.Active is { } active && active.CaseId == caseId) return active.AssignmentId;
        if (_partIn.TryGetValue(caseId, out var known)) return known;
        if (!WordId.IsValid(caseId.Value) || await Case(caseId).Get() is not { } view) return null;
        if (view.Assignments.LastOrDefault(a => a.AmbulanceId == Id && !a.Milestones.IsEmpty) is not { } part) return null;
        if (_partIn.Count >= RememberedCases) _partIn.Clear();
        return _partIn[caseId] = part.AssignmentId;
    }

    private static Refusal? WhyNoDevice(string deviceId) =>
        WordId.IsValid(deviceId) ? null : new Refusal(RejectionCodes.Validation, $"a device is a word of 1 to {WordId.MaxLength} characters");

    private Refusal NotOurs(CaseId caseId) => new(RejectionCodes.UnknownAssignment, $"{Id} has no assignment in case {caseId}");

    private ICareGrain Care(CaseId id) => GrainFactory.GetGrain<ICareGrain>(id.Value);
}
