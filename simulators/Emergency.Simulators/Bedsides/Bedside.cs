using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Domain.Care;
using Emergency.Domain.Scores;

namespace Emergency.Simulators;

/// <summary>Whose bedside it is.</summary>
/// <param name="Order">What the crew was sent to.</param>
/// <param name="Options">How crews look after patients.</param>
/// <param name="Start">When it came to the patient.</param>
/// <param name="Seed">The patient's own.</param>
internal sealed record BedsideOf(AssignmentOrder Order, BedsideOptions Options, DateTimeOffset Start, Seed Seed);

/// <summary>
/// A crew at its patient, from the first touch to the handover: attaches the monitor, says who it is, opens a green channel and records
/// a 12-lead ECG where they are needed, and does what physicians order. Everything has its exact time; the same seed and orders give the
/// same care. For one caller at a time.
/// </summary>
internal sealed partial class Bedside
{
    /// <summary>From this on a patient is given oxygen without being asked, in percent.</summary>
    private const int OxygenBelow = 93;

    private const double StandingOxygen = 6;

    private readonly AssignmentOrder _order;
    private readonly BedsideOptions _options;
    private readonly IBedsideReports _reports;
    private readonly Random _random;
    private readonly Agenda _agenda = new();
    private readonly PatientMonitor _monitor;
    private readonly EcgSynthesizer _recorder;
    private readonly EcgSynthesizer? _live;
    private readonly StreamBudget _streams;
    private readonly Func<bool> _isDriving;
    private Consciousness? _saidAwareness;
    private bool _oxygenComes;

    /// <param name="of">Whose bedside, since when and how.</param>
    /// <param name="streams">How many live ECGs may be sent at a time; this one's is sent when there is room for it.</param>
    /// <param name="isDriving">Whether the vehicle shakes now.</param>
    /// <param name="reports">Is told what happens.</param>
    public Bedside(BedsideOf of, StreamBudget streams, Func<bool> isDriving, IBedsideReports reports)
    {
        (_order, _options, _streams, _isDriving, _reports) = (of.Order, of.Options, streams, isDriving, reports);
        _random = of.Seed.Branch("crew").Random();
        var profile = PatientMaker.Make(_order.Complaint, _order.Priority, of.Seed);
        Patient = new Patient(profile, _options.Illness, of.Start, of.Seed.Branch("illness").Random());
        var attached = of.Start + _random.Draw(_options.Attach);
        _monitor = new PatientMonitor(Patient, _options.Monitor, attached, of.Seed.Branch("monitor").Random());
        _recorder = new EcgSynthesizer(_options.Ecg, of.Seed.Branch("recorder").Random());
        _live = streams.TryTake() ? new EcgSynthesizer(_options.Ecg, of.Seed.Branch("live").Random()) : null;
        Plan(of.Start, attached);
    }

    /// <summary>Who is looked after.</summary>
    public Patient Patient { get; }

    /// <summary>When something happens next.</summary>
    public DateTimeOffset Due => _agenda.Due;

    /// <summary>Does what is due.</summary>
    public void Step()
    {
        Patient.Advance(Due);
        _agenda.Step();
    }

    /// <summary>The crew has handed the patient over, or went without one.</summary>
    public void Leave()
    {
        if (_live is not null)
            _streams.GiveBack();
    }

    private void Plan(DateTimeOffset start, DateTimeOffset attached)
    {
        _agenda.Add(attached, Measure);
        if (_live is not null)
            _agenda.Add(attached + _options.EcgBlock, Record);
        _agenda.Add(start + _random.Draw(_options.Describe), Describe);
        if (ChannelFor(Patient.Profile, _order.Complaint) is { } kind)
            _agenda.Add(start + _random.Draw(_options.OpenChannel), at => Did(at, new ChannelOpened($"{_order.AssignmentId}-{(int)kind}", kind)));
        if (NeedsTwelveLead)
        {
            var wait = _random.Draw(_options.TwelveLead);
            var at = start + (wait < _options.LatestTwelveLead ? wait : _options.LatestTwelveLead);
            var earliest = attached + _options.EcgLength;
            _agenda.Add(at < earliest ? earliest : at, TakeTwelveLead);
        }

        if (!Patient.Vitals.HasCirculation)
            _agenda.Add(start + _random.Draw(_options.Compress), Resuscitate);
    }

    /// <summary>Whom the hearts of whom are looked at in twelve leads.</summary>
    private bool NeedsTwelveLead => Patient.Profile.Condition is
        Condition.AnteriorInfarction or Condition.InferiorInfarction or Condition.Angina or Condition.FastFibrillation
        or Condition.VentricularTachycardia or Condition.HeartFailure or Condition.Faint;

