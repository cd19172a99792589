using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Emergency.Agent;
using Emergency.Contracts;

namespace Emergency.Simulators;

/// <summary>What happened at a bedside since the last tick, in its order, on its way to the agent. For one caller at a time.</summary>
internal sealed class BedsideLog : IBedsideReports
{
    private readonly List<Func<AgentConnection, ValueTask>> _waiting = [];

    public void Measured(MonitorReading reading)
    {
        var vitals = ToVitals(reading);
        if (!vitals.IsEmpty)
            _waiting.Add(async agent => await agent.Report(vitals));
    }

    public void Recorded(EcgStrip strip)
    {
        var segment = ToSegment(strip);
        _waiting.Add(agent => agent.Report(segment));
    }

    public void TwelveLead(AssignmentOrder order, EcgStrip strip, string? statement)
    {
        var segment = ToSegment(strip);
        _waiting.Add(async agent => await agent.Report(segment, order, statement));
    }

    public void Did(AssignmentOrder order, DateTimeOffset at, CrewAct act) =>
        _waiting.Add(async agent => await agent.Report(order.CaseId, order.AssignmentId, at, act));

    /// <summary>Reports everything.</summary>
    public async ValueTask HandOver(AgentConnection agent)
    {
        foreach (var report in _waiting)
            await report(agent);
        _waiting.Clear();
    }

    private static VitalsReading ToVitals(MonitorReading reading)
    {
        var off = ImmutableArray.CreateBuilder<string>();
        if (reading.ElectrodesOff)
            off.AddRange("heartRate", "respirationRate");
        if (reading.ProbeOff)
            off.AddRange("spO2", "pulse");
        return new VitalsReading(
            reading.At, reading.HeartRate, reading.Spo2 is null ? null : reading.HeartRate, reading.Spo2, reading.Respiration,
            reading.Pressure?.Systolic, reading.Pressure?.Diastolic, reading.Pressure?.Mean, reading.Temperature, reading.Etco2,
            Off: off.Count > 0 ? off.ToImmutable() : null);
    }

    private static EcgSegment ToSegment(EcgStrip strip) => new(
        strip.At, strip.SampleRate, strip.LsbNanovolts, [.. EcgLeads.Standard],
        [.. strip.Leads.Select(ImmutableCollectionsMarshal.AsImmutableArray)]);
}
