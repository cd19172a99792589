using System.Collections.Immutable;
using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Domain.Care;
using Emergency.Domain.Clocks;

namespace Emergency.Agent.Tablet;

/// <summary>A green channel as the vehicle knows it before the server does: its steps, and its clocks by the usual targets.</summary>
internal static class ChannelSteps
{
    private static readonly string[] HeartClocks = ["first-ecg", "ecg-read", "cath-lab-activation", "fmc-to-device", "door-to-balloon"];
    private static readonly string[] StrokeClocks = ["door-to-needle"];

    /// <summary>A channel that the crew has just opened.</summary>
    /// <param name="contact">When this crew reached the patient; null when it did not say.</param>
    public static ChannelView Open(ChannelOpened act, PatientId patient, DateTimeOffset at, DateTimeOffset? contact, string actor)
    {
        var names = act.Kind switch
        {
            ChannelKind.ChestPain => HeartClocks,
            ChannelKind.Stroke => StrokeClocks,
            _ => [],
        };
        ImmutableArray<ClockView> clocks =
        [
            .. ClockTable.Default.Clinical.Where(clock => names.Contains(clock.Name)).Select(clock =>
                new ClockView(clock.Name, null, null, clock.Target.TotalSeconds, ClockState.NotStarted)),
        ];
        ImmutableArray<ChannelStep> steps = contact is { } met
            ? [new ChannelStep(ChannelEvent.FirstMedicalContact, met, met, actor)]
            : [];
        return new ChannelView(act.ChannelId, act.Kind, act.PatientId ?? patient, at, actor, steps, clocks, null, null, null, null, null, null);
    }

    /// <summary>Adds a step, unless it is there: the first time of an event stands.</summary>
    public static ChannelView Add(ChannelView channel, ChannelStep step) => channel.Steps.Any(known => known.Event == step.Event)
        ? channel
        : channel with { Steps = channel.Steps.Add(step) };

    /// <summary>Adds what the vehicle itself knows, and lets the clocks begin and end by the steps that the server has not told.</summary>
    public static ChannelView Complete(ChannelView channel, IReadOnlyList<TabletEcg> ecgs, DateTimeOffset now)
    {
        if (ecgs.FirstOrDefault(ecg => ecg is { Kind: "ecg-12-lead", Refusal: null }) is { } ecg)
            channel = Add(channel, new ChannelStep(ChannelEvent.EcgAcquired, ecg.At, ecg.At, "crew"));
        return channel with { Clocks = [.. channel.Clocks.Select(clock => Run(clock, channel.Steps, now))] };
    }

    private static ClockView Run(ClockView clock, ImmutableArray<ChannelStep> steps, DateTimeOffset now)
    {
        if (ClockTable.Default.Clinical.FirstOrDefault(known => known.Name == clock.Name) is not { } definition)
            return clock;
        var from = clock.From ?? TimeOf(definition.From, steps);
        var to = clock.To ?? TimeOf(definition.To, steps);
        if (from == clock.From && to == clock.To)
            return clock;
        var late = from is not null && (to ?? now) - from > TimeSpan.FromSeconds(clock.TargetSeconds);
        var state = (from, to) switch
        {
            (null, null) => ClockState.NotStarted,
            (null, _) => ClockState.Unknown,
            (_, null) => late ? ClockState.Missed : ClockState.Running,
            _ => late ? ClockState.Missed : ClockState.Met,
        };
        return clock with { From = from, To = to, State = state };
    }

    private static DateTimeOffset? TimeOf(ClockPoint point, ImmutableArray<ChannelStep> steps)
    {
        ChannelEvent? wanted = point switch
        {
            ClockPoint.FirstMedicalContact => ChannelEvent.FirstMedicalContact,
            ClockPoint.EcgAcquired => ChannelEvent.EcgAcquired,
            ClockPoint.EcgConfirmed => ChannelEvent.EcgConfirmed,
            ClockPoint.CathLabActivated => ChannelEvent.CathLabActivated,
            ClockPoint.CathLabReady => ChannelEvent.CathLabReady,
            ClockPoint.Door => ChannelEvent.Door,
            ClockPoint.Device => ChannelEvent.Device,
            ClockPoint.Needle => ChannelEvent.Needle,
            _ => null,
        };
        return steps.FirstOrDefault(step => step.Event == wanted)?.At;
    }
}