    /// <summary>The green channel that a crew opens for a patient; null for none.</summary>
    internal static ChannelKind? ChannelFor(PatientProfile patient, string complaint) => patient switch
    {
        { IsPregnant: true, Severity: > 0.15 } => ChannelKind.Maternal,
        { AgeYears: < 14, Severity: > 0.35 } => ChannelKind.NewbornChild,
        { Condition: Condition.AnteriorInfarction or Condition.InferiorInfarction or Condition.Angina } => ChannelKind.ChestPain,
        { Condition: Condition.Stroke } => ChannelKind.Stroke,
        { Condition: Condition.BrainBleed } => Complaints.IsInjury(complaint) ? ChannelKind.Trauma : ChannelKind.Stroke,
        { Condition: Condition.Bleeding, Severity: > 0.35 } when Complaints.IsInjury(complaint) => ChannelKind.Trauma,
        _ => null,
    };

    private void Measure(DateTimeOffset at)
    {
        var reading = _monitor.Measure(at, _isDriving());
        _reports.Measured(reading);
        if (reading.Consciousness is { } awareness && _saidAwareness is { } said && awareness != said)
            Say(at, awareness);
        if (reading.Spo2 < OxygenBelow && Patient.OxygenFlow <= 0 && !_oxygenComes)
        {
            _oxygenComes = true;
            _agenda.Add(at + _random.Draw(_options.Compress), GiveOxygen);
        }

        WatchForArrest(at);
        _agenda.Add(_monitor.NextAfter(at), Measure);
    }

    private void GiveOxygen(DateTimeOffset at)
    {
        Patient.Give(new Treatment(TreatmentKind.Oxygen, StandingOxygen, at));
        Did(at, new PatientDescribed(null, new PatientFactsView(OnOxygen: true)));
    }

    private void Describe(DateTimeOffset at)
    {
        var profile = Patient.Profile;
        var vitals = Patient.Vitals;
        _saidAwareness = vitals.Consciousness;
        Did(at, new PatientDescribed(null, new PatientFactsView(
            AgeYears: profile.AgeYears < 2 ? null : (int)profile.AgeYears,
            AgeMonths: profile.AgeYears < 2 ? (int)(profile.AgeYears * 12) : null,
            Sex: profile.Sex == Sex.Male ? "male" : "female",
            WeightKg: Math.Round(profile.WeightKg / 5) * 5 is var estimate && estimate > 0 ? estimate : Math.Round(profile.WeightKg, 1),
            WeightEstimated: true,
            Pregnancy: profile.IsPregnant ? Pregnancy.Yes : Pregnancy.Unknown,
            Allergies: profile.Allergies,
            OnsetAt: _order.NotBefore is null ? at - TimeSpan.FromMinutes(20 + Math.Floor(40 * _random.NextDouble())) : null,
            Gcs: vitals.Coma,
            OnOxygen: Patient.OxygenFlow > 0,
            Consciousness: vitals.Consciousness.ToString())));
    }

    private void Say(DateTimeOffset at, Consciousness awareness)
    {
        _saidAwareness = awareness;
        Did(at, new PatientDescribed(null, new PatientFactsView(Gcs: Patient.Vitals.Coma, Consciousness: awareness.ToString())));
    }

    /// <summary>A block of the live ECG is sent when it ends.</summary>
    private void Record(DateTimeOffset at)
    {
        _reports.Recorded(Strip(_live!, at, _options.EcgBlock, _isDriving() ? 1 : 0, _monitor.HasElectrodes(at)));
        _agenda.Add(at + _options.EcgBlock, Record);
    }

    /// <summary>The vehicle stands for it, and electrodes are put on anew.</summary>
    private void TakeTwelveLead(DateTimeOffset at) =>
        _reports.TwelveLead(_order, Strip(_recorder, at, _options.EcgLength, motion: 0, hasContact: true), StatementOf(Patient.Heart));

    private EcgStrip Strip(EcgSynthesizer recorder, DateTimeOffset end, TimeSpan length, double motion, bool hasContact)
    {
        var count = (int)Math.Round(length.TotalSeconds * _options.Ecg.SampleRate);
        var leads = new short[EcgSynthesizer.LeadCount][];
        for (var lead = 0; lead < leads.Length; lead++)
            leads[lead] = new short[count];
        recorder.Record(leads, 0, count, Patient.Heart, motion, hasContact);
        return new EcgStrip(end - length, _options.Ecg.SampleRate, _options.Ecg.LsbNanovolts, leads);
    }

    /// <summary>What a recorder prints on its own paper; a physician says whether it is so.</summary>
    private static string? StatementOf(HeartState heart) => heart switch
    {
        { Rhythm: Rhythm.VentricularTachycardia } => "机器提示：宽QRS心动过速，请医师确认",
        { Rhythm: Rhythm.AtrialFibrillation } => "机器提示：心房颤动，请医师确认",
        { Injury: Territory.Anterior, InjuryMillivolts: > 0.1 } => "机器提示：V1–V4 ST段抬高，请医师确认",
        { Injury: Territory.Inferior, InjuryMillivolts: > 0.1 } => "机器提示：II、III、aVF ST段抬高，请医师确认",
        { Injury: Territory.Subendocardial, InjuryMillivolts: > 0.06 } => "机器提示：ST段压低，请医师确认",
        _ => null,
    };

    private void Did(DateTimeOffset at, CrewAct act) => _reports.Did(_order, at, act);
}
