using Emergency.Agent;
using Emergency.Contracts;

namespace Emergency.Simulators;

/// <summary>Puts a crew at a patient.</summary>
/// <param name="order">What the crew was sent to.</param>
/// <param name="at">When it came to the patient.</param>
/// <param name="isDriving">Whether the vehicle drives now.</param>
internal delegate Bedside Admission(AssignmentOrder order, DateTimeOffset at, Func<bool> isDriving);

/// <summary>
/// A crew with its receiver and, while it has one, its patient, moved through time. What happens is ordered exactly, however coarse the
/// steps of the caller are. For one caller at a time.
/// </summary>
internal sealed class Vehicle(Crew crew, Receiver receiver, DateTimeOffset start, Action<FixReading> report, Admission? admit = null)
{
    private DateTimeOffset _nextFix = start;
    private AssignmentOrder? _treated;
    private CrewCare? _care;

    /// <summary>Up to when it has lived.</summary>
    public DateTimeOffset Now { get; private set; } = start;

    /// <summary>Its people.</summary>
    public Crew Crew => crew;

    /// <summary>The patient whom they look after; null when there is none.</summary>
    public Bedside? Bedside { get; private set; }

    /// <summary>Lives on up to a time; a time that is past changes nothing.</summary>
    public void Advance(DateTimeOffset to)
    {
        while (true)
        {
            var care = Bedside?.Due ?? DateTimeOffset.MaxValue;
            var first = crew.Due <= care ? crew.Due : care;
            if (first > to && _nextFix > to)
                break;
            if (first > _nextFix)
                Measure();
            else if (care < crew.Due)
                Bedside!.Step();
            else
                Step();
        }

        if (to > Now)
            Now = to;
    }

    /// <summary>Takes new orders at a time up to which it has lived.</summary>
    public void Take(AgentOrders orders, DateTimeOffset now)
    {
        var before = crew.Phase;
        crew.Take(orders, now);
        if (crew.Phase != before)
            _nextFix = now;
        Attend(now);
    }

    /// <summary>Hears what physicians say, at a time up to which it has lived.</summary>
    public void Hear(CrewCare care, DateTimeOffset now)
    {
        _care = care;
        if (care.AssignmentId == _treated?.AssignmentId)
            Bedside?.Take(care, now);
    }

    /// <summary>A step changes what the vehicle does, so its position is measured then too.</summary>
    private void Step()
    {
        var at = _nextFix = crew.Due;
        crew.Step();
        Attend(at);
    }

    /// <summary>The crew came to a patient, or left the one it had.</summary>
    private void Attend(DateTimeOffset at)
    {
        var order = crew.Treats;
        if (admit is null || order?.AssignmentId == _treated?.AssignmentId)
            return;
        Bedside?.Leave();
        _treated = order;
        Bedside = order is null ? null : admit(order, at, IsDriving);
        crew.IsPatientDead = Bedside is { } bedside ? () => bedside.Patient.IsDead : null;
        if (_care is { } care && care.AssignmentId == order?.AssignmentId)
            Bedside?.Take(care, at);
    }

    private bool IsDriving() => crew.Phase == CrewPhase.ToHospital;

    private void Measure()
    {
        var moment = crew.At(_nextFix);
        report(receiver.Measure(_nextFix, moment));
        _nextFix = receiver.NextAfter(_nextFix, moment);
    }
}
